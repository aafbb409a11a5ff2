/// In which order hits come.
public enum SortOrder: String, Sendable {
    /// The best first.
    case score
    /// The newest first.
    case date
}

/// How words that stand side by side are joined.
public enum QueryMode: String, Sendable {
    /// All of them; where too few articles have them all, those that have some follow. The best matches where there are
    /// more than six.
    case auto
    /// Any of them, the more the better.
    case any
    /// All of them.
    case all
    /// All of them, as one phrase.
    case phrase
}

/// What narrows a query besides its text: the twins of what a shell mangles.
public struct QueryOptions: Sendable, Equatable {
    /// How words are joined.
    public var mode = QueryMode.auto
    /// Whether a note is an error.
    public var strict = false
    /// Whether bare words that stand near one another lift an article above others; without, BM25 alone decides.
    public var nearness = true
    /// Whether words that some write as one and others apart find each other (`GuoJun`, `guo jun`).
    public var joinedNames = true
    /// Words that the title must have.
    public var title: String?
    /// Words that the author's name must have.
    public var author: String?
    /// The author's whole name, as counts by author tell it.
    public var authorName: String?
    /// The site's whole name.
    public var site: String?
    /// The language's code.
    public var language: String?
    /// A date, as typed, after which articles must be.
    public var after: String?
    /// A date, as typed, before which articles must be.
    public var before: String?
    /// Words that articles must not have.
    public var not: [String] = []

    /// No narrowing.
    public init() {}

    /// Whether anything is asked for besides the query's text.
    var narrows: Bool {
        title != nil || author != nil || authorName != nil || site != nil || language != nil || after != nil
            || before != nil || !not.isEmpty
    }
}

/// How much of each hit is looked up.
public enum HitDetail: String, Sendable {
    /// Its id and score: nothing is read from the stored articles.
    case id
    /// Title, author, date, language too.
    case title
    /// And a passage.
    case snippet
}

/// A question to an index.
public struct SearchRequest: Sendable, Equatable {
    /// The query as typed.
    public var query: String
    /// What narrows it.
    public var options = QueryOptions()
    /// How many hits are wanted.
    public var limit = 10
    /// How many hits are passed over first.
    public var offset = 0
    /// The order of the hits.
    public var sort = SortOrder.score
    /// Whether the total must be exact, whatever it costs.
    public var countAll = false
    /// Whether the total may be found out by work of its own where that is little.
    public var countCheaply = true
    /// How much of each hit is looked up.
    public var detail = HitDetail.snippet
    /// What the articles that match are counted by; then the total is exact.
    public var facets: [FacetField] = []
    /// How many values of each are listed.
    public var facetLimit = 20
    /// Whether another query may be offered where little is found ("did you mean"), which takes some milliseconds at most.
    /// Who asks for ids alone is a program: it is offered none.
    public var corrects = true
    /// How many passages of each hit are shown.
    public var passages = 1
    /// Whether hits say how they were scored.
    public var explain = false

    /// A request for the ten best hits.
    public init(query: String) {
        self.query = query
    }
}

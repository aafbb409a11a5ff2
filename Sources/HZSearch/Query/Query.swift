/// What a query asks for, as typed: not yet analyzed into terms.
public enum Query: Equatable, Sendable {
    /// A typed word; where analysis makes several terms of it (Guo-Jun, a run of Han), they are a phrase.
    case word(QueryField, String)
    /// Quoted words: these forms, in this order. With `slop`, within that many positions, in any order.
    case phrase(QueryField, String, slop: Int?)
    /// Words that begin like this.
    case prefix(QueryField, String)
    /// Words within so many edits (1 or 2) of this one.
    case fuzzy(QueryField, String, edits: Int)
    /// Words that look like this as a whole: with wild cards (`*` any characters, `?` one), or a regular expression.
    case pattern(QueryField, String, isExpression: Bool)
    /// Words, phrases and patterns near one another, in any order: some stretch has them all that is at most as much longer
    /// than they are themselves as they may be apart. `distances` are those between neighbours: 1 for side by side.
    case near(QueryField, [Query], distances: [Int])
    /// A part that counts for more, or less.
    indirect case boosted(Query, by: Float)
    /// A date within these bounds, yyyymmdd; documents without a date do not match.
    case date(ClosedRange<UInt32>)
    /// All that stand side by side.
    case all([Clause])
    /// Any of these.
    case any([Query])

    /// One of the parts that stand side by side.
    public struct Clause: Equatable, Sendable {
        /// How the part takes part.
        public enum Occurrence: Equatable, Sendable {
            /// As the query's mode says: all by default.
            case plain
            /// Must match, also where any would do.
            case required
            /// Must not match.
            case excluded
        }

        /// How it takes part.
        public var occurrence: Occurrence
        /// What it asks for.
        public var query: Query

        /// A clause from its parts.
        public init(_ occurrence: Occurrence = .plain, _ query: Query) {
            self.occurrence = occurrence
            self.query = query
        }
    }
}

extension Query {
    /// What `*` alone asks for. A document without a date has the number 0.
    static let everything = Query.date(0...UInt32.max)

    /// Factors lie between these.
    static let boosts: ClosedRange<Float> = 0.01...100

    /// What is boosted, and how much in all.
    var unboosted: (query: Query, factor: Float) {
        var (query, factor) = (self, Float(1))
        while case .boosted(let inner, let more) = query {
            query = inner
            factor *= more
        }
        return (query, factor)
    }

    /// The field in which a part can stand near others; nil where it can't.
    var nearField: QueryField? {
        switch self {
        case .word(let field, _), .prefix(let field, _), .pattern(let field, _, _), .near(let field, _, _),
            .phrase(let field, _, nil):
            return field.indexField == nil ? nil : field
        default: return nil
        }
    }
}

/// Where a word of a query is looked for.
public enum QueryField: String, Equatable, Sendable, CaseIterable {
    /// Title, headings, main text, captions: what a bare word means.
    case text
    /// The title.
    case title
    /// The author.
    case author
    /// The author's name, whole. Nobody types it: an option asks for it.
    case authorName = "author_name"
    /// Comments of readers.
    case comments
    /// The rest of the page.
    case page
    /// The site's name or host.
    case site
    /// The language's code.
    case language = "lang"
    /// The path or id.
    case path
}

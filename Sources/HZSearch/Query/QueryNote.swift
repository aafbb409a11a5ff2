/// Something of a query that was not read as its writer may have meant it: no query is an error, but nothing is passed
/// over in silence.
public struct QueryNote: Error, Equatable, Sendable {
    /// What it was.
    public enum Fact: String, Equatable, Sendable {
        /// A quotation mark without its partner: the phrase ends with the query.
        case unclosedQuote
        /// An opening bracket without its partner: the group ends with the query.
        case unclosedBracket
        /// A closing bracket without its partner: left out.
        case strayBracket
        /// AND, OR or NOT without something to join: read as a word.
        case strayOperator
        /// A sign (+, -, or * behind one or behind a field) without a word, && or || with nothing to join: left out.
        case straySign
        /// `!` right before a word, which leaves it out elsewhere: read as a word.
        case notExcluded
        /// What follows `date:`, `since:`, `before:` or `after:` is no date: read as a word.
        case notADate
        /// The name of a field with its colon, and a blank behind it: read as a word.
        case strayField
        /// `~` behind quotation marks without a number: left out.
        case badSlop
        /// `~` behind a word with another number than 1 or 2: read as a word.
        case badEdits
        /// `NEAR/` with another number than one from 1 on: read as a word.
        case badNear
        /// `^` with another number than one from 0 on: read as a word.
        case badBoost
        /// Brackets deeper than `QueryParser.deepest`: the brackets are left out.
        case tooDeep
        /// NEAR beside something that is neither a word nor a phrase, or of another field: read as AND.
        case strayNear
        /// What stands between slashes is no regular expression: read as words.
        case badExpression
        /// A pattern of more than `TermPattern.mostSteps`: read as words.
        case largePattern
        /// More words with `*`, `?`, `~` or slashes than `QueryParser.mostPatterns`: the rest is left out.
        case tooManyPatterns
        /// More bytes than `QueryParser.longest`: the rest is left out.
        case tooLong
        /// More parts than `QueryParser.mostClauses`: the rest is left out.
        case tooManyClauses
    }

    /// What it was.
    public let fact: Fact
    /// The bytes of the query (UTF-8) that it is about.
    public let range: Range<Int>
}

/// One piece of a query's text.
struct QueryToken: Equatable {
    enum Kind: Equatable {
        /// A word, or what was not read as anything else; a pattern where one of `*?~` is in it.
        case word(String, isPattern: Bool)
        /// Words between quotation marks, with what follows a `~`.
        case quoted(String, slop: Int?)
        /// `AND` or `&&`, `OR` or `||`, `NOT`.
        case and, or, not
        /// `+` and `-` before something.
        case plus, minus
        /// `(` and `)`.
        case open, close
        /// `NEAR/n`.
        case near(Int)
        /// What stands between slashes.
        case expression(String)
        /// `^n` behind something.
        case boost(Float)
        /// The name of a field with its colon, before something.
        case field(String)
    }

    var kind: Kind
    /// The bytes that it stands for.
    var range: Range<Int>
    /// Whether it is an operator of signs, which is no word where it joins nothing.
    var isSign = false
}

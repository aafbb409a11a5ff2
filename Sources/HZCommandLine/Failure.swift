/// What ends a command: a sentence for people and a number for the shell.
public struct Failure: Error, Sendable {
    /// What failed, where, and what to do about it.
    public let message: String
    /// The exit status.
    public let code: ExitCode
    /// A text that can't be read, shown below the message, and the byte at which a mark points.
    public let quote: (text: String, place: Int)?

    /// A failure from its parts.
    public init(_ message: String, _ code: ExitCode, quote: (text: String, place: Int)? = nil) {
        self.message = message
        self.code = code
        self.quote = quote
    }

    /// What is printed of it, without control characters of the texts that it quotes.
    var text: String {
        var text = TerminalText.escaped(message)
        if let quote {
            let before = TerminalText.escaped(String(decoding: quote.text.utf8.prefix(quote.place), as: UTF8.self))
            let columns = before.unicodeScalars.reduce(0) { $0 + TerminalText.columns(of: $1) }
            let indent = String(repeating: " ", count: columns)
            text += "\n  \(TerminalText.escaped(quote.text))\n  \(indent)^"
        }
        return text
    }
}

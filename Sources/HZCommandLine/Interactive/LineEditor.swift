/// A line that is being typed, and the place in it where typing goes on.
struct LineEditor {
    private var before: String
    private var after = ""

    /// A line whose typing goes on at its end.
    init(_ text: String) {
        before = text
    }

    /// All of it.
    var text: String { before + after }

    /// What a key changes in it; false for a key that is none of a line.
    mutating func press(_ key: Key) -> Bool {
        switch key {
        case .text(let text): before += text
        case .backspace: before = String(before.dropLast())
        case .delete: after = String(after.dropFirst())
        case .left: if let last = before.popLast() { after = String(last) + after }
        case .right:
            before += after.prefix(1)
            after = String(after.dropFirst())
        case .home: (before, after) = ("", text)
        case .end: (before, after) = (text, "")
        case .clear: (before, after) = ("", "")
        case .deleteWord:
            while before.last == " " { before.removeLast() }
            while let last = before.last, last != " " { before.removeLast() }
        default: return false
        }
        return true
    }

    /// As much of it as fits into so many columns, and the column where typing goes on: what stands before that matters
    /// more than what stands behind.
    func shown(columns: Int) -> (text: String, column: Int) {
        var left = TerminalText.escaped(before).unicodeScalars[...]
        var column = left.reduce(0) { $0 + TerminalText.columns(of: $1) }
        while column > columns, let first = left.popFirst() { column -= TerminalText.columns(of: first) }
        let right = TerminalText.prefix(TerminalText.escaped(after).unicodeScalars, columns: columns - column)
        return (String(left) + String(right), column)
    }
}

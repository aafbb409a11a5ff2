import HZSearch

/// Places of what was sought, one a line: what stands before it ends in one column.
struct ConcordancePage {
    let style: TerminalStyle
    /// How many columns stand before a match.
    let width: Int
    /// How many columns a line has.
    let columns: Int

    func text(_ lines: [Concordance.Line]) -> String {
        lines.map(line).joined()
    }

    private func line(_ line: Concordance.Line) -> String {
        let left = TerminalText.prefix(TerminalText.escaped(line.left).unicodeScalars.reversed(), columns: width)
        let match = TerminalText.escaped(line.match)
        let room = columns - width - TerminalText.columns(of: match)
        let right = TerminalText.prefix(TerminalText.escaped(line.right).unicodeScalars, columns: max(0, room))
        let before = String(String.UnicodeScalarView(left.reversed()))
        let indent = String(repeating: " ", count: max(0, width - TerminalText.columns(of: before)))
        return indent + before + style.link(style.match(match), to: line.id) + String(right) + "\n"
    }
}

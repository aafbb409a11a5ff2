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
        let left = Self.cut(Array(TerminalText.escaped(line.left).unicodeScalars.reversed()), width)
        let match = TerminalText.escaped(line.match)
        let room = columns - width - TerminalText.columns(of: match)
        let right = Self.cut(Array(TerminalText.escaped(line.right).unicodeScalars), max(0, room))
        let before = Self.string(left.reversed())
        let indent = String(repeating: " ", count: max(0, width - TerminalText.columns(of: before)))
        return indent + before + style.link(style.match(match), to: line.id) + Self.string(right) + "\n"
    }

    /// The first scalars that fit into so many columns.
    private static func cut(_ scalars: [Unicode.Scalar], _ columns: Int) -> [Unicode.Scalar] {
        var room = columns
        return Array(
            scalars.prefix { scalar in
                room -= TerminalText.columns(of: scalar)
                return room >= 0
            }
        )
    }

    private static func string(_ scalars: [Unicode.Scalar]) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }
}

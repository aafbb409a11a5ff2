import HZSearch

/// Places of what was sought, one a line: what stands before it ends in one column. For people each article's places stand
/// below its name; for programs the article's id ends each line, behind a tab.
struct ConcordancePage {
    let style: TerminalStyle
    /// How many columns stand before a match.
    let width: Int
    /// How many columns a line has.
    let columns: Int
    /// Whether people read it.
    let isForPeople: Bool
    /// The working directory: paths below it are shown relative to it. Nil where paths are shown as they are.
    let folder: String?

    func text(_ lines: [Concordance.Line]) -> String {
        var text = ""
        var last: String?
        for line in lines {
            if isForPeople, line.id != last {
                text += (last == nil ? "" : "\n") + heading(line) + "\n"
                last = line.id
            }
            text += self.line(line) + (isForPeople ? "\n" : "\t" + TerminalText.escaped(line.id) + "\n")
        }
        return text
    }

    private func heading(_ line: Concordance.Line) -> String {
        let facts = [line.title, ResultPage.shownPath(line.id, below: folder)].map(TerminalText.escaped)
        return style.dim(facts.filter { !$0.isEmpty }.joined(separator: "  "))
    }

    private func line(_ line: Concordance.Line) -> String {
        let left = TerminalText.prefix(TerminalText.escaped(line.left).unicodeScalars.reversed(), columns: width)
        let match = TerminalText.escaped(line.match)
        let room = columns - width - TerminalText.columns(of: match)
        let right = TerminalText.prefix(TerminalText.escaped(line.right).unicodeScalars, columns: max(0, room))
        let before = String(String.UnicodeScalarView(left.reversed()))
        let indent = String(repeating: " ", count: max(0, width - TerminalText.columns(of: before)))
        return indent + before + style.link(style.match(match), to: line.id) + String(right)
    }
}

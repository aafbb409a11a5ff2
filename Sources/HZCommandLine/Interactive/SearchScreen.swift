import HZSearch

/// What a full screen of searching shows: the query, the results, which one is chosen. A pure value: state in, text out.
struct SearchScreen {
    private var line: LineEditor
    /// The results, and what to say about them.
    private(set) var hits: [Hit] = []
    private(set) var message = ""
    /// The chosen result.
    private(set) var chosen = 0
    private var first = 0

    private let style: TerminalStyle
    private let folder: String?

    /// What was typed.
    var query: String { line.text }

    /// - Parameters:
    ///   - folder: paths below it are shown relative to it.
    init(query: String, style: TerminalStyle, folder: String?) {
        line = LineEditor(query)
        self.style = style
        self.folder = folder
    }

    /// What a key changes here: whether the query is another now.
    mutating func press(_ key: Key, rows: Int) -> Bool {
        let before = query
        if line.press(key) { return query != before }
        switch key {
        case .up: choose(chosen - 1)
        case .down, .tab: choose(chosen + 1)
        case .pageUp: choose(chosen - page(rows))
        case .pageDown: choose(chosen + page(rows))
        default: break
        }
        return false
    }

    /// Takes over a result. `query` is what was asked, where that is not what was typed.
    mutating func show(_ result: SearchResult, of query: String? = nil) {
        hits = result.hits
        chosen = 0
        first = 0
        let total = Quantity.total(result.total)
        let asked = query.map { " for " + TerminalText.escaped($0) } ?? ""
        message =
            hits.isEmpty
            ? "nothing found" : "\(total) found\(asked), \(Quantity.milliseconds(result.tookMicroseconds))"
        if let correction = result.correction {
            message += "; " + CorrectionLine(style: TerminalStyle(isOn: false)).text(correction)
        }
        for note in result.notes { message += "; " + TerminalText.escaped(note.message) }
    }

    /// There is nothing to show but a sentence.
    mutating func show(message: String) {
        hits = []
        chosen = 0
        first = 0
        self.message = TerminalText.escaped(message)
    }

    /// The screen, from its top left corner; the cursor comes to stand where typing goes on.
    mutating func frame(columns: Int, rows: Int) -> String {
        let width = max(20, columns)
        scroll(rows)
        let shown = line.shown(columns: width - 4)
        var lines = [style.bold(">") + " " + shown.text, style.dim(cut(message, columns: width - 1))]
        for index in first..<hits.count {
            let block = block(hits[index], isChosen: index == chosen, width: width)
            if lines.count + block.count + 1 > rows - 1 { break }
            lines.append("")
            lines += block
        }
        while lines.count < rows - 1 { lines.append("") }
        let help = "Up Down: choose   Enter: open   Ctrl-U: new query   Esc: leave"
        lines = Array(lines.prefix(max(1, rows - 1))) + [style.dim(cut(help, columns: width - 1))]
        let text = lines.map { $0 + "\u{1B}[K" }.joined(separator: "\r\n")
        return "\u{1B}[?25l\u{1B}[H" + text + "\u{1B}[1;\(shown.column + 3)H\u{1B}[?25h"
    }

    /// Lines of a result: its title, what is known of it, two lines of the passage.
    private static let linesOfHit = 4

    private func block(_ hit: Hit, isChosen: Bool, width: Int) -> [String] {
        let path = ResultPage.shownPath(hit.path.isEmpty ? hit.id : hit.path, below: folder)
        var title = TerminalText.escaped(hit.title)
        if title.isEmpty { title = TerminalText.escaped(path.split(separator: "/").last.map(String.init) ?? path) }
        let facts = [hit.date, hit.author, ResultPage.lack(hit), path].compactMap { $0 }
            .map(TerminalText.escaped).filter { !$0.isEmpty }
        let mark = isChosen ? style.match("> ") : "  "
        let room = width - 3
        var lines = [mark + style.bold(cut(title, columns: room))]
        lines.append("  " + style.dim(cut(facts.joined(separator: "  "), columns: room)))
        let passage = WrappedText(hit.snippet.text, highlights: hit.snippet.highlights)
        lines += passage.lines(width: room - 2, style: style).prefix(Self.linesOfHit - 2).map { "    " + $0 }
        return lines
    }

    private mutating func choose(_ place: Int) {
        chosen = max(0, min(place, hits.count - 1))
    }

    private func page(_ rows: Int) -> Int {
        max(1, (rows - 3) / (Self.linesOfHit + 1))
    }

    /// The chosen result is on the screen.
    private mutating func scroll(_ rows: Int) {
        first = min(first, chosen)
        first = max(first, chosen - page(rows) + 1)
    }

    private func cut(_ text: String, columns: Int) -> String {
        guard TerminalText.columns(of: text) > columns else { return text }
        return String(TerminalText.prefix(text.unicodeScalars, columns: columns - 1)) + "…"
    }
}

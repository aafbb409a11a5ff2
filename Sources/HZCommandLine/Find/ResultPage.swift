import HZSearch

/// Hits as people read them: title, where it is, when and by whom, and the passage that matched.
struct ResultPage {
    /// How it looks.
    let style: TerminalStyle
    /// Columns to wrap at; nil where lines are left whole.
    let width: Int?
    /// The working directory: paths below it are shown relative to it. Nil where paths are shown as they are.
    let folder: String?
    /// Whether a reference stands below each hit.
    var cites = false

    /// The page of all hits.
    func text(_ hits: [Hit]) -> String {
        hits.map(text).joined(separator: "\n")
    }

    private func text(_ hit: Hit) -> String {
        let path = Self.shownPath(hit.path.isEmpty ? hit.id : hit.path, below: folder)
        var title = TerminalText.escaped(hit.title)
        if title.isEmpty { title = path.split(separator: "/").last.map(String.init) ?? path }
        var text = style.link(style.bold(title), to: hit.path.isEmpty ? hit.id : hit.path) + "\n"
        let facts = [path, hit.date, hit.author, Self.lack(hit)].compactMap { $0 }.map(TerminalText.escaped)
        text += style.dim(facts.filter { !$0.isEmpty }.joined(separator: "  ")) + "\n"
        if let copies = copies(hit) { text += style.dim(copies) + "\n" }
        for (place, snippet) in ([hit.snippet] + hit.furtherSnippets).enumerated() where !snippet.text.isEmpty {
            guard let width else {
                let line = WrappedText.whole(snippet.text, highlights: snippet.highlights, style: style)
                if !line.isEmpty { text += (place > 0 ? "  · " : "    ") + line + "\n" }
                continue
            }
            let passage = WrappedText(snippet.text, highlights: snippet.highlights)
            for (number, line) in passage.lines(width: max(20, width - 4), style: style).enumerated() {
                text += (place > 0 && number == 0 ? "  · " : "    ") + line + "\n"
            }
        }
        if cites { text += "    " + style.dim(Reference(hit).text) + "\n" }
        return text + explanation(hit)
    }

    private func explanation(_ hit: Hit) -> String {
        hit.explanation.isEmpty ? "" : ScoreTable(style: style).text(hit)
    }

    /// Which of the query's words an article lacks; nil where it has all.
    static func lack(_ hit: Hit) -> String? {
        hit.missing.isEmpty ? nil : "without " + hit.missing.joined(separator: ", ")
    }

    /// Where the article was saved besides; nil where it was saved once.
    private func copies(_ hit: Hit) -> String? {
        guard let first = hit.duplicates.first else { return nil }
        let others = hit.duplicates.count - 1
        return "also " + TerminalText.escaped(Self.shownPath(first, below: folder))
            + (others > 0 ? " and \(Quantity.count(others)) more" : "")
    }

    /// A path as people read it: relative to the folder where it lies below it.
    static func shownPath(_ path: String, below folder: String?) -> String {
        guard let folder, folder != "/", path.hasPrefix(folder + "/") else { return path }
        return String(Substring(path.utf8.dropFirst(folder.utf8.count + 1)))
    }
}

import HZSearch

/// What a footnote needs of a hit: who, what, where and when; the paragraphs and the bytes of the file that the passages
/// stand in; and the file's SHA-256, by which anybody can tell that it is the same.
struct Reference {
    private let hit: Hit
    private let file: SourceFile

    init(_ hit: Hit) {
        self.hit = hit
        file = SourceFile(hit.path.isEmpty ? hit.id : hit.path)
    }

    /// One line, ended by a full stop.
    var text: String {
        var parts: [String] = []
        if let author = hit.author { parts.append(author) }
        if !hit.title.isEmpty { parts.append("“\(hit.title)”") }
        parts += [hit.site, hit.date, hit.url ?? hit.path].compactMap { $0 }
        parts += ([hit.snippet] + hit.furtherSnippets).filter { $0.paragraph > 0 }.map(place)
        if let digest = file.digest { parts.append("SHA-256 \(digest)") }
        return TerminalText.escaped(parts.joined(separator: ", ") + ".")
    }

    /// `¶ 3, bytes 1042–1280`: bytes of the file, where the passage stands there as it is; else of the paragraph.
    private func place(_ snippet: Snippet) -> String {
        let paragraph = "¶ \(snippet.paragraph)"
        if let range = file.range(of: snippet.passage) {
            return "\(paragraph), bytes \(range.lowerBound)–\(range.upperBound)"
        }
        guard !snippet.bytes.isEmpty else { return paragraph }
        return "\(paragraph), bytes \(snippet.bytes.lowerBound)–\(snippet.bytes.upperBound) of it"
    }
}

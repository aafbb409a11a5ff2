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

/// The file that an article was read from, as it is now.
struct SourceFile {
    /// Its SHA-256; nil where it can't be read.
    let digest: String?
    private let place: SourcePlace?

    /// In longer files no passage is looked for.
    private static let longestSearched = 16 << 20

    init(_ path: String) {
        var hash = SHA256()
        var bytes: [UInt8]? = []
        let isRead = Host.readAll(path) { piece in
            hash.add(piece)
            bytes?.append(contentsOf: piece)
            if bytes?.count ?? 0 > Self.longestSearched { bytes = nil }
        }
        digest = isRead ? hash.hexadecimal : nil
        place = isRead ? bytes.map { SourcePlace($0) } : nil
    }

    /// The bytes of the file that a passage stands in; nil where it does not stand there as it is read.
    func range(of passage: String) -> Range<Int>? { place?.range(of: passage) }
}

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

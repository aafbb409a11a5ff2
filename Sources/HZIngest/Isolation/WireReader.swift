import HZJSON

/// Reads what ``WireWriter`` writes, and trusts none of it: the other process has parsed hostile bytes. Every length
/// is compared with what is left, every text made valid, every block checked against its article.
struct WireReader {
    /// What arrived is not what a parsing process sends.
    struct Malformed: Error {}

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func byte() throws(Malformed) -> UInt8 {
        guard position < bytes.count else { throw Malformed() }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func number() throws(Malformed) -> UInt32 {
        guard bytes.count - position >= 4 else { throw Malformed() }
        var value: UInt32 = 0
        for index in 0..<4 { value |= UInt32(bytes[position + index]) << UInt32(8 * index) }
        position += 4
        return value
    }

    mutating func longNumber() throws(Malformed) -> UInt64 {
        let low = try number()
        return UInt64(try number()) << 32 | UInt64(low)
    }

    mutating func byteArray() throws(Malformed) -> [UInt8] {
        let count = Int(try number())
        guard count <= bytes.count - position else { throw Malformed() }
        defer { position += count }
        return Array(bytes[position..<(position + count)])
    }

    mutating func text() throws(Malformed) -> String {
        String(decoding: try byteArray(), as: UTF8.self)
    }

    mutating func optionalText() throws(Malformed) -> String? {
        try byte() == 0 ? nil : try text()
    }

    mutating func article() throws(Malformed) -> Article {
        var article = Article(id: try text(), path: try text(), title: try text())
        article.author = try optionalText()
        article.date = try optionalText().flatMap { ArticleDate(parsing: $0) }
        article.language = try optionalText()
        article.site = try optionalText()
        article.url = try optionalText()
        article.text = try byteArray()
        guard UTF8Repair.isValid(article.text) else { throw Malformed() }
        article.blocks = try blocks(below: article.text.count)
        article.charset = try text()
        guard let evidence = CharsetEvidence(rawValue: try text()) else { throw Malformed() }
        article.charsetEvidence = evidence
        article.charsetConfidence = Double(min(1_000_000, try number())) / 1_000_000
        article.wasDoublyEncoded = try byte() != 0
        article.replacements = Int(try number())
        return article
    }

    private mutating func blocks(below end: Int) throws(Malformed) -> [ArticleBlock] {
        let count = Int(try number())
        guard count <= (bytes.count - position) / 9 else { throw Malformed() }
        var blocks: [ArticleBlock] = []
        blocks.reserveCapacity(count)
        var previous = 0
        for _ in 0..<count {
            guard let zone = Zone(rawValue: try byte()) else { throw Malformed() }
            let start = Int(try number())
            let stop = Int(try number())
            guard previous <= start, start < stop, stop <= end else { throw Malformed() }
            blocks.append(ArticleBlock(zone: zone, range: start..<stop))
            previous = stop
        }
        return blocks
    }
}

/// Writes numbers, texts and articles as they go between a parsing process and the one that asks it.
///
///     Number  := u32 or u64, little-endian
///     Bytes   := length u32, bytes
///     Text    := Bytes (UTF-8); an optional one: u8 0, or u8 1 and the Text
///     Article := id, path, title Text; author, date, language, site, url optional Text; text Bytes;
///                number of blocks u32, per block: zone u8, start u32, end u32;
///                charset Text, evidence Text, confidence u32 (millionths), doubly encoded u8, replacements u32
struct WireWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ value: UInt8) { bytes.append(value) }

    mutating func write(_ value: UInt32) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    mutating func write(_ value: UInt64) {
        write(UInt32(truncatingIfNeeded: value))
        write(UInt32(truncatingIfNeeded: value >> 32))
    }

    mutating func write(_ value: [UInt8]) {
        write(UInt32(clamping: value.count))
        bytes.append(contentsOf: value)
    }

    mutating func write(_ value: String) {
        write(UInt32(clamping: value.utf8.count))
        bytes.append(contentsOf: value.utf8)
    }

    mutating func write(_ value: String?) {
        write(UInt8(value == nil ? 0 : 1))
        if let value { write(value) }
    }

    mutating func write(_ article: Article) {
        write(article.id)
        write(article.path)
        write(article.title)
        write(article.author)
        write(article.date?.iso)
        write(article.language)
        write(article.site)
        write(article.url)
        write(article.text)
        write(UInt32(clamping: article.blocks.count))
        for block in article.blocks {
            write(block.zone.rawValue)
            write(UInt32(clamping: block.range.lowerBound))
            write(UInt32(clamping: block.range.upperBound))
        }
        write(article.charset)
        write(article.charsetEvidence.rawValue)
        write(UInt32(max(0, min(1, article.charsetConfidence)) * 1_000_000))
        write(UInt8(article.wasDoublyEncoded ? 1 : 0))
        write(UInt32(clamping: article.replacements))
    }
}

/// Reads the line that tells where a text was copied from: "https://example.com/a", "Source: https://example.com/a".
enum TextAddress {
    /// The address in a line that holds nothing else, but perhaps a label.
    static func read(_ line: ArraySlice<UInt8>) -> String? {
        guard line.count <= longest else { return nil }
        var text = line
        if let label = labels.first(where: { begins(line, with: $0) }) {
            text = line.dropFirst(label.count).drop { $0 == 0x20 || $0 == UInt8(ascii: "<") }
        }
        guard schemes.contains(where: { text.starts(with: $0) }) else { return nil }
        if text.last == UInt8(ascii: ">") { text = text.dropLast() }
        guard text.count > shortest, text.allSatisfy({ $0 > 0x20 }) else { return nil }
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether a line is one.
    static func stands(in line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first, firsts.contains(first) else { return false }
        return read(line) != nil
    }

    private static let longest = 2_000
    private static let shortest = 10
    private static let schemes = ["https://", "http://"].map { Array($0.utf8) }
    private static let labels = [
        "url:", "url ", "source url:", "printed from:", "saved from:", "available at:", "permalink:", "source:",
        "link:", "original:", "from:", "retrieved from:", "quelle:", "fuente:", "来源：", "原文：",
        "原文链接：", "链接：", "<",
    ].map { Array($0.utf8) }
    /// First bytes of addresses and labels, in both cases.
    private static let firsts = Set(
        (schemes + labels).compactMap(\.first).flatMap { [$0, $0 &- 0x61 < 26 ? $0 & 0xDF : $0] }
    )

    private static func begins(_ line: ArraySlice<UInt8>, with label: [UInt8]) -> Bool {
        line.count > label.count && zip(line, label).allSatisfy { ($0 &- 0x41 < 26 ? $0 | 0x20 : $0) == $1 }
    }
}

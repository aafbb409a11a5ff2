/// What programs that keep notes write around their text besides front matter.
extension FrontMatter {
    /// Takes what the lines right below a title tell where each of them is "Name: value" and all names are known, as
    /// databases of notes are exported: "Author: …", "Created: …", "URL: …".
    mutating func readProperties(belowTitleOf text: [UInt8]) -> Bool {
        let bytes = Array(text.prefix(Self.longestHead))
        var lines = TextLines()
        var isBelowTitle = false
        var block: [String] = []
        while let range = lines.next(bytes.span), block.count <= Self.mostProperties {
            if range.isEmpty {
                if block.isEmpty { continue }
                break
            }
            let line = bytes[range]
            if isBelowTitle {
                guard line[line.startIndex] | 0x20 &- 0x61 < 26, line.contains(UInt8(ascii: ":")) else { return false }
                block.append(String(decoding: line, as: UTF8.self))
            } else {
                guard line.starts(with: "# ".utf8) else { return false }
                isBelowTitle = true
            }
        }
        return block.count > 1 && take(block, where: { _ in false })
    }

    /// Takes what lines at the end of a text tell, "source_url: …", "created_time: …" and so on behind an empty line, as files
    /// of notes have them that are kept in step between devices; tells where they begin, or the end of the text.
    mutating func readEnd(of text: [UInt8]) -> Int {
        var end = text.count
        while end > 0, text[end - 1] <= 0x20 { end -= 1 }
        let floor = max(0, end - Self.longestEnd)
        var start = end
        while start > floor, !(text[start - 1] == 0x0A && (start < 2 || text[start - 2] == 0x0A)) { start -= 1 }
        guard start > floor, text[start..<end].contains(UInt8(ascii: "_")) else { return text.count }
        let block = text[start..<end].split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self).trimmed }
        let names = block.map { $0.utf8.prefix { $0 != UInt8(ascii: ":") } }
        guard block.count >= Self.fewestAtEnd,
            zip(block, names).allSatisfy({ line, name in
                name.count < line.utf8.count && name.allSatisfy { $0 &- 0x61 < 26 || $0 == UInt8(ascii: "_") }
            }),
            names.count(where: { $0.contains(UInt8(ascii: "_")) }) * 2 >= block.count,
            take(block, where: { _ in true })
        else { return text.count }
        return start
    }

    private static let longestHead = 4 << 10
    private static let longestEnd = 4 << 10
    private static let mostProperties = 60
    private static let fewestAtEnd = 8
}

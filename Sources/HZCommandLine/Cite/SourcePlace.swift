/// Finds a passage in the bytes of the file that it was read from: whatever blanks, tags and the commonest entities of HTML
/// stand between its letters there.
struct SourcePlace {
    /// The file's bytes without what does not count, and where each begins and ends.
    private var letters: [UInt8] = []
    private var starts: [UInt32] = []
    private var ends: [UInt32] = []

    /// Entities by which pages write what would be syntax.
    private static let entities: [(text: [UInt8], letters: [UInt8])] = [
        ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&nbsp;", ""),
        ("&ldquo;", "“"), ("&rdquo;", "”"), ("&lsquo;", "‘"), ("&rsquo;", "’"), ("&mdash;", "—"), ("&ndash;", "–"),
        ("&hellip;", "…"),
    ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

    /// Reads a file's bytes. O(bytes).
    init(_ file: [UInt8]) {
        // A page begins with a tag.
        let isPage = file.first { !Self.isBlank($0) } == UInt8(ascii: "<")
        // Where no tag ends any more, none begins.
        let lastEnd = file.lastIndex(of: UInt8(ascii: ">")) ?? file.startIndex
        var place = file.startIndex
        while place < file.endIndex {
            let byte = file[place]
            if isPage, byte == UInt8(ascii: "<"), place < lastEnd,
                let end = file[place...].firstIndex(of: UInt8(ascii: ">"))
            {
                place = end + 1
            } else if isPage, byte == UInt8(ascii: "&"),
                let entity = Self.entities.first(where: { file[place...].starts(with: $0.text) })
            {
                for letter in entity.letters { append(letter, place..<place + entity.text.count) }
                place += entity.text.count
            } else {
                append(byte, place..<place + 1)
                place += 1
            }
        }
    }

    private mutating func append(_ byte: UInt8, _ range: Range<Int>) {
        // The first byte of U+00A0 is one of letters too: as a whole it is a blank.
        if byte == 0xA0, letters.last == 0xC2 {
            letters.removeLast()
            starts.removeLast()
            ends.removeLast()
        } else if !Self.isBlank(byte) {
            letters.append(byte)
            starts.append(UInt32(truncatingIfNeeded: range.lowerBound))
            ends.append(UInt32(truncatingIfNeeded: range.upperBound))
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// The bytes of the file that a passage stands in, where it first does; nil where it does not. O(file), by the failure
    /// function of Knuth, Morris and Pratt (SIAM J. Comput. 6, 1977).
    func range(of passage: String) -> Range<Int>? {
        let sought = SourcePlace(text: passage).letters
        guard !sought.isEmpty else { return nil }
        var failures = [0]
        var matched = 0
        for letter in sought.dropFirst() {
            while matched > 0, sought[matched] != letter { matched = failures[matched - 1] }
            if sought[matched] == letter { matched += 1 }
            failures.append(matched)
        }
        matched = 0
        for (place, letter) in letters.enumerated() {
            while matched > 0, sought[matched] != letter { matched = failures[matched - 1] }
            if sought[matched] == letter { matched += 1 }
            guard matched == sought.count else { continue }
            return Int(starts[place + 1 - sought.count])..<Int(ends[place])
        }
        return nil
    }

    private init(text: String) {
        for (place, byte) in text.utf8.enumerated() { append(byte, place..<place + 1) }
    }
}

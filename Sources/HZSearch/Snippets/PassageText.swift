/// The text of a block as passages are cut of it: borders of sentences and words. Offsets count from the block's
/// beginning.
struct PassageText {
    private let bytes: ArraySlice<UInt8>

    init(_ block: ArraySlice<UInt8>) {
        bytes = block
    }

    /// How many bytes there are.
    var count: Int { bytes.count }

    private func byte(_ offset: Int) -> UInt8 { bytes[bytes.startIndex + offset] }

    /// Whether the byte at an offset is not the first of its character.
    func isContinuation(_ offset: Int) -> Bool { byte(offset) & 0xC0 == 0x80 }

    private func part(_ range: Range<Int>) -> ArraySlice<UInt8> {
        bytes[bytes.startIndex + range.lowerBound..<bytes.startIndex + range.upperBound]
    }

    /// How many columns of a terminal a part takes.
    func columns(_ range: Range<Int>) -> Int { PassageFinder.columns(part(range)) }

    /// No column takes more bytes.
    static let mostBytesOfColumn = 3

    /// Whether all of it takes no more than so many columns. O(columns).
    func fits(_ columns: Int) -> Bool {
        count <= Self.mostBytesOfColumn * columns && PassageFinder.columns(bytes) <= columns
    }

    /// How many Unicode scalars a part has.
    func scalars(_ range: Range<Int>) -> Int { part(range).count { $0 & 0xC0 != 0x80 } }

    /// A part as one line of text.
    func line(_ range: Range<Int>) -> String {
        String(decoding: part(range).map { $0 == 0x0A || $0 == 0x09 || $0 == 0x0D ? 0x20 : $0 }, as: UTF8.self)
    }

    /// A part without blanks at its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, Self.isBlank(byte(start)) { start += 1 }
        while end > start, Self.isBlank(byte(end - 1)) { end -= 1 }
        return start..<end
    }

    /// Where the sentence begins that holds an offset; nil where that is more than `reach` bytes before it.
    func sentenceStart(before offset: Int, within reach: Int) -> Int? {
        var place = offset
        let last = max(0, offset - reach)
        while place >= last {
            if isSentenceStart(place) { return place }
            place -= 1
        }
        return nil
    }

    /// Whether a sentence begins at an offset, or the blanks before it.
    func isSentenceStart(_ offset: Int) -> Bool {
        guard offset > 0 else { return true }
        var end = offset
        while end > 0, Self.isBlank(byte(end - 1)) { end -= 1 }
        if end == 0 { return true }
        guard end < offset || byte(end - 1) >= 0x80 else { return false }
        return isSentenceEnd(end)
    }

    /// Whether a sentence ends before an offset.
    func isSentenceEnd(_ offset: Int) -> Bool {
        if offset == count { return true }
        guard offset > 0 else { return false }
        var end = offset
        // Closing quotes and brackets belong to the sentence.
        while end > 0 {
            if Self.isClosing(byte(end - 1)) {
                end -= 1
            } else if end >= 3, byte(end - 3) >= 0xE2, Self.isClosing(wide(end)) {
                end -= 3
            } else {
                break
            }
        }
        guard end > 0 else { return false }
        if end >= 3, byte(end - 3) >= 0xE3, Self.isStop(wide(end)) { return true }
        let last = byte(end - 1)
        guard last == 0x2E || last == 0x21 || last == 0x3F else { return false }
        // After the stop comes a blank; "J. Roe" and "e.g." go on.
        guard offset < count, Self.isBlank(byte(offset)) else { return false }
        if last != 0x2E { return true }
        var start = end - 1
        while start > 0, !Self.isBlank(byte(start - 1)) { start -= 1 }
        let word = end - 1 - start
        return word > 2 || word == 2 && byte(start) >= 0x61
    }

    /// The three bytes before an offset, as a number.
    private func wide(_ end: Int) -> UInt32 {
        UInt32(byte(end - 3)) << 16 | UInt32(byte(end - 2)) << 8 | UInt32(byte(end - 1))
    }

    /// About `columns` before an offset, where a word begins.
    func wordStart(before offset: Int, columns: Int) -> Int {
        var place = offset
        var room = columns
        var border = offset
        while place > 0, room > 0 {
            place -= 1
            let byte = byte(place)
            guard byte & 0xC0 != 0x80 else { continue }
            room -= byte >= 0xE3 ? 2 : 1
            if place == 0 || Self.isBlank(self.byte(place - 1)) || byte >= 0xE3 { border = place }
        }
        return border
    }

    /// Where a passage ends that begins with `core`: at the last end of a sentence that fits, if that leaves no more than
    /// half of the room unused; else behind the last word that fits.
    func end(after core: Range<Int>, columns: Int) -> Int {
        var room = columns - self.columns(core)
        var place = core.upperBound
        var (sentence, word) = (isSentenceEnd(place) ? place : nil, core.upperBound)
        let half = columns / 2
        var sentenceRoom = room
        while place < count, room > 0 {
            let byte = byte(place)
            room -= byte >= 0xE3 ? 2 : byte & 0xC0 != 0x80 ? 1 : 0
            place += 1
            let isBorder = place == count || self.byte(place) & 0xC0 != 0x80
            guard isBorder, room >= 0 else { continue }
            if isSentenceEnd(place) { (sentence, sentenceRoom) = (place, room) }
            if place == count || Self.isBlank(self.byte(place)) || byte >= 0x80 { word = place }
        }
        if let sentence, sentenceRoom <= half || place == count { return sentence }
        return word
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0D }

    /// 。！？ in UTF-8.
    private static func isStop(_ bytes: UInt32) -> Bool { bytes == 0xE38082 || bytes == 0xEFBC81 || bytes == 0xEFBC9F }

    /// " ' ) ]
    private static func isClosing(_ byte: UInt8) -> Bool {
        byte == 0x22 || byte == 0x27 || byte == 0x29 || byte == 0x5D
    }

    /// ” ’ 」 』 ） in UTF-8.
    private static func isClosing(_ bytes: UInt32) -> Bool {
        switch bytes {
        case 0xE2809D, 0xE28099, 0xE3808D, 0xE3808F, 0xEFBC89: true
        default: false
        }
    }
}

/// Look-ups in the generated tables: two-stage, without bounds checks beyond the scalar's own limit.
enum UnicodeTables {
    static let limit: UInt32 = 0x30000
    static let wordLike: UInt8 = 0x20
    static let cjk: UInt8 = 0x40
    static let classMask: UInt8 = 0x1F

    /// Word-break class (`WordBreak`), with the flags `wordLike` and `cjk`.
    @inline(__always)
    static func properties(_ scalar: UInt32) -> UInt8 {
        guard scalar < limit else { return scalar >= 0xE0000 && scalar <= 0xE0FFF ? WordBreak.extend : 0 }
        let block =
            unsafe Int(WordBreakTable.blocks.utf8Start[Int(scalar >> 7) * 2]) << 7
            | Int(WordBreakTable.blocks.utf8Start[Int(scalar >> 7) * 2 + 1])
        return unsafe WordBreakTable.classes.utf8Start[block << 7 | Int(scalar & 127)]
    }

    /// The UTF-8 bytes that a scalar folds to, or nil when it stands for itself.
    static func fold(_ scalar: UInt32) -> UnsafeBufferPointer<UInt8>? {
        guard scalar < limit else {
            return unsafe scalar >= 0xE0100 && scalar <= 0xE01EF
                ? UnsafeBufferPointer(start: nil, count: 0) : nil
        }
        let blocks = unsafe FoldTable.blocks.utf8Start
        let block = unsafe Int(blocks[Int(scalar >> 7) * 2]) << 7 | Int(blocks[Int(scalar >> 7) * 2 + 1])
        let digits = unsafe FoldTable.offsets.utf8Start + 3 * (block << 7 | Int(scalar & 127))
        let offset = unsafe Int(digits[0]) << 14 | Int(digits[1]) << 7 | Int(digits[2])
        guard offset > 0 else { return nil }
        let entry = unsafe FoldTable.pool.utf8Start + (offset - 1)
        return unsafe UnsafeBufferPointer(start: entry + 1, count: Int(entry[0]))
    }
}

/// Word_Break property values of UAX #29 that rules ask for, as the generated table numbers them.
enum WordBreak {
    static let extend: UInt8 = 4
    static let zeroWidthJoiner: UInt8 = 5
    static let format: UInt8 = 6
    static let katakana: UInt8 = 7
    static let hebrewLetter: UInt8 = 8
    static let letter: UInt8 = 9
    static let singleQuote: UInt8 = 10
    static let doubleQuote: UInt8 = 11
    static let midNumberLetter: UInt8 = 12
    static let midLetter: UInt8 = 13
    static let midNumber: UInt8 = 14
    static let numeric: UInt8 = 15
    static let extendNumberLetter: UInt8 = 16
    /// Extended_Pictographic without a word-break class of its own.
    static let pictograph: UInt8 = 19
}

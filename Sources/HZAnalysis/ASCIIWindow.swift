import CHZKernels

/// 64 bytes of a text as masks, one bit a byte: finds words of ASCII with ASCII around them without looking at bytes.
///
/// Its rules are those of `WordScanner` for ASCII: letters, digits and "_" stay together (WB5, WB8 to WB10, WB13a,
/// WB13b); one mark joins two letters (' . :) or two digits (' . , ;) (WB6, WB7, WB11, WB12).
@safe struct ASCIIWindow {
    /// Where a word ends.
    enum WordEnd {
        /// Before this byte.
        case word(Int)
        /// Too near the window's end to tell.
        case beyond
        /// Bytes of other scripts decide.
        case unclear
    }

    static let length = 64
    /// The offset of the first byte in the text.
    private(set) var start = 0
    /// The offset after the last byte.
    private(set) var end = 0
    private var masks = hz_classes64()

    /// Fills the window with the bytes at `bytes`, of which there are `count`; behind them it is blank.
    @inline(__always)
    mutating func load(_ bytes: UnsafePointer<UInt8>, at offset: Int, count: Int) {
        start = offset
        end = offset &+ Self.length
        guard count < Self.length else {
            unsafe hz_classify64(bytes, &masks)
            return
        }
        unsafe loadLast(bytes, count)
    }

    @inline(never)
    private mutating func loadLast(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        var padded = InlineArray<64, UInt8>(repeating: 0x20)
        for index in 0..<count { padded[index] = unsafe bytes[index] }
        unsafe withUnsafeBytes(of: &padded) { unsafe hz_classify64($0.baseAddress, &masks) }
    }

    /// The first byte at or after `offset` that may begin a word; nil where the window has none.
    @inline(__always)
    func firstNonBlank(from offset: Int) -> Int? {
        guard offset < end else { return nil }
        let rest = (masks.word | masks.underscore | masks.high) &>> UInt64(offset &- start)
        return rest == 0 ? nil : offset &+ rest.trailingZeroBitCount
    }

    /// Where the word that begins at `offset` ends. `text` is the whole text.
    @inline(__always)
    func wordEnd(from offset: Int, in text: UnsafePointer<UInt8>) -> WordEnd {
        let first = offset &- start
        if masks.high &>> UInt64(first) & 1 != 0 { return .unclear }
        let joined = masks.word | masks.underscore
        var place = first &+ (~(joined &>> UInt64(first))).trailingZeroBitCount
        while place < Self.length &- 1 {
            let bit: UInt64 = 1 &<< UInt64(place)
            if (masks.mark | masks.high) & bit == 0 { return .word(start &+ place) }
            if masks.high & (bit | bit &<< 1) != 0 { return .unclear }
            guard masks.word & (bit &<< 1) != 0, unsafe Self.joins(text + (start &+ place)) else {
                return .word(start &+ place)
            }
            let next = place &+ 1
            place = next &+ (~(joined &>> UInt64(next))).trailingZeroBitCount
        }
        return .beyond
    }

    /// Whether letters or digits are in a range of the window: there are none in "__".
    @inline(__always)
    func hasWord(_ from: Int, _ to: Int) -> Bool {
        let rest = masks.word &>> UInt64(from &- start)
        return rest.trailingZeroBitCount < to &- from
    }

    /// Whether the mark joins the bytes beside it, of which the second is a letter or digit.
    @inline(__always)
    private static func joins(_ mark: UnsafePointer<UInt8>) -> Bool {
        let (left, right) = unsafe (mark[-1], mark[1])
        let isLetter = unsafe mark.pointee == 0x27 || mark.pointee == 0x2E || mark.pointee == 0x3A
        if left &- 0x30 < 10 { return unsafe right &- 0x30 < 10 && mark.pointee != 0x3A }
        return isLetter && (left | 0x20) &- 0x61 < 26 && (right | 0x20) &- 0x61 < 26
    }
}

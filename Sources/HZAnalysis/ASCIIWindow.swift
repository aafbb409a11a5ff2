import CHZKernels

/// 64 bytes of a text as masks, one bit a byte: finds words of ASCII with ASCII around them without looking at bytes.
///
/// Its rules are those of `WordScanner` for ASCII: letters, digits and "_" stay together (WB5, WB8 to WB10, WB13a,
/// WB13b); one mark joins two letters (' . :) or two digits (' . , ;) (WB6, WB7, WB11, WB12); `++` and `#` belong to a
/// letter by itself. What it can't tell, since bytes of other scripts or bytes beyond its end decide, it leaves to who
/// loads it.
@safe struct ASCIIWindow {
    static let length = 64
    /// There are no more words in a window.
    static let mostWords = 32

    private var start = 0
    /// The first bytes of words not taken yet, and the bytes behind their last.
    private var starts: UInt64 = 0
    private var ends: UInt64 = 0
    /// The first bytes of words that were dropped and not counted.
    private var dropped: UInt64 = 0
    /// Letters and digits: "__" is no word.
    private var solid: UInt64 = 0
    /// Where the text goes on when all words are taken.
    private(set) var resume = 0
    /// Whether the general rules must look at what is there; else the next window begins there.
    private(set) var needsRules = false

    /// Forgets the words; the next window begins at `offset`.
    mutating func skip(to offset: Int) {
        starts = 0
        ends = 0
        resume = offset
        needsRules = false
    }

    /// Fills the window with the bytes at `bytes`, of which there are `count`; behind them it is blank. `offset` is where
    /// they lie in the text: at the border of a word.
    @inline(__always)
    mutating func load(_ bytes: UnsafePointer<UInt8>, at offset: Int, count: Int) {
        var masks = hz_classes64()
        if count < Self.length {
            unsafe Self.classifyLast(bytes, count, &masks)
        } else {
            unsafe hz_classify64(bytes, &masks)
        }
        start = offset
        solid = masks.letter | masks.digit
        let joints =
            masks.mid_letter & masks.letter &<< 1 & masks.letter &>> 1
            | masks.mid_number & masks.digit &<< 1 & masks.digit &>> 1
        var words = solid | masks.underscore | joints
        // Where other scripts begin, or may go on behind a mark.
        var unclear = masks.high | (masks.mid_letter | masks.mid_number) & masks.high &>> 1
        let signed = masks.sign & (masks.letter & ~(words &<< 1) & ~(words &>> 1)) &<< 1
        if signed != 0 { unsafe Self.addSigns(signed, bytes, count, &words, &unclear) }
        let clear = min(unclear.trailingZeroBitCount, Self.length &- 1)
        let allStarts = words & ~(words &<< 1)
        ends = ~words & words &<< 1 & ((1 &<< UInt64(clear)) &- 1)
        // The words that end in the clear begin before the last such end.
        let taken = ends == 0 ? 0 : UInt64.max &>> UInt64(ends.leadingZeroBitCount)
        starts = allStarts & taken
        let rest = allStarts & ~taken
        let next = min(rest.trailingZeroBitCount, unclear.trailingZeroBitCount)
        resume = offset &+ next
        // A word that is longer than the window goes the general way as well.
        needsRules = unclear != 0 || next == 0
    }

    /// Adds what belongs to letters by themselves, of signs behind them.
    @inline(never)
    private static func addSigns(
        _ signed: UInt64,
        _ bytes: UnsafePointer<UInt8>,
        _ count: Int,
        _ words: inout UInt64,
        _ unclear: inout UInt64
    ) {
        var rest = signed
        while rest != 0 {
            let place = rest.trailingZeroBitCount
            rest &= rest &- 1
            let taken = unsafe WordScanner.signs(bytes + place, count &- place)
            // What stands behind the window decides; or a word begins where the signs end ("C++17").
            let isLast = place &+ 2 >= Self.length && count > place &+ 1
            if isLast || taken > 0 && words &>> UInt64(place &+ taken) & 1 == 1 {
                unclear |= 1 &<< UInt64(place)
            } else {
                words |= ((1 &<< UInt64(taken)) &- 1) &<< UInt64(place)
            }
        }
    }

    /// Drops words but those that begin where a bit is set.
    mutating func drop(but wanted: UInt64) {
        // What begins with "_" may be no word.
        guard starts & ~solid == 0 else { return }
        dropped = starts & ~wanted
        starts &= wanted
        var kept: UInt64 = 0
        var rest = starts
        while rest != 0 {
            let after = ends & ~(rest ^ (rest &- 1))
            kept |= after & (0 &- after)
            rest &= rest &- 1
        }
        ends = kept
    }

    /// How many words were dropped that begin before an offset, of those not counted before.
    mutating func countDropped(before offset: Int) -> Int {
        let before = dropped & ((1 << UInt64(min(offset &- start, 64))) &- 1)
        dropped &= ~before
        return before.nonzeroBitCount
    }

    @inline(never)
    private static func classifyLast(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ masks: inout hz_classes64) {
        var padded = InlineArray<64, UInt8>(repeating: 0x20)
        for index in 0..<count { padded[index] = unsafe bytes[index] }
        unsafe withUnsafeBytes(of: &padded) { unsafe hz_classify64($0.baseAddress, &masks) }
    }

    /// Takes the next word; false where none is left.
    @inline(__always)
    mutating func take(_ token: inout RawToken) -> Bool {
        while starts != 0 {
            if takeOne(&token) { return true }
        }
        return false
    }

    /// Takes all words; `tokens` has room for `mostWords`.
    @inline(__always)
    mutating func takeAll(_ tokens: UnsafeMutablePointer<RawToken>) -> Int {
        var count = 0
        while starts != 0 { unsafe count &+= takeOne(&tokens[count]) ? 1 : 0 }
        return count
    }

    @inline(__always)
    private mutating func takeOne(_ token: inout RawToken) -> Bool {
        let (first, end) = (starts.trailingZeroBitCount, ends.trailingZeroBitCount)
        starts &= starts &- 1
        ends &= ends &- 1
        token.start = start &+ first
        token.end = start &+ end
        token.kind = .word
        return solid &>> UInt64(first) & ((1 &<< UInt64(end &- first)) &- 1) != 0
    }
}

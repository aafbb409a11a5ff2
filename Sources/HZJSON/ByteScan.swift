import Glibc

/// Searches of eight bytes at a time, for the loops that see every byte of a corpus.
///
/// Each loads words only inside the span it is given; the bit tricks are those of "Hacker's Delight"
/// (H. Warren, 2nd edition, section 6-1).
package enum ByteScan {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// Every byte of the word set to `byte`.
    @inline(__always)
    private static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* ones }

    /// The high bit of each byte of `word` that is zero; exact for the lowest such byte.
    @inline(__always)
    private static func zeroBytes(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }

    @inline(__always)
    private static func word(_ span: Span<UInt8>, _ offset: Int) -> UInt64 {
        unsafe UInt64(littleEndian: span.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    @inline(__always)
    private static func byte(_ span: Span<UInt8>, _ offset: Int) -> UInt8 {
        span[offset]
    }

    /// The first offset from `start` on that holds a byte of 0x80 or more, or `end`.
    package static func asciiEnd(_ span: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var position = start
        while position &+ 32 <= end {
            let first = word(span, position) | word(span, position &+ 8)
            let second = word(span, position &+ 16) | word(span, position &+ 24)
            if (first | second) & highs != 0 { break }
            position &+= 32
        }
        while position &+ 8 <= end {
            let hit = word(span, position) & highs
            if hit != 0 { return position &+ hit.trailingZeroBitCount >> 3 }
            position &+= 8
        }
        while position < end, byte(span, position) < 0x80 { position &+= 1 }
        return position
    }

    /// How many bytes are control characters of a set: bit n for the character n.
    package static func count(ofControls set: UInt32, _ span: Span<UInt8>) -> Int {
        var count: UInt32 = 0
        var position = 0
        while position < span.count {
            // Most words have none.
            while position &+ 8 <= span.count {
                let next = word(span, position)
                if (next &- repeated(0x20)) & ~next & highs != 0 { break }
                position &+= 8
            }
            for index in position..<min(position &+ 8, span.count) {
                let next = byte(span, index)
                count &+= (next < 0x20 ? set : 0) >> UInt32(next & 31) & 1
            }
            position &+= 8
        }
        return Int(count)
    }

    /// The first offset from `start` on that holds either byte, or `end`; `sawHigh` is set when a byte of
    /// 0x80 or more lies before it (and may be set by up to seven bytes after it).
    package static func first(
        of one: UInt8,
        or other: UInt8,
        _ span: Span<UInt8>,
        from start: Int,
        to end: Int,
        sawHigh: inout Bool
    ) -> Int {
        let oneWord = repeated(one)
        let otherWord = repeated(other)
        var high: UInt64 = 0
        var position = start
        while position &+ 8 <= end {
            let next = word(span, position)
            high |= next
            let hit = zeroBytes(next ^ oneWord) | zeroBytes(next ^ otherWord)
            if hit != 0 {
                if high & highs != 0 { sawHigh = true }
                return position &+ hit.trailingZeroBitCount >> 3
            }
            position &+= 8
        }
        while position < end {
            let next = byte(span, position)
            if next == one || next == other { break }
            high |= UInt64(next)
            position &+= 1
        }
        if high & highs != 0 { sawHigh = true }
        return position
    }

    /// The first offset from `start` on that holds `wanted`, or `end`; by the C library, which knows the processor.
    package static func first(of wanted: UInt8, _ span: Span<UInt8>, from start: Int, to end: Int) -> Int {
        guard start < end, start >= 0, end <= span.count else { return end }
        return unsafe span.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress, let found = unsafe memchr(base + start, Int32(wanted), end - start)
            else { return end }
            return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
        }
    }

    /// Where the string ends whose text begins at `start`: the first quotation mark that no reverse solidus escapes;
    /// `end` where there is none.
    package static func stringEnd(_ span: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var position = start
        while true {
            position = first(of: 0x22, span, from: position, to: end)
            guard position < end else { return end }
            var escape = position
            while escape > start, byte(span, escape &- 1) == 0x5C { escape &-= 1 }
            if (position &- escape) & 1 == 0 { return position }
            position &+= 1
        }
    }

    /// Copies `start..<end` to `output`, which has room for seven bytes more than that, and resolves the escapes of one
    /// letter on the way; stops before any other. How far it read and how much it wrote, and
    /// whether it met a byte of 0x80 or more.
    package static func unescape(
        _ span: Span<UInt8>,
        from start: Int,
        to end: Int,
        into output: UnsafeMutablePointer<UInt8>
    ) -> (read: Int, written: Int, sawHigh: Bool) {
        let escape = repeated(0x5C)
        var high: UInt64 = 0
        var position = start
        var written = 0
        while position < end {
            if position &+ 8 <= span.count {
                // What lies behind `end` is written too, and not counted.
                let next = word(span, position)
                unsafe UnsafeMutableRawPointer(output + written).storeBytes(of: next.littleEndian, as: UInt64.self)
                let hit = zeroBytes(next ^ escape)
                let length = min(hit.trailingZeroBitCount >> 3, end &- position)
                high |= length == 8 ? next : next & ((1 &<< UInt64(8 &* length)) &- 1)
                position &+= length
                written &+= length
                if length == 8 || position == end { continue }
            } else if byte(span, position) != 0x5C {
                high |= UInt64(byte(span, position))
                unsafe output[written] = byte(span, position)
                position &+= 1
                written &+= 1
                continue
            }
            guard position &+ 1 < end, let letter = letterEscape(byte(span, position &+ 1)) else { break }
            unsafe output[written] = letter
            position &+= 2
            written &+= 1
        }
        return (position, written, high & highs != 0)
    }

    /// What an escape of one letter stands for.
    @inline(__always)
    private static func letterEscape(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        default: nil
        }
    }

    /// The first offset from `start` on whose byte JSON text cannot hold as it is: a control character,
    /// a quotation mark, a reverse solidus, or anything outside ASCII; else `end`.
    package static func plainEnd(_ span: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var position = start
        while position &+ 8 <= end {
            let next = word(span, position)
            let below = (next &- repeated(0x20)) & ~next
            let hit =
                (below | next) & highs | zeroBytes(next ^ repeated(0x22)) | zeroBytes(next ^ repeated(0x5C))
                | zeroBytes(next ^ repeated(0x7F))
            if hit != 0 { return position &+ hit.trailingZeroBitCount >> 3 }
            position &+= 8
        }
        while position < end {
            let next = byte(span, position)
            if next < 0x20 || next >= 0x7F || next == 0x22 || next == 0x5C { break }
            position &+= 1
        }
        return position
    }
}

/// Up to 128 small numbers in as few bytes as their width allows, a few wide ones apart ("patched").
///
///     PackedRun(n >= 8) := width u8 (0...32; 0x80 set: patched), [exceptions u8], low bits,
///                          [exceptions index bytes, exceptions varints of value >> width]
///     PackedRun(n < 8)  := n varints
///
/// 128 values lie in four lanes of 32 bits side by side (value i in lane i % 4), as in SIMD-BP128 (Lemire, Boytsov:
/// Decoding billions of integers per second through vectorization, 2015); fewer are one little-endian bit stream.
enum PackedRun {
    static let capacity = 128
    private static let patched: UInt8 = 0x80

    /// Appends a run; the width is the one that takes the fewest bytes.
    static func encode(_ values: UnsafeBufferPointer<UInt32>, into out: inout [UInt8]) {
        let count = values.count
        if count < 8 {
            for index in 0..<count { append(varint: UInt64(unsafe values[index]), to: &out) }
            return
        }
        let (width, exceptions) = unsafe bestWidth(values)
        out.append(UInt8(width) | (exceptions > 0 ? patched : 0))
        if exceptions > 0 { out.append(UInt8(exceptions)) }
        unsafe appendBits(values, width: width, to: &out)
        guard exceptions > 0 else { return }
        for index in 0..<count where unsafe UInt64(values[index]) >> UInt64(width) != 0 { out.append(UInt8(index)) }
        for index in 0..<count {
            let high = unsafe UInt64(values[index]) >> UInt64(width)
            if high != 0 { append(varint: high, to: &out) }
        }
    }

    /// Appends a run of 128 values without exceptions, as its reader sums them up while it unpacks.
    static func encodeUnpatched(_ values: UnsafeBufferPointer<UInt32>, into out: inout [UInt8]) {
        var all: UInt32 = 0
        for index in 0..<values.count { all |= unsafe values[index] }
        let width = 32 - all.leadingZeroBitCount
        out.append(UInt8(width))
        unsafe appendBits(values, width: width, to: &out)
    }

    static func append(varint value: UInt64, to out: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            out.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        out.append(UInt8(truncatingIfNeeded: rest))
    }

    private static func bestWidth(_ values: UnsafeBufferPointer<UInt32>) -> (width: Int, exceptions: Int) {
        // histogram[b] = how many values need exactly b bits
        var histogram = InlineArray<33, Int>(repeating: 0)
        for index in 0..<values.count { histogram[32 - (unsafe values[index]).leadingZeroBitCount] += 1 }
        var widest = 32
        while widest > 0, histogram[widest] == 0 { widest -= 1 }
        var best = (width: widest, exceptions: 0)
        var bestBytes = packedLength(values.count, widest)
        var above = 0
        var extraBytes = 0
        var width = widest
        while width > 0 {
            above += histogram[width]
            width -= 1
            if above > 40 { break }
            // Each exception takes an index byte and a varint of the bits above the width.
            extraBytes = 0
            for bits in (width + 1)...widest { extraBytes += histogram[bits] * (1 + (bits - width + 6) / 7) }
            let bytes = packedLength(values.count, width) + 1 + extraBytes
            if bytes < bestBytes {
                best = (width, above)
                bestBytes = bytes
            }
        }
        return best
    }

    private static func packedLength(_ count: Int, _ width: Int) -> Int {
        (count * width + 7) / 8
    }

    private static func appendBits(_ values: UnsafeBufferPointer<UInt32>, width: Int, to out: inout [UInt8]) {
        guard width > 0 else { return }
        let mask = width == 32 ? UInt32.max : (1 << UInt32(width)) - 1
        if values.count == capacity {
            var words = InlineArray<128, UInt32>(repeating: 0)
            for index in 0..<capacity {
                let bit = (index >> 2) * width
                let word = (bit >> 5) * 4 + (index & 3)
                let value = unsafe values[index] & mask
                words[word] |= value << UInt32(bit & 31)
                if bit & 31 + width > 32 { words[word + 4] |= value >> UInt32(32 - bit & 31) }
            }
            for index in 0..<4 * width {
                for shift: UInt32 in [0, 8, 16, 24] { out.append(UInt8(truncatingIfNeeded: words[index] >> shift)) }
            }
            return
        }
        var pending: UInt64 = 0
        var bits = 0
        for index in 0..<values.count {
            pending |= UInt64(unsafe values[index] & mask) << UInt64(bits)
            bits += width
            while bits >= 8 {
                out.append(UInt8(truncatingIfNeeded: pending))
                pending >>= 8
                bits -= 8
            }
        }
        if bits > 0 { out.append(UInt8(truncatingIfNeeded: pending)) }
    }
}

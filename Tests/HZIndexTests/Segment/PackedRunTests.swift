import CHZKernels
import HZTestSupport
import Testing

@testable import HZIndex

@Suite struct PackedRunTests {
    private func encoded(_ values: [UInt32]) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: PackedRun.longest + 8) { buffer, count in
            guard let out = UnsafeMutableRawPointer(buffer.baseAddress) else { return }
            count = unsafe PackedRun.encode(values, count: values.count, to: out)
        }
    }

    /// Decodes with nothing but zeros after the bytes.
    private func decoded(_ bytes: [UInt8], count: Int) -> (values: [UInt32], length: Int) {
        var values = [UInt32](repeating: 0, count: 128)
        let padded = bytes + [UInt8](repeating: 0, count: PackedRun.margin)
        let length = unsafe PackedRun.decode(padded, available: bytes.count, count: count, into: &values)
        return (Array(values.prefix(count)), length)
    }

    private func measured(_ bytes: [UInt8], count: Int) -> Int {
        unsafe PackedRun.length(bytes + [0], available: bytes.count, count: count)
    }

    private func values(ofWidth width: Int, count: Int, _ random: inout SeededRandom) -> [UInt32] {
        (0..<count).map { _ in
            width == 0 ? 0 : UInt32(truncatingIfNeeded: random.next()) >> UInt32(32 - width)
        }
    }

    @Test func everyWidthAndLengthComesBack() {
        var random = SeededRandom(1)
        for width in 0...32 {
            for count in 1...128 {
                let values = values(ofWidth: width, count: count, &random)
                let bytes = encoded(values)
                let found = decoded(bytes, count: count)
                #expect(found.values == values && found.length == bytes.count, "\(count) of \(width) bits")
                #expect(measured(bytes, count: count) == bytes.count)
            }
        }
    }

    @Test func fewWideValuesArePatched() {
        var values = [UInt32](repeating: 3, count: 128)
        values[17] = 1_000_000
        values[99] = .max
        let bytes = encoded(values)
        #expect(bytes.count < 60)
        #expect(decoded(bytes, count: 128).values == values)
        #expect(measured(bytes, count: 128) == bytes.count)
    }

    @Test func noRunTakesMoreBytesThanPromised() {
        var random = SeededRandom(3)
        for _ in 0..<2_000 {
            let values = (0..<128).map { _ in
                UInt32(truncatingIfNeeded: random.next()) >> UInt32.random(in: 0...31, using: &random)
            }
            let bytes = encoded(values)
            #expect(bytes.count <= PackedRun.longest)
            #expect(decoded(bytes, count: 128).values == values)
        }
    }

    @Test func everyTruncationIsRefused() {
        var random = SeededRandom(4)
        for count in [1, 7, 8, 50, 127, 128] {
            for width in [0, 1, 5, 13, 32] {
                var values = values(ofWidth: width, count: count, &random)
                values[count / 2] = .max
                let bytes = encoded(values)
                for length in 0..<bytes.count {
                    let cut = Array(bytes.prefix(length))
                    #expect(decoded(cut, count: count).length == -1)
                    #expect(measured(cut, count: count) == -1)
                }
            }
        }
    }

    @Test func randomBytesAreRefusedOrHarmless() {
        var random = SeededRandom(2)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...80, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let count = Int.random(in: 1...128, using: &random)
            let length = decoded(bytes, count: count).length
            #expect(length >= -1 && length <= bytes.count)
            #expect(measured(bytes, count: count) <= bytes.count)
        }
    }

    /// The kernels by their definition, bit by bit.
    @Test func kernelsEqualTheirTwin() {
        var random = SeededRandom(5)
        for width in 0...32 {
            let values = values(ofWidth: width, count: 128, &random)
            var words = [UInt32](repeating: 0, count: 4 * width + 1)
            for (index, value) in values.enumerated() {
                for bit in 0..<width where value >> UInt32(bit) & 1 == 1 {
                    let place = index / 4 * width + bit
                    words[place / 32 * 4 + index % 4] |= 1 << UInt32(place % 32)
                }
            }
            var packed = [UInt32](repeating: 0, count: 4 * width + 1)
            unsafe hz_pack128(values, UInt32(width), &packed)
            #expect(packed == words)
            var unpacked = [UInt32](repeating: 7, count: 128)
            unsafe hz_unpack128(words, UInt32(width), &unpacked)
            #expect(unpacked == values)
            unsafe hz_unpack128_ascending(words, UInt32(width), 41, &unpacked)
            var sum: UInt32 = 41
            #expect(
                unpacked
                    == values.map {
                        sum = sum &+ $0 &+ 1
                        return sum
                    }
            )
        }
    }

    @Test func bytesAboveTheWidthAreLeftOut() {
        var packed = [UInt8](repeating: 0, count: 16 * 3)
        unsafe hz_pack128([UInt32](repeating: .max, count: 128), 3, &packed)
        #expect(packed == [UInt8](repeating: 255, count: 48))
    }
}

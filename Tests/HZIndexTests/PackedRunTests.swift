import HZTestSupport
import Testing

@testable import HZIndex

@Suite struct PackedRunTests {
    private func encoded(_ values: [UInt32]) -> [UInt8] {
        var bytes: [UInt8] = []
        unsafe values.withUnsafeBufferPointer { unsafe PackedRun.encode($0, into: &bytes) }
        return bytes
    }

    private func decoded(_ bytes: [UInt8], count: Int) -> (values: [UInt32], length: Int) {
        var values = [UInt32](repeating: 0, count: 128)
        let length = unsafe bytes.withUnsafeBytes { source in
            unsafe values.withUnsafeMutableBufferPointer { target in
                guard let from = source.baseAddress, let into = target.baseAddress else { return -1 }
                return unsafe PackedRun.decode(from, available: source.count, count: count, into: into)
            }
        }
        return (Array(values.prefix(count)), length)
    }

    @Test func everyWidthAndLengthComesBack() {
        var random = SeededRandom(1)
        for width in 0...32 {
            for count in [1, 2, 7, 8, 9, 31, 64, 127, 128] {
                let values = (0..<count).map { _ in
                    width == 0 ? 0 : UInt32(truncatingIfNeeded: random.next()) >> UInt32(32 - width)
                }
                let bytes = encoded(values)
                #expect(decoded(bytes, count: count).values == values)
                #expect(decoded(bytes, count: count).length == bytes.count)
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
    }

    @Test func cutAndRandomBytesAreRefusedOrHarmless() {
        var random = SeededRandom(2)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...80, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let count = Int.random(in: 1...128, using: &random)
            let length = decoded(bytes, count: count).length
            #expect(length >= -1 && length <= bytes.count)
        }
    }

    @Test func normsKeepOrderAndSmallLengths() {
        for length in UInt32(0)...39 { #expect(NormCode.decode(NormCode.encode(length)) == length) }
        var last: UInt8 = 0
        for length in stride(from: UInt32(0), to: 3_000_000, by: 37) {
            let code = NormCode.encode(length)
            #expect(code >= last && NormCode.decode(code) <= length)
            last = code
        }
        #expect(NormCode.encode(.max) == 255)
    }
}

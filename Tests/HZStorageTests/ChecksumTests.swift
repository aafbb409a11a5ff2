import HZTestSupport
import Testing

@testable import HZStorage

@Suite struct ChecksumTests {
    private func crc(_ bytes: [UInt8]) -> UInt32 { unsafe bytes.withUnsafeBytes { unsafe Checksum.crc32c($0) } }
    private func portable(_ bytes: [UInt8]) -> UInt32 { unsafe bytes.withUnsafeBytes { unsafe Checksum.portable($0) } }

    /// RFC 3720, appendix B.4.
    @Test func theStandardsExamplesComeOut() {
        #expect(crc([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
        #expect(crc([UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
        #expect(crc(Array(0..<32)) == 0x46DD_794E)
        #expect(crc(Array((0..<32).reversed())) == 0x113F_DB5C)
    }

    @Test func theInstructionAndTheTableAgree() {
        var random = SeededRandom(1)
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0...100, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            #expect(crc(bytes) == portable(bytes))
        }
    }

    /// The lengths at which the instruction goes over several stretches side by side.
    @Test func theInstructionAndTheTableAgreeOnWholePages() {
        var random = SeededRandom(2)
        for length in [1535, 1536, 1537, 3080, 16_367, 16_368, 16_384, 17_904, 33_333, 65_536] {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(crc(bytes) == portable(bytes), "\(length) bytes")
            let seed = UInt32.random(in: 0...UInt32.max, using: &random)
            let continued = unsafe bytes.withUnsafeBytes { unsafe Checksum.crc32c($0, seed: seed) }
            #expect(unsafe bytes.withUnsafeBytes { unsafe Checksum.portable($0, seed: seed) } == continued)
        }
    }
}

import HZTestSupport
import Testing

@testable import HZStorage

@Suite struct EnvelopeTests {
    private let kind = FileKind("TEST")
    private let segment = SegmentID(high: 7, low: 9)

    private func file(_ content: [UInt8]) throws -> (MemoryDirectory, FileDigest) {
        let directory = MemoryDirectory()
        let writer = try FileWriter(directory: directory, name: "f", kind: kind, format: 3, segment: segment)
        writer.write(bytes: content)
        return (directory, try writer.finish())
    }

    private func open(
        _ directory: MemoryDirectory,
        formats: ClosedRange<UInt16> = 3...3,
        digest: FileDigest? = nil
    ) throws -> EnvelopedFile {
        try EnvelopedFile(
            directory: directory,
            name: "f",
            kind: kind,
            formats: formats,
            segment: segment,
            digest: digest
        )
    }

    @Test func contentOfEveryLengthComesBack() throws {
        for count in [0, 1, 31, 16_351, 16_352, 16_353, 65_503, 65_504, 65_505, 200_000] {
            let content = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let (directory, digest) = try file(content)
            let opened = try open(directory, digest: digest)
            try opened.verifyAll()
            var reader = try opened.reader(at: 32, count: opened.contentEnd - 32)
            unsafe #expect(Array(try reader.readBytes(count)) == content && reader.remaining == 0)
            #expect(directory.files["f"]?.count == Int(digest.length))
        }
    }

    @Test func integersAndVarintsComeBack() throws {
        let numbers: [UInt64] = [0, 1, 127, 128, 16_383, 16_384, UInt64(UInt32.max), .max]
        let directory = MemoryDirectory()
        let writer = try FileWriter(directory: directory, name: "f", kind: kind, format: 3, segment: segment)
        for number in numbers {
            writer.write(varint: number)
            writer.write(number)
            writer.write(UInt16(truncatingIfNeeded: number))
        }
        _ = try writer.finish()
        let opened = try open(directory)
        var reader = try opened.reader(at: 32, count: opened.contentEnd - 32)
        for number in numbers {
            #expect(try reader.readVarint() == number)
            #expect(try reader.readUInt64() == number)
            #expect(try reader.readUInt16() == UInt16(truncatingIfNeeded: number))
        }
    }

    @Test func damageOfAnyPageIsFoundWhenItIsTouchedAndOnlyThen() throws {
        let (directory, _) = try file([UInt8](repeating: 5, count: 100_000))
        directory.files["f"]?[40_000] ^= 1
        let opened = try open(directory)
        try opened.verify(32, 16_000)
        #expect(throws: StorageError.self) { try opened.verify(39_990, 20) }
        #expect(opened.verifier.isSound(32, 100))
        #expect(!opened.verifier.isSound(40_000, 1))
        #expect(!opened.verifier.isSound(opened.contentEnd - 1, 2) && !opened.verifier.isSound(-1, 1))
    }

    @Test func otherKindsSegmentsAndFormatsAreToldApart() throws {
        let (directory, _) = try file([1])
        #expect(throws: StorageError.formatTooOld(file: "f", found: 3, minimum: 4)) {
            _ = try open(directory, formats: 4...5)
        }
        #expect(throws: StorageError.formatTooNew(file: "f", found: 3, maximum: 2)) {
            _ = try open(directory, formats: 1...2)
        }
        #expect(throws: StorageError.corrupt(file: "f", offset: 4, fact: .kind(expected: "NONE", found: "TEST"))) {
            _ = try EnvelopedFile(
                directory: directory,
                name: "f",
                kind: FileKind("NONE"),
                formats: 3...3,
                segment: segment
            )
        }
        #expect(throws: StorageError.self) {
            _ = try EnvelopedFile(directory: directory, name: "f", kind: kind, formats: 3...3, segment: .none)
        }
    }

    @Test func everyTruncationAndExtensionIsFoundAtOpen() throws {
        let (directory, _) = try file([UInt8](repeating: 5, count: 300))
        let bytes = directory.files["f"] ?? []
        for length in Array(0..<bytes.count) + Array(bytes.count + 1...bytes.count + 40) {
            let other =
                length < bytes.count
                ? Array(bytes.prefix(length)) : bytes + [UInt8](repeating: 0, count: length - bytes.count)
            #expect(throws: StorageError.self) { _ = try open(MemoryDirectory(files: ["f": other])) }
        }
    }

    @Test func randomBytesNeverTrapAReader() {
        var random = SeededRandom(3)
        for _ in 0..<5_000 {
            let bytes = (0..<Int.random(in: 0...30, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            unsafe bytes.withUnsafeBytes { pointer in
                var reader = unsafe ByteReader(pointer, file: "f", origin: 0)
                while reader.remaining > 0 {
                    let before = reader.remaining
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: _ = try? reader.readVarint()
                    case 1: _ = unsafe try? reader.readSizedBytes()
                    case 2: _ = try? reader.readUInt64()
                    default: _ = try? reader.readString()
                    }
                    if reader.remaining == before { break }
                }
            }
        }
    }
}

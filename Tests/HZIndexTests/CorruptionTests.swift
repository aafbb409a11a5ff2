import HZStorage
import HZTestSupport
import Testing

@testable import HZIndex

/// Damaged files of a small index: every damage is found when the index is opened or when its bytes are touched.
@Suite struct CorruptionTests {
    private func smallIndex() throws -> [String: [UInt8]] {
        let directory = MemoryDirectory()
        var corpus = TinyCorpus(seed: 21)
        var options = IndexWriter.Options()
        options.leastPairProduct = 1
        let writer = try IndexWriter(directory: directory, options: options)
        let inverter = writer.makeInverter()
        for number in 0..<12 { try inverter.add(corpus.document(number)) }
        try writer.commit()
        writer.delete(id: "doc-3")
        try inverter.add(corpus.document(12))
        try writer.commit()
        return directory.files
    }

    /// Opens and reads everything; true if no damage was found.
    private func isSound(_ files: [String: [UInt8]]) -> Bool {
        do {
            let snapshot = try IndexSnapshot(directory: MemoryDirectory(files: files))
            for segment in snapshot.segments {
                try segment.reader.verifyAll()
                for document in 0..<segment.reader.documentCount { _ = try segment.reader.document(document) }
            }
            _ = try IndexModel(snapshot)
            _ = try IndexChecker.check(snapshot)
            return true
        } catch {
            return false
        }
    }

    @Test func everyFlippedBitIsFound() throws {
        let files = try smallIndex()
        #expect(isSound(files))
        for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
            for offset in bytes.indices {
                // All eight bits where fields are dense (header, footer), one elsewhere: the checksum sees all alike.
                let isEdge = offset < 32 || offset >= bytes.count - 64
                for bit in isEdge ? Array(0..<8) : [offset % 8] {
                    var damaged = files
                    damaged[name]?[offset] ^= 1 << UInt8(bit)
                    #expect(!isSound(damaged), "\(name) at \(offset), bit \(bit)")
                }
            }
        }
    }

    @Test func everyTruncationAndExtensionIsFoundAtOpen() throws {
        let files = try smallIndex()
        for (name, bytes) in files {
            for length in Array(0..<bytes.count) + Array(bytes.count + 1...bytes.count + 16) {
                var damaged = files
                damaged[name] =
                    length < bytes.count
                    ? Array(bytes.prefix(length)) : bytes + [UInt8](repeating: 0, count: length - bytes.count)
                #expect(throws: IndexError.self, "\(name) of \(length)") {
                    _ = try IndexSnapshot(directory: MemoryDirectory(files: damaged))
                }
            }
        }
    }

    @Test func missingAndSwappedFilesAreNamed() throws {
        let files = try smallIndex()
        let other = try smallIndex()
        for name in files.keys where !name.hasPrefix("manifest") {
            var damaged = files
            damaged[name] = nil
            #expect(throws: IndexError.storage(.notFound(file: name))) {
                _ = try IndexSnapshot(directory: MemoryDirectory(files: damaged))
            }
            let kind = name.split(separator: ".").last
            for (twin, bytes) in other where twin.split(separator: ".").last == kind {
                damaged[name] = bytes
                #expect(throws: IndexError.self, "\(name) by \(twin)") {
                    _ = try IndexSnapshot(directory: MemoryDirectory(files: damaged))
                }
            }
        }
    }

    @Test func bytesThatLieWithRightChecksumsNeverCrash() throws {
        let files = try smallIndex()
        var random = SeededRandom(4)
        for _ in 0..<3_000 {
            var damaged = files
            guard let name = files.keys.sorted().randomElement(using: &random), let bytes = files[name] else { return }
            var copy = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let contentEnd = bytes.count - 36
                guard contentEnd > 32 else { break }
                copy[Int.random(in: 32..<contentEnd, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            damaged[name] = Resealed.file(copy)
            damaged = Resealed.manifest(damaged)
            _ = isSound(damaged)
        }
    }
}

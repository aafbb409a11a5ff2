import HZStorage
import HZTestSupport
import Testing

@testable import HZIndex

/// Files that contradict each other while every checksum is right: what a faulty writer would leave.
@Suite struct CheckerTests {
    private func files() throws -> [String: [UInt8]] {
        let directory = MemoryDirectory()
        var corpus = TinyCorpus(seed: 31)
        let writer = try IndexWriter(directory: directory)
        let inverter = writer.makeInverter()
        for number in 0..<40 {
            var document = corpus.document(number)
            if number % 10 == 9 { document.kind = .container }
            document.source = number % 4 == 0 ? "/box.zip" : ""
            try inverter.add(document)
        }
        try writer.commit()
        return directory.files
    }

    private func expectFound(_ files: [String: [UInt8]], changing name: String, at offset: Int, by bits: UInt8 = 1) {
        var damaged = files
        damaged[name]?[offset] ^= bits
        damaged[name] = Resealed.file(damaged[name] ?? [])
        damaged = Resealed.manifest(damaged)
        #expect(throws: IndexError.self, "\(name) at \(offset)") {
            _ = try IndexChecker.check(IndexSnapshot(directory: MemoryDirectory(files: damaged)))
        }
    }

    @Test func columnsThatAreNotThoseOfTheArticlesAreFound() throws {
        let files = try files()
        let snapshot = try IndexSnapshot(directory: MemoryDirectory(files: files))
        _ = try IndexChecker.check(snapshot)
        let reader = snapshot.segments[0].reader
        let (name, offsets) = (reader.columns.file.name, reader.columns.offsets)
        for document in 0..<Int(reader.documentCount) {
            expectFound(files, changing: name, at: offsets[1] + 4 * document)
            expectFound(files, changing: name, at: offsets[3] + document)
            for field in 0..<Field.positionalCount {
                expectFound(files, changing: name, at: offsets[4 + field] + document)
            }
        }
        let bytes = try #require(files[name])
        let id = try #require(bytes.indices.first { bytes[$0...].starts(with: "doc-".utf8) })
        expectFound(files, changing: name, at: id)
    }

    @Test func sumsThatTheManifestHasWrongAreFound() throws {
        let files = try files()
        let name = Manifest.name(1)
        let bytes = try #require(files[name])
        // From the end of the content: has deleted u8, hidden u32, then length u64 and count u32 of five fields.
        let end = bytes.count - 36
        var offsets = [end - 5]
        for field in 0..<5 { offsets += [end - 65 + 12 * field, end - 57 + 12 * field] }
        for offset in offsets {
            expectFound(files, changing: name, at: offset)
        }
    }

    @Test func valuesThatLeadToOtherArticlesAreFound() throws {
        let files = try files()
        let name = try #require(files.keys.first { $0.hasSuffix(".terms") })
        let bytes = try #require(files[name])
        for value in ["/box.zip", "lake.example"] {
            let place = try #require(bytes.indices.first { bytes[$0...].starts(with: value.utf8) })
            expectFound(files, changing: name, at: place + 2)
        }
    }
}

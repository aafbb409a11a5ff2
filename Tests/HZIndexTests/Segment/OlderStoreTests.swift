import HZStorage
import HZTestSupport
import Testing

@testable import HZIndex

/// Stores of format 1, whose leads are zstd frames.
@Suite struct OlderStoreTests {
    private static let id = SegmentID(high: 3, low: 4)
    private let directory = MemoryDirectory()

    private func documents() -> [Document] {
        var random = SeededRandom(40)
        return (0..<1_200).map { number in
            var document = Document(id: "\(number)")
            document.title = "Number \(number)"
            document.text = (0..<Int.random(in: 0...1_500, using: &random)).map { _ in
                UInt8.random(in: 97...120, using: &random)
            }
            document.blocks = [Document.Block(zone: .main, start: 0, end: document.text.count)]
            return document
        }
    }

    private func file(_ name: String, format: UInt16 = DocStoreWriter.format) throws -> FileWriter {
        try FileWriter(
            directory: directory,
            name: name,
            kind: DocStoreWriter.kind,
            format: format,
            segment: Self.id
        )
    }

    private func opened(_ name: String, in other: MemoryDirectory? = nil) throws -> DocStoreReader {
        try DocStoreReader(
            file: EnvelopedFile(
                directory: other ?? directory,
                name: name,
                kind: DocStoreWriter.kind,
                formats: 1...DocStoreWriter.format,
                segment: Self.id
            )
        )
    }

    private func written(_ name: String, _ fill: (DocStoreWriter) throws -> Void) throws -> DocStoreReader {
        let file = try file(name)
        let writer = DocStoreWriter(file: file, aside: false)
        try fill(writer)
        try writer.end()
        _ = try file.finish()
        return try opened(name)
    }

    /// A zstd frame of one block that is not compressed (RFC 8878, 3.1.1).
    private func frame(_ bytes: [UInt8]) -> [UInt8] {
        let length = (0..<4).map { UInt8(truncatingIfNeeded: bytes.count >> (8 * $0)) }
        let block = (0..<3).map { UInt8(truncatingIfNeeded: (bytes.count << 3 | 1) >> (8 * $0)) }
        return [0x28, 0xB5, 0x2F, 0xFD, 0xA0] + length + block + bytes
    }

    /// The same store as format 1 has it.
    private func aged(_ store: DocStoreReader) throws -> DocStoreReader {
        let file = try file("old", format: 1)
        var index: [(first: UInt32, length: Int, offset: Int, distance: Int)] = []
        for number in 0..<store.chunkCount {
            let chunk = try store.chunk(number)
            index.append((chunk.documents.lowerBound, chunk.length, file.position, number - chunk.lead))
            guard chunk.isLZ4 else {
                unsafe file.write(try store.frame(of: chunk))
                continue
            }
            var bytes: [UInt8] = []
            let alone = DocStoreReader.Group(
                chunks: number..<number + 1,
                documents: chunk.documents,
                length: chunk.length
            )
            unsafe try store.forEachRecord(of: alone) { _, record in
                Varint.append(UInt64(record.count), to: &bytes)
                unsafe bytes.append(contentsOf: record)
            }
            #expect(bytes.count == chunk.length)
            file.write(bytes: frame(bytes))
        }
        let end = file.position
        file.align(to: 8)
        for entry in index {
            file.write(entry.first)
            file.write(UInt32(entry.length))
            file.write(UInt64(entry.offset) | UInt64(entry.distance) << 48)
        }
        file.write(UInt64(end))
        file.write(UInt32(index.count))
        file.write(store.documentCount)
        _ = try file.finish()
        return try opened("old")
    }

    private func expectEqual(_ store: DocStoreReader, _ documents: [Document]) throws {
        #expect(Int(store.documentCount) == documents.count)
        for (number, document) in documents.enumerated() {
            let found = try store.document(UInt32(number))
            #expect(found.id == document.id && found.text == document.text && found.blocks == document.blocks)
        }
    }

    @Test func aStoreOfTheFirstFormatIsReadAndItsGroupsAreTakenOver() throws {
        let documents = documents()
        let store = try written("new") { writer in for document in documents { try writer.add(document) } }
        let leads = try (0..<store.chunkCount).filter { try store.chunk($0).isLZ4 }.count
        #expect(leads > 1)
        let old = try aged(store)
        #expect(try (0..<old.chunkCount).allSatisfy { try !old.chunk($0).isLZ4 })
        try expectEqual(old, documents)

        // What a merge makes of both holds leads of both kinds.
        let both = try written("both") { writer in
            for source in [old, store] {
                var place = 0
                while place < source.chunkCount {
                    let group = try source.group(at: place)
                    try writer.add(group, of: source)
                    place = group.chunks.upperBound
                }
            }
        }
        try expectEqual(both, documents + documents)
        #expect(try (0..<both.chunkCount).filter { try both.chunk($0).isLZ4 }.count == leads)
    }

    @Test func aLeadOfLZ4IsNothingButItsDocuments() throws {
        let documents = Array(documents().prefix(200))
        let store = try written("new") { writer in for document in documents { try writer.add(document) } }
        let lead = try store.chunk(0)
        #expect(lead.isLZ4)
        let bytes = try #require(directory.files["new"])
        var random = SeededRandom(41)
        var failures = 0
        for _ in 0..<2_000 {
            // Wrong bytes under right checksums: an error or other text, never more memory than the index says.
            var copy = bytes
            copy[Int.random(in: lead.offset..<lead.end, using: &random)] = UInt8.random(in: 0...255, using: &random)
            let damaged = try opened("new", in: MemoryDirectory(files: ["new": Resealed.file(copy)]))
            do {
                for number in lead.documents { _ = try damaged.document(number) }
            } catch { failures += 1 }
        }
        #expect(failures > 0)
    }
}

import HZStorage
import HZTestSupport
import Testing

@testable import HZIndex

/// Doc store and columns.
@Suite struct StoredDocumentTests {
    private func documents(_ count: Int, longest: Int, _ random: inout SeededRandom) -> [Document] {
        (0..<count).map { number in
            let name = ["", "a/", "a/long/way/down/"].randomElement(using: &random) ?? ""
            var document = Document(id: "\(name)\(number)", kind: number % 9 == 5 ? .container : .article)
            document.source = number % 3 == 0 ? "source.jsonl" : ""
            document.title = "Ä title, the \(number)th"
            document.author = number % 2 == 0 ? "Somebody" : ""
            document.language = "en"
            document.site = "example.org"
            document.url = "https://example.org/\(number)"
            document.date = UInt32.random(in: 0...20_991_231, using: &random)
            document.stamp = SourceStamp(size: random.next(), modified: .random(in: -5...5, using: &random), hash: 7)
            for zone in [Zone.heading, .main, .caption, .comments, .page] where Bool.random(using: &random) {
                let start = document.text.count
                let length = Int.random(in: 0...longest, using: &random)
                for _ in 0..<length { document.text.append(UInt8.random(in: 97...110, using: &random)) }
                document.blocks.append(Document.Block(zone: zone, start: start, end: document.text.count))
            }
            return document
        }
    }

    private func rows(_ documents: [Document]) -> [(Document, InlineArray<5, UInt32>)] {
        documents.enumerated().map { number, document in
            var lengths = InlineArray<5, UInt32>(repeating: 0)
            for field in 0..<5 { lengths[field] = UInt32(number * (field + 1)) }
            return (document, lengths)
        }
    }

    private func expectEqual(_ segment: SegmentReader, _ documents: [Document]) throws {
        #expect(Int(segment.documentCount) == documents.count)
        for (number, document) in documents.enumerated() {
            #expect(try segment.document(UInt32(number)) == document)
            #expect(try segment.id(UInt32(number)) == Array(document.id.utf8))
            #expect(try segment.stamp(UInt32(number)) == document.stamp)
            #expect(try segment.date(UInt32(number)) == document.date)
            #expect(try segment.kind(UInt32(number)) == document.kind)
        }
    }

    @Test(arguments: [1, 2, 15, 16, 17, 33, 700]) func documentsComeBack(count: Int) throws {
        var random = SeededRandom(UInt64(count))
        let documents = documents(count, longest: 900, &random)
        let segment = try SegmentFixture.segment(rows(documents), [])
        try expectEqual(segment, documents)
        let dates = unsafe try segment.dates()
        let ranks = unsafe try segment.tieRanks()
        let norms = unsafe try #require(try segment.norms(.author))
        for (number, document) in documents.enumerated() {
            unsafe #expect(dates[number] == document.date && Int(ranks[number]) == count - 1 - number)
            #expect(unsafe norms[number] == NormCode.encode(UInt32(number * 3)))
            #expect(try segment.titleLength(UInt32(number)) == 2)
        }
        #expect(segment.isInTieOrder == (count == 1))
        #expect(throws: IndexError.self) { try segment.document(UInt32(count)) }
        #expect(throws: IndexError.self) { try segment.id(.max) }
        #expect(throws: IndexError.self) { try segment.stamp(UInt32(count)) }
    }

    @Test func articlesLongerThanAChunkComeBack() throws {
        var random = SeededRandom(2)
        let documents = documents(12, longest: 120_000, &random)
        try expectEqual(try SegmentFixture.segment(rows(documents), []), documents)
    }

    @Test func beginningsOfArticlesAreThoseOfTheWholes() throws {
        var random = SeededRandom(14)
        var all = documents(24, longest: 200_000, &random)
        // One whose blocks alone take more than what is read of the others.
        all[3].text = Array(repeating: 97, count: 300_000)
        all[3].blocks = (0..<100_000).map { Document.Block(zone: .main, start: 3 * $0, end: 3 * $0 + 3) }
        let segment = try SegmentFixture.segment(rows(all), [])
        var cut = 0
        for (number, document) in all.enumerated() {
            for length in [0, 1, 1_000, 40_000, 1_000_000] {
                let (found, isWhole) = try segment.beginning(UInt32(number), length: length)
                var expected = document
                (expected.kind, expected.stamp) = (found.kind, found.stamp)
                if isWhole {
                    #expect(found == expected)
                    continue
                }
                cut += 1
                expected.blocks.removeLast(expected.blocks.count - found.blocks.count)
                expected.text.removeLast(expected.text.count - found.text.count)
                #expect(found == expected)
                #expect(found.text.count == found.blocks.last?.end ?? 0)
                // The next block was not wholly among what was asked for.
                #expect(found.blocks.count < document.blocks.count)
                #expect(document.blocks[found.blocks.count].end > length)
                #expect(found.text.count < length + 32_768)
            }
        }
        #expect(cut > 15)
    }

    private let storeID = SegmentID(high: 1, low: 2)

    private func opened(_ name: String, in directory: MemoryDirectory) throws -> DocStoreReader {
        try DocStoreReader(
            file: EnvelopedFile(
                directory: directory,
                name: name,
                kind: DocStoreWriter.kind,
                formats: 1...DocStoreWriter.format,
                segment: storeID
            )
        )
    }

    /// A store written beside the caller's thread, or by it.
    private func store(_ documents: [Document], aside: Bool, in directory: MemoryDirectory) throws -> DocStoreReader {
        let file = try FileWriter(
            directory: directory,
            name: "\(aside).store",
            kind: DocStoreWriter.kind,
            format: DocStoreWriter.format,
            segment: storeID
        )
        let writer = DocStoreWriter(file: file, aside: aside)
        for document in documents { try writer.add(document) }
        try writer.end()
        _ = try file.finish()
        return try opened("\(aside).store", in: directory)
    }

    @Test func groupsAreTheSameWhicheverThreadCompressesThem() throws {
        var random = SeededRandom(12)
        var all = documents(900, longest: 2_000, &random)
        // Now and then one that is a chunk of its own.
        for number in stride(from: 50, to: 900, by: 170) {
            all[number].text = (0..<150_000).map { _ in UInt8.random(in: 97...120, using: &random) }
            all[number].blocks = [Document.Block(zone: .main, start: 0, end: 150_000)]
        }
        let directory = MemoryDirectory()
        let stores = try [true, false].map { try store(all, aside: $0, in: directory) }
        #expect(stores[0].chunkCount == stores[1].chunkCount)
        var (place, leads) = (0, 0)
        while place < stores[0].chunkCount {
            let group = try stores[0].group(at: place)
            let other = try stores[1].group(at: place)
            #expect(group.chunks == other.chunks && group.documents == other.documents)
            leads += group.chunks.count > 1 ? 1 : 0
            #expect(group.chunks.count <= 32)
            place = group.chunks.upperBound
        }
        #expect(leads > 2)
        for (number, document) in all.enumerated() {
            for store in stores {
                let found = try store.document(UInt32(number))
                #expect(found.text == document.text && found.id == document.id && found.blocks == document.blocks)
            }
        }
    }

    @Test func aChunkWhoseLeadIsNoneIsAnErrorAndNothingWorse() throws {
        var random = SeededRandom(13)
        let all = documents(300, longest: 1_500, &random)
        let directory = MemoryDirectory()
        let file = "false.store"
        let count = try store(all, aside: false, in: directory).chunkCount
        #expect(count > 8)
        let bytes = try #require(directory.files[file])
        let contentEnd = bytes[(bytes.count - 32)..<(bytes.count - 24)].reversed().reduce(0) { $0 << 8 | Int($1) }
        var failures = 0
        for _ in 0..<400 {
            var copy = bytes
            // The distances are the upper two bytes of each entry of the index.
            let entry = contentEnd - DocStoreWriter.trailerLength - 16 * Int.random(in: 1...count, using: &random)
            copy[entry + 14] = UInt8.random(in: 0...40, using: &random)
            do {
                let reader = try opened(file, in: MemoryDirectory(files: [file: Resealed.file(copy)]))
                for number in stride(from: 0, to: UInt32(all.count), by: 7) { _ = try reader.document(number) }
            } catch {
                failures += 1
            }
        }
        #expect(failures > 200)
    }

    @Test func blocksOutsideOfTheTextAreLeftOut() throws {
        var document = Document(id: "x")
        document.text = Array("abc".utf8)
        for (start, end) in [(-1, 2), (2, 1), (0, 4), (1, 3), (Int.max, Int.min)] {
            document.blocks.append(Document.Block(zone: .main, start: start, end: end))
        }
        let segment = try SegmentFixture.segment(rows([document]), [])
        let found = try segment.document(0)
        #expect(found.text == Array("bc".utf8))
        #expect(found.blocks == [Document.Block(zone: .main, start: 0, end: 2)])
    }

    @Test func mergingTakesOverWholeChunks() throws {
        let directory = MemoryDirectory()
        let writer = try IndexWriter(directory: directory)
        var random = SeededRandom(4)
        var all = documents(400, longest: 700, &random).filter { $0.kind == .article }
        for half in [all.prefix(all.count / 2), all.suffix(all.count - all.count / 2)] {
            let inverter = writer.makeInverter()
            for document in half { try inverter.add(document) }
            try writer.commit()
        }
        writer.delete(id: all[3].id)
        all.remove(at: 3)
        try writer.commit()
        try writer.optimize()
        let snapshot = try IndexSnapshot(directory: directory)
        #expect(snapshot.segments.count == 1)
        let byID = { (left: Document, right: Document) in left.id < right.id }
        let reader = snapshot.segments[0].reader
        let found = try (0..<reader.documentCount).map { try reader.document($0) }
        #expect(found.sorted(by: byID) == all.sorted(by: byID))
        #expect(reader.store.chunkCount < 25)
    }

    @Test func totalsAreWhatNormsSay() throws {
        var random = SeededRandom(6)
        let documents = documents(200, longest: 10, &random)
        let info = try SegmentFixture.segment(rows(documents), []).info
        for field in 0..<5 {
            let lengths = documents.indices.filter { documents[$0].kind == .article }
                .map { NormCode.decode(NormCode.encode(UInt32($0 * (field + 1)))) }
            #expect(info.totalLengths[field] == lengths.reduce(0) { $0 + UInt64($1) })
            #expect(Int(info.fieldCounts[field]) == lengths.filter { $0 > 0 }.count)
        }
    }
}

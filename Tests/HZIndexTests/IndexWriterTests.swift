import HZStorage
import HZTestSupport
import Testing

@testable import HZIndex

@Suite struct IndexWriterTests {
    private func expectEqual(_ snapshot: IndexSnapshot?, _ documents: [String: Document]) throws {
        let snapshot = try #require(snapshot)
        _ = try IndexChecker.check(snapshot)
        #expect(snapshot.articleCount == documents.count)
        let found = try IndexModel(snapshot)
        let expected = IndexModel(Array(documents.values))
        #expect(found.postings == expected.postings)
        for (id, document) in documents {
            let place = try #require(try snapshot.find(id: id), "\(id)")
            #expect(try snapshot.segments[place.segment].reader.document(place.document) == document)
        }
    }

    @Test func randomAddsReplacementsDeletionsAndMergesGiveTheModelsPostings() throws {
        for seed in UInt64(1)...12 {
            var random = SeededRandom(seed)
            var corpus = TinyCorpus(seed: seed)
            let directory = MemoryDirectory()
            var documents: [String: Document] = [:]
            let writer = try IndexWriter(directory: directory)
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                let inverters = (0..<Int.random(in: 1...3, using: &random)).map { _ in writer.makeInverter() }
                for _ in 0..<Int.random(in: 0...60, using: &random) {
                    let document = corpus.document(Int.random(in: 0..<120, using: &random))
                    if Int.random(in: 0..<5, using: &random) == 0 {
                        writer.delete(id: document.id)
                        documents[document.id] = nil
                    } else {
                        let inverter = inverters[Int.random(in: 0..<inverters.count, using: &random)]
                        try inverter.add(document)
                        documents[document.id] = document
                        if Int.random(in: 0..<20, using: &random) == 0 { try inverter.finish() }
                    }
                }
                try writer.commit()
                try expectEqual(writer.snapshot, documents)
            }
            try writer.optimize()
            #expect((writer.snapshot?.segments.count ?? 0) <= 1)
            try expectEqual(writer.snapshot, documents)
            try expectEqual(try IndexSnapshot(directory: directory), documents)
        }
    }

    @Test func segmentsThatMergeWhileOthersAreSpilledGiveTheModelsPostings() throws {
        for seed in UInt64(1)...4 {
            var random = SeededRandom(seed)
            var corpus = TinyCorpus(seed: seed)
            let directory = MemoryDirectory()
            var documents: [String: Document] = [:]
            var options = IndexWriter.Options()
            options.worksAside = true
            let writer = try IndexWriter(directory: directory, options: options)
            let inverters = (0..<3).map { _ in writer.makeInverter() }
            for _ in 0..<3 {
                for _ in 0..<60 {
                    for _ in 0..<Int.random(in: 1...4, using: &random) {
                        let document = corpus.document(Int.random(in: 0..<150, using: &random))
                        try inverters[Int.random(in: 0..<3, using: &random)].add(document)
                        documents[document.id] = document
                    }
                    if Int.random(in: 0..<4, using: &random) == 0, let id = documents.keys.sorted().first {
                        writer.delete(id: id)
                        documents[id] = nil
                    }
                    try inverters[Int.random(in: 0..<3, using: &random)].finish()
                }
                try writer.commit()
                try expectEqual(writer.snapshot, documents)
            }
            #expect((writer.snapshot?.segments.count ?? 0) < MergePolicy.factor)
            try expectEqual(try IndexSnapshot(directory: directory), documents)
        }
    }

    @Test func longListsSkipAndDecodeLikeAScan() throws {
        var corpus = TinyCorpus(seed: 77)
        let directory = MemoryDirectory()
        let writer = try IndexWriter(directory: directory)
        let inverter = writer.makeInverter()
        for number in 0..<6_000 { try inverter.add(corpus.document(number)) }
        try writer.commit()
        let reader = try #require(writer.snapshot?.segments.first?.reader)
        var random = SeededRandom(5)
        for word in ["dragon", "杭州", "the", "startup"] {
            let info = try #require(try reader.find(.text, Array(word.utf8)))
            let arena = CursorArena()
            var all: [(document: UInt32, frequency: UInt32, positions: [UInt32])] = []
            var scan = reader.cursor(info, arena: arena)
            while scan.next() != PostingCursor.exhausted {
                unsafe all.append((scan.document, scan.frequency, Array(scan.positions().positions)))
            }
            #expect(all.count == Int(info.documentFrequency) && all.count > 300)
            for _ in 0..<40 {
                var cursor = reader.cursor(info, arena: arena)
                var target: UInt32 = 0
                while true {
                    target += UInt32.random(in: 0...900, using: &random)
                    let isShallow = Bool.random(using: &random)
                    if isShallow { cursor.seekBlock(target) }
                    let document = cursor.seek(target)
                    let expected = all.first { $0.document >= target }
                    #expect(document == expected?.document ?? PostingCursor.exhausted)
                    guard let expected else { break }
                    #expect(cursor.frequency == expected.frequency)
                    if Bool.random(using: &random) {
                        unsafe #expect(Array(cursor.positions().positions) == expected.positions)
                    }
                    target = document
                    #expect(cursor.blockLast >= document)
                }
                #expect(!cursor.isCorrupt)
            }
        }
    }

    @Test func impactsBoundEveryPosting() throws {
        var corpus = TinyCorpus(seed: 78)
        let writer = try IndexWriter(directory: MemoryDirectory())
        let inverter = writer.makeInverter()
        for number in 0..<3_000 { try inverter.add(corpus.document(number)) }
        try writer.commit()
        let reader = try #require(writer.snapshot?.segments.first?.reader)
        let norms = unsafe try #require(try reader.norms(.text))
        func score(_ frequency: Float, _ norm: UInt8) -> Float {
            frequency / (frequency + 1.2 * (0.25 + 0.75 * NormCode.lengths[Int(norm)] / 20))
        }
        func bound(_ impacts: Impacts) -> Float {
            (0..<4).map { pair in
                impacts.frequency(pair) == 255 ? 1 : score(Float(impacts.frequency(pair)), impacts.norm(pair))
            }.max() ?? 0
        }
        for word in ["dragon", "robot", "of"] {
            let info = try #require(try reader.find(.text, Array(word.utf8)))
            var cursor = reader.cursor(info, arena: CursorArena())
            while cursor.next() != PostingCursor.exhausted {
                let value = unsafe score(Float(cursor.frequency), norms[Int(cursor.document)])
                cursor.seekBlock(cursor.document)
                #expect(value <= bound(cursor.blockImpacts) && value <= bound(cursor.impacts))
            }
        }
        withExtendedLifetime(reader) {}
    }

    @Test func containersAreStoredButNotCounted() throws {
        let writer = try IndexWriter(directory: MemoryDirectory())
        let inverter = writer.makeInverter()
        var container = Document(id: "export.jsonl", kind: .container)
        container.stamp = SourceStamp(size: 10, modified: 20, hash: 30)
        try inverter.add(container)
        try inverter.add(Document(id: "export.jsonl#1"))
        try writer.commit()
        #expect(writer.snapshot?.articleCount == 1)
        try writer.optimize()
        let snapshot = try #require(writer.snapshot)
        #expect(snapshot.articleCount == 1)
        let place = try #require(try snapshot.find(id: "export.jsonl"))
        #expect(try snapshot.segments[place.segment].reader.stamp(place.document) == container.stamp)
    }

    @Test func aSecondWriterIsRefused() throws {
        let directory = MemoryDirectory()
        let writer = try IndexWriter(directory: directory)
        #expect(throws: IndexError.storage(.locked(file: "write.lock", holder: nil))) {
            _ = try IndexWriter(directory: directory)
        }
        _ = writer.snapshot
    }

    @Test func aReaderKeepsItsCommit() throws {
        let directory = MemoryDirectory()
        let writer = try IndexWriter(directory: directory)
        var corpus = TinyCorpus(seed: 3)
        let first = (0..<20).map { corpus.document($0) }
        let inverter = writer.makeInverter()
        for document in first { try inverter.add(document) }
        try writer.commit()
        let old = try IndexSnapshot(directory: directory)
        for document in first { writer.delete(id: document.id) }
        try writer.commit()
        #expect(writer.snapshot?.articleCount == 0)
        try expectEqual(old, Dictionary(uniqueKeysWithValues: first.map { ($0.id, $0) }))
        #expect(try IndexSnapshot(directory: directory, previous: old).generation > old.generation)
    }

    @Test func idsThatDifferBehindWhatATermHoldsAreTwo() throws {
        let long = String(repeating: "folder/", count: 6_000)
        let writer = try IndexWriter(directory: MemoryDirectory())
        for round in 0..<3 {
            let inverter = writer.makeInverter()
            for name in ["one", "two"] { try inverter.add(Document(id: long + name)) }
            try writer.commit()
            let snapshot = try #require(writer.snapshot)
            #expect(snapshot.articleCount == 2, "round \(round)")
            for name in ["one", "two"] {
                let place = try #require(try snapshot.find(id: long + name))
                #expect(try snapshot.segments[place.segment].reader.idText(place.document) == long + name)
            }
        }
        writer.delete(id: long + "one")
        try writer.commit()
        #expect(try writer.snapshot?.find(id: long + "one") == nil && writer.snapshot?.articleCount == 1)
    }

    @Test func aManifestThatPromisesMoreThanCanBeIsRefused() throws {
        func manifest(_ change: (inout Manifest.Entry) -> Void) throws -> MemoryDirectory {
            let directory = MemoryDirectory()
            let writer = try IndexWriter(directory: directory)
            let inverter = writer.makeInverter()
            try inverter.add(Document(id: "a"))
            try writer.commit()
            var next = try #require(try Manifest.newest(in: directory))
            next.generation += 1
            change(&next.entries[0])
            try next.commit(to: directory)
            return directory
        }
        func changed(_ info: SegmentInfo, _ length: UInt64, _ count: UInt32) -> SegmentInfo {
            SegmentInfo(
                id: info.id,
                documentCount: info.documentCount,
                files: info.files,
                totalLengths: info.totalLengths.map { _ in length },
                fieldCounts: info.fieldCounts.map { _ in count }
            )
        }
        let sound = try manifest { $0.info = changed($0.info, 1 << 32, 1) }
        #expect(try Manifest.newest(in: sound)?.generation == 2)
        for change in [
            { $0.info = changed($0.info, .max, 1) }, { $0.info = changed($0.info, 0, 2) }, { $0.hidden = 2 },
        ] as [(inout Manifest.Entry) -> Void] {
            let damaged = try manifest(change)
            #expect(throws: StorageError.self) { try Manifest.newest(in: damaged) }
        }
    }

    @Test func onlyNamesOfCommitsAreTakenForThem() {
        let names = ["manifest-old", "manifest-0000000007", "manifest-0000000012", "manifest-99.tmp", "manifest-99"]
        #expect(IndexSnapshot.newestCommit(among: names) == "manifest-0000000012")
        #expect(IndexSnapshot.newestCommit(among: ["manifest-18446744073709551615", "manifest-"]) == nil)
    }

    @Test func wordsCollideBySeedsThatNobodyKnows() {
        // For a hash whose beginning is known: the second half undoes the first.
        func word(_ first: UInt64, _ seed: UInt64) -> [UInt8] {
            let product = (seed ^ 16 ^ first).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
            let second = product.high ^ product.low ^ 0x1234_5678
            return [first, second].flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> ($0 * 8)) } }
        }
        let known: UInt64 = 0x9E37_79B9_7F4A_7C15
        let words = (1...50).map { word($0, known) }
        func hashes(_ seed: UInt64) -> Set<UInt64> {
            Set(words.map { word in unsafe word.withUnsafeBytes { unsafe ByteTable.hash($0, seed: seed) } })
        }
        #expect(hashes(known).count == 1)
        #expect(hashes(7).count == 50 && hashes(.random(in: 0 ... .max)).count == 50)
    }
}

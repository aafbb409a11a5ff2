import HZTestSupport
import Testing

@testable import HZIndex

@Suite struct PostingCursorTests {
    private static let sizes = [1, 2, 3, 7, 8, 100, 127, 128, 129, 255, 256, 257, 1_000, 4_096, 4_224, 9_999]

    private func sample(_ seed: UInt64, documents: Int = 10_000) throws -> (SegmentReader, [SampleTerm]) {
        var random = SeededRandom(seed)
        let all = SegmentFixture.documents(documents, &random)
        var terms: [SampleTerm] = []
        for field in [Field.text, .site] {
            for (index, size) in Self.sizes.enumerated() where size <= documents {
                terms.append(
                    SegmentFixture.term(
                        "\(field.rawValue)-\(1_000 + index)",
                        field: field,
                        count: size,
                        of: documents,
                        formCount: field == .text ? [0, 1, 2, 5][index % 4] : 0,
                        &random
                    )
                )
            }
        }
        return (try SegmentFixture.segment(all, terms), terms)
    }

    private func info(_ term: SampleTerm, _ segment: SegmentReader) throws -> TermInfo {
        try #require(try segment.find(term.field, term.term))
    }

    @Test(arguments: [UInt64(1), 2, 3]) func postingsOfEveryShapeComeBack(seed: UInt64) throws {
        let (segment, terms) = try sample(seed)
        for term in terms {
            let info = try info(term, segment)
            #expect(Int(info.documentFrequency) == term.postings.count)
            let found = try SegmentFixture.read(info, term: term.term, of: segment)
            #expect(found == term)
        }
    }

    @Test func termsOfOneDocumentTakeNoBytesOfPostings() throws {
        var random = SeededRandom(5)
        let documents = SegmentFixture.documents(50, &random)
        let terms = (0..<40).map { SegmentFixture.term("t\(100 + $0)", count: 1, of: 50, &random) }
        let segment = try SegmentFixture.segment(documents, terms)
        #expect(segment.postings.contentEnd == 32)
        for term in terms {
            #expect(try SegmentFixture.read(try info(term, segment), term: term.term, of: segment) == term)
        }
    }

    @Test(arguments: [UInt64(11), 12, 13]) func seekingEqualsScanning(seed: UInt64) throws {
        let (segment, terms) = try sample(seed)
        var random = SeededRandom(seed + 100)
        for term in terms {
            let info = try info(term, segment)
            for longest in [3, 40, 700, 5_000] {
                let arena = CursorArena()
                var cursor = segment.cursor(info, arena: arena)
                var target: UInt32 = 0
                var place = 0
                while true {
                    // Steps of all lengths, some by next(), some after the skip table was asked first.
                    if place > 0, Int.random(in: 0..<4, using: &random) == 0 {
                        _ = cursor.next()
                        place += 1
                    } else {
                        target += UInt32.random(in: 0...UInt32(longest), using: &random)
                        if Bool.random(using: &random) { cursor.seekBlock(target) }
                        let found = cursor.seek(target)
                        #expect(found == cursor.document)
                        var after = max(place - 1, 0)
                        while after < term.postings.count, term.postings[after].document < target { after += 1 }
                        place = after + 1
                    }
                    guard place <= term.postings.count else {
                        #expect(cursor.document == PostingCursor.exhausted)
                        break
                    }
                    let expected = term.postings[place - 1]
                    #expect(cursor.document == expected.document)
                    target = max(target, cursor.document)
                    if Int.random(in: 0..<3, using: &random) == 0, term.field == .text {
                        #expect(SegmentFixture.posting(&cursor) == expected)
                        #expect(cursor.frequency == UInt32(expected.positions.count) + expected.extra)
                    }
                    if cursor.document != expected.document { break }
                }
                #expect(cursor.next() == PostingCursor.exhausted)
                #expect(cursor.seek(0) == PostingCursor.exhausted)
                #expect(!cursor.isCorrupt && arena.failure == nil)
            }
        }
    }

    @Test func lookingAtBlocksAheadChangesNothing() throws {
        let (segment, terms) = try sample(21)
        for term in terms {
            var cursor = segment.cursor(try info(term, segment), arena: CursorArena())
            for (index, posting) in term.postings.enumerated() {
                if index % 97 == 0 {
                    let ahead = min(index + 1_000, term.postings.count - 1)
                    cursor.seekBlock(term.postings[ahead].document)
                    #expect(cursor.blockLast >= term.postings[ahead].document)
                }
                let found = index % 3 == 0 ? cursor.seek(posting.document) : cursor.next()
                #expect(found == posting.document)
                if found != posting.document { break }
            }
        }
    }

    @Test func positionsMayBeReadAgainAndBackwardsWithinABlock() throws {
        let (segment, terms) = try sample(31)
        for term in terms where term.field == .text {
            let info = try info(term, segment)
            var cursor = segment.cursor(info, arena: CursorArena())
            for posting in term.postings {
                _ = cursor.next()
                let once = SegmentFixture.posting(&cursor) == posting
                let twice = SegmentFixture.posting(&cursor) == posting
                try #require(once && twice, "document \(posting.document) of \(term.postings.count)")
                #expect(unsafe cursor.positions(needsForms: false).forms == nil)
            }
            #expect(unsafe cursor.next() == PostingCursor.exhausted && cursor.positions().positions.isEmpty)
        }
    }

    @Test func blocksAreLentWhole() throws {
        let (segment, terms) = try sample(41)
        for term in terms {
            var cursor = segment.cursor(try info(term, segment), arena: CursorArena())
            var documents: [UInt32] = []
            var frequencies: [UInt32] = []
            var document = cursor.next()
            while document != PostingCursor.exhausted {
                let (rest, found) = unsafe cursor.restWithFrequencies()
                unsafe documents.append(contentsOf: rest)
                unsafe frequencies.append(contentsOf: UnsafeBufferPointer(start: found, count: rest.count))
                document = cursor.skipRest()
            }
            #expect(documents == term.postings.map(\.document))
            #expect(frequencies == term.postings.map { UInt32(max($0.positions.count, 1)) + $0.extra })
        }
    }

    @Test func cursorsOfNoSegmentMemoryStayWithinTheirArena() throws {
        let (segment, terms) = try sample(51, documents: 300)
        let arena = CursorArena()
        for _ in 0..<20 {
            arena.reset()
            var cursors: [PostingCursor] = []
            for term in terms { cursors.append(segment.cursor(try info(term, segment), arena: arena)) }
            for place in cursors.indices {
                for posting in terms[place].postings { #expect(cursors[place].next() == posting.document) }
            }
        }
    }
}

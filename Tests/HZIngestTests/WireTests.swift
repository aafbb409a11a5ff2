import Testing

@testable import HZIngest

@Suite struct WireTests {
    private func sample() throws -> Article {
        let page = "<title>Lake</title><body><h1>Lake</h1><p>A lake 杭州.</p><p>Second paragraph by the lake.</p>"
        return try ArticleReader().read(SourceBytes(Array(page.utf8), kind: .html), path: CorpusPath("/x/lake.html"))
    }

    @Test func anArticleComesThroughAsItIs() throws {
        let article = try sample()
        let frame = ParseFrame.item(.article(article)).bytes
        #expect(try ParseFrame(kind: frame[0], Array(frame[5...])) == .item(.article(article)))
        for frame in [
            ParseFrame.item(.skipped(member: "a!b", .tooLarge)), .end(nil), .refused(.unreadable, errno: 13),
            .item(.badRecord(line: 7, .noText)),
            .end(SourceVersion(size: 1 << 40, mtimeNanoseconds: -5, contentHash: .max)),
        ] {
            #expect(try ParseFrame(kind: frame.bytes[0], Array(frame.bytes[5...])) == frame)
        }
    }

    @Test func aRequestComesThroughAsItIs() throws {
        let file = WalkedFile(
            path: CorpusPath(bytes: [0x2F, 0xFF, 0x61]),
            kind: .warc,
            compression: .gzip,
            size: 9,
            mtimeNanoseconds: -1,
            inode: 1,
            isRoot: true
        )
        let request = ParseRequest(file, passed: 7, limits: PageLimits())
        #expect(try ParseRequest(Array(request.bytes[4...])) == request)
        #expect(request.file.path == file.path)
    }

    @Test func nothingThatArrivesIsTrusted() throws {
        let frame = ParseFrame.item(.article(try sample())).bytes
        var random = SplitMix64(seed: 9)
        for round in 0..<3_000 {
            var bytes = Array(frame[5...])
            if round % 2 == 0 { bytes.removeLast(Int(random.next() % UInt64(bytes.count))) }
            if !bytes.isEmpty {
                for _ in 0..<3 {
                    bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
                }
            }
            guard
                case .item(.article(let article))? = try? ParseFrame(kind: UInt8(round % 5 == 0 ? round % 7 : 0), bytes)
            else { continue }
            #expect(String(validating: article.text, as: UTF8.self) != nil)
            #expect(article.blocks.allSatisfy { $0.range.upperBound <= article.text.count })
        }
    }
}

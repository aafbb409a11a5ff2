import Foundation
import Testing

@testable import HZIngest

/// What fuzzing begins with and what it has found: read again at each run of the tests.
@Suite struct FuzzSeedTests {
    private static let seeds = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fuzz/Seeds")

    @Test(arguments: [
        ("html", SourceKind.html), ("text", .markdown), ("charset", .unknown), ("mhtml", .mhtml), ("warc", .warc),
        ("epub", .epub),
    ])
    func everySeedGivesAnArticleThatHoldsTogether(target: String, kind: SourceKind) throws {
        let folder = Self.seeds.appendingPathComponent(target)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(!names.isEmpty)
        for name in names {
            let path = folder.appendingPathComponent(name).path
            var walker = CorpusWalker(roots: [path])
            let next = walker.next()
            var file = try #require(next)
            file.kind = kind
            let reader = SourceReader()
            try reader.open(file)
            var count = 0
            while let item = try reader.next() {
                guard case .article(let article) = item else { continue }
                count += 1
                #expect(String(validating: article.text, as: UTF8.self) != nil)
                #expect(article.blocks.allSatisfy { $0.range.upperBound <= article.text.count })
            }
            #expect(count > 0, "\(target)/\(name)")
        }
    }
}

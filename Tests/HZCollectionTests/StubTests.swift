import Foundation
import HZCollection
import HZIndex
import HZSearch
import Synchronization
import Testing

/// Pages that only say why there is no article are counted, named, and found last.
@Suite struct StubTests {
    private func find(_ scratch: ScratchFolder, _ query: String) throws -> [String] {
        let searcher = Searcher(snapshot: try scratch.snapshot())
        return try searcher.search(SearchRequest(query: query)).hits.map(\.id)
    }

    @Test(arguments: [
        "<title>Dragons of the lake</title><p>Please enable JavaScript to view this page.</p>",
        "<title>Dragons of the lake</title><p>Please enable cookies to go on.</p>",
        "<title>Dragons of the lake</title><h1>403 Forbidden</h1>",
    ])
    func aStubIsFoundOnlyWhereNothingElseIs(_ stub: String) throws {
        let scratch = try ScratchFolder()
        let path = try scratch.write(stub, to: "stub.html")
        let met = Mutex<[String]>([])
        var options = UpdateOptions()
        options.onArticle = { article in if article.isStub { met.withLock { $0.append(article.id) } } }
        let summary = try scratch.update(options: options)
        #expect(summary.added == 1 && summary.stubs == 1)
        #expect(met.withLock { $0 } == [path])
        #expect(try find(scratch, "dragons") == [path])
        #expect(try find(scratch, "title:dragons") == [path])
        let real = try scratch.write("<p>There were six dragons, and a lake that they kept to.</p>", to: "real.html")
        #expect(try scratch.update(options: options).stubs == 0)
        #expect(try find(scratch, "dragons lake") == [real])
        #expect(try scratch.articles()[path]?.title == "Dragons of the lake")
    }

    @Test func notesAndRecordsAreNoStubsWhateverTheySay() throws {
        let scratch = try ScratchFolder()
        try scratch.write("The captcha of the dragons must be mended.", to: "note.txt")
        try scratch.write(#"{"id":"r","title":"Dragons","body":"Access denied, said the dragon."}"#, to: "r.jsonl")
        let summary = try scratch.update()
        #expect(summary.added == 2 && summary.stubs == 0)
        #expect(try find(scratch, "dragons").count == 2)
    }
}

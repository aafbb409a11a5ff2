import HZJSON
import Testing

/// What `find` makes of its options and words.
@Suite struct FindTests {
    @Test func whatIsCountedByAValueIsFoundByItsOption() throws {
        let scratch = try Scratch()
        let records = [
            #"{"id":"a","title":"One","text":"robots","author":"Jane Roe","site":"The Lake","language":"en"}"#,
            #"{"id":"b","title":"Two","text":"robots","author":"Jane Roe Smith","url":"https://hill.example/b"}"#,
            #"{"id":"c","title":"Three","text":"robots 机器人","author":"李伟","language":"zh"}"#,
        ]
        try scratch.write(records.joined(separator: "\n"), to: "export.jsonl")
        try ProgramRun(["index", "export.jsonl"], in: scratch)
        let questions = [
            (["--author-name", "Jane Roe"], "a"), (["--site", "the lake"], "a"), (["--site", "www.hill.example"], "b"),
            (["--language", "ZH"], "c"), (["--language=en", "--not", "boats"], "a"),
        ]
        for (options, id) in questions {
            for words in [[], ["robots"]] {
                let run = try ProgramRun(["find", "--json"] + options + words, in: scratch)
                let hits = try JSONValue(parsing: Array(run.output.utf8))["hits"]?.array ?? []
                #expect(hits.map { $0["id"]?.string } == [id], "\(options) \(words)")
            }
        }
        let mistyped = try ProgramRun(["find", "--lang", "en", "robots"], in: scratch)
        #expect(mistyped.errors.contains("did you mean --language?"))
    }

    @Test func aWordOfSeveralPartsThatNobodyHasIsNamedAsSuch() throws {
        let scratch = try Scratch()
        try scratch.writeArticles()
        try ProgramRun(["index", "articles"], in: scratch)
        let parts = try ProgramRun(["find", "six-little-robot-lakes"], in: scratch)
        #expect(parts.code == 0)
        #expect(
            parts.errors.contains(
                "no article has six-little-robot-lakes as it stands; the others have some of its parts"
            )
        )
        let page = try ProgramRun(["find", "https://lake.example/six/dragons"], in: scratch)
        #expect(page.errors.contains("hzsearch has https://lake.example/six/dragons tells whether"), "\(page.errors)")
    }

    @Test func allArticlesAreCountedAndPutInOrderWithoutWords() throws {
        let scratch = try Scratch()
        let records = (1...3).map {
            #"{"id":"\#($0)","title":"T\#($0)","text":"robots \#($0)","date":"202\#($0)"}"#
        }
        try scratch.write((records + [#"{"id":"4","text":"no date"}"#]).joined(separator: "\n"), to: "export.jsonl")
        try ProgramRun(["index", "export.jsonl"], in: scratch)
        func ids(_ arguments: [String]) throws -> [String?] {
            let run = try ProgramRun(["find", "--json"] + arguments, in: scratch)
            return try (JSONValue(parsing: Array(run.output.utf8))["hits"]?.array ?? []).map { $0["id"]?.string }
        }
        #expect(try ids(["--sort", "date"]) == ["3", "2", "1", "4"])
        #expect(try ids(["*"]) == ["3", "2", "1", "4"])
        #expect(try ids(["*", "-n", "9", "--not", "robots"]) == ["4"])
        #expect(try ids(["* robots -2"]) == ["3", "1"])
        let bars = try ProgramRun(["find", "--by", "year"], in: scratch)
        #expect(bars.code == 0 && bars.output.split(separator: "\n").count == 4, "\(bars.output)")
        #expect(try ProgramRun(["find", "-c", "*"], in: scratch).output == "4\n")
        // What the configuration says of the order is no search.
        #expect(try ProgramRun(["find"], in: scratch, environment: ["HZSEARCH_FIND_SORT": "date"]).code == 2)
        #expect(try ProgramRun(["save", "all", "--strict", "*"], in: scratch).code == 0)
    }
}

import HZIndex
import HZStorage
import Testing

@testable import HZSearch

/// Words that some write as one and others apart, and signs that belong to a word.
@Suite struct JoinedNamesTests {
    private static let texts: [(id: String, text: String)] = [
        ("joined", "A page about GuoJun by the lake"), ("hyphen", "A talk by Guo-Jun Qi about agents"),
        ("spaces", "Guo Jun wrote this"), ("swapped", "Jun met Guo later"), ("small", "guojun@lake.example"),
        ("owner", "GuoJun's boat"), ("deep", "DeepSeek writes JavaScript"), ("seek", "They seek deep water"),
        ("java", "A Java script for coffee"), ("getter", "Call getElementById there"),
        ("tag", "#SixLittleDragons rise"),
        ("snake", "set six_little_cats now"), ("xian", "Trains to Xi’an leave daily"), ("xian2", "Xian has a wall"),
        ("obrien", "O'Brien came, as she can't"), ("wifi", "Free WiFi here"), ("wifi2", "No Wi-Fi there"),
        ("cpp", "Written in C++ and g++"), ("cs", "Written in C# or F#."), ("c", "Written in C, plainly"),
        ("gpt", "GPT-4 and GPT-5"), ("gpt2", "GPT4o, GPT4."), ("covid", "The covid19 wave"),
        ("covid2", "COVID 19, they say"),
        ("sub", "CO₂ and H₂O"), ("sub2", "CO2 and H2O"), ("paper", "An A4 sheet"), ("paper2", "A 4 year old"),
        ("thousand", "1,000 boats, $12,345.50 each"), ("thousand2", "1000 or 12345.50"), ("year", "2,025"),
        ("macbook2", "Mac-Book2 was sold out"),
        ("qwen", "Qwen is a model"), ("qwen2", "Qwen2.5 and Llama3b are models"), ("qwen3", "Qwen3x7y is none"),
        ("ps", "A PS5 on a desk"),
        ("cpp17", "C++17 is C++, they say"), ("zh", "他用C++语言写作"), ("a11", "i++; C+++ and a#b"),
    ]

    private func searcher(isMerged: Bool) throws -> Searcher {
        let writer = try IndexWriter(directory: MemoryDirectory())
        for part in [Self.texts.prefix(9), Self.texts.dropFirst(9)] {
            let inverter = writer.makeInverter()
            for (id, text) in part { try inverter.add(Document(id: id, blocks: [text])) }
            try writer.commit()
        }
        if isMerged { try writer.optimize() }
        return Searcher(snapshot: try #require(writer.snapshot))
    }

    private static let expected: [(query: String, ids: Set<String>)] = [
        ("GuoJun", ["joined", "hyphen", "spaces", "small", "owner"]),
        ("Guo-Jun", ["joined", "hyphen", "spaces", "small", "owner"]),
        ("guo jun", ["joined", "hyphen", "spaces", "small", "owner", "swapped"]),
        ("guojun", ["joined", "small", "owner"]), ("\"GuoJun\"", ["joined", "small"]),
        ("\"guo jun\"", ["hyphen", "spaces"]),
        ("GuoJun lake", ["joined"]), ("guo jun boat", ["owner"]),
        ("GuoJun's", ["joined", "hyphen", "spaces", "small", "owner"]),
        ("GuoJun -boat", ["joined", "hyphen", "spaces", "small"]),
        ("GuoJun OR wall", ["joined", "hyphen", "spaces", "small", "owner", "xian2"]),
        ("DeepSeek", ["deep"]), ("deep seek", ["deep", "seek"]), ("deepseek", ["deep"]),
        ("JavaScript", ["deep", "java"]),
        ("java script", ["deep", "java"]), ("get element by id", ["getter"]), ("element", []),
        ("getElementById", ["getter"]),
        ("six little dragons", ["tag"]), ("#SixLittleDragons", ["tag"]), ("six little", []),
        ("six little cats", ["snake"]),
        ("Xi'an", ["xian", "xian2"]), ("xian", ["xian", "xian2"]), ("xi an", ["xian"]), ("o brien", ["obrien"]),
        ("obrien", ["obrien"]), ("can t", []), ("WiFi", ["wifi", "wifi2"]), ("wi fi", ["wifi", "wifi2"]),
        ("Wi-Fi", ["wifi", "wifi2"]),
        ("C++", ["cpp", "cpp17", "zh"]), ("c++", ["cpp", "cpp17", "zh"]), ("\"C++\"", ["cpp", "cpp17", "zh"]),
        ("C#", ["cs"]),
        ("F#", ["cs"]), ("C", ["c", "a11"]), ("g++", ["cpp"]), ("C++语言", ["zh"]), ("语言", ["zh"]), ("17", ["cpp17"]),
        ("b", ["a11"]),
        ("GPT4", ["gpt", "gpt2"]), ("gpt-4", ["gpt", "gpt2"]), ("GPT 4", ["gpt", "gpt2"]), ("\"gpt4\"", ["gpt2"]),
        ("covid19", ["covid", "covid2"]), ("COVID-19", ["covid", "covid2"]), ("covid 19 wave", ["covid"]),
        ("CO2", ["sub", "sub2"]), ("CO₂", ["sub", "sub2"]), ("h2o", ["sub", "sub2"]), ("H₂O", ["sub", "sub2"]),
        ("A4", ["paper"]), ("a 4", ["paper2"]),
        ("MacBook2", ["macbook2"]), ("1000", ["thousand", "thousand2"]), ("1,000", ["thousand", "thousand2"]),
        ("\"1,000\"", ["thousand"]),
        ("qwen", ["qwen", "qwen2"]), ("Qwen models", ["qwen", "qwen2"]), ("\"qwen\"", ["qwen"]), ("llama", ["qwen2"]),
        ("model -qwen", []), ("gpt", ["gpt", "gpt2"]), ("covid wave", ["covid"]), ("ps", []), ("qwen2.5", ["qwen2"]),
        ("12345.50", ["thousand", "thousand2"]), ("$12,345.50", ["thousand", "thousand2"]), ("2025", ["year"]),
    ]

    @Test(arguments: expected.indices, [false, true]) func namesFindOneAnotherHoweverWritten(
        _ place: Int,
        isMerged: Bool
    ) throws {
        let (query, ids) = Self.expected[place]
        var request = SearchRequest(query: query)
        request.options.mode = .all
        request.countAll = true
        let result = try searcher(isMerged: isMerged).search(request)
        #expect(Set(result.hits.map(\.id)) == ids, "\(query)")
        #expect(result.total.value == ids.count, "\(query)")
        request.limit = 0
        #expect(try searcher(isMerged: isMerged).search(request).total.value == ids.count, "\(query)")
    }

    @Test(arguments: [(12, 12), (20, 16), (600, 0)])
    func aNameOfFewThingsFindsThemAndAWordBeforeHundredsOfNumbersDoesNot(_ numbers: Int, _ found: Int) throws {
        let numbered = (1...numbers).map { Document(id: "\($0)", blocks: ["They call it Page\($0)."]) }
        let searcher = try Searcher(segments: [numbered + [Document(id: "alone", blocks: ["A page."])]])
        var request = SearchRequest(query: "page")
        request.countAll = true
        #expect(try searcher.search(request).total.value == found + 1)
    }

    @Test func whatIsWrittenApartIsMarked() throws {
        let hits = try searcher(isMerged: true).search(SearchRequest(query: "GuoJun")).hits
        let marked = hits.map { hit in
            hit.snippet.highlights.map { range in
                let scalars = Array(hit.snippet.text.unicodeScalars)[range]
                return String(String.UnicodeScalarView(scalars))
            }.joined(separator: "|")
        }
        #expect(Set(marked) == ["GuoJun", "Guo-Jun", "Guo Jun", "guojun", "GuoJun's"])
    }

    @Test func theWordAsItIsWrittenCountsAsPhrase() throws {
        // Words as one are as near one another as words can be.
        let result = try Searcher(segments: [
            [
                Document(id: "far", blocks: ["guo and many other words and then even more of them than ten, jun"]),
                Document(
                    id: "joined",
                    blocks: ["much else is said here than there, of GuoJun, and it is a long text by far, longer"]
                ),
            ]
        ]).search(SearchRequest(query: "guo jun"))
        #expect(result.hits.map(\.id) == ["joined", "far"])
        #expect(result.hits.allSatisfy { $0.missing.isEmpty })
    }

    @Test func scoresAreThoseOfTheirParts() throws {
        let searcher = try searcher(isMerged: false)
        for query in [
            "GuoJun", "guo jun", "Guo-Jun talk", "GuoJun lake boat", "who is GuoJun of the lake and who has a boat",
        ] {
            var request = SearchRequest(query: query)
            request.explain = true
            for hit in try searcher.search(request).hits {
                let sum = hit.explanation.reduce(0) { $0 + $1.score }
                #expect(abs(sum - hit.score) < 0.001, "\(query): \(hit.id)")
            }
        }
    }

    @Test func theCheckerFindsNothingWrong() throws {
        let writer = try IndexWriter(directory: MemoryDirectory())
        let inverter = writer.makeInverter()
        for (id, text) in Self.texts { try inverter.add(Document(id: id, blocks: [text])) }
        try writer.commit()
        writer.delete(id: "joined")
        try writer.commit()
        try writer.optimize()
        let summary = try IndexChecker.check(try #require(writer.snapshot))
        #expect(summary.documents == Self.texts.count - 1)
    }
}

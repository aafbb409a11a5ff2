import HZIndex
import Testing

@testable import HZSearch

/// Names and other things that are not plain words, and what people type to find them.
@Suite struct NamesTests {
    private static let texts: [(id: String, text: String)] = [
        ("hyphen", "A talk by Guo-Jun Qi about agents"), ("spaces", "Guo Jun wrote this"),
        ("other", "Jun met Guo later"),
        ("accents", "José Núñez and the Café Zoë in Malmö"), ("plain", "Jose Nunez went to a cafe"),
        ("possessive", "Hangzhou’s lake and O’Brien's boat"), ("camel", "They use DeepSeek and iPhone with GitHub"),
        ("mail", "Write to jane.roe@lake.example today"), ("sum", "It raised $28 billion, or 3.5% more"),
        ("sum28", "28 people, a billion stars"), ("ai", "AI is everywhere"), ("said", "He said it again"),
        ("cpp", "Written in C++ and C# and F#"), ("version", "Swift 6.2.1 and Ubuntu 24.04 LTS"),
        ("tag", "See #HangzhouTech and @swiftlang"), ("mixed", "DeepSeek公司发布了R1模型"), ("wide", "ＡＩ ｃｏｍｐａｎｙ"),
        ("who", "The Who played to be or not to be"), ("us", "The U.S. and AT&T, R&D"), ("roman", "Straße nach Ærø"),
    ]

    private func searcher() throws -> Searcher {
        try Searcher(segments: [Self.texts.map { Document(id: $0.0, blocks: [$0.1]) }])
    }

    @Test(arguments: [
        ("Guo-Jun", ["hyphen", "spaces"]), ("guo-jun", ["hyphen", "spaces"]),
        ("guo jun", ["hyphen", "spaces", "other"]),
        ("\"guo jun\"", ["hyphen", "spaces"]), ("Guo‐Jun Qi", ["hyphen"]), ("Qi, Guo-Jun", ["hyphen"]),
        ("jose nunez", ["accents", "plain"]), ("José Núñez", ["accents", "plain"]),
        ("JOSE\u{301}", ["accents", "plain"]),
        ("malmo", ["accents"]), ("zoe", ["accents"]), ("café's", ["accents", "plain"]),
        ("hangzhou", ["possessive"]), ("hangzhou's", ["possessive"]), ("Hangzhou’s", ["possessive"]),
        ("o'brien", ["possessive"]), ("O’Brien’s", ["possessive"]),
        ("deepseek", ["camel", "mixed"]), ("DeepSeek", ["camel", "mixed"]), ("iphone", ["camel"]),
        ("github", ["camel"]),
        ("jane.roe@lake.example", ["mail"]), ("jane.roe", ["mail"]), ("lake.example", ["mail"]),
        ("$28 billion", ["sum", "sum28"]), ("\"$28 billion\"", ["sum"]), ("28-billion", ["sum"]), ("3.5%", ["sum"]),
        ("AI", ["ai", "wide"]), ("ai", ["ai", "wide"]), ("ＡＩ", ["ai", "wide"]), ("company", ["wide"]),
        ("C++", ["cpp"]), ("c#", ["cpp"]), ("6.2.1", ["version"]), ("Swift 6.2.1", ["version"]), ("24.04", ["version"]),
        ("#HangzhouTech", ["tag"]), ("hangzhoutech", ["tag"]), ("@swiftlang", ["tag"]),
        ("DeepSeek公司", ["mixed"]), ("公司", ["mixed"]), ("R1模型", ["mixed"]), ("seek公", []),
        ("to be or not to be", ["who"]), ("The Who", ["who"]), ("\"the who\"", ["who"]),
        ("U.S.", ["us"]), ("AT&T", ["us"]), ("R&D", ["us"]), ("strasse", ["roman"]), ("aero", ["roman"]),
    ]) func whatPeopleTypeFindsIt(_ query: String, _ expected: [String]) throws {
        var request = SearchRequest(query: query)
        request.options.mode = .all
        #expect(Set(try searcher().search(request).hits.map(\.id)) == Set(expected))
    }

    @Test func wordsBehindAnElidedOneAreFound() throws {
        var french = Document(id: "fr", blocks: ["L’Académie et l'État : d’Artagnan parle de l'économie."])
        french.language = "fr"
        let english = Document(id: "en", blocks: ["The academies of the state."])
        let searcher = try Searcher(segments: [[french, english]])
        for query in ["état", "etat", "artagnan", "économies", "l'état", "L’ACADEMIE", "académie état"] {
            let hits = try searcher.search(SearchRequest(query: query)).hits
            #expect(hits.first?.id == "fr", "\(query)")
        }
        let hit = try searcher.search(SearchRequest(query: "artagnan")).hits[0]
        let scalars = Array(hit.snippet.text.unicodeScalars)
        #expect(hit.snippet.highlights.map { String(String.UnicodeScalarView(scalars[$0])) } == ["d’Artagnan"])
    }
}

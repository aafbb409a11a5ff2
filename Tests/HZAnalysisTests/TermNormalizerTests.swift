import Testing

@testable import HZAnalysis

@Suite struct TermNormalizerTests {
    private func form(_ text: String, language: StemmingLanguage = .none) -> String {
        normalized(text, language).form
    }

    private func term(_ text: String, language: StemmingLanguage = .english) -> String {
        normalized(text, language).term
    }

    private func normalized(_ text: String, _ language: StemmingLanguage) -> (form: String, term: String) {
        var normalizer = TermNormalizer(language: language)
        unsafe Array(text.utf8).withUnsafeBufferPointer { unsafe normalizer.normalize($0, kind: .word) }
        return (
            String(decoding: normalizer.form, as: UTF8.self), String(decoding: normalizer.term, as: UTF8.self)
        )
    }

    @Test func caseDiacriticsAndWidthFold() {
        #expect(form("Résumé") == "resume")
        #expect(form("re\u{301}sume\u{301}") == "resume")
        #expect(form("STRASSE") == form("straße"))
        #expect(form("ＡＩ") == "ai")
        #expect(form("ﬁnance") == "finance")
        #expect(form("don’t") == "don't")
        #expect(form("Ærø") == "aero")
    }

    @Test func voicedKanaStayApart() {
        // Compared byte by byte: String would call canonical equivalents equal.
        #expect(Array(form("\u{304C}").utf8) == Array("\u{304C}".utf8))
        #expect(Array(form("ｶﾞ").utf8) == Array("\u{30AC}".utf8))
        #expect(Array(form("ﾊﾟ").utf8) == Array("\u{30D1}".utf8))
        #expect(Array(form("か\u{3099}").utf8) == Array("\u{304C}".utf8))
        #expect(Array(form("ｳﾞ").utf8) == Array("\u{30F4}".utf8))
        #expect(Array(form("う\u{3099}").utf8) == Array("\u{3094}".utf8))
        #expect(form("abcﾞ") == "abc" && form("ﾞ").isEmpty)
    }

    @Test func whatIsElidedBeforeAWordIsNoPartOfItsTerm() {
        let (french, italian, catalan) = (
            StemmingLanguage(documentLanguage: "fr"), StemmingLanguage(documentLanguage: "it"),
            StemmingLanguage(documentLanguage: "ca")
        )
        for elided in ["l’", "L'", "d'", "qu'", "jusqu'", "QU’"] {
            #expect(term(elided + "Académies", language: french) == term("académie", language: french))
            #expect(form(elided + "Académies", language: french).hasSuffix("'academies"))
        }
        #expect(term("dell'arte", language: italian) == term("arte", language: italian))
        #expect(term("quest’anno", language: italian) == term("anno", language: italian))
        #expect(term("l'estany", language: catalan) == term("estany", language: catalan))
        // Words that only have an apostrophe, and what would leave nothing.
        #expect(term("aujourd'hui", language: french).hasPrefix("aujourd"))
        #expect(term("l'", language: french) == "l'")
        #expect(term("l'academie", language: .english).hasPrefix("l'"))
    }

    @Test func inflectionsMeetInOneTerm() {
        #expect(term("startups") == term("startup"))
        #expect(term("Hangzhou's") == "hangzhou")
        #expect(term("universities") == term("university"))
        #expect(term("Häuser", language: StemmingLanguage(documentLanguage: "de")) == "haus")
    }

    @Test func chineseDocumentsStemTheirEnglishWords() {
        #expect(StemmingLanguage(documentLanguage: "zh-Hans") == .english)
        #expect(StemmingLanguage(documentLanguage: "vi") == .none)
    }

    @Test func longTermsAreCutAtACharacter() {
        #expect(form(String(repeating: "é", count: 300)).utf8.count == 255)
        #expect(form(String(repeating: "龙", count: 300)).utf8.count == 255)
        #expect(form("a" + String(repeating: "龙", count: 300)).utf8.count == 253)
    }

    @Test func everyScalarFoldsToSomethingThatFoldsToItself() {
        for value in 0..<UInt32(0x30000) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let once = form(String(Character(scalar)))
            #expect(Array(form(once).utf8) == Array(once.utf8), "U+\(String(value, radix: 16))")
        }
    }

    @Test func aTypedRunIsItsBigramsAndALoneCharacterIsItself() {
        let run = analyzeQuery(Array("六小龙".utf8), language: .english)
        #expect(run.map { String(decoding: $0.term, as: UTF8.self) } == ["六小", "小龙"])
        #expect(analyzeQuery(Array("龙".utf8), language: .english).map(\.kind) == [.runEnd])
        #expect(analyzeQuery(Array("Guo-Jun Qi".utf8), language: .english).map(\.position) == [0, 1, 2])
    }
}

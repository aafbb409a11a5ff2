import HZIndex
import HZTestSupport
import Testing

@testable import HZSearch

@Suite struct SnippetTests {
    /// The passage of the only article that a query finds, with what is marked in brackets.
    private func passage(_ query: String, _ blocks: [(Zone, String)], language: String = "en") throws -> String {
        var document = Document(id: "a")
        document.language = language
        for (zone, text) in blocks { document.append(text, in: zone) }
        let searcher = try Searcher(segments: [[document]])
        let hit = try #require(try searcher.search(SearchRequest(query: query)).hits.first)
        var marked = ""
        for (place, scalar) in hit.snippet.text.unicodeScalars.enumerated() {
            if hit.snippet.highlights.contains(where: { $0.lowerBound == place }) { marked += "[" }
            marked.unicodeScalars.append(scalar)
            if hit.snippet.highlights.contains(where: { $0.upperBound == place + 1 }) { marked += "]" }
        }
        return marked
    }

    private func passage(_ query: String, _ text: String) throws -> String {
        try passage(query, [(.main, text)])
    }

    @Test func everyInflectionOfAWordIsMarked() throws {
        #expect(
            try passage("startup", "Startups start up; a start-up is a startup.")
                == "[Startups] start up; a start-up is a [startup]."
        )
    }

    @Test func aQuotedWordIsMarkedInItsOwnFormOnly() throws {
        #expect(try passage("\"startups\"", "A startup among startups.") == "A startup among [startups].")
    }

    @Test func aPhraseIsOneMarkAndItsWordsElsewhereAreNone() throws {
        #expect(
            try passage("\"little dragons\"", "Dragons are little, but the Little Dragons are not.")
                == "Dragons are little, but the [Little Dragons] are not."
        )
    }

    @Test func whereAPhraseStandsNoOtherPassageHasItsWords() throws {
        let loose = "Little is known, but dragons are."
        let phrase = "These are the Little Dragons."
        for texts in [[loose, phrase], [phrase, loose]] {
            let article = Document(id: "a", title: "Dragons", blocks: texts)
            let searcher = try Searcher(segments: [[article]])
            var request = SearchRequest(query: "\"little dragons\"")
            request.passages = 3
            let hit = try #require(try searcher.search(request).hits.first)
            #expect(hit.snippet.text == phrase && hit.furtherSnippets.isEmpty)
            let stored = try #require(try searcher.article(id: "a", marking: request))
            #expect(stored.blocks.flatMap(\.highlights).count == 1 && stored.hit.snippet.highlights.isEmpty)
        }
        // Where it stands in the title alone, its words are what there is to show.
        let article = Document(id: "a", title: "Little dragons", blocks: [loose])
        let hits = try Searcher(segments: [[article]]).search(SearchRequest(query: "\"little dragons\"")).hits
        #expect(hits.first?.snippet.highlights.count == 2)
    }

    @Test func partsOfNearAreMarkedWhereTheyAreNear() throws {
        #expect(
            try passage("robot NEAR/2 dog", "A robot, a man and one dog; then a robot or dog.")
                == "A robot, a man and one dog; then a [robot] or [dog]."
        )
        #expect(
            try passage("\"six dogs\" NEAR/2 robot", "Six robots, dogs; a robot and six dogs.")
                == "Six robots, dogs; a [robot] and [six dogs]."
        )
    }

    @Test func aPassageAtTheEndOfALongSentenceShowsWhatStandsBefore() throws {
        let sentence = String(repeating: "words of a very long sentence ", count: 20) + "end with a robot."
        let shown = try passage("robot", sentence)
        #expect(shown.hasPrefix("…") && shown.hasSuffix(" end with a [robot]."), "\(shown)")
        #expect((220...245).contains(shown.count), "\(shown.count)")
        let chinese = String(repeating: "很长的句子，", count: 60) + "最后是机器人。"
        #expect((110...125).contains(try passage("机器人", chinese).count))
    }

    @Test func beginningsOfWordsMarkTheWholeWord() throws {
        #expect(try passage("hangz*", "From Hangzhou, by Hangzhounese.") == "From [Hangzhou], by [Hangzhounese].")
    }

    @Test func accentsCaseAndWidthDoNotMatter() throws {
        #expect(try passage("resume", "Two RÉSUMÉS, one ｒｅｓｕｍｅ.") == "Two [RÉSUMÉS], one [ｒｅｓｕｍｅ].")
    }

    @Test func aRunOfChineseIsMarkedWhereItStandsWhole() throws {
        #expect(try passage("六小龙", "六小时后，杭州六小龙到了。") == "六小时后，杭州[六小龙]到了。")
        #expect(try passage("龙", "一条龙，两条小龙。") == "一条[龙]，两条小[龙]。")
    }

    @Test func thePassageWithMostOfTheWordsIsShown() throws {
        let filler = String(repeating: "Nothing is said here that anybody would look for. ", count: 20)
        let text = "A robot. " + filler + "Then the robot met the dog in the rain. " + filler
        let shown = try passage("robot dog rain", text)
        #expect(shown.hasPrefix("Then the [robot] met the [dog] in the [rain]."))
        #expect(shown.unicodeScalars.count < 260)
    }

    @Test func theFirstPlaceWhereWordsStandSideBySideIsShownThoughALaterOneRepeatsThem() throws {
        let blocks: [(Zone, String)] = [
            (.heading, "Robot dogs"), (.main, "A robot led; the dogs came."), (.main, "The first robot dog."),
            (.main, "A robot dog is a robot dog."),
        ]
        #expect(try passage("robot dog", blocks) == "The first [robot] [dog].")
        #expect(try passage("robot", blocks) == "A [robot] led; the dogs came.")
    }

    @Test func passagesBeginAndEndWithSentencesWhereTheyFit() throws {
        let filler = String(repeating: "One of many words that follow one another. ", count: 12)
        let shown = try passage("mr fox", filler + "It was J. Fox of Mr. Fox and Sons who said so. " + filler)
        #expect(shown.hasPrefix("It was J. [Fox] of [Mr]. [Fox] and Sons who said so."))
        #expect(shown.hasSuffix("."))
        let chinese = String(repeating: "这一句话里面什么都没有。", count: 20)
        let found = try passage("六小龙", chinese + "杭州有六小龙！" + chinese)
        #expect(found.hasPrefix("杭州有[六小龙]！这一句话"))
        #expect(found.hasSuffix("。"))
    }

    @Test func longSentencesAreCutAtWordsWithEllipses() throws {
        let words = String(repeating: "and on it goes ", count: 60)
        let shown = try passage("needle", words + "needle " + words)
        #expect(shown.hasPrefix("…") && shown.hasSuffix("…") && shown.contains(" [needle] "))
        #expect(!shown.contains("…n") || shown.contains("…needle"))
    }

    @Test func commentsAreShownOnlyToThoseWhoAskForThem() throws {
        let blocks: [(Zone, String)] = [(.main, "The article."), (.comments, "What an article!")]
        #expect(try passage("article", blocks) == "The [article].")
        #expect(try passage("comments:article", blocks) == "What an [article]!")
    }

    @Test func wordsInOtherLanguagesAreMarkedByTheirOwnStems() throws {
        #expect(
            try passage("maison", [(.main, "Les maisons et la maison.")], language: "fr")
                == "Les [maisons] et la [maison]."
        )
    }

    @Test func passagesOfLongArticlesAreThoseOfTheWholeArticle() throws {
        let filler = String(repeating: "Nothing is said here that anybody would look for. ", count: 40)
        // Where the words stand, in blocks of two kilobytes.
        for places in [["robot": 1, "dog": 1], ["robot": 1, "dog": 90], ["robot": 140, "dog": 140], ["robot": 1]] {
            var document = Document(id: "a")
            for block in 0..<200 {
                let words = places.filter { $0.value == block }.keys.sorted().joined(separator: " ")
                document.append(filler + (words.isEmpty ? "" : "Here is: \(words). ") + filler, in: .main)
            }
            let searcher = try Searcher(segments: [[document]])
            var request = SearchRequest(query: "robot dog")
            request.passages = 3
            let hit = try #require(try searcher.search(request).hits.first)
            let maker = SnippetMaker(
                try SoughtWords(
                    searcher.rule(of: QueryParser.parse("robot dog").query, .auto, deadline: nil),
                    segment: 0,
                    reader: searcher.snapshot.segments[0].reader
                )
            )
            let expected = maker.snippets(of: document, isWhole: true, most: 3)
            #expect([hit.snippet] + hit.furtherSnippets == expected, "\(places)")
            #expect(hit.snippet.text.contains("robot"))
        }
    }

    @Test func columnsOfLongTextsAreThoseOfTheirCharacters() {
        var random = SeededRandom(5)
        let widths = ["a": 1, "é": 1, "’": 1, "六": 2, "龙": 2, "😀": 2]
        for _ in 0..<300 {
            let characters = (0..<Int.random(in: 0..<400, using: &random)).map { _ in
                widths.keys.sorted().randomElement(using: &random) ?? ""
            }
            let text = Array(("x" + characters.joined()).utf8)
            #expect(PassageFinder.columns(text.dropFirst()) == characters.reduce(0) { $0 + (widths[$1] ?? 0) })
        }
    }
}

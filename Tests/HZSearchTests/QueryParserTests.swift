import Foundation
import HZTestSupport
import Testing

@testable import HZSearch

@Suite struct QueryParserTests {
    private func facts(_ text: String) -> [QueryNote.Fact] { QueryParser.parse(text).notes.map(\.fact) }

    @Test func everyExampleOfTheGuideIsReadAsItSays() throws {
        let guide = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/QUERY.md")
        var examples = 0
        var mayHaveNotes = false
        for line in try String(contentsOf: guide, encoding: .utf8).split(separator: "\n") {
            if line.hasPrefix("## What is not meant") { mayHaveNotes = true }
            // A bar in a cell of a table is written so.
            let cells = line.replacing("\\|", with: "|").split(separator: "`", omittingEmptySubsequences: false)
            guard line.hasPrefix("| `"), cells.count >= 5 else { continue }
            let (query, notes) = QueryParser.parse(String(cells[1]))
            #expect(query.description == String(cells[3]), "\(cells[1])")
            #expect(notes.isEmpty != mayHaveNotes, "\(cells[1]): \(notes)")
            examples += 1
        }
        #expect(examples > 30)
    }

    @Test func signsOutsideOfASCIIStandWhereThoseOfASCIIDo() {
        for blank in [" ", "\u{3000}", "\u{A0}", "\u{85}", "\u{2003}"] {
            #expect(QueryParser.parse("龙\(blank)+小龙").query == QueryParser.parse("龙 +小龙").query)
        }
        for (opening, closing) in [("\u{201C}", "\u{201D}"), ("\u{201E}", "\u{201C}"), ("\"", "\u{201D}")] {
            let (query, notes) = QueryParser.parse("é\(opening)杭 州\(closing)~2 龙")
            #expect(query == QueryParser.parse("é \"杭 州\"~2 龙").query && notes.isEmpty)
        }
        // A quotation mark of other scripts, or half of one, is none.
        #expect(QueryParser.parse("a‘b").query == .word(.text, "a‘b"))
        #expect(QueryParser.parse("/龙.\\.龙/").query == .pattern(.text, "龙.\\.龙", isExpression: true))
    }

    @Test func aNoteNamesWhatItIsAbout() {
        let sentences = [
            "robots date:soon": "date:soon is no date (2025, 2025-09, 2025-09-13, 2024..2025): read as a word",
            "六 /robot[/": "/robot[/ is no regular expression: read as words",
            "(six": "a bracket is not closed: it ends with the query",
            "six !little": "! leaves nothing out, - before a word does: read as a word",
        ]
        for (query, sentence) in sentences {
            #expect(QueryParser.parse(query).notes.map { $0.sentence(of: query) } == [sentence])
        }
    }

    @Test func notesSayWhatAndWhere() {
        #expect(QueryParser.parse("a \"b").notes == [QueryNote(fact: .unclosedQuote, range: 2..<4)])
        #expect(QueryParser.parse("龙 OR").notes == [QueryNote(fact: .strayOperator, range: 4..<6)])
        #expect(facts("(a))") == [.strayBracket])
        #expect(facts("a AND OR b") == [.strayOperator])
        #expect(facts("title:* date:13-2025") == [.straySign, .notADate])
        #expect(throws: QueryNote(fact: .unclosedBracket, range: 0..<1)) { _ = try QueryParser.parseStrictly("(a") }
    }

    @Test func whatLooksLikeAnOperatorIsNotTakenForAWordInSilence() {
        #expect(QueryParser.parse("six title: x").notes == [QueryNote(fact: .strayField, range: 4..<10)])
        #expect(QueryParser.parse("a \"b c\"~ d").notes == [QueryNote(fact: .badSlop, range: 7..<8)])
        #expect(QueryParser.parse("a \"b c\"~x").query == QueryParser.parse("a \"b c\" x").query)
        #expect(facts("title：") == [.strayField] && facts("DATE: 2025") == [.strayField])
        #expect(facts("robot~3 r2d2~0") == [.badEdits, .badEdits])
        #expect(facts("\"a b\"^-1 (a b)^+2 c^.5") == [.badBoost, .badBoost, .badBoost])
        #expect(facts("NEAR/0 NEAR/ NEAR/x NEAR/99999999999") == [.badNear, .badNear, .badNear, .badNear])
        #expect(QueryParser.parse("Site:x Since：2025").query.description == "(site:x AND date:20250000..)")
        let words = ["~/bin", "20~30", "a~b", "c^x", "^-1", "~3", "near/0", "Titles:x", "标题：x", "x：", "a^2 \"b\"~1"]
        for text in words { #expect(facts(text).isEmpty, "\(text)") }
        #expect(throws: QueryNote.self) { _ = try QueryParser.parseStrictly("robot~3") }
    }

    @Test func signsOfLuceneJoinAsWordsDo() {
        for (signs, words) in [
            ("a && b", "a AND b"), ("a || b || c", "a OR b OR c"), ("(a b) || c", "(a b) OR c"),
            ("a && -b", "a AND NOT b"), ("a || \"b c\"", "a OR \"b c\""),
        ] {
            let (query, notes) = QueryParser.parse(signs)
            #expect(query == QueryParser.parse(words).query && notes.isEmpty, "\(signs)")
        }
        // Where they join nothing they are no words.
        for text in ["&& a", "a ||", "a && || b", "|| ||", "(|| a)"] {
            let (query, notes) = QueryParser.parse(text)
            #expect(!query.description.contains("&") && !query.description.contains("|"), "\(text)")
            #expect(Set(notes.map(\.fact)) == [.straySign], "\(text)")
        }
        // Within a word, or as one bar or mark, they are none.
        for (signs, words) in [("-&& a", "a"), ("title:|| a", "a"), ("+|| a", "a")] {
            #expect(QueryParser.parse(signs).query == QueryParser.parse(words).query, "\(signs)")
        }
        for text in ["a&&b", "a | b", "R&D & co", "a&& b"] { #expect(facts(text).isEmpty, "\(text)") }
    }

    @Test func anExclamationMarkBeforeAWordIsNotedToLeaveNothingOut() {
        for text in ["!robot", "six !龙", "a !(b c)", "!\"b c\"", "-!x"] {
            #expect(facts(text) == [.notExcluded], "\(text)")
        }
        for text in ["Yahoo!", "a ! b", "a != b", "!", "!!", "a!b"] { #expect(facts(text).isEmpty, "\(text)") }
    }

    @Test func whatPeopleTypeIsNoError() {
        for text in [
            "don't", "20.04", "multi-agent", "C++", "foo)", "AND", "", "   ", "()", "a:b", "\u{0}", "~5", "\"\"",
        ] {
            _ = QueryParser.parse(text)
        }
        #expect(QueryParser.parse("don't").query == .word(.text, "don't"))
        #expect(QueryParser.parse("C++").query == .word(.text, "C++"))
        #expect(QueryParser.parse("").query == .all([]))
    }

    @Test func negationsMayBeAlternatives() {
        #expect(QueryParser.parse("a OR -b").query.description == "(a OR (NOT b))")
        #expect(QueryParser.parse("a OR NOT b").query.description == "(a OR (NOT b))")
        #expect(QueryParser.parse("a AND NOT b").query.description == "(a AND NOT b)")
        #expect(facts("a OR NOT b").isEmpty)
    }

    @Test func bombsAreDefused() {
        let deep = QueryParser.parse(String(repeating: "(", count: 60_000) + "x")
        #expect(deep.query == .word(.text, "x"))
        #expect(deep.notes.contains { $0.fact == .tooDeep })
        let long = QueryParser.parse(String(repeating: "(", count: 1_000_000) + "x")
        #expect(long.notes.last?.fact == .tooLong)
        #expect(long.notes.last?.range == QueryParser.longest..<1_000_001)
        let wide = QueryParser.parse(String(repeating: "a ", count: 30_000))
        guard case .all(let clauses) = wide.query else {
            Issue.record("\(wide.query)")
            return
        }
        #expect(clauses.count == QueryParser.mostClauses)
        #expect(wide.notes.map(\.fact) == [.tooManyClauses])
        _ = QueryParser.parse(String(repeating: "a OR (", count: 10_000)).query.description
        let patterns = QueryParser.parse(String(repeating: "a*b /c./ d~ e* ", count: 100))
        #expect(patterns.notes.map(\.fact) == [.tooManyPatterns])
        #expect(facts("/((((a{99}){99}){99}){99})/") == [.largePattern])
        #expect(facts("/" + String(repeating: "(", count: 200) + "/") == [.largePattern])
        _ = QueryParser.parse(String(repeating: "/a", count: 30_000))
        _ = QueryParser.parse(String(repeating: "a NEAR/2 ", count: 7_000) + "b^2").query.description
        _ = QueryParser.parse("a" + String(repeating: "^2", count: 30_000)).query.description
        _ = QueryParser.parse(String(repeating: "(", count: 64) + "a" + String(repeating: ")^2", count: 64))
    }

    @Test func nearBoostsAndExpressionsAreReadWhereTheyStand() {
        #expect(QueryParser.parse("a OR b NEAR/3 c").query.description == "(a OR (b NEAR/3 c))")
        #expect(QueryParser.parse("-a NEAR/3 b").query.description == "(NOT (a NEAR/3 b))")
        #expect(QueryParser.parse("(a NEAR/2 b) NEAR/3 (c)").query.description == "(a NEAR/2 b NEAR/3 c)")
        #expect(QueryParser.parse("title:(a NEAR/2 \"b c\")").query.description == "(title:a NEAR/2 title:\"b c\")")
        #expect(facts("title:a NEAR/2 b") == [.strayNear])
        #expect(facts("a NEAR/2 -b") == [.strayNear])
        #expect(facts("a NEAR/2 (b c)") == [.strayNear])
        #expect(QueryParser.parse("(a OR b) c^2 OR (d e)^3").query.description == "((a OR b) AND (c^2 OR (d AND e)^3))")
        #expect(QueryParser.parse("a^2000 b^0 c^x ^2").query.description == "(a^100 AND b^0.01 AND c^x AND ^2)")
        #expect(
            QueryParser.parse("/usr/bin path:/usr/ /a b/ //").query.description
                == "(/usr/bin AND path:/usr/ AND /a AND b/ AND //)"
        )
        #expect(QueryParser.parse("(/a(b|c)/)^2").query.description == "/a(b|c)/^2")
        #expect(
            QueryParser.parse("what? who?? ?transverse *.txt f*** http://x.org/?a=b").query.description
                == "(what? AND who?? AND ?transverse AND *.txt AND f* AND http://x.org/?a=b)"
        )
    }

    @Test func anyTextIsAQueryThatReadsBackTheSame() {
        var random = SeededRandom(8)
        let pieces = [
            "six", "\"", "(", ")", " ", " ", "-", "+", "OR", "AND", "NOT", "title:", "date:", "2025", "..", "*", "~3",
            "龙", ":", "NEAR/2", "^2", "/", "?",
        ]
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }.joined()
            let (query, notes) = QueryParser.parse(text)
            _ = query.description
            for note in notes { #expect(note.range.upperBound <= text.utf8.count, "\(text)") }
            #expect(QueryParser.parse(text).query == query)
        }
    }
}

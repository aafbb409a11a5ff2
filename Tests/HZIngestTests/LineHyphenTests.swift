import Testing

@testable import HZIngest

@Suite struct LineHyphenTests {
    private func body(_ text: String) -> String {
        String(decoding: PlainTextReader.read(Array(text.utf8), path: "/a.txt").text, as: UTF8.self)
    }

    @Test func aWordThatTheTextHasElsewhereIsOneWord() {
        #expect(body("The time-\ntable is new. A timetable tells.") == "The timetable is new. A timetable tells.")
        #expect(body("The time-\r\n   table is new. Timetable!") == "The timetable is new. Timetable!")
    }

    @Test func aHyphenThatTheTextHasElsewhereStays() {
        #expect(body("A goat-\naware boat, and goat-aware crews.") == "A goat-aware boat, and goat-aware crews.")
        #expect(body("The state-of-the-\nart boat. Boats.") == "The state-of-the-art boat. Boats.")
        #expect(
            body("Just one such end-\nless line in a text that goes on.")
                == "Just one such end-less line in a text that goes on."
        )
    }

    @Test func whereManyLinesEndSoWordsAreSetInTwo() {
        let text = "The crew handed out tea on Tues-\nday, as the storm that was fore-\ncast had torn the roof off."
        #expect(
            body(text) == "The crew handed out tea on Tuesday, as the storm that was forecast had torn the roof off."
        )
        // A text that has one of them with its hyphen is no such text.
        #expect(body(text + " A fore-cast.").contains("Tues-day"))
    }

    @Test(arguments: [
        ("Anglo-\nSaxon boats", "Anglo- Saxon boats"), ("Run-\nTime. Run-Time!", "Run-Time. Run-Time!"),
        ("ein-\nund zweimal", "ein- und zweimal"),
        ("a dash -\nand more", "a dash - and more"), ("minus 3-\nfold", "minus 3- fold"),
        ("the end-\n\nof it", "the end-\n\nof it"),
        ("- one\n- two", "- one\n\n- two"), ("soft\u{AD}\nware", "software"),
        ("soft\u{2010}\nware, software", "software, software"),
        ("杭州-\n上海", "杭州-上海"), ("-\n-\n", "-"), ("a-", "a-"),
    ])
    func otherLinesEndAsTheyDid(text: String, expected: String) {
        #expect(body(text).hasPrefix(expected), "\(body(text))")
    }

    @Test func whatIsPartedAtTheLineIsFoundAsOneWord() {
        let lines = (0..<2_000).map { "line \($0) of a text that parts some of its words at the end-" }
        // All of them are looked up in one set: no time to speak of.
        #expect(body(lines.joined(separator: "\ning\n")).contains("the ending line 1 of"))
    }
}

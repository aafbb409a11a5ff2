import Foundation
import HZSearch
import Testing

@testable import HZCommandLine

@Suite struct InteractiveTests {
    @Test(arguments: [
        ("a", [Key.text("a")]),
        ("杭州", [.text("杭州")]),
        ("\u{1B}[A\u{1B}[B", [.up, .down]),
        ("\u{1B}OA", [.up]),
        ("\u{1B}[5~\u{1B}[6~", [.pageUp, .pageDown]),
        ("\u{1B}[1;5H\u{1B}[F", [.home, .end]),
        ("\r\u{7F}\u{15}\u{17}\u{3}", [.enter, .backspace, .clear, .deleteWord, .quit]),
        ("ab\u{1B}[Bc", [.text("ab"), .down, .text("c")]),
        ("\u{1B}x", [.escape, .text("x")]),
        ("\u{1B}[200;3;4z", [.other]),
    ])
    func keysAreRead(typed: String, expected: [Key]) {
        var reader = KeyReader()
        let keys = reader.keys(Array(typed.utf8))
        #expect(keys == expected)
        #expect(!reader.isWaiting)
    }

    @Test func keysMayArriveByteByByte() {
        var reader = KeyReader()
        var keys: [Key] = []
        for byte in "\u{1B}[B杭\u{1B}[5~".utf8 { keys += reader.keys([byte]) }
        #expect(keys == [.down, .text("杭"), .pageUp])
    }

    @Test func escapeAloneIsAKeyWhenNothingFollows() {
        var reader = KeyReader()
        let begun = reader.keys([0x1B])
        #expect(begun.isEmpty && reader.isWaiting)
        let rest = reader.giveUp()
        #expect(rest == [.escape] && !reader.isWaiting)
    }

    @Test func whatIsNoTextIsDropped() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            var reader = KeyReader()
            let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            for key in reader.keys(bytes) + reader.giveUp() {
                guard case .text(let text) = key else { continue }
                #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0 != "\u{FFFD}" })
            }
        }
    }

    private func screen(hits count: Int, query: String = "") throws -> SearchScreen {
        var screen = SearchScreen(query: query, style: TerminalStyle(isOn: false), folder: "/home/me")
        let hits = (0..<count).map { place in
            let passage = String(repeating: "six little dragons ", count: 20)
            return """
                {"rank":\(place + 1),"score":1,"id":"/home/me/\(place).txt","path":"/home/me/\(place).txt",
                 "title":"Article \(place) 杭州六小龙 \\u001b[2J","author":null,"date":null,"language":null,
                 "snippet":{"text":"\(passage)","highlights":[[0,3]]}}
                """
        }
        let json = """
            {"schema":1,"query":"","notes":[],"total":{"value":\(count),"relation":"eq"},"took_us":1234,
             "hits":[\(hits.joined(separator: ","))]}
            """
        let result = try SearchResult(json: Array(json.utf8))
        screen.show(result)
        return screen
    }

    /// The frame's lines without what moves the cursor.
    private func lines(_ frame: String) -> [String] {
        frame.components(separatedBy: "\r\n").map { line in
            line.replacingOccurrences(of: "\u{1B}\\[[?0-9;]*[A-Za-z]", with: "", options: .regularExpression)
        }
    }

    @Test(arguments: [(80, 24), (40, 10), (200, 60), (20, 4), (1, 1)])
    func aFrameFitsItsWindowWhateverIsChosen(columns: Int, rows: Int) throws {
        var screen = try screen(hits: 50, query: String(repeating: "六龙", count: 60))
        for key in [Key.down, .pageDown, .end, .up, .home, .pageUp] {
            _ = screen.press(key, rows: rows)
            let lines = lines(screen.frame(columns: columns, rows: rows))
            #expect(lines.count <= max(2, rows))
            for line in lines { #expect(TerminalText.columns(of: line) <= max(20, columns), "\(line)") }
            if rows >= 10 { #expect(lines.contains { $0.contains("Article \(screen.chosen) ") && $0.hasPrefix("> ") }) }
        }
    }

    @Test func nothingOfAnArticleMovesTheCursor() throws {
        var screen = try screen(hits: 3)
        let frame = screen.frame(columns: 80, rows: 24)
        #expect(!frame.contains("\u{1B}[2J") && frame.contains("\\x1b[2J"))
    }

    @Test func typingEditsTheQuery() throws {
        var screen = try screen(hits: 0)
        let steps: [(Key, String)] = [
            (.text("six littel"), "six littel"), (.deleteWord, "six "), (.text("龙"), "six 龙"), (.backspace, "six "),
            (.clear, ""), (.backspace, ""), (.down, ""),
        ]
        for (key, expected) in steps {
            let before = screen.query
            let isNew = screen.press(key, rows: 24)
            #expect(screen.query == expected && isNew == (before != expected))
        }
    }

    @Test func choosingStaysWithinTheResults() throws {
        var screen = try screen(hits: 2)
        for _ in 0..<5 { _ = screen.press(.down, rows: 24) }
        #expect(screen.chosen == 1)
        for _ in 0..<5 { _ = screen.press(.up, rows: 24) }
        #expect(screen.chosen == 0)
        screen.show(message: "nothing")
        _ = screen.press(.end, rows: 24)
        #expect(screen.chosen == 0)
    }

    @Test(arguments: [
        ("/a/b.html", ["BROWSER": "firefox -P x:lynx"], ["firefox", "-P", "x", "/a/b.html"]),
        ("/a/b.html", ["DISPLAY": ":0", "EDITOR": "vi"], ["xdg-open", "/a/b.html"]),
        ("/a/b.HTM", ["EDITOR": "vi"], ["vi", "/a/b.HTM"]),
        ("/a/b.txt", ["EDITOR": "vi", "VISUAL": "code -w", "BROWSER": "lynx"], ["code", "-w", "/a/b.txt"]),
        ("https://lake.example/", ["BROWSER": "lynx"], ["lynx", "https://lake.example/"]),
        ("/a/b.txt", [:], ["less", "/a/b.txt"]),
    ])
    func articlesOpenInWhatTheUserChose(path: String, environment: [String: String], expected: [String]) {
        #expect(ArticleOpener.command(path) { environment[$0] } == expected)
    }

    @Test func withoutATerminalItSaysSo() throws {
        let scratch = try Scratch()
        try scratch.writeArticles()
        #expect(try ProgramRun(["index", "articles"], in: scratch).code == 0)
        let run = try ProgramRun(["find", "-i"], in: scratch)
        #expect(run.code == 2 && run.errors.contains("terminal"))
        #expect(try ProgramRun(["find", "-i", "-c", "x"], in: scratch).code == 2)
    }
}

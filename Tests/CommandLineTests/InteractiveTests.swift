import Foundation
import Testing

@testable import HZCommandLine
@testable import HZSearch

@Suite struct InteractiveTests {
    @Test(arguments: [
        ("a", [Key.text("a")]),
        ("杭州", [.text("杭州")]),
        ("\u{1B}[A\u{1B}[B", [.up, .down]),
        ("\u{1B}OA", [.up]),
        ("\u{1B}[5~\u{1B}[6~", [.pageUp, .pageDown]),
        ("\u{1B}[1;5H\u{1B}[F\u{1}\u{5}", [.home, .end, .home, .end]),
        ("\u{1B}[C\u{1B}OD\u{1B}[3~\u{2}\u{6}", [.right, .left, .delete, .left, .right]),
        ("\r\u{7F}\u{15}\u{17}\u{3}", [.enter, .backspace, .clear, .deleteWord, .quit]),
        ("ab\u{1B}[Bc", [.text("ab"), .down, .text("c")]),
        ("\u{1B}b\u{1B}龙x", [.other, .other, .text("x")]),
        ("\u{1B}\u{7F}\u{1B}\u{1B}[A", [.deleteWord, .escape, .up]),
        ("\u{1B}[200;3;4z", [.other]),
    ])
    func keysAreRead(typed: String, expected: [Key]) {
        var reader = KeyReader()
        let keys = reader.keys(Array(typed.utf8))
        #expect(keys == expected)
        #expect(!reader.isWaiting)
    }

    @Test func whatIsPastedIsTextHoweverItArrives() {
        let pasted = "a\u{1B}[200~six\r\n杭州\tx\u{1B}[B\u{3}\u{1B}[201~\r"
        for size in [1, 2, 3, 7, 100] {
            var reader = KeyReader()
            var keys: [Key] = []
            var rest = Array(pasted.utf8)[...]
            while !rest.isEmpty {
                keys += reader.keys(rest.prefix(size))
                rest = rest.dropFirst(size)
            }
            var text = ""
            for key in keys { if case .text(let part) = key { text += part } }
            #expect(text == "asix  杭州 x [B " && keys.last == .enter, "\(keys)")
            #expect(keys.allSatisfy { $0 == .enter ? $0 == keys.last : true } && !keys.contains(.quit))
            #expect(!reader.isWaiting)
        }
    }

    @Test func escapeAloneLeavesAPasteWithoutEnd() {
        var reader = KeyReader()
        #expect(reader.keys(Array("\u{1B}[200~six".utf8)).last == .text("six"))
        #expect(!reader.isWaiting)
        #expect(reader.keys([0x1B]).isEmpty && reader.isWaiting)
        let keys = reader.giveUp() + reader.keys([0x0D])
        #expect(keys == [.escape, .enter])
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
        for key in [Key.down, .pageDown, .left, .up, .home, .right, .pageDown, .pageUp] {
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
            (.clear, ""), (.backspace, ""), (.delete, ""), (.left, ""), (.down, ""),
            (.text("six dragons"), "six dragons"),
            (.left, "six dragons"), (.backspace, "six dragos"), (.text("n"), "six dragons"), (.delete, "six dragon"),
            (.home, "six dragon"), (.text("龙 "), "龙 six dragon"), (.right, "龙 six dragon"), (.delete, "龙 sx dragon"),
            (.text("i"), "龙 six dragon"), (.deleteWord, "龙 x dragon"), (.end, "龙 x dragon"), (.backspace, "龙 x drago"),
            (.right, "龙 x drago"),
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
        _ = screen.press(.down, rows: 24)
        #expect(screen.chosen == 0)
    }

    @Test func theCursorStandsWhereTypingGoesOn() throws {
        var screen = try screen(hits: 0, query: "六龙 six")
        #expect(screen.frame(columns: 80, rows: 24).hasSuffix("\u{1B}[1;11H\u{1B}[?25h"))
        for _ in 0..<4 { _ = screen.press(.left, rows: 24) }
        let frame = screen.frame(columns: 80, rows: 24)
        #expect(frame.hasSuffix("\u{1B}[1;7H\u{1B}[?25h") && lines(frame)[0] == "> 六龙 six")
        _ = screen.press(.home, rows: 24)
        // What does not fit is cut behind the cursor.
        _ = screen.press(.text(String(repeating: "x", count: 30)), rows: 24)
        #expect(lines(screen.frame(columns: 20, rows: 24))[0] == "> " + String(repeating: "x", count: 16))
        _ = screen.press(.home, rows: 24)
        #expect(screen.frame(columns: 20, rows: 24).hasSuffix("\u{1B}[1;3H\u{1B}[?25h"))
    }

    @Test(arguments: [
        ("hangz", "hangz*"), ("six lit", "six lit*"), ("\"six little\" dra", "\"six little\" dra*"), ("六　小龙", "六　小龙*"),
        ("six ", nil), ("", nil), ("x", nil), ("\"six lit", nil), ("six OR", nil), ("date:2025", nil), ("-lit", nil),
        ("lit*", nil), ("colou?r", nil), ("rob~2", nil),
    ])
    func theLastWordMayGoOn(typed: String, expected: String?) {
        #expect(InteractiveSearch.unfinished(typed) == expected)
    }

    @Test func wordsAreFoundWhileTheyAreTyped() throws {
        let scratch = try Scratch()
        try scratch.writeArticles()
        #expect(try ProgramRun(["index", "articles"], in: scratch).code == 0)
        let run = try TerminalRun(
            "find -i --color never",
            in: scratch,
            steps: [
                .init("type what you are looking for", "six lit"), .init("2 found for six lit*", "\u{15}hangzou"),
                .init("did you mean: hangzhou (1 article)", "\u{1B}[D\u{1B}[Dh"), .init("1 found, ", "\u{3}"),
            ]
        )
        #expect(run.isComplete && run.code == 0, "\(run.shown)")
    }

    @Test func aNarrowedSearchFindsBeforeAnythingIsTyped() throws {
        let scratch = try Scratch()
        try scratch.writeArticles()
        #expect(try ProgramRun(["index", "articles"], in: scratch).code == 0)
        let run = try TerminalRun(
            "find -i --color never --language zh",
            in: scratch,
            steps: [.init("1 found, ", "robot"), .init("nothing found", "\u{3}")]
        )
        #expect(run.isComplete && run.code == 0, "\(run.shown)")
    }

    @Test func aTerminalThatCanNotDrawIsRefused() throws {
        let scratch = try Scratch()
        try scratch.writeArticles()
        #expect(try ProgramRun(["index", "articles"], in: scratch).code == 0)
        let run = try TerminalRun("find -i", in: scratch, environment: ["TERM": "dumb"])
        #expect(run.code == 2 && run.shown.contains("TERM=dumb") && !run.shown.contains("\u{1B}"), "\(run.shown)")
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

    @Test func anInterruptWhileAnArticleIsShownIsNotOurs() throws {
        let scratch = try Scratch()
        try scratch.writeArticles()
        #expect(try ProgramRun(["index", "articles"], in: scratch).code == 0)
        try scratch.write("trap 'exit 0' INT; kill -INT 0; sleep 9", to: "editor")
        let run = try TerminalRun(
            "find -i --color never robot",
            in: scratch,
            environment: ["EDITOR": "sh editor"],
            steps: [.init("1 found, ", "\r"), .init("\u{1B}[?1049h", "s"), .init("> robots", "\u{3}")]
        )
        #expect(run.isComplete && run.code == 0, "\(run.shown)")
    }

    @Test func aPageIsReadAsTextWhereThereIsNoBrowserAndNoEditor() throws {
        let scratch = try Scratch()
        try scratch.write("<title>Robots</title><p>A robot&#x20;dog.</p>", to: "a/it's \"b\" $c.html")
        #expect(try ProgramRun(["index", "a"], in: scratch).code == 0)
        let run = try TerminalRun(
            "find -i --color never",
            in: scratch,
            environment: ["PAGER": "tee shown"],
            steps: [.init("type what", "robot"), .init("1 found, ", "\r"), .init("\u{1B}[?1049h", "\u{3}")]
        )
        #expect(run.isComplete && run.code == 0, "\(run.shown)")
        let shown = try scratch.text("shown")
        #expect(shown.contains("A robot dog.") && !shown.contains("<"), "\(shown)")
        let command = ArticleOpener.command("https://lake.example/a.html", reader: "/r") { _ in nil }
        #expect(command == ["less", "https://lake.example/a.html"])
        #expect(ArticleOpener.command("/a/b.txt", reader: "/r") { _ in nil } == ["less", "/a/b.txt"])
    }

    @Test(arguments: [
        ("/a/b.txt", "/a/b.txt", nil, "/a/b.txt"),
        ("/a/book.epub!1", "/a/book.epub", nil, "/a/book.epub"),
        ("+!touch x", "+!touch x", nil, nil),
        ("-c", "-c", nil, nil),
        ("a/b.txt", "a/b.txt", nil, nil),
        ("/a/gone.txt", "/a/gone.txt", nil, nil),
        ("https://lake.example/", "https://lake.example/", nil, "https://lake.example/"),
        ("7", "7", "http://lake.example/7", "http://lake.example/7"),
        ("7", "7", "-x http://lake.example/7", nil),
        ("file:///a/b.txt", "file:///a/b.txt", "javascript:x", nil),
    ])
    func onlyFilesAndAddressesAreOpened(id: String, path: String, url: String?, expected: String?) {
        var hit = Hit()
        (hit.id, hit.path, hit.url) = (id, path, url)
        #expect(ArticleOpener.place(hit) { ["/a/b.txt", "/a/book.epub", "a/b.txt", "-c"].contains($0) } == expected)
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

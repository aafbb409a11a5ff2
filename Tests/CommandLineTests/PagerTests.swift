import Foundation
import Testing

@testable import HZCommandLine

@Suite struct PagerTests {
    /// As every program of ours does: a reader may leave before it has read all.
    init() { Terminal.ignoreBrokenPipes() }

    @Test(
        arguments: [
            ([:], "less"),
            (["PAGER": "more"], "more"),
            (["PAGER": "more", "HZSEARCH_PAGER": "less -S"], "less -S"),
            (["PAGER": "cat"], nil),
            (["PAGER": ""], nil),
            (["PAGER": "more", "HZSEARCH_PAGER": ""], nil),
            (["HZSEARCH_PAGER": "cat", "PAGER": "less"], nil),
            (["TERM": "dumb"], nil),
        ] as [([String: String], String?)]
    )
    func thePagerIsTheOneOfTheEnvironment(environment: [String: String], expected: String?) {
        #expect(Pager.command { environment[$0] } == expected)
    }

    @Test func whatFitsTheWindowNeedsNoPager() {
        #expect(!Pager.isLong("a\nb\n", rows: 3))
        #expect(Pager.isLong("a\nb\nc\n", rows: 3))
        #expect(!Pager.isLong("", rows: 1))
    }

    @Test func aCommandReadsAllOfIt() throws {
        let scratch = try Scratch()
        let text = String(repeating: "six little dragons\n", count: 20_000)
        let path = scratch.path + "/read"
        #expect(Host.feed(Array(text.utf8), to: "cat > \(path)", settings: [("HZ_TEST_LESS", "FRX")]))
        #expect(try scratch.text("read") == text)
        // A reader that leaves early is no failure; a command that is not there is.
        #expect(Host.feed(Array(text.utf8), to: "exit 1", settings: []))
        #expect(!Host.feed(Array(text.utf8), to: "exec 2>&-; no-such-program-anywhere", settings: []))
    }

    @Test(arguments: [("40", 40), ("", 80), ("wide", 80), ("-3", 80)])
    func linesAreAsLongAsTheEnvironmentSays(columns: String, expected: Int) throws {
        let scratch = try Scratch()
        let words = (0..<60).map { "boat\($0)" }.joined(separator: " ")
        try scratch.write("Lake\n\nSix \(words).", to: "a/lake.txt")
        #expect(try ProgramRun(["index", "-q", "a"], in: scratch).code == 0)
        let run = try TerminalRun("find --color never six", in: scratch, environment: ["COLUMNS": columns])
        let longest = run.shown.split(whereSeparator: \.isNewline).map(\.count).max() ?? 0
        #expect(longest <= expected && longest > expected - 20, "\(longest): \(run.shown)")
    }

    @Test func onATerminalLongOutputGoesToThePager() throws {
        let scratch = try Scratch()
        for number in 0..<20 { try scratch.write("Lake \(number)\n\nSix boats on a lake.", to: "a/\(number).txt") }
        try ProgramRun(["index", "-q", "a"], in: scratch)
        for (arguments, isPaged) in [("-n 20", true), ("-n 20 --no-pager", false), ("-n 1", false)] {
            try? FileManager.default.removeItem(atPath: scratch.path + "/paged")
            let pager = ["HZSEARCH_PAGER": "cat > paged"]
            let shown = try TerminalRun("find --no-daemon \(arguments) boats", in: scratch, environment: pager).shown
            #expect(scratch.exists("paged") == isPaged, "\(arguments): \(shown)")
            if isPaged { #expect(try scratch.text("paged").contains("Lake 19")) }
            if !isPaged { #expect(shown.contains("Lake")) }
        }
    }
}

import Foundation
import Testing

/// The program on a terminal: the full screen, colours, progress.
@Suite struct TerminalTests {
    private func indexed() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.writeArticles()
        #expect(try ProgramRun(["index", "-q", "articles"], in: scratch).code == 0)
        return scratch
    }

    @Test func whatIsTypedIsFoundAndTheChosenOneOpens() throws {
        let scratch = try indexed()
        try FileManager.default.createDirectory(atPath: scratch.path + "/opened", withIntermediateDirectories: true)
        let run = try TerminalRun(
            "find -i --no-daemon",
            in: scratch,
            environment: ["EDITOR": "cp -t opened"],
            steps: [
                .init("type what you are looking for", "robot"), .init("Robots", "\u{15}dragons six"),
                .init("Lakes", "\u{1B}[B\r"), .init("\u{1B}[?1049h", "\u{1B}"),
            ]
        )
        #expect(run.code == 0 && run.isComplete, "\(run.shown)")
        #expect(run.shown.hasSuffix("\u{1B}[?1049l"), "the shell's screen comes back")
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/opened") == ["apart.txt"])
    }

    @Test func anEditorThatFailsIsTold() throws {
        let run = try TerminalRun(
            "find -i --no-daemon robot",
            in: indexed(),
            environment: ["EDITOR": "false"],
            steps: [.init("Robots", "\r"), .init("false could not show it (status 1)", "\u{3}")]
        )
        #expect(run.code == 0 && run.isComplete, "\(run.shown)")
    }

    @Test func theIdOfARecordIsNoOrderToAProgram() throws {
        let scratch = try Scratch()
        let record = #"{"id":"+!touch obeyed","title":"Robots","body":"A robot dog."}"#
        #expect(try ProgramRun(["index", "-q", "-"], in: scratch, input: record).code == 0)
        let run = try TerminalRun(
            "find -i --no-daemon robot",
            in: scratch,
            environment: ["EDITOR": "touch started"],
            steps: [.init("Robots", "\r"), .init("nothing to open", "\u{3}")]
        )
        #expect(run.code == 0 && run.isComplete, "\(run.shown)")
        #expect(!scratch.exists("started") && !scratch.exists("obeyed"))
    }

    @Test func aMissingIndexIsToldOnTheScreenToo() throws {
        let run = try TerminalRun("find -i", in: Scratch())
        #expect(run.code == 3 && run.shown.contains("hzsearch index"), "\(run.shown)")
    }

    @Test func theFullScreenNeedsATerminal() throws {
        let run = try ProgramRun(["find", "-i", "robot"], in: indexed())
        #expect(run.code == 2 && run.errors.contains("needs a terminal"))
    }

    @Test func matchesAreColouredAndPathsAreLinksOnATerminalOnly() throws {
        let scratch = try indexed()
        let shown = try TerminalRun("find --no-daemon robot", in: scratch).shown
        #expect(shown.contains("\u{1B}[") && shown.contains("\u{1B}]8;;file://"), "\(shown)")
        #expect(try !TerminalRun("find --no-daemon --color never robot", in: scratch).shown.contains("\u{1B}["))
        let plain = try TerminalRun("find --no-daemon robot", in: scratch, environment: ["NO_COLOR": "1"])
        #expect(!plain.shown.contains("\u{1B}["))
        #expect(try !ProgramRun(["find", "--no-daemon", "robot"], in: scratch).output.contains("\u{1B}"))
        let coloured = try ProgramRun(["find", "--no-daemon", "--color", "always", "robot"], in: scratch)
        #expect(coloured.output.contains("\u{1B}["))
    }

    @Test func indexingTellsHowFarItIs() throws {
        let scratch = try Scratch()
        try scratch.writeArticles()
        let run = try TerminalRun("index articles", in: scratch)
        #expect(run.code == 0 && run.shown.contains("4 added") && run.shown.contains("\r"), "\(run.shown)")
    }
}

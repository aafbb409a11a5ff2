import Foundation
import HZCollection
import HZIndex
import HZIngest
import Testing

/// What becomes of pages whose parsing process does not answer: programs of our own stand in for it.
@Suite struct IsolationUpdateTests {
    /// A program that says that it is ready, as a parsing process does, and then does `something`.
    private func options(_ scratch: ScratchFolder, _ something: String) throws -> UpdateOptions {
        let (text, program) = (scratch.path + "/parser.sh", scratch.path + "/parser")
        try Data("#!/bin/sh\nprintf '\\006' >&3\n\(something)\n".utf8).write(to: URL(fileURLWithPath: text))
        // By another process: a program that somebody has open for writing can't be run, and what this process has open, a
        // process that another test is starting has for a moment too.
        let copy = Process()
        copy.executableURL = URL(fileURLWithPath: "/usr/bin/install")
        copy.arguments = ["-m", "755", text, program]
        try copy.run()
        copy.waitUntilExit()
        #expect(copy.terminationStatus == 0)
        var options = UpdateOptions()
        options.parser = program
        return options
    }

    @Test func aPageThatTakesTooLongCostsItsProcessAndIsCountedWithItsReason() throws {
        let scratch = try ScratchFolder()
        try scratch.write("<p>A page that keeps its parser busy.</p>", to: "slow.html")
        let slow = try options(scratch, "ulimit -St 1; while :; do :; done")
        let summary = try scratch.update(options: slow)
        #expect(summary.added == 0 && summary.skips.total == 1)
        #expect(summary.skips.byReason == [.parserTimedOut: 1])
    }

    @Test func aProcessThatDiesCostsThePageItWasAbout() throws {
        let scratch = try ScratchFolder()
        for number in 0..<3 { try scratch.write("<p>Page \(number).</p>", to: "\(number).html") }
        let summary = try scratch.update(options: try options(scratch, "head -c 1 <&3 >/dev/null; kill -SEGV $$"))
        #expect(summary.added == 0)
        #expect(summary.skips.byReason == [.parserCrashed: 3])
    }

    @Test func pagesAreNeverReadHereWhereTheirProcessCannotBeStarted() throws {
        let scratch = try ScratchFolder()
        let path = try scratch.write("<p>A page from a stranger.</p>", to: "a.html")
        var absent = UpdateOptions()
        absent.parser = scratch.path + "/no such program"
        let summary = try scratch.update(options: absent)
        #expect(summary.added == 0 && summary.skips[.parserUnavailable] == 1)
        // What was read before is not gone for it.
        try scratch.update()
        try scratch.write("<p>A page from a stranger, written anew.</p>", to: "a.html")
        let later = try scratch.update(options: absent)
        #expect(later.removed == 0 && later.skips[.parserUnavailable] == 1)
        #expect(try scratch.articles()[path] != nil)
    }
}

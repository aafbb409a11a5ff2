import Foundation
import HZJSON
import Testing

/// A daemon that watches a folder of articles while it changes.
@Suite struct WatchTests {
    private func watched() throws -> (Scratch, RunningDaemon) {
        let scratch = try Scratch()
        try scratch.writeArticles()
        #expect(try ProgramRun(["index", "-q", "articles"], in: scratch).code == 0)
        return (scratch, try RunningDaemon(in: scratch, ["--watch"]))
    }

    /// Waits until a word is found in so many articles.
    private func expect(_ word: String, _ count: Int, in scratch: Scratch) throws {
        var found = ""
        for _ in 0..<400 {
            found = try ProgramRun(["find", "-c", word, "--socket", "index/hzsearch.sock"], in: scratch).output
            if found == "\(count)\n" { return }
            usleep(50_000)
        }
        Issue.record("\(word): \(found)")
    }

    @Test func whatIsNewChangedAndDeletedIsFoundSo() throws {
        let (scratch, daemon) = try watched()
        try scratch.write("A zanzibar of articles", to: "articles/new.txt")
        try expect("zanzibar", 1, in: scratch)
        try scratch.write("Timbuktu instead", to: "articles/new.txt")
        try expect("timbuktu", 1, in: scratch)
        try expect("zanzibar", 0, in: scratch)
        try FileManager.default.removeItem(atPath: scratch.path + "/articles/new.txt")
        try expect("timbuktu", 0, in: scratch)
        #expect(daemon.stop() == 0)
    }

    @Test func newFoldersAreWatchedAndMovedOnesFollowed() throws {
        let (scratch, daemon) = try watched()
        try scratch.write("A zanzibar of articles", to: "articles/a/b/c/new.txt")
        try expect("zanzibar", 1, in: scratch)
        let files = FileManager.default
        try files.moveItem(atPath: scratch.path + "/articles/a", toPath: scratch.path + "/articles/moved")
        try scratch.write("A second zanzibar", to: "articles/moved/b/c/second.txt")
        try expect("zanzibar", 2, in: scratch)
        let paths = try ProgramRun(["find", "-l", "zanzibar"], in: scratch).output.split(separator: "\n")
        #expect(paths.allSatisfy { $0.contains("/articles/moved/b/c/") })
        try files.moveItem(atPath: scratch.path + "/articles/moved", toPath: scratch.path + "/away")
        try expect("zanzibar", 0, in: scratch)
        try scratch.write("A third zanzibar", to: "away/third.txt")
        try files.moveItem(atPath: scratch.path + "/away", toPath: scratch.path + "/articles/back")
        try expect("zanzibar", 3, in: scratch)
        #expect(daemon.stop() == 0)
    }

    @Test func aBurstBesideUpdatesFromOutsideLosesNothing() throws {
        let (scratch, daemon) = try watched()
        for number in 0..<500 {
            try scratch.write("burst number\(number)", to: "articles/burst\(number % 7)/\(number).txt")
            if number % 100 == 0 {
                let run = try ProgramRun(["index", "-q", "articles"], in: scratch)
                #expect(run.code == 0, "\(run.errors)")
            }
        }
        try expect("burst", 500, in: scratch)
        #expect(try ProgramRun(["check"], in: scratch).code == 0)
        #expect(daemon.stop() == 0)
    }

    @Test func whatChangedWhileNobodyWatchedIsFoundAtTheStart() throws {
        let scratch = try Scratch()
        try scratch.writeArticles()
        #expect(try ProgramRun(["index", "-q", "articles"], in: scratch).code == 0)
        try scratch.write("A zanzibar of articles", to: "articles/new.txt")
        let daemon = try RunningDaemon(in: scratch, ["--watch"])
        try expect("zanzibar", 1, in: scratch)
        #expect(daemon.stop() == 0)
    }

    @Test func whatIsLeftOutStaysOut() throws {
        let scratch = try Scratch()
        try scratch.writeArticles()
        #expect(try ProgramRun(["index", "-q", "--exclude", "drafts/", "articles"], in: scratch).code == 0)
        let daemon = try RunningDaemon(in: scratch, ["--watch"])
        try scratch.write("A zanzibar of articles", to: "articles/drafts/new.txt")
        try scratch.write("A zanzibar of articles", to: "articles/.hidden.txt")
        try scratch.write("A timbuktu of articles", to: "articles/seen.txt")
        try expect("timbuktu", 1, in: scratch)
        try expect("zanzibar", 0, in: scratch)
        #expect(daemon.stop() == 0)
    }

    @Test func aFolderThatIsAwayKeepsItsArticles() throws {
        let (scratch, daemon) = try watched()
        let files = FileManager.default
        try files.moveItem(atPath: scratch.path + "/articles", toPath: scratch.path + "/away")
        try scratch.write("A zanzibar of articles", to: "away/new.txt")
        try files.moveItem(atPath: scratch.path + "/away", toPath: scratch.path + "/articles")
        try expect("zanzibar", 1, in: scratch)
        try expect("lamps", 1, in: scratch)
        #expect(daemon.stop() == 0)
    }
}

/// A daemon that a search starts.
@Suite struct StartTests {
    @Test func aSearchStartsADaemonForTheNextOne() throws {
        let scratch = try Scratch()
        try scratch.writeArticles()
        #expect(try ProgramRun(["index", "-q", "articles"], in: scratch).code == 0)
        let first = try ProgramRun(["find", "--start", "-l", "robot"], in: scratch)
        #expect(first.code == 0 && first.output.hasSuffix("/robot.md\n"))
        var status = try ProgramRun(["status", "--daemon"], in: scratch)
        for _ in 0..<400 where status.code != 0 {
            usleep(50_000)
            status = try ProgramRun(["status", "--daemon"], in: scratch)
        }
        let process = try JSONValue(parsing: Array(status.output.utf8))["daemon"]?["process"]?.int
        kill(pid_t(try #require(process)), SIGTERM)
    }

    @Test func aDaemonLeavesWhenNobodyAsks() throws {
        let scratch = try Scratch()
        try scratch.writeArticles()
        #expect(try ProgramRun(["index", "-q", "articles"], in: scratch).code == 0)
        let daemon = ProgramRun.process(["serve", "--idle-exit", "1"], in: scratch)
        daemon.standardError = FileHandle.nullDevice
        try daemon.run()
        daemon.waitUntilExit()
        #expect(daemon.terminationStatus == 0)
        #expect(!scratch.exists("index/hzsearch.sock"))
    }
}

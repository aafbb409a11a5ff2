import Foundation
import Testing

/// Several processes that want to write one index.
@Suite struct WriterRaceTests {
    /// An `index -` that holds the lock until its input ends.
    private final class Starter {
        let process: Process
        private let errors: String

        init(in folder: Scratch, input: FileHandle) throws {
            errors = folder.path + "/.race-" + UUID().uuidString
            try Data().write(to: URL(fileURLWithPath: errors))
            process = ProgramRun.process(["index", "-q", "-"], in: folder)
            process.standardInput = input
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle(forWritingAtPath: errors)
            try process.run()
        }

        deinit {
            try? FileManager.default.removeItem(atPath: errors)
        }

        func complaint() throws -> String { try String(contentsOfFile: errors, encoding: .utf8) }
    }

    @Test func ofEightWritersExactlyOneWinsAndTheOthersNameIt() throws {
        let scratch = try Scratch()
        for round in 0..<100 {
            let input = Pipe()
            let starters = try (0..<8).map { _ in try Starter(in: scratch, input: input.fileHandleForReading) }
            // All but the winner end by themselves; the winner waits for its input.
            var running = starters
            while running.count > 1 {
                usleep(1_000)
                running.removeAll { !$0.process.isRunning }
            }
            let winner = try #require(running.first, "round \(round): everyone was refused")
            try input.fileHandleForWriting.close()
            for starter in starters {
                starter.process.waitUntilExit()
                guard starter !== winner else { continue }
                #expect(starter.process.terminationStatus == 3)
                #expect(
                    try starter.complaint().contains(
                        "index is being written by another hzsearch (process \(winner.process.processIdentifier))"
                    ),
                    "round \(round)"
                )
            }
            #expect(winner.process.terminationStatus == 0)
            #expect(try winner.complaint() == "")
        }
        #expect(try ProgramRun(["check"], in: scratch).code == 0)
    }

    @Test func aKilledWriterBlocksNobody() throws {
        let scratch = try Scratch()
        try scratch.writeArticles()
        let input = Pipe()
        let killed = try Starter(in: scratch, input: input.fileHandleForReading)
        while try !scratch.exists("index/write.lock") || scratch.text("index/write.lock").isEmpty { usleep(1_000) }
        #expect(try ProgramRun(["index", "articles"], in: scratch).code == 3)
        kill(killed.process.processIdentifier, SIGKILL)
        killed.process.waitUntilExit()
        #expect(try ProgramRun(["index", "articles"], in: scratch).output.contains("4 added"))
    }

    @Test func aLockFileThatNobodyHoldsBlocksNobody() throws {
        let scratch = try Scratch()
        try scratch.writeArticles()
        // The number of a process that lives, and has nothing to do with the index.
        try scratch.write("\(getpid())\n", to: "index/write.lock")
        #expect(try ProgramRun(["index", "articles"], in: scratch).code == 0)
    }

    @Test func aRunThatChangesNothingLeavesTheDirectoryAsItIs() throws {
        let scratch = try Scratch()
        try scratch.writeArticles()
        #expect(try ProgramRun(["index", "articles"], in: scratch).code == 0)
        let names = { try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/index").sorted() }
        let before = try names()
        #expect(try ProgramRun(["index", "articles"], in: scratch).output.contains("4 unchanged"))
        #expect(try names() == before)
    }
}

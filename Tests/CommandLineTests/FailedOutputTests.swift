import Foundation
import Testing

/// What can't be written is an error, by the real programs.
@Suite struct FailedOutputTests {
    /// How a command ends whose output goes to a handle, and what it says.
    private func run(
        _ arguments: [String],
        to output: FileHandle,
        in scratch: Scratch
    ) throws -> (code: Int32, errors: String) {
        let environment = ["XDG_STATE_HOME": scratch.path + "/state"]
        let process = ProgramRun.process(arguments, in: scratch, environment: environment)
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    private func fullDisk() throws -> FileHandle { try #require(FileHandle(forWritingAtPath: "/dev/full")) }

    /// A pipe that nobody reads.
    private func closedPipe() throws -> FileHandle {
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        return pipe.fileHandleForWriting
    }

    private func indexed() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.writeArticles()
        #expect(try ProgramRun(["index", "articles"], in: scratch).code == 0)
        return scratch
    }

    @Test func aFullDiskIsToldByEveryCommand() throws {
        let scratch = try indexed()
        let message = "hzsearch: can't write the output: No space left on device\n"
        let commands = [
            ["find", "six"], ["find", "--json", "six"], ["find", "-c", "nothingofthekind"], ["find", "-l", "six"],
            ["find", "--kwic", "six"], ["config", "--example"], ["status"], ["--version"], ["find", "--help"],
            ["extract", "articles/phrase.txt"], ["doctor", "articles/phrase.txt"], ["index", "articles"],
        ]
        for command in commands {
            let (code, errors) = try run(command, to: fullDisk(), in: scratch)
            #expect(code == 5, "\(command)")
            #expect(errors.hasSuffix(message), "\(command): \(errors)")
        }
        // What went wrong before counts.
        #expect(try run(["extract", "--nonsense"], to: fullDisk(), in: scratch).code == 2)
    }

    @Test func aReaderThatLeftIsNotTold() throws {
        let scratch = try indexed()
        for command in [["find", "six"], ["find", "--json", "six"], ["extract", "articles/phrase.txt"]] {
            let (code, errors) = try run(command, to: closedPipe(), in: scratch)
            #expect(code == 0 && errors.isEmpty, "\(command): \(errors)")
        }
    }

    @Test(arguments: [[], ["--json"], ["-l"], ["-c"]])
    func whatWasNotWrittenIsNewTheNextTimeToo(options: [String]) throws {
        let scratch = try indexed()
        let state = ["XDG_STATE_HOME": scratch.path + "/state"]
        #expect(try ProgramRun(["save", "dragons", "dragons"], in: scratch, environment: state).code == 0)
        try scratch.write("Dragons came to the lake.", to: "articles/more.txt")
        #expect(try ProgramRun(["index", "articles"], in: scratch).code == 0)
        let new = ["new", "dragons"] + options
        #expect(try run(new, to: fullDisk(), in: scratch).code == 5)
        #expect(try run(new, to: closedPipe(), in: scratch).code == 0)
        let told = try ProgramRun(new, in: scratch, environment: state)
        #expect(told.code == 0 && !told.output.isEmpty)
        #expect(try ProgramRun(new, in: scratch, environment: state).code == 1)
    }
}

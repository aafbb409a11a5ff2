import Foundation

/// One run of the real program, as a shell would start it.
struct ProgramRun {
    let code: Int32
    let output: String
    let errors: String

    /// Runs `hzsearch` to its end. The environment holds little but what is given, so that no index of the machine is met.
    @discardableResult
    init(
        _ arguments: [String],
        in folder: Scratch,
        environment: [String: String] = [:],
        input: String = ""
    ) throws {
        let process = Self.process(arguments, in: folder, environment: environment)
        // Files rather than pipes: a pipe that nobody empties stops its writer.
        let names = ["in", "out", "err"].map { folder.path + "/.\($0)-" + UUID().uuidString }
        defer { for name in names { try? FileManager.default.removeItem(atPath: name) } }
        try Data(input.utf8).write(to: URL(fileURLWithPath: names[0]))
        for name in names[1...] { try Data().write(to: URL(fileURLWithPath: name)) }
        process.standardInput = FileHandle(forReadingAtPath: names[0])
        process.standardOutput = FileHandle(forWritingAtPath: names[1])
        process.standardError = FileHandle(forWritingAtPath: names[2])
        try process.run()
        process.waitUntilExit()
        code = process.terminationStatus
        output = try String(decoding: Data(contentsOf: URL(fileURLWithPath: names[1])), as: UTF8.self)
        errors = try String(decoding: Data(contentsOf: URL(fileURLWithPath: names[2])), as: UTF8.self)
    }

    /// A process that is ready to be run.
    static func process(
        _ arguments: [String],
        in folder: Scratch,
        environment: [String: String] = [:]
    ) -> Process {
        let process = Process()
        process.executableURL = programs.appendingPathComponent("hzsearch")
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.environment = ["HOME": folder.path].merging(building) { $1 }.merging(environment) { $1 }
        return process
    }

    /// What every program of a test runs with: a crash is a crash at once; where lines are counted, theirs are too, into the
    /// files that HZ_PROGRAM_PROFILE names; sanitizers do as they are told.
    static var building: [String: String] {
        let given = ProcessInfo.processInfo.environment
        var variables = given.filter { ["ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS"].contains($0.key) }
        variables["SWIFT_BACKTRACE"] = "enable=no"
        variables["LLVM_PROFILE_FILE"] = given["HZ_PROGRAM_PROFILE"] ?? "/dev/null"
        return variables
    }

    /// Where the built programs lie: beside the tests.
    static var programs: URL {
        URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    }
}

/// A folder for one test, removed when the test is over.
final class Scratch {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("hz" + UUID().uuidString.prefix(8))
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.resolvingSymlinksInPath().path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ text: String, to name: String) throws {
        let url = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: url)
    }

    /// Three articles about dragons, of which one has the phrase, and one in Chinese.
    func writeArticles() throws {
        try write("Six Little Dragons\n\nThe Six Little Dragons are six firms of Hangzhou.", to: "articles/phrase.txt")
        try write("Lakes\n\nSix boats, painted as dragons, carry little lamps.", to: "articles/apart.txt")
        try write("Robots\n\nA robot dog runs up a hill.", to: "articles/robot.md")
        try write("杭州六小龙\n\n六小龙是杭州的六家科技公司。", to: "articles/六小龙.txt")
    }

    /// What a file holds.
    func text(_ name: String) throws -> String {
        try String(contentsOfFile: path + "/" + name, encoding: .utf8)
    }

    func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: path + "/" + name)
    }
}

/// A running daemon, ended with the test.
final class RunningDaemon {
    let process: Process

    /// Starts `hzsearch serve` and waits until it answers.
    init(in folder: Scratch, _ arguments: [String] = []) throws {
        process = ProgramRun.process(["serve", "--log-level", "error"] + arguments, in: folder)
        process.standardError = FileHandle.nullDevice
        try process.run()
        for _ in 0..<600 {
            if try ProgramRun(["status", "--daemon"], in: folder).code == 0 { return }
            usleep(50_000)
        }
        throw CocoaError(.executableLoad)
    }

    deinit {
        if process.isRunning { process.terminate() }
    }

    /// Sends SIGTERM; the exit status.
    func stop() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }
}

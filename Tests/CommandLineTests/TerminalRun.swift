import Foundation

/// One run of the real program on a terminal of its own, of 80 columns and 24 rows, which `script` gives it.
struct TerminalRun {
    /// Keys to be pressed once a text was shown after the keys before.
    struct Step {
        let text: String
        let keys: String

        init(_ text: String, _ keys: String) {
            self.text = text
            self.keys = keys
        }
    }

    let code: Int32
    /// All that came to the terminal.
    let shown: String
    /// Whether every step's text was shown.
    private(set) var isComplete = true

    /// How long a text may take to be shown, in milliseconds.
    private static let patience: Int32 = 60_000

    /// Runs `hzsearch` to its end; `arguments` are a shell's.
    init(
        _ arguments: String,
        in folder: Scratch,
        environment: [String: String] = [:],
        steps: [Step] = []
    ) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/script")
        let program = ProgramRun.programs.appendingPathComponent("hzsearch").path
        process.arguments = ["-qec", "stty rows 24 cols 80; exec \(program) \(arguments)", "/dev/null"]
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.environment = ["HOME": folder.path, "PATH": "/usr/bin:/bin", "TERM": "xterm-256color"]
            .merging(ProgramRun.building) { $1 }.merging(environment) { $1 }
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        var bytes: [UInt8] = []
        for step in steps where isComplete {
            let start = bytes.count
            while isComplete, !String(decoding: bytes[start...], as: UTF8.self).contains(step.text) {
                isComplete = Self.read(output.fileHandleForReading, into: &bytes) == .more
            }
            if isComplete { try input.fileHandleForWriting.write(contentsOf: Data(step.keys.utf8)) }
        }
        var end = isComplete ? Reading.more : .silence
        while end == .more { end = Self.read(output.fileHandleForReading, into: &bytes) }
        if end == .silence {
            // A program that does not end by itself may not heed SIGTERM either; without its terminal it will.
            isComplete = false
            kill(process.processIdentifier, SIGKILL)
        }
        process.waitUntilExit()
        code = process.terminationStatus
        shown = String(decoding: bytes, as: UTF8.self)
    }

    private enum Reading {
        case more, end
        /// Nothing came for as long as is waited.
        case silence
    }

    private static func read(_ handle: FileHandle, into bytes: inout [UInt8]) -> Reading {
        var entry = pollfd(fd: handle.fileDescriptor, events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&entry, 1, patience) == 1 else { return .silence }
        let piece = handle.availableData
        bytes += piece
        return piece.isEmpty ? .end : .more
    }
}

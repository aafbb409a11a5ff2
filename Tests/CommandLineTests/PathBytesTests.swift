import Foundation
import Testing

/// Names of files that are no UTF-8, as a shell hands them over.
@Suite struct PathBytesTests {
    /// Runs a shell's script with the program as "$hz"; what it wrote, as bytes.
    private func shell(_ script: String, in scratch: Scratch) throws -> (code: Int32, output: [UInt8]) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", script]
        process.currentDirectoryURL = URL(fileURLWithPath: scratch.path)
        process.environment = [
            "HOME": scratch.path, "PATH": "/usr/bin:/bin",
            "hz": ProgramRun.programs.appendingPathComponent("hzsearch").path,
        ].merging(ProgramRun.building) { $1 }
        let name = scratch.path + "/.output"
        try Data().write(to: URL(fileURLWithPath: name))
        process.standardOutput = FileHandle(forWritingAtPath: name)
        process.standardError = FileHandle(forWritingAtPath: name)
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, try [UInt8](Data(contentsOf: URL(fileURLWithPath: name))))
    }

    private static let names = """
        folder=$(printf 'fold\\377er'); file=$folder/$(printf 'dog\\376.txt')

        """

    private func indexed() throws -> Scratch {
        let scratch = try Scratch()
        let made = try shell(
            Self.names + """
                mkdir "$folder" && printf 'Robots\\n\\nA robot dog runs up a hill.' > "$file"
                printf 'Robots\\n\\nAnother robot dog runs up a hill.' > "$folder/plain.txt"
                "$hz" index "$folder"
                """,
            in: scratch
        )
        #expect(made.code == 0 && String(decoding: made.output, as: UTF8.self).contains("2 added"))
        return scratch
    }

    /// Foundation removes what it can name.
    private func remove(from scratch: Scratch) {
        _ = try? shell("rm -rf fold*", in: scratch)
    }

    @Test func foundPathsAreTheBytesOfTheFile() throws {
        let scratch = try indexed()
        defer { remove(from: scratch) }
        let path = Array((scratch.path + "/fold").utf8) + [0xFF] + Array("er/dog".utf8) + [0xFE] + Array(".txt".utf8)
        let lines = try shell("\"$hz\" find --no-daemon -l --not another robot", in: scratch)
        #expect(lines.output == path + [0x0A])
        let names = try shell("\"$hz\" find --no-daemon -0 --not another robot | xargs -0 cat", in: scratch)
        #expect(String(decoding: names.output, as: UTF8.self) == "Robots\n\nA robot dog runs up a hill.")
    }

    @Test(arguments: [
        ("why robot \"$file\"", "found"), ("doctor \"$file\"", "Robots"), ("extract \"$file\"", "up a hill"),
        ("find --no-daemon --like \"$file\"", "Another robot"), ("index \"$file\"", "1 unchanged"),
        ("index --json \"$folder\"", "\"unchanged\":2"),
    ])
    func argumentsMayBeAnyPath(arguments: String, expected: String) throws {
        let scratch = try indexed()
        defer { remove(from: scratch) }
        let run = try shell(Self.names + "\"$hz\" " + arguments, in: scratch)
        let output = String(decoding: run.output, as: UTF8.self)
        #expect(run.code == 0 && output.contains(expected), "\(output)")
    }

    @Test func pathsMayBePastedAsTheyAreShown() throws {
        let scratch = try indexed()
        defer { remove(from: scratch) }
        for path in [scratch.path + "/fold\u{FFFD}FFer/dog\u{FFFD}FE.txt", "fold\u{FFFD}FFer/dog\u{FFFD}FE.txt"] {
            let run = try ProgramRun(["why", "robot", path], in: scratch)
            #expect(run.code == 0 && run.output.contains("found"), "\(run.output)")
        }
        // A name that only looks like that is what it is.
        try scratch.write("Boats\n\nA boat with a robot.", to: "other/a\u{FFFD}FF.txt")
        #expect(try ProgramRun(["index", "other/a\u{FFFD}FF.txt"], in: scratch).output.contains("1 added"))
        let run = try ProgramRun(["find", "--no-daemon", "-l", "boat"], in: scratch)
        #expect(run.output == scratch.path + "/other/a\u{FFFD}FF.txt\n")
    }
}

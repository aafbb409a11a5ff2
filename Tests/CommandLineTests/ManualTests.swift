import Foundation
import Testing

@testable import HZCommandLine

@Suite struct ManualTests {
    @Test func theManualKnowsEveryCommandAndOption() {
        let overview = ManualPage.overview(Commands.all)
        for command in Commands.all {
            #expect(overview.contains("hzsearch \(command.name)"))
            let page = ManualPage.page(command)
            for option in command.options {
                let name = option.name.split(separator: "-").joined(separator: "\\-")
                #expect(page.contains("\\fB\\-\\-\(name)\\fR"), "\(command.name) --\(option.name)")
            }
        }
    }

    /// groff is part of every Debian system that has man.
    @Test func manReadsThePagesWithoutWarning() throws {
        let groff = "/usr/bin/groff"
        guard FileManager.default.isExecutableFile(atPath: groff) else {
            print("skipped: no groff on this machine")
            return
        }
        for page in [ManualPage.overview(Commands.all)] + Commands.all.map(ManualPage.page) {
            let run = try shell([groff, "-man", "-ww", "-K", "utf8", "-T", "utf8", "-z"], input: page)
            #expect(run == "", "\(page.prefix(80))")
        }
    }

    @Test(arguments: CompletionScript.Shell.allCases)
    func completionKnowsEveryCommandAndOption(shell: CompletionScript.Shell) {
        let text = CompletionScript.text(shell)
        for command in Commands.all {
            #expect(text.contains(command.name))
            for option in command.options {
                #expect(text.contains((shell == .fish ? "-l " : "--") + option.name), "\(command.name) \(option.name)")
            }
        }
    }

    @Test(arguments: [
        (["hzsearch", "sta"], ["status"]),
        (["hzsearch", "find", "--lim"], ["--limit"]),
        (["hzsearch", "find", "--sort", ""], ["score", "date"]),
        (["hzsearch", "find", "--color", "n"], ["never"]),
        (["hzsearch", "completion", ""], ["bash", "zsh", "fish"]),
        (["hzsearch", "help", "que"], ["query"]),
        (["hzsearch", "find", "--sort", "="], ["score", "date"]),
        (["hzsearch", "find", "--by", "=", "y"], ["year"]),
        (["hzsearch", "new", "dr"], ["dragons"]),
        (["hzsearch", "saved", "--remove", ""], ["dragons", "robots-2024"]),
        (["hzsearch", "find", "-n", ""], []),
    ])
    func bashCompletes(words: [String], expected: [String]) throws {
        let line = words.map { "'\($0)'" }.joined(separator: " ")
        let script =
            CompletionScript.text(.bash) + """
                hzsearch() { printf '%s\\tx\\t/i\\n' dragons robots-2024 '$(touch x)'; }

                COMP_WORDS=(\(line)); COMP_CWORD=\(words.count - 1)
                _hzsearch; [ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\\n' "${COMPREPLY[@]}"
                """
        let output = try shell(["/bin/bash", "-s"], input: script)
        #expect(output.split(separator: "\n").map(String.init) == expected)
    }

    @Test func helpHasAPageAboutQueries() throws {
        let run = try ProgramRun(["help", "query"], in: Scratch())
        #expect(run.code == 0 && run.output.contains("\"six little dragons\""))
        let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 26 && lines.allSatisfy { $0.count <= 90 })
    }

    /// Output and errors of a program.
    private func shell(_ words: [String], input: String) throws -> String {
        let scratch = try Scratch()
        try scratch.write(input, to: "in")
        try scratch.write("", to: "out")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: words[0])
        process.arguments = Array(words.dropFirst())
        process.standardInput = FileHandle(forReadingAtPath: scratch.path + "/in")
        process.standardOutput = FileHandle(forWritingAtPath: scratch.path + "/out")
        process.standardError = process.standardOutput
        try process.run()
        process.waitUntilExit()
        return try scratch.text("out")
    }
}

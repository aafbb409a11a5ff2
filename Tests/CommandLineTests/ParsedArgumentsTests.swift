import Testing

@testable import HZCommandLine

@Suite struct ParsedArgumentsTests {
    private func parse(_ line: String) throws -> ParsedArguments {
        try ParsedArguments(line.split(separator: " ").map(String.init), for: Commands.find)
    }

    @Test(arguments: ["-n 5 a b", "-n5 a b", "a -n=5 b", "a b --limit 5", "--limit=5 a b"])
    func optionsMayBeWrittenInEveryUsualWay(line: String) throws {
        let parsed = try parse(line)
        #expect(try parsed.number("limit", 0...10) == 5)
        #expect(parsed.operands == ["a", "b"])
    }

    @Test func lettersStandTogether() throws {
        let parsed = try parse("-cl0n3 a")
        #expect(parsed.has("count") && parsed.has("paths") && parsed.has("null"))
        #expect(parsed.value("limit") == "3")
    }

    @Test func whatFollowsTwoDashesIsNoOption() throws {
        #expect(try parse("-c -- -n --any -").operands == ["-n", "--any", "-"])
        #expect(try parse("- a").operands == ["-", "a"])
    }

    @Test func optionsThatRepeatKeepAllValues() throws {
        #expect(try parse("a --not b --not c").all("not") == ["b", "c"])
        #expect(throws: UsageError.repeatedOption("limit")) { try parse("-n 1 -n 2 a") }
    }

    @Test func errorsNameWhatIsWrong() throws {
        #expect(throws: UsageError.unknownOption("--limti", command: "find", nearest: "limit")) {
            try parse("--limti 3")
        }
        #expect(throws: UsageError.missingValue(option: "limit", placeholder: "N")) { try parse("a -n") }
        #expect(throws: UsageError.unexpectedValue(option: "any", value: "3")) { try parse("--any=3") }
        #expect(throws: UsageError.badValue(option: "limit", value: "x", expected: "0 to 10")) {
            try parse("-n x").number("limit", 0...10)
        }
    }

    @Test(arguments: [
        ("find robot -dogs", "dogs"), ("find robot -socks", "socks"), ("save x robot -dogs", "dogs"),
        ("find robot -lc", nil), ("find robot -ln x", nil), ("find robot -n5", nil), ("find -- robot -dogs", nil),
        ("find -d dogs robot", nil), ("status -dogs", nil), ("find", nil), ("", nil),
    ])
    func aWordBehindADashMayHaveBeenMeant(line: String, word: String?) {
        let arguments = ["hzsearch"] + line.split(separator: " ").map(String.init)
        #expect(ParsedArguments.excludedWord(in: arguments)?.word == word)
    }

    @Test func theOverviewFitsAScreen() {
        let lines = HelpPage.overview(Commands.all).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 24)
        #expect(lines.allSatisfy { $0.count <= 80 })
    }

    @Test func everyPageOfHelpFitsTheWidth() {
        for command in Commands.all {
            for line in HelpPage.page(command).split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
        }
    }

    @Test func noCommandUsesALetterOrNameTwice() {
        for command in Commands.all {
            let letters = command.options.compactMap(\.letter)
            let names = command.options.map(\.name)
            #expect(Set(letters).count == letters.count && !letters.contains("h"))
            #expect(Set(names).count == names.count && !names.contains("help"))
        }
    }
}

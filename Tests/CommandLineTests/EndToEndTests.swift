import Foundation
import HZJSON
import Testing

/// The real programs on a small folder of articles.
@Suite struct EndToEndTests {
    private func indexed() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.writeArticles()
        let run = try ProgramRun(["index", "articles"], in: scratch)
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.output.contains("4 added"))
        return scratch
    }

    /// The JSON without the one number that differs between runs.
    private func timeless(_ json: String) -> String {
        json.replacing(/"took_us":\d+/, with: "\"took_us\":0")
    }

    @Test func aNamedFolderThatIsGoneIsToldBesideWhatThatRemoved() throws {
        let scratch = try indexed()
        try scratch.write("Boats on a lake.", to: "disk/boats.txt")
        #expect(try ProgramRun(["index", "-q", "articles", "disk"], in: scratch).errors.isEmpty)
        try FileManager.default.removeItem(atPath: scratch.path + "/disk")
        let run = try ProgramRun(["index", "articles", "disk"], in: scratch)
        #expect(run.code == 0 && run.output.contains("1 removed"), "\(run.output)")
        #expect(run.errors == "note: disk is not there any more: what the index had of it is removed\n")
    }

    @Test func whatIsIndexedIsFoundThePhraseFirst() throws {
        let scratch = try indexed()
        let run = try ProgramRun(["find", "-l", "Six Little Dragons"], in: scratch)
        #expect(run.code == 0)
        #expect(run.output.split(separator: "\n").first == Substring(scratch.path + "/articles/phrase.txt"))
    }

    @Test func aStrictErrorPointsAtThePlace() throws {
        let scratch = try indexed()
        let run = try ProgramRun(["find", "--strict", "杭州 robot (dog"], in: scratch)
        #expect(run.code == 2 && run.output.isEmpty)
        #expect(run.errors == "hzsearch: a bracket is not closed\n  杭州 robot (dog\n             ^\n")
        let date = try ProgramRun(["find", "--strict", "robot date:soon"], in: scratch)
        #expect(date.code == 2)
        let fault = "this is no date (2025, 2025-09, 2025-09-13, 2024..2025)"
        #expect(date.errors == "hzsearch: \(fault)\n  robot date:soon\n        ^\n")
    }

    @Test(arguments: ["soon", "2025-13", "2025-02-30", "2025-09-31", "1900-02-29", "", "2024..2025"])
    func aDateThatCanNotBeReadIsRefused(date: String) throws {
        let scratch = try indexed()
        for arguments in [["find", "--after", date, "robot"], ["find", "--before=\(date)", "robot"]] {
            let run = try ProgramRun(arguments, in: scratch)
            #expect(run.code == 2 && run.output.isEmpty && run.errors.contains("takes a date"), "\(run.errors)")
        }
        #expect(try ProgramRun(["save", "s", "robot", "--after", date], in: scratch).code == 2)
        #expect(!scratch.exists(".local/state/hzsearch/searches/s.json"))
        #expect(try ProgramRun(["find", "--after", "2024-02-29", "robot"], in: scratch).code == 1)
    }

    @Test func theFolderOfTheIndexIsNotIndexed() throws {
        let scratch = try Scratch()
        try scratch.writeArticles()
        for (index, path) in [("articles", "articles"), ("./articles/", "articles"), ("new", "new")] {
            let run = try ProgramRun(["index", "--index", index, path], in: scratch)
            #expect(run.code == 2 && run.output.isEmpty)
            #expect(run.errors.contains("say another, such as --index \(path)/index"), "\(run.errors)")
        }
        #expect(!scratch.exists("articles/write.lock") && !scratch.exists("new"))
        let run = try ProgramRun(["index", "--index", "articles/index", "articles"], in: scratch)
        #expect(run.output.contains("4 added"))
    }

    @Test func whoeverMeantToExcludeAWordIsToldHow() throws {
        let scratch = try indexed()
        for word in ["dogs", "socks", "news"] {
            let run = try ProgramRun(["find", "robot", "-\(word)"], in: scratch)
            #expect(run.code > 1 && run.errors.contains("say --not \(word)"), "\(run.errors)")
        }
        #expect(try !ProgramRun(["find", "-d", "dogs", "robot"], in: scratch).errors.contains("--not"))
    }

    @Test func helpAboutNoCommandSaysSo() throws {
        let run = try ProgramRun(["help", "fnid"], in: Scratch())
        #expect(run.code == 2 && run.output.isEmpty && run.errors.contains("did you mean hzsearch help find?"))
        #expect(try ProgramRun(["help", "help"], in: Scratch()).code == 0)
    }

    @Test func articlesWithSomeOfTheWordsAreFoundToo() throws {
        let scratch = try indexed()
        let run = try ProgramRun(["find", "-l", "dragons", "zebrafish"], in: scratch)
        #expect(run.code == 0 && !run.output.isEmpty)
        #expect(run.errors.contains("no article has all of: dragons, zebrafish"))
        #expect(try ProgramRun(["find", "--all", "dragons", "zebrafish"], in: scratch).code == 1)
    }

    @Test func chineseIsFoundWithoutSpaces() throws {
        let scratch = try indexed()
        let run = try ProgramRun(["find", "-l", "六小龙"], in: scratch)
        #expect(run.output == scratch.path + "/articles/六小龙.txt\n")
    }

    @Test func theDaemonAndTheIndexGiveTheSameBytes() throws {
        let scratch = try indexed()
        let questions = [
            ["six little dragons"], ["--any", "robot", "dragons"], ["--phrase", "six little dragons"], ["六小龙"],
            ["--sort", "date", "robot"], ["--count", "dragons"], ["nothingofthekind"], ["-n", "1", "six"],
            ["(((", "AND"],
            ["--title", "Robots", "dog"], ["--not", "boats", "six"], ["--after", "1990", "robot"], ["\"runs up\""],
            ["-o", "1", "six"], ["-n", "0", "six"], ["A & B = C # D % E ? F + G"],
        ]
        let direct = try questions.map { try ProgramRun(["find", "--json", "--no-daemon"] + $0, in: scratch) }
        let daemon = try RunningDaemon(in: scratch)
        for (question, wanted) in zip(questions, direct) {
            let run = try ProgramRun(["find", "--json"] + question, in: scratch)
            #expect(timeless(run.output) == timeless(wanted.output), "\(question)")
            #expect(run.code == wanted.code, "\(question)")
        }
        let status = try ProgramRun(["status", "--daemon"], in: scratch)
        let requests = try JSONValue(parsing: Array(status.output.utf8))["daemon"]?["requests"]?.int
        #expect(requests ?? 0 >= questions.count, "the daemon was asked")
        #expect(daemon.stop() == 0)
    }

    @Test func theDaemonServesWhatAnotherProcessCommits() throws {
        let scratch = try indexed()
        let daemon = try RunningDaemon(in: scratch)
        #expect(try ProgramRun(["find", "submarine"], in: scratch).code == 1)
        try scratch.write("A submarine surfaces.", to: "articles/new.txt")
        #expect(try ProgramRun(["index", "articles"], in: scratch).output.contains("1 added"))
        #expect(try ProgramRun(["find", "submarine", "--socket", "index/hzsearch.sock"], in: scratch).code == 0)
        #expect(daemon.stop() == 0)
        #expect(!scratch.exists("index/hzsearch.sock"))
    }

    @Test func aSecondDaemonIsRefused() throws {
        let scratch = try indexed()
        let daemon = try RunningDaemon(in: scratch)
        let second = try ProgramRun(["serve"], in: scratch)
        #expect(second.code == 4)
        #expect(second.errors.contains("already running (pid \(daemon.process.processIdentifier))"))
        #expect(daemon.stop() == 0)
    }

    @Test func aKilledDaemonLeavesNothingInTheWay() throws {
        let scratch = try indexed()
        let first = try RunningDaemon(in: scratch)
        kill(first.process.processIdentifier, SIGKILL)
        first.process.waitUntilExit()
        #expect(scratch.exists("index/hzsearch.sock"))
        #expect(try ProgramRun(["find", "robot"], in: scratch).code == 0)
        #expect(try RunningDaemon(in: scratch).stop() == 0)
    }

    @Test func everyOutcomeHasItsExitStatus() throws {
        let scratch = try indexed()
        let cases: [(Int32, [String])] = [
            (0, ["find", "robot"]), (1, ["find", "nothingofthekind"]), (0, ["find", "-c", "robot"]),
            (1, ["find", "-c", "nothingofthekind"]), (2, ["find"]), (2, ["find", "--nonsense", "a"]),
            (2, ["find", "-n", "many", "a"]), (2, ["find", "--sort", "size", "a"]), (2, ["nonsense"]), (2, []),
            (2, ["find", "--any", "--all", "a"]), (2, ["find", "--strict", "\"never closed"]),
            (3, ["find", "--index", "nowhere", "a"]), (3, ["check", "--index", "articles"]),
            (4, ["find", "--socket", "nowhere.sock", "a"]), (4, ["status", "--daemon"]),
            (0, ["index"]), (2, ["index", "--hidden"]), (2, ["index", "nowhere"]), (0, ["status"]), (0, ["check"]),
            (0, ["optimize"]),
            (0, ["find", "--help"]), (0, ["help"]), (0, ["--version"]), (2, ["index", "--max-size", "0", "articles"]),
            (1, ["extract", "nowhere.txt"]), (0, ["extract", "--json", "articles/robot.md"]),
        ]
        for (code, arguments) in cases {
            let run = try ProgramRun(arguments, in: scratch)
            #expect(run.code == code, "\(arguments): \(run.errors)")
            // Finding nothing is no error; a file that can't be extracted is one, of that file alone.
            let mayComplain = code >= 2 || arguments.first == "extract" && code == 1
            #expect(mayComplain == run.errors.contains("hzsearch"), "\(arguments): \(run.errors)")
        }
    }

    @Test func damageIsReported() throws {
        let scratch = try indexed()
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/index")
        let store = try #require(names.first { $0.hasSuffix(".store") })
        var bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/index/" + store))
        bytes[40] ^= 4
        try bytes.write(to: URL(fileURLWithPath: scratch.path + "/index/" + store))
        let run = try ProgramRun(["check"], in: scratch)
        #expect(run.code == 3)
        #expect((run.output + run.errors).contains(store))
    }

    @Test func exportsAreReadFromStandardInput() throws {
        let scratch = try Scratch()
        let lines = #"{"id":"one","title":"Robots","body":"A robot dances."}"# + "\n"
        let run = try ProgramRun(["index", "-"], in: scratch, input: lines)
        #expect(run.code == 0)
        #expect(try ProgramRun(["find", "--json", "robot"], in: scratch).output.contains(#""id":"one""#))
    }

    @Test func matchesAreCountedAsBarsAndAsJSON() throws {
        let scratch = try indexed()
        let bars = try ProgramRun(["find", "六小龙", "--by", "language"], in: scratch)
        #expect(bars.code == 0)
        #expect(bars.output.contains("zh  1  █"), "\(bars.output)")
        let json = try ProgramRun(["find", "六小龙", "--by", "language", "--json"], in: scratch)
        let value = try JSONValue(parsing: Array(json.output.utf8))
        #expect(value["facets"]?[0]?["by"]?.string == "language" && value["hits"]?.array?.isEmpty == false)
        #expect(try ProgramRun(["find", "six", "--by", "colour"], in: scratch).code == 2)
        #expect(try ProgramRun(["find", "six", "--by", "year", "-l"], in: scratch).code == 2)
    }

    @Test func aQueryIsCompletedAndAnArticleExplained() throws {
        let scratch = try indexed()
        #expect(try ProgramRun(["suggest", "hangz"], in: scratch).output.hasPrefix("hangzhou\n"))
        #expect(try ProgramRun(["suggest", "六小"], in: scratch).output.hasPrefix("六小龙\n"))
        #expect(try ProgramRun(["suggest", "qqq"], in: scratch).code == 1)
        var run = try ProgramRun(["why", "six dragons", "articles/phrase.txt"], in: scratch)
        #expect(run.code == 0 && run.output.contains("found as number 1"), "\(run.output)")
        run = try ProgramRun(["why", "six robots -hill", "articles/robot.md"], in: scratch)
        #expect(run.code == 1 && run.output.contains("✗ six") && run.output.contains("✓ robots"), "\(run.output)")
        #expect(run.output.contains("excluded"))
        try scratch.write("", to: "articles/empty.txt")
        run = try ProgramRun(["why", "six", "articles/empty.txt"], in: scratch)
        #expect(run.output.contains("not in the index") && run.output.contains("skipped"), "\(run.output)")
        #expect(run.code == 1)
        try scratch.write("Six more dragons.", to: "articles/more.txt")
        run = try ProgramRun(["why", "six", "articles/more.txt"], in: scratch)
        #expect(run.code == 1 && run.output.contains("not in the index"), "\(run.output)")
        run = try ProgramRun(["why", "six", "articles"], in: scratch)
        #expect(run.code == 2 && run.output.isEmpty)
        #expect(run.errors.contains("articles is a folder") && run.errors.contains("hzsearch why 'six' articles/FILE"))
        #expect(try ProgramRun(["why", "six", "no such file"], in: scratch).code == 1)
        run = try ProgramRun(["find", "--explain", "six", "dragons"], in: scratch)
        #expect(run.output.contains("score") && run.output.contains("nearness"), "\(run.output)")
    }

    @Test func placesStandBelowOneAnother() throws {
        let scratch = try indexed()
        let run = try ProgramRun(["find", "--kwic", "dragons"], in: scratch)
        let lines = run.output.lowercased().split(separator: "\n")
        let places = lines.compactMap { line in line.range(of: "dragons").map { line[..<$0.lowerBound].count } }
        #expect(run.code == 0 && lines.count == 3 && places == [42, 42, 42], "\(run.output)")
        #expect(lines.allSatisfy { $0.contains("\t" + scratch.path.lowercased() + "/articles/") }, "\(run.output)")
        let shown = try TerminalRun("find --kwic --no-pager --color never dragons", in: scratch).shown
        #expect(shown.contains("Six Little Dragons  articles/phrase.txt\r\n"), "\(shown)")
        #expect(shown.components(separatedBy: "articles/phrase.txt").count == 2, "\(shown)")
        #expect(try ProgramRun(["find", "--kwic", "qqq"], in: scratch).code == 1)
        let filtered = try ProgramRun(["find", "--kwic", "path:robot.md"], in: scratch)
        #expect(filtered.code == 0 && filtered.output.isEmpty && filtered.errors.contains("no place can be shown"))
    }

    @Test func articlesLikeOneAreFound() throws {
        let scratch = try indexed()
        var run = try ProgramRun(["find", "-l", "--like", "articles/phrase.txt"], in: scratch)
        #expect(
            run.code == 0 && run.output.hasPrefix(scratch.path + "/articles/apart.txt\n"),
            "\(run.output)\(run.errors)"
        )
        #expect(!run.output.contains("phrase.txt"))
        run = try ProgramRun(["find", "--like", "articles/none.txt"], in: scratch)
        #expect(run.code == 1 && run.errors.contains("not in the index"))
        for option in [["-c"], ["--by", "year"], ["--kwic"], ["-i"], ["--explain"], ["--json", "-c"]] {
            run = try ProgramRun(["find", "--like", "articles/phrase.txt"] + option, in: scratch)
            #expect(run.code == 2 && run.errors.contains("--like and --"), "\(option): \(run.errors)")
        }
        run = try ProgramRun(["find", "--cite", "--passages", "2", "robot"], in: scratch)
        #expect(run.output.contains("“Robots”") && run.output.contains("¶ 1"), "\(run.output)")
    }

    @Test func theDaemonAndTheIndexHelpAlike() throws {
        let scratch = try indexed()
        let commands = [
            ["suggest", "--json", "six l"], ["suggest", "--json", "杭"],
            ["why", "--json", "six dragons", "articles/apart.txt"],
            ["find", "--json", "--explain", "six dragons boats"], ["find", "--json", "--by", "language", "litle"],
            ["find", "--json", "--kwic", "six"], ["find", "--json", "--like", "articles/phrase.txt"],
        ]
        let alone = try commands.map { try ProgramRun($0, in: scratch).output }
        let daemon = try RunningDaemon(in: scratch)
        for (command, expected) in zip(commands, alone) {
            let asked = try ProgramRun(command, in: scratch).output
            let time = #/"took_us":[0-9]+/#
            #expect(asked.replacing(time, with: "") == expected.replacing(time, with: ""), "\(command)")
        }
        #expect(daemon.stop() == 0)
    }

    @Test func whatWasMeantIsSaidBesideTheResult() throws {
        let scratch = try indexed()
        let run = try ProgramRun(["find", "six", "litle", "dragons", "--all"], in: scratch)
        #expect(run.code == 1 && run.output.isEmpty)
        #expect(run.errors.contains("did you mean: six little dragons (2 articles)"), "\(run.errors)")
    }

    @Test func extractPrintsOneObjectALineInTheOrderGiven() throws {
        let scratch = try indexed()
        let run = try ProgramRun(["extract", "--json", "articles/robot.md", "articles/apart.txt"], in: scratch)
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 2)
        let first = try JSONValue(parsing: Array(lines[0].utf8))
        #expect(first["path"]?.string?.hasSuffix("articles/robot.md") == true)
        for name in ["path", "title", "author", "date", "language", "site", "body"] {
            #expect(first[name] != nil, "\(name)")
        }
    }

    @Test func extractTellsOfRecordsThatCantBeRead() throws {
        let scratch = try Scratch()
        try scratch.write("{\"title\":\"Lakes\",\"body\":\"A lake.\"}\n{\"title\":\n", to: "export.jsonl")
        let run = try ProgramRun(["extract", "--json", "export.jsonl"], in: scratch)
        #expect(run.code == 1 && run.output.split(separator: "\n").count == 1)
        #expect(run.errors.contains("export.jsonl:2: skipped: malformedJSON"), "\(run.errors)")
    }

    @Test func theIndexIsFoundFromBelowAndByTheEnvironment() throws {
        let scratch = try indexed()
        try scratch.write("", to: "deep/er/empty")
        var run = try ProgramRun(["find", "-l", "robot"], in: scratch)
        #expect(run.code == 0)
        let below = ProgramRun.process(["find", "robot"], in: scratch)
        below.currentDirectoryURL = URL(fileURLWithPath: scratch.path + "/deep/er")
        below.standardOutput = FileHandle.nullDevice
        try below.run()
        below.waitUntilExit()
        #expect(below.terminationStatus == 0)
        let elsewhere = try Scratch()
        run = try ProgramRun(["find", "robot"], in: elsewhere)
        #expect(run.code == 3)
        #expect(run.errors.contains("hzsearch index"), "it says what to do")
        let environment = ["HZSEARCH_INDEX": scratch.path + "/index"]
        #expect(try ProgramRun(["find", "robot"], in: elsewhere, environment: environment).code == 0)
    }

    @Test func whatTerminalsObeyIsEscaped() throws {
        let scratch = try Scratch()
        let evil = "Robot \u{1B}]0;evil\u{7}\u{1B}[2J\u{9B}31m\u{202E}drow"
        try scratch.write("\(evil)\n\nThe robot says \(evil) twice.", to: "articles/a.txt")
        #expect(try ProgramRun(["index", "articles"], in: scratch).code == 0)
        for arguments in [
            ["find", "robot"], ["extract", "articles/a.txt"], ["find", "\u{1B}[2Jnothing", "--strict", "("],
        ] {
            let run = try ProgramRun(arguments, in: scratch)
            for scalar in (run.output + run.errors).unicodeScalars where scalar != "\n" {
                #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && scalar.value != 0x202E)
            }
        }
    }

    @Test func aReaderThatLeavesIsNoError() throws {
        let scratch = try indexed()
        let process = ProgramRun.process(["find", "--json", "six"], in: scratch)
        let pipe = Pipe()
        process.standardOutput = pipe
        try pipe.fileHandleForReading.close()
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 0)
    }

    @Test func aSecondIndexingRunIsRefusedWhileTheFirstHoldsTheLock() throws {
        let scratch = try indexed()
        let first = ProgramRun.process(["index", "-"], in: scratch)
        let input = Pipe()
        first.standardInput = input
        first.standardOutput = FileHandle.nullDevice
        try first.run()
        // The lock names its holder: looked at rather than tried, since trying might take it before the first run does.
        while first.isRunning, try scratch.text("index/write.lock") != "\(first.processIdentifier)\n" { usleep(5_000) }
        let second = try ProgramRun(["optimize"], in: scratch)
        #expect(second.code == 3)
        #expect(second.errors.contains("process \(first.processIdentifier)"))
        first.interrupt()
        try input.fileHandleForWriting.close()
        first.waitUntilExit()
        // Whichever it saw first: the signal, or the end of its input.
        #expect([0, 130].contains(first.terminationStatus))
        #expect(try ProgramRun(["check"], in: scratch).code == 0)
    }
}

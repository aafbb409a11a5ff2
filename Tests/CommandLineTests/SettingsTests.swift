import Foundation
import Testing

@testable import HZCommandLine

@Suite struct SettingsTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func settings(_ text: String, _ environment: [String: String] = [:]) throws -> Settings {
        try scratch.write(text, to: "config/hzsearch/hzsearch.toml")
        let given = ["HOME": scratch.path, "XDG_CONFIG_HOME": scratch.path + "/config", "XDG_CONFIG_DIRS": "/nowhere"]
        let all = given.merging(environment) { $1 }
        return try Settings { all[$0] }
    }

    private func filled(_ line: String, _ settings: Settings, _ command: CommandSpecification = Commands.find) throws
        -> ParsedArguments
    {
        var parsed = try ParsedArguments(line.split(separator: " ").map(String.init), for: command)
        try parsed.fill(from: settings, for: command)
        return parsed
    }

    @Test func theCommandLineCountsBeforeVariablesAndVariablesBeforeFiles() throws {
        let file = "[find]\nlimit = 3\nsort = \"date\"\n"
        let settings = try settings(file, ["HZSEARCH_FIND_LIMIT": "5"])
        #expect(try filled("x", settings).value("limit") == "5")
        #expect(try filled("x --limit 7", settings).value("limit") == "7")
        #expect(try filled("x", settings).value("sort") == "date")
    }

    @Test func theUsersFileCountsBeforeTheSystems() throws {
        try scratch.write("[find]\nlimit = 1\nsort = \"date\"\n", to: "system/hzsearch/hzsearch.toml")
        let settings = try settings("[find]\nlimit = 2\n", ["XDG_CONFIG_DIRS": scratch.path + "/system"])
        #expect(try filled("x", settings).value("limit") == "2")
        #expect(try filled("x", settings).value("sort") == "date")
    }

    @Test func whatAFileTurnsOnTheCommandLineTurnsOff() throws {
        let settings = try settings("[index]\nhidden = true\n")
        #expect(try filled("x", settings, Commands.index).has("hidden"))
        #expect(try !filled("x --hidden=false", settings, Commands.index).has("hidden"))
        #expect(throws: UsageError.unexpectedValue(option: "any", value: "true")) {
            try filled("x --any=true", settings)
        }
    }

    @Test func listsComeFromFilesAndVariables() throws {
        let text = "[index]\nexclude = [\"a*\", \"b*\"]\n"
        #expect(try filled("x", settings(text), Commands.index).all("exclude") == ["a*", "b*"])
        let variables = ["HZSEARCH_INDEX_EXCLUDE": "c*:d*"]
        #expect(try filled("x", settings(text, variables), Commands.index).all("exclude") == ["c*", "d*"])
    }

    @Test func indexesHaveNames() throws {
        let text = "[indexes]\ndefault = \"news\"\nnews = \"~/n\"\nold = \"here/o\"\n"
        let settings = try settings(text)
        #expect(try filled("x", settings).value("index") == scratch.path + "/n")
        #expect(try filled("x -d old", settings).value("index") == scratch.path + "/config/hzsearch/here/o")
        #expect(try filled("x -d ./old", settings).value("index") == "./old")
        let variable = try self.settings(text, ["HZSEARCH_INDEX": "old"])
        #expect(try filled("x", variable).value("index") == scratch.path + "/config/hzsearch/here/o")
    }

    @Test(arguments: [
        ("[find]\nlimitt = 3\n", ":2: there is no setting find.limitt; did you mean find.limit?"),
        ("[fnd]\nlimit = 3\n", ":2: there is no setting [fnd]; did you mean [find]?"),
        ("\nindex = \"a\"\n", ":2: there is no setting index; hzsearch config tells all"),
        ("[find]\njson = true\n", "there is no setting find.json"),
        ("[find]\nlimit = 2025-01-01\n", "find.limit takes a text or a whole number"),
        ("[find]\nstrict = 1\n", "find.strict takes true or false"),
        ("[index]\nexclude = \"a\"\n", "index.exclude takes a list"),
        ("[index]\nexclude = [1]\n", "index.exclude takes a list"),
        ("[indexes]\n\"a/b\" = \"c\"\n", "has no slash"),
        ("[find\n", ":1:"),
        ("a = \"\u{0}\"", ":1:"),
    ])
    func whatAFileGetsWrongIsNamedWithItsLine(text: String, message: String) throws {
        let failure = try #require(throws: Failure.self) { try settings(text) }
        #expect(failure.message.hasPrefix(scratch.path + "/config/hzsearch/hzsearch.toml"))
        #expect(failure.message.contains(message), "\(failure.message)")
    }

    @Test func aBadValueNamesWhereItStands() throws {
        let settings = try settings("[find]\nlimit = \"many\"\n")
        let parsed = try filled("x", settings)
        let failure = Failure(try #require(throws: UsageError.self) { try parsed.number("limit", 0...9) })
        #expect(failure.message.contains("hzsearch.toml") && failure.message.contains("many"))
    }

    @Test func aFileThatIsNamedMustBeThere() throws {
        #expect(throws: Failure.self) { try settings("", ["HZSEARCH_CONFIG": "/nowhere/at/all.toml"]) }
    }

    @Test func everySettingIsAnOptionAndTakesItsStandard() throws {
        var count = 0
        for command in SettingsTable.commands {
            for option in SettingsTable.options(command) {
                count += 1
                let standard = try #require(SettingsTable.standard(command, option))
                #expect(option.value != nil || standard == "false" || standard == "true", "\(option.name)")
                #expect(option.choices.isEmpty || option.choices.contains(standard), "\(option.name)")
            }
        }
        #expect(count == SettingsTable.count)
    }

    @Test func theExampleIsTheFileInEtcAndSaysWhatHoldsAnyway() throws {
        let etc = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../etc/hzsearch.toml").standardized
        #expect(
            try String(contentsOf: etc, encoding: .utf8) == ExampleSettings.text,
            "hzsearch config --example > etc/hzsearch.toml"
        )
        // With every line meant as it stands, everything reads and nothing changes.
        let lines = ExampleSettings.text.split(separator: "\n").map { line in
            line.hasPrefix("# ") && line.contains(" = ") ? line.dropFirst(2) : line
        }
        let settings = try settings(lines.filter { !$0.hasPrefix("news") }.joined(separator: "\n"))
        for command in SettingsTable.commands {
            for option in SettingsTable.options(command) {
                let standard = try #require(SettingsTable.standard(command, option))
                let values = settings.setting(command, option)?.values ?? []
                #expect(values == (standard.isEmpty ? [] : [standard]), "\(command.name).\(option.name)")
            }
        }
    }

    @Test func configTellsWhatHoldsAndWhereItComesFrom() throws {
        try scratch.write("[find]\nlimit = 3\n", to: ".config/hzsearch/hzsearch.toml")
        let run = try ProgramRun(["config"], in: scratch, environment: ["HZSEARCH_FIND_SORT": "date"])
        #expect(run.code == 0)
        let lines = run.output.split(separator: "\n").map { $0.split(separator: " ", omittingEmptySubsequences: true) }
        #expect(lines.contains(["find.limit", "3", "\(scratch.path)/.config/hzsearch/hzsearch.toml"]))
        #expect(lines.contains(["find.sort", "date", "$HZSEARCH_FIND_SORT"]))
        #expect(lines.contains(["find.color", "auto", "default"]))
        let example = try ProgramRun(["config", "--example"], in: scratch)
        #expect(example.output == ExampleSettings.text)
    }

    @Test func bothProgramsHonourTheFile() throws {
        try scratch.writeArticles()
        let text = "[indexes]\ndefault = \"dragons\"\ndragons = \"\(scratch.path)/d.index\"\n[find]\nlimit = 1\n"
        try scratch.write(text, to: ".config/hzsearch/hzsearch.toml")
        #expect(try ProgramRun(["index", "articles"], in: scratch).code == 0)
        #expect(scratch.exists("d.index/manifest-1") || !scratch.exists("index"))
        let run = try ProgramRun(["find", "-l", "six", "little", "dragons"], in: scratch)
        #expect(run.output.split(separator: "\n").count == 1)
    }

    @Test func anIndexWhoseNameIsMistypedIsOffered() throws {
        try scratch.write("[indexes]\nnews = \"/nowhere/news\"\n", to: ".config/hzsearch/hzsearch.toml")
        let run = try ProgramRun(["find", "--index", "nws", "robot"], in: scratch)
        #expect(run.code == 3 && run.errors.contains("did you mean --index news?"), "\(run.errors)")
    }
}

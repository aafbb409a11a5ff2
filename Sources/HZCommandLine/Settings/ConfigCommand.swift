import HZJSON

/// `hzsearch config`: what is configured, and where it comes from.
struct ConfigCommand {
    private let arguments: ParsedArguments

    init(_ arguments: ParsedArguments) throws(UsageError) {
        if let operand = arguments.operands.first { throw .unexpectedOperand(operand, command: "config") }
        if arguments.has("json"), arguments.has("example") { throw .conflict("json", "example") }
        self.arguments = arguments
    }

    func run() throws(Failure) -> ExitCode {
        if arguments.has("example") {
            Terminal.write(ExampleSettings.text, to: .output)
            return .success
        }
        let settings = try Settings.ofProcess()
        if arguments.has("json") {
            Terminal.write(json(settings), to: .output)
        } else {
            Terminal.write(text(settings), to: .output)
        }
        return .success
    }

    /// One line of the answer.
    private struct Line {
        let name: String
        let values: [String]
        let source: Settings.Source
    }

    private func lines(_ settings: Settings) -> [Line] {
        let index = settings.setting(Commands.find, Commands.indexOption)
        var lines = [Line(name: "indexes.default", values: index?.values ?? [], source: index?.source ?? .standard)]
        for (name, path, file) in settings.indexes {
            lines.append(Line(name: "indexes." + name, values: [path], source: .file(file)))
        }
        for command in SettingsTable.commands {
            for option in SettingsTable.options(command) {
                let setting = settings.setting(command, option)
                let standard = SettingsTable.standard(command, option).map { $0.isEmpty ? [] : [$0] } ?? []
                let name = command.name + "." + option.name
                lines.append(
                    Line(name: name, values: setting?.values ?? standard, source: setting?.source ?? .standard)
                )
            }
        }
        return lines
    }

    private func text(_ settings: Settings) -> String {
        let style = TerminalStyle(.auto, stream: .output)
        let lines = lines(settings)
        let names = lines.map(\.name.count).max() ?? 0
        let shown = lines.map { line in TerminalText.escaped(line.values.joined(separator: " ")) }
        let widths = min(40, shown.map(\.count).max() ?? 0)
        var text = ""
        for (line, value) in zip(lines, shown) {
            text += line.name + String(repeating: " ", count: names - line.name.count + 2)
            let source = TerminalText.escaped(line.source.description)
            let isStandard = line.source == .standard
            text +=
                (isStandard ? value : style.bold(value)) + String(repeating: " ", count: max(0, widths - value.count))
            text += "  " + style.dim(source) + "\n"
        }
        if settings.files.isEmpty {
            let places = Settings.places { Host.environment($0) }.map(TerminalText.escaped).joined(separator: ", ")
            text += "\n" + style.dim("No file was found: looked for \(places)") + "\n"
        }
        return text
    }

    private func json(_ settings: Settings) -> [UInt8] {
        var json = JSONWriter(capacity: 2048)
        json.beginObject()
        json.member("schema", 1)
        json.member("files", settings.files.map(\.path))
        json.objects("settings", lines(settings)) { line, json in
            json.member("name", line.name)
            json.member("values", line.values)
            json.member("source", line.source.description)
        }
        json.endObject()
        json.newline()
        return json.bytes
    }
}

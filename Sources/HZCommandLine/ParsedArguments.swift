/// A command line read by a command's table, GNU style: options and operands in any order, `--name=value` or
/// `--name value`, `-n5` or `-n 5`, letters of options without value together, `--` before operands that begin
/// with a dash.
public struct ParsedArguments: Sendable {
    /// What is not an option.
    public private(set) var operands: [String] = []
    private var values: [String: [String]] = [:]
    /// Options without value that were turned off: `--hidden=false`.
    private var refused: Set<String> = []
    /// Where values come from that were not on the command line.
    private var sources: [String: Settings.Source] = [:]

    /// Reads what follows the command's name.
    public init(_ arguments: some Sequence<String>, for command: CommandSpecification) throws(UsageError) {
        var rest = Array(arguments)[...]
        while let argument = rest.popFirst() {
            if argument == "--" {
                operands += rest
                return
            } else if argument.hasPrefix("--") {
                try readLong(argument.dropFirst(2), &rest, command)
            } else if argument.hasPrefix("-"), argument != "-" {
                try readLetters(argument.dropFirst(), &rest, command)
            } else {
                operands.append(argument)
            }
        }
    }

    /// Takes over what the settings say of options that were not given, and the places of indexes with names.
    public mutating func fill(from settings: Settings, for command: CommandSpecification) throws(UsageError) {
        for option in command.options where values[option.name] == nil && !refused.contains(option.name) {
            guard let setting = settings.setting(command, option) else { continue }
            sources[option.name] = setting.source
            if option.value == nil {
                guard let isOn = Self.truth(setting.values[0]) else {
                    throw fault(option.name, setting.values[0], "true or false")
                }
                if isOn { values[option.name] = [""] }
            } else if !setting.values.isEmpty {
                values[option.name] = setting.values
            }
        }
        if let name = value("index"), let path = settings.index(named: name) { values["index"] = [path] }
    }

    /// Where the value of an option comes from.
    func source(_ name: String) -> Settings.Source {
        sources[name] ?? (values[name] == nil && !refused.contains(name) ? .standard : .commandLine)
    }

    /// What is wrong with a value, and where it stands.
    public func fault(_ name: String, _ text: String, _ expected: String) -> UsageError {
        switch source(name) {
        case .commandLine, .standard: .badValue(option: name, value: text, expected: expected)
        case let source: .badSetting(name: name, source: source.description, value: text, expected: expected)
        }
    }

    private static func truth(_ text: String) -> Bool? {
        switch text {
        case "true", "yes", "1": true
        case "false", "no", "0": false
        default: nil
        }
    }

    /// Whether an option was given.
    public func has(_ name: String) -> Bool {
        values[name] != nil
    }

    /// The value of an option, if given.
    public func value(_ name: String) -> String? {
        values[name]?.last
    }

    /// All values of an option that repeats.
    public func all(_ name: String) -> [String] {
        values[name] ?? []
    }

    /// The value of an option as a whole number in `range`.
    public func number(_ name: String, _ range: ClosedRange<Int>) throws(UsageError) -> Int? {
        guard let text = value(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw fault(name, text, "\(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// The value of an option as one of the cases of `Choice`.
    public func choice<Choice: RawRepresentable<String>>(
        _ name: String,
        _ expected: String,
        as type: Choice.Type = Choice.self
    ) throws(UsageError) -> Choice? {
        guard let text = value(name) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            throw fault(name, text, expected)
        }
        return choice
    }

    private mutating func readLong(
        _ text: Substring,
        _ rest: inout ArraySlice<String>,
        _ command: CommandSpecification
    ) throws(UsageError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        if name == "help" { return values["help", default: []].append("") }
        guard let option = command.options.first(where: { $0.name == name }) else {
            let names = command.options.map(\.name) + ["help"]
            throw .unknownOption("--" + name, command: command.name, nearest: nearest(to: name, among: names))
        }
        if option.value == nil {
            try turn(option, parts.count == 1 ? nil : String(parts[1]), command)
        } else if parts.count == 2 {
            try set(option, String(parts[1]))
        } else if let next = rest.popFirst() {
            try set(option, next)
        } else {
            throw .missingValue(option: name, placeholder: option.value ?? "")
        }
    }

    private mutating func readLetters(
        _ text: Substring,
        _ rest: inout ArraySlice<String>,
        _ command: CommandSpecification
    ) throws(UsageError) {
        var letters = text
        while let letter = letters.popFirst() {
            if letter == "h" {
                values["help", default: []].append("")
                continue
            }
            guard let option = command.options.first(where: { $0.letter == letter }) else {
                throw .unknownOption("-" + text, command: command.name, nearest: nil)
            }
            guard let placeholder = option.value else {
                try set(option, "")
                continue
            }
            if !letters.isEmpty {
                try set(option, String(letters.first == "=" ? letters.dropFirst() : letters))
            } else if let next = rest.popFirst() {
                try set(option, next)
            } else {
                throw .missingValue(option: option.name, placeholder: placeholder)
            }
            return
        }
    }

    /// What configuration turns on, the command line can turn off: `--hidden=false`.
    private mutating func turn(
        _ option: OptionSpecification,
        _ text: String?,
        _ command: CommandSpecification
    ) throws(UsageError) {
        guard let text else { return try set(option, "") }
        guard SettingsTable.standard(command, option) != nil, let isOn = Self.truth(text) else {
            throw .unexpectedValue(option: option.name, value: text)
        }
        if isOn { try set(option, "") } else { refused.insert(option.name) }
    }

    private mutating func set(_ option: OptionSpecification, _ value: String) throws(UsageError) {
        if option.value != nil, !option.repeats, values[option.name] != nil {
            throw .repeatedOption(option.name)
        }
        values[option.name, default: []].append(value)
    }
}

import HZSearch

/// A command line read by a command's table, GNU style: options and operands in any order, `--name=value` or
/// `--name value`, `-n5` or `-n 5`, letters of options without value together, `--` before operands that begin
/// with a dash.
public struct ParsedArguments: Sendable {
    /// What is not an option.
    public private(set) var operands: [String] = []
    /// What was said of options, in no order: a list of a few is found sooner than a table of them is made.
    private var options: [Option] = []

    private struct Option {
        var name: String
        /// Empty for one without value that was turned off: `--hidden=false`.
        var values: [String]
        var source = Settings.Source.commandLine
    }

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
        for option in command.options where entry(option.name) == nil {
            guard let setting = settings.setting(command, option) else { continue }
            var entry = Option(name: option.name, values: setting.values, source: setting.source)
            if option.value == nil {
                let isOn = Self.truth(setting.values[0])
                entry.values = isOn == true ? [""] : []
                options.append(entry)
                if isOn == nil { throw fault(option.name, setting.values[0], "true or false") }
            } else {
                options.append(entry)
            }
        }
        if let place = options.firstIndex(where: { $0.name == "index" }), let name = options[place].values.last,
            let path = settings.index(named: name)
        {
            options[place].values = [path]
        }
    }

    /// Where the value of an option comes from.
    func source(_ name: String) -> Settings.Source {
        entry(name)?.source ?? .standard
    }

    private func entry(_ name: String) -> Option? { options.first { $0.name == name } }

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
        entry(name)?.values.isEmpty == false
    }

    /// The value of an option, if given.
    public func value(_ name: String) -> String? {
        entry(name)?.values.last
    }

    /// All values of an option that repeats.
    public func all(_ name: String) -> [String] {
        entry(name)?.values ?? []
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

    /// The value of an option as a date, as it was typed.
    func date(_ name: String) throws(UsageError) -> String? {
        guard let text = value(name) else { return nil }
        guard DateBounds.isDate(text) else { throw fault(name, text, "a date such as 2025, 2025-06 or 2025-06-30") }
        return text
    }

    private mutating func readLong(
        _ text: Substring,
        _ rest: inout ArraySlice<String>,
        _ command: CommandSpecification
    ) throws(UsageError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        if name == "help" { return append("help", "") }
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

    /// The word behind a dash that a search took for letters of options, one of them with the rest as its value (`-dogs`), as
    /// the query language excludes words; nil where there is none.
    static func excludedWord(in arguments: [String]) -> (word: String, value: String)? {
        let commands = [Commands.find, Commands.save]
        guard let command = commands.first(where: { $0.name == arguments.dropFirst().first }) else { return nil }
        for argument in arguments.dropFirst(2).prefix(while: { $0 != "--" }) {
            let letters = argument.dropFirst()
            guard argument.hasPrefix("-"), !letters.isEmpty, letters.allSatisfy(\.isLetter) else { continue }
            let taking = letters.dropLast().firstIndex { letter in
                command.options.contains { $0.letter == letter && $0.value != nil }
            }
            if let taking { return (String(letters), String(letters[letters.index(after: taking)...])) }
        }
        return nil
    }

    private mutating func readLetters(
        _ text: Substring,
        _ rest: inout ArraySlice<String>,
        _ command: CommandSpecification
    ) throws(UsageError) {
        var letters = text
        while let letter = letters.popFirst() {
            if letter == "h" {
                append("help", "")
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
        if isOn {
            try set(option, "")
        } else if entry(option.name) == nil {
            options.append(Option(name: option.name, values: []))
        }
    }

    private mutating func set(_ option: OptionSpecification, _ value: String) throws(UsageError) {
        if option.value != nil, !option.repeats, has(option.name) { throw .repeatedOption(option.name) }
        append(option.name, value)
    }

    private mutating func append(_ name: String, _ value: String) {
        if let place = options.firstIndex(where: { $0.name == name }) {
            options[place].values.append(value)
        } else {
            options.append(Option(name: name, values: [value]))
        }
    }
}

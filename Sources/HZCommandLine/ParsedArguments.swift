/// A command line read by a command's table, GNU style: options and operands in any order, `--name=value` or
/// `--name value`, `-n5` or `-n 5`, letters of options without value together, `--` before operands that begin
/// with a dash.
public struct ParsedArguments: Sendable {
    /// What is not an option.
    public private(set) var operands: [String] = []
    private var values: [String: [String]] = [:]

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
            throw .badValue(option: name, value: text, expected: "\(range.lowerBound) to \(range.upperBound)")
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
            throw .badValue(option: name, value: text, expected: expected)
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
            guard parts.count == 1 else { throw .unexpectedValue(option: name, value: String(parts[1])) }
            try set(option, "")
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

    private mutating func set(_ option: OptionSpecification, _ value: String) throws(UsageError) {
        if option.value != nil, !option.repeats, values[option.name] != nil {
            throw .repeatedOption(option.name)
        }
        values[option.name, default: []].append(value)
    }
}

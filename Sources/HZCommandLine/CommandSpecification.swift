/// One option of a command, as it is parsed and as help shows it.
public struct OptionSpecification: Sendable {
    /// The long name, without dashes.
    public let name: String
    /// The one-letter name.
    public let letter: Character?
    /// What stands for the value in help, `this|that` for one of these words; nil for an option without value.
    public let value: String?
    /// One line of help.
    public let help: String
    /// Whether it may be given more than once.
    public let repeats: Bool

    /// An option from its parts.
    public init(
        _ name: String,
        _ letter: Character? = nil,
        value: String? = nil,
        repeats: Bool = false,
        _ help: String
    ) {
        self.name = name
        self.letter = letter
        self.value = value
        self.repeats = repeats
        self.help = help
    }

    /// The words that the value is one of; empty where it is anything else.
    var choices: [String] {
        guard let value, value.contains("|") else { return [] }
        return value.split(separator: "|").map(String.init)
    }
}

/// One command: its options, its help and its examples in one table.
public struct CommandSpecification: Sendable {
    /// The command's name.
    public let name: String
    /// What stands for the operands in help, such as `PATH...`.
    public let operands: String
    /// One line of help.
    public let summary: String
    /// Whether the overview tells about it; the others are only named there.
    public let isEveryday: Bool
    /// The options; `--help` is understood everywhere.
    public let options: [OptionSpecification]
    /// What to say below the options.
    public let remarks: [String]
    /// Command lines worth copying.
    public let examples: [String]

    /// A command from its parts.
    public init(
        name: String,
        operands: String,
        summary: String,
        isEveryday: Bool = true,
        options: [OptionSpecification],
        remarks: [String] = [],
        examples: [String] = []
    ) {
        self.name = name
        self.operands = operands
        self.summary = summary
        self.isEveryday = isEveryday
        self.options = options
        self.remarks = remarks
        self.examples = examples
    }
}

/// The options that configuration may set: those that say how somebody likes to work, not what is done this once.
enum SettingsTable {
    /// What holds where nobody says anything, in the order of `hzsearch config`; nothing where that is no text.
    private static let standards: [(command: String, option: String, standard: String)] = [
        ("find", "limit", "10"),
        ("find", "sort", "score"),
        ("find", "color", "auto"),
        ("find", "no-pager", "false"),
        ("find", "strict", "false"),
        ("find", "no-daemon", "false"),
        ("find", "start", "false"),
        ("index", "threads", ""),
        ("index", "memory", "256"),
        ("index", "max-size", "16"),
        ("index", "include", ""),
        ("index", "exclude", ""),
        ("index", "hidden", "false"),
        ("index", "keep-duplicates", "false"),
        ("index", "in-process", "false"),
        ("index", "page-seconds", "10"),
        ("index", "page-memory", "1024"),
        ("serve", "socket", ""),
        ("serve", "http", ""),
        ("serve", "watch", "false"),
        ("serve", "idle-exit", ""),
        ("serve", "keep-answers", "16"),
        ("serve", "log-level", "info"),
    ]

    /// How many there are.
    static var count: Int { standards.count }

    /// The commands that have settings.
    static var commands: [CommandSpecification] {
        Commands.all.filter { command in standards.contains { $0.command == command.name } }
    }

    /// The options of a command that may be set, in the order of the table.
    static func options(_ command: CommandSpecification) -> [OptionSpecification] {
        standards.filter { $0.command == command.name }.compactMap { entry in
            command.options.first { $0.name == entry.option }
        }
    }

    /// What holds for an option where nobody says anything; nil for one that can't be set. Every command that has an
    /// option `index` shares one setting.
    static func standard(_ command: CommandSpecification, _ option: OptionSpecification) -> String? {
        if option.name == "index" { return "" }
        return standards.first { $0.command == command.name && $0.option == option.name }?.standard
    }
}

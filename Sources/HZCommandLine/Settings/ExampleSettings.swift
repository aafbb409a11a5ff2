/// A configuration file with every setting, each commented out: `etc/hzsearch.toml`.
enum ExampleSettings {
    /// The file.
    static var text: String {
        var text = """
            # hzsearch's configuration, in TOML. Every setting is here, commented out, with what holds without it.
            # The command line counts before this file, and so do variables such as HZSEARCH_FIND_LIMIT.
            # `hzsearch config` prints what holds, and where it comes from.

            # Indexes with names: `hzsearch find --index news dragons`. The default is the one that is meant where none
            # is named: a folder, or one of the names.
            [indexes]
            # default = ""
            # news = "~/news.index"

            """
        for command in SettingsTable.commands {
            text += "\n# \(command.name): \(command.summary)\n[\(command.name)]\n"
            for option in SettingsTable.options(command) {
                text += "# \(option.name) = \(value(command, option))"
                text += "    # \(option.help)\n"
            }
        }
        return text
    }

    private static func value(_ command: CommandSpecification, _ option: OptionSpecification) -> String {
        let standard = SettingsTable.standard(command, option) ?? ""
        if option.repeats { return "[]" }
        if option.value == nil || Int(standard) != nil { return standard }
        return "\"\(standard)\""
    }
}

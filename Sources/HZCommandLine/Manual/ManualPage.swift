/// Manual pages in the language of man(7), made from the table of commands.
enum ManualPage {
    /// hzsearch(1).
    static func overview(_ commands: [CommandSpecification]) -> String {
        var text = heading("hzsearch", "full-text search over your saved articles")
        text += ".SH SYNOPSIS\n.B hzsearch\n.I COMMAND\n[\\fIOPTION\\fR]... [\\fIARGUMENT\\fR]...\n"
        text += ".SH DESCRIPTION\n"
        text += paragraph(
            "hzsearch indexes folders of saved articles (plain text, Markdown, HTML, letters, books, crawls) and finds them "
                + "again: from the shell, and through a daemon over a Unix socket. English first, Chinese too."
        )
        text += ".SH COMMANDS\n"
        for command in commands {
            text += ".TP\n\\fBhzsearch " + escaped(command.name) + "\\fR"
            if !command.operands.isEmpty { text += " \\fI" + escaped(command.operands) + "\\fR" }
            text += "\n" + line(command.summary) + "See \\fBhzsearch-\(escaped(command.name))\\fR(1).\n"
        }
        text +=
            ".SH QUERIES\n.nf\n"
            + QueryHelp.text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line(String($0)) }.joined() + ".fi\n"
        text += ".SH ENVIRONMENT\n"
        for (name, meaning) in [
            ("HZSEARCH_INDEX", "The index, or its name in the configuration."),
            ("HZSEARCH_CONFIG", "The configuration file, instead of those in the usual places."),
            ("HZSEARCH_COMMAND_OPTION", "A setting, for example HZSEARCH_FIND_LIMIT; hzsearch config tells all."),
            ("NO_COLOR", "Where set, nothing is coloured."),
        ] {
            text += ".TP\n\\fB" + escaped(name) + "\\fR\n" + line(meaning)
        }
        text += ".SH FILES\n.TP\n\\fI$XDG_CONFIG_HOME/hzsearch/hzsearch.toml\\fR, \\fI/etc/hzsearch/hzsearch.toml\\fR\n"
        text += line("The configuration of a user, and of the system. hzsearch config --example prints one.")
        text += exitStatus
        text += seeAlso(commands.map(\.name))
        return text
    }

    /// hzsearch-find(1) and the like.
    static func page(_ command: CommandSpecification) -> String {
        var text = heading("hzsearch-" + command.name, command.summary)
        text += ".SH SYNOPSIS\n.B hzsearch \(escaped(command.name))\n"
        if !command.options.isEmpty { text += "[\\fIOPTION\\fR]...\n" }
        if !command.operands.isEmpty { text += ".I " + escaped(command.operands) + "\n" }
        if !command.remarks.isEmpty { text += ".SH DESCRIPTION\n" + command.remarks.map(line).joined() }
        if !command.options.isEmpty {
            text += ".SH OPTIONS\n"
            for option in command.options {
                var names = option.letter.map { "\\fB\\-\(escaped(String($0)))\\fR, " } ?? ""
                names += "\\fB\\-\\-" + escaped(option.name) + "\\fR"
                if let value = option.value { names += " \\fI" + escaped(value) + "\\fR" }
                text += ".TP\n" + names + "\n" + line(option.help)
                let isOfAll = option.name == "index"
                if !isOfAll, SettingsTable.standard(command, option) != nil {
                    text += ".br\nConfiguration: \\fB\(escaped(command.name + "." + option.name))\\fR.\n"
                }
            }
        }
        if !command.examples.isEmpty {
            text += ".SH EXAMPLES\n.nf\n" + command.examples.map(line).joined() + ".fi\n"
        }
        return text + exitStatus + seeAlso(["", "config"].filter { $0 != command.name })
    }

    private static func heading(_ name: String, _ summary: String) -> String {
        """
        .TH \(name.uppercased()) 1 "" "hzsearch \(CommandLineProgram.version)" "hzsearch"
        .SH NAME
        \(escaped(name)) \\- \(escaped(summary))

        """
    }

    private static let exitStatus = """
        .SH EXIT STATUS
        0 found or done, 1 nothing found, 2 the command line or the query can't be read, 3 the index is missing, damaged,
        locked or can't be written, 4 the daemon can't be reached or started, 5 the output can't be written, 130 stopped by
        Ctrl\\-C.

        """

    private static func seeAlso(_ names: [String]) -> String {
        let pages = names.map { "\\fBhzsearch" + ($0.isEmpty ? "" : "\\-" + escaped($0)) + "\\fR(1)" }
        return ".SH SEE ALSO\n" + pages.joined(separator: ",\n") + "\n"
    }

    private static func paragraph(_ text: String) -> String { line(text) }

    /// A line of text: one that begins with a full stop or an apostrophe is no request.
    private static func line(_ text: String) -> String {
        let safe = escaped(text)
        return (safe.hasPrefix(".") || safe.hasPrefix("'") ? "\\&" : "") + safe + "\n"
    }

    /// Text as it is: backslashes and dashes have a meaning to man.
    private static func escaped(_ text: String) -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": safe += "\\e"
            case "-": safe += "\\-"
            case "~": safe += "\\(ti"
            case "^": safe += "\\(ha"
            case "\n": safe += " "
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }
}

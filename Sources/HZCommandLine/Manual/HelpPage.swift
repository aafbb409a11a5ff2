/// Help, made from the tables that the command lines are parsed by.
public enum HelpPage {
    /// The overview of all commands; fits a screen of 24 lines and 80 columns.
    public static func overview(_ commands: [CommandSpecification]) -> String {
        var text = "hzsearch: full-text search over your saved articles\n\n"
        for command in commands where command.isEveryday {
            let usage = "hzsearch " + command.name + (command.operands.isEmpty ? "" : " " + command.operands)
            text += "  " + padded(usage, 26) + " " + command.summary + "\n"
        }
        var others = "More commands:"
        var width = others.count
        for (place, name) in commands.filter({ !$0.isEveryday }).map(\.name).enumerated() {
            let wraps = width + name.count + 2 > 80
            others += (place == 0 ? "" : ",") + (wraps ? "\n  " : " ") + name
            width = wraps ? name.count + 2 : width + name.count + 2
        }
        text += """

            \(others)

            Examples:
              hzsearch index ~/articles              build or update ./index
              hzsearch find six little dragons       all the words, the phrase first
              hzsearch find '"exactly this"' -n 3    a phrase: quotes within quotes
              hzsearch serve &                       from now on find asks the daemon

            hzsearch COMMAND --help tells all options; hzsearch help query: how to search.
            Exit status: 0 found, 1 nothing found, 2 usage, 3 index, 4 daemon, 5 output.

            """
        return text
    }

    /// The help of one command.
    public static func page(_ command: CommandSpecification) -> String {
        var text = "usage: hzsearch " + command.name + " [OPTION]..."
        if !command.operands.isEmpty { text += " " + command.operands }
        text += "\n" + command.summary + "\n"
        if !command.options.isEmpty {
            text += "\n"
            for option in command.options {
                var names = option.letter.map { "-\($0), " } ?? "    "
                names += "--" + option.name + (option.value.map { " " + $0 } ?? "")
                text += "  " + padded(names, 24) + " " + option.help + "\n"
            }
        }
        if !command.remarks.isEmpty { text += "\n" + command.remarks.joined(separator: "\n") + "\n" }
        if !command.examples.isEmpty {
            text += "\nExamples:\n" + command.examples.map { "  " + $0 + "\n" }.joined()
        }
        return text
    }

    private static func padded(_ text: String, _ columns: Int) -> String {
        text + String(repeating: " ", count: max(0, columns - text.count))
    }
}

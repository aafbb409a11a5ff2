/// What shells complete command lines by, made from the table of commands.
enum CompletionScript {
    /// The shells that are known.
    enum Shell: String, CaseIterable {
        case bash, zsh, fish
    }

    /// The script for a shell.
    static func text(_ shell: Shell) -> String {
        switch shell {
        case .bash: bash()
        case .zsh: zsh()
        case .fish: fish()
        }
    }

    /// What the value of an option is, for a shell.
    private enum Value {
        case none, words([String]), file, folder, saved, other

        init(_ option: OptionSpecification, of command: CommandSpecification) {
            if command.name == Commands.saved.name, option.name == "remove" {
                self = .saved
            } else if !option.choices.isEmpty {
                self = .words(option.choices)
            } else {
                switch option.value {
                case nil: self = .none
                case "DIR": self = .folder
                case "FILE", "PATH": self = .file
                default: self = .other
                }
            }
        }
    }

    /// Prints the names of saved searches, those that a shell takes as they stand.
    private static let savedNames = "hzsearch saved 2>/dev/null | cut -f1 | grep -E '^[[:alnum:]_.-]+$'"

    /// Whether a command's operand is the name of a saved search.
    private static func takesSaved(_ command: CommandSpecification) -> Bool { command.name == Commands.new.name }

    /// Whether a command's operands are files.
    private static func takesFiles(_ command: CommandSpecification) -> Bool {
        ["PATH", "FILE"].contains { command.operands.contains($0) }
    }

    /// The words that a command's operand is one of.
    private static func words(_ command: CommandSpecification) -> [String] {
        if command.operands.contains("COMMAND") { return Commands.all.map(\.name) }
        return command.operands.contains("|") ? command.operands.split(separator: "|").map(String.init) : []
    }

    private static var names: String {
        (Commands.all.map(\.name) + ["help"]).joined(separator: " ")
    }

    // MARK: - bash

    private static func bash() -> String {
        var text = """
            # bash completion of hzsearch, made by `hzsearch completion bash`
            _hzsearch() {
                local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} options= operands=
                COMPREPLY=()
                # The sign of --option=value is a word of its own here.
                if [ "$word" = = ]; then
                    word=
                elif [ "$before" = = ]; then
                    before=${COMP_WORDS[COMP_CWORD-2]}
                fi
                if [ "$COMP_CWORD" -eq 1 ]; then
                    COMPREPLY=($(compgen -W "\(names) --help --version" -- "$word"))
                    return
                fi
                case ${COMP_WORDS[1]} in

            """
        for command in Commands.all {
            let options = command.options.map { "--" + $0.name } + ["--help"]
            text += "    \(command.name))\n"
            text += "        options=\"\(options.joined(separator: " "))\"\n"
            if takesFiles(command) { text += "        operands=files\n" }
            if takesSaved(command) { text += "        operands=$(\(savedNames))\n" }
            let words = words(command)
            if !words.isEmpty { text += "        operands=\"\(words.joined(separator: " "))\"\n" }
            text += "        case $before in\n"
            for option in command.options {
                let names = (["--" + option.name] + (option.letter.map { ["-\($0)"] } ?? [])).joined(separator: "|")
                switch Value(option, of: command) {
                case .none: break
                case .saved:
                    text += "        \(names)) COMPREPLY=($(compgen -W \"$(\(savedNames))\" -- \"$word\")); return ;;\n"
                case .words(let words):
                    text +=
                        "        \(names)) COMPREPLY=($(compgen -W \"\(words.joined(separator: " "))\" -- \"$word\")); "
                    text += "return ;;\n"
                case .file: text += "        \(names)) compopt -o default; return ;;\n"
                case .folder: text += "        \(names)) compopt -o dirnames; return ;;\n"
                case .other: text += "        \(names)) return ;;\n"
                }
            }
            text += "        esac ;;\n"
        }
        text += """
                help) operands="\(Commands.all.map(\.name).joined(separator: " ")) query" ;;
                esac
                if [[ $word == -* ]]; then
                    COMPREPLY=($(compgen -W "$options" -- "$word"))
                elif [ "$operands" = files ]; then
                    compopt -o default
                else
                    COMPREPLY=($(compgen -W "$operands" -- "$word"))
                fi
            }
            complete -F _hzsearch hzsearch

            """
        return text
    }

    // MARK: - zsh

    private static func zsh() -> String {
        var text = """
            #compdef hzsearch
            # zsh completion of hzsearch, made by `hzsearch completion zsh`
            _hzsearch() {
                local -a commands
                commands=(

            """
        for command in Commands.all { text += "        \(quoted(command.name + ":" + command.summary))\n" }
        text += """
                    'help:tell about a command'
                )
                if (( CURRENT == 2 )); then
                    _describe command commands
                    return
                fi
                local command=$words[2]
                shift words
                (( CURRENT-- ))
                case $command in

            """
        for command in Commands.all {
            text += "    \(command.name))\n        _arguments -s"
            for option in command.options { text += zsh(option, of: command) }
            text += " \\\n            \(quoted("(- *)--help[tell all options]"))"
            let words = words(command)
            if !words.isEmpty {
                text += " \\\n            \(quoted("1:word:(" + words.joined(separator: " ") + ")"))"
            } else if takesSaved(command) {
                text += " \\\n            \(quoted("1:name:" + zshSaved))"
            } else if takesFiles(command) {
                text += " \\\n            \(quoted("*:file:_files"))"
            }
            text += " ;;\n"
        }
        text += """
                help) compadd \(Commands.all.map(\.name).joined(separator: " ")) query ;;
                esac
            }
            if [ "$funcstack[1]" = "_hzsearch" ]; then
                _hzsearch "$@"
            else
                compdef _hzsearch hzsearch
            fi

            """
        return text
    }

    /// A colon would end it.
    private static let zshSaved = "{compadd -- ${(f)\"$(\(savedNames.replacing(":", with: "\\:")))\"}}"

    private static func zsh(_ option: OptionSpecification, of command: CommandSpecification) -> String {
        let help = "[" + option.help.filter { !"[]:".contains($0) } + "]"
        let value =
            switch Value(option, of: command) {
            case .none: ""
            case .saved: ":name:" + zshSaved
            case .words(let words): ":value:(" + words.joined(separator: " ") + ")"
            case .file: ":file:_files"
            case .folder: ":folder:_files -/"
            case .other: ":value: "
            }
        let long = "--" + option.name + (option.value == nil ? "" : "=")
        guard let letter = option.letter else {
            return " \\\n            " + quoted((option.repeats ? "*" : "") + long + help + value)
        }
        let short = "-\(letter)" + (option.value == nil ? "" : "+")
        let apart = option.repeats ? "'*'" : quoted("(-\(letter) --\(option.name))")
        return " \\\n            \(apart){\(short),\(long)}" + quoted(help + value)
    }

    // MARK: - fish

    private static func fish() -> String {
        var text = """
            # fish completion of hzsearch, made by `hzsearch completion fish`
            complete -c hzsearch -f
            # A word of a query may be a command's name: the second word of the line alone tells the command.
            function __hzsearch_command
                set -l words (commandline -opc)
                test (count $words) -gt 1; and contains -- $words[2] $argv
            end

            """
        for command in Commands.all {
            text += "complete -c hzsearch -n __fish_use_subcommand -a \(command.name) -d \(quoted(command.summary))\n"
        }
        text += "complete -c hzsearch -n __fish_use_subcommand -a help -d 'tell about a command'\n"
        let topics = Commands.all.map(\.name).joined(separator: " ")
        text += "complete -c hzsearch -n '__hzsearch_command help' -a '\(topics) query'\n"
        for command in Commands.all {
            let condition = "complete -c hzsearch -n '__hzsearch_command \(command.name)'"
            let words = words(command)
            if !words.isEmpty {
                text += condition + " -a \(quoted(words.joined(separator: " ")))\n"
            } else if takesSaved(command) {
                text += condition + " -a \(quoted("(" + savedNames + ")"))\n"
            } else if takesFiles(command) {
                text += condition + " -F\n"
            }
            for option in command.options {
                text += condition + " -l \(option.name)" + (option.letter.map { " -s \($0)" } ?? "")
                switch Value(option, of: command) {
                case .none: break
                case .saved: text += " -x -a \(quoted("(" + savedNames + ")"))"
                case .words(let words): text += " -x -a \(quoted(words.joined(separator: " ")))"
                case .file: text += " -r -F"
                case .folder: text += " -x -a '(__fish_complete_directories)'"
                case .other: text += " -x"
                }
                text += " -d \(quoted(option.help))\n"
            }
        }
        return text
    }

    /// A word for a shell, whatever is in it.
    private static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }
}

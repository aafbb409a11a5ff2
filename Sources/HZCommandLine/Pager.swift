/// Long output, page by page, on a terminal: as git does it.
struct Pager {
    /// What a shell runs; nil where everything is written at once.
    let command: String?

    /// The pager of this process; none where output goes elsewhere, or where it is not wanted.
    init(isWanted: Bool) {
        command = isWanted && Terminal.isTerminal(.output) ? Self.command { Host.setting($0) } : nil
    }

    /// `HZSEARCH_PAGER`, else `PAGER`, else less. `cat` is none, nor is an empty one.
    static func command(environment: (String) -> String?) -> String? {
        let command = environment("HZSEARCH_PAGER") ?? environment("PAGER") ?? "less"
        return command.isEmpty || command == "cat" || environment("TERM") == "dumb" ? nil : command
    }

    /// Whether a text takes more lines than the window has, wherever it is wrapped.
    static func isLong(_ text: String, rows: Int) -> Bool {
        var lines = 0
        for byte in text.utf8 where byte == 0x0A {
            lines += 1
            // The prompt of the shell needs one.
            if lines >= rows { return true }
        }
        return false
    }

    /// Writes a text to standard output, through the pager where it is long; false where it can't be written.
    @discardableResult
    func write(_ text: String) -> Bool {
        guard let command, let rows = Terminal.height(.output), Self.isLong(text, rows: rows) else {
            return Terminal.write(text, to: .output)
        }
        // Where there is no such program the shell says so, and nothing is lost.
        return Host.feed(Array(text.utf8), to: command, settings: [("LESS", "FRX"), ("LV", "-c")])
            || Terminal.write(text, to: .output)
    }
}

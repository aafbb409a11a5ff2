/// One configuration file, read and held against the table of commands.
///
/// A TOML file (toml.io) has a table for each command with settings in it, named as the long options, and one with the
/// places of indexes that have names, and which index is meant where none is named:
///
///     [indexes]
///     default = "news"
///     news = "~/news.index"
///     [find]
///     limit = 20
struct SettingsFile: Sendable {
    /// Where the file is.
    let path: String
    /// Values by `command.option`, and `indexes.default`: one text, or several for an option that repeats.
    private(set) var values: [String: [String]] = [:]
    /// Paths of indexes by their names.
    private(set) var indexes: [String: String] = [:]

    private let home: String?

    /// Reads a file; nil where there is none, or none that this user may see.
    ///
    /// - Parameter home: what `~` stands for.
    init?(path: String, home: String?) throws(Failure) {
        self.path = path
        self.home = home
        let bytes: [UInt8]
        switch Host.read(path, atMost: 1 << 20) {
        case .success(let read): bytes = read
        case .failure(let error) where error.isAbsence || error.isForbidden: return nil
        case .failure(let error): throw Failure("\(path): \(Host.message(forError: error.code))", .usage)
        }
        let document: TomlDocument
        do {
            document = try TomlDocument(bytes)
        } catch {
            throw Failure("\(path):\(error.line):\(error.column): \(error.message)", .usage)
        }
        for entry in document.entries { try read(entry) }
    }

    private mutating func read(_ entry: TomlDocument.Entry) throws(Failure) {
        if entry.table == "indexes", entry.key == "default" {
            let text = try text(entry, "indexes.default")
            if !text.isEmpty { values["indexes.default"] = [place(text, mayBeName: true)] }
        } else if entry.table == "indexes" {
            guard !entry.key.isEmpty, !entry.key.contains("/") else {
                throw fault(entry, "a name of an index has no slash and is not empty")
            }
            indexes[entry.key] = place(try text(entry, "indexes." + entry.key), mayBeName: false)
        } else if let command = SettingsTable.commands.first(where: { $0.name == entry.table }) {
            try read(entry, command)
        } else {
            let tables = ["indexes"] + SettingsTable.commands.map(\.name)
            if entry.table.isEmpty { throw unknown(entry, entry.key, nil) }
            throw unknown(entry, "[\(entry.table)]", nearest(to: entry.table, among: tables).map { "[\($0)]" })
        }
    }

    private mutating func read(_ entry: TomlDocument.Entry, _ command: CommandSpecification) throws(Failure) {
        let key = command.name + "." + entry.key
        let options = SettingsTable.options(command)
        guard let option = options.first(where: { $0.name == entry.key }) else {
            throw unknown(
                entry,
                key,
                nearest(to: entry.key, among: options.map(\.name)).map { command.name + "." + $0 }
            )
        }
        if option.value == nil {
            guard entry.kind == .boolean else { throw fault(entry, "\(key) takes true or false") }
            values[key] = entry.texts
        } else if option.repeats {
            guard entry.kind == .list else { throw fault(entry, "\(key) takes a list: [\"...\", \"...\"]") }
            values[key] = entry.texts
        } else {
            // As `config --example` writes what holds by itself.
            let text = try text(entry, key)
            if !text.isEmpty { values[key] = [text] }
        }
    }

    private func text(_ entry: TomlDocument.Entry, _ key: String) throws(Failure) -> String {
        guard entry.kind == .text || entry.kind == .integer, let text = entry.texts.first else {
            throw fault(entry, "\(key) takes a text or a whole number")
        }
        return text
    }

    /// A path as the file means it: `~` is the home folder, and what is relative begins at the file's folder. A word
    /// without slash may be an index's name.
    private func place(_ text: String, mayBeName: Bool) -> String {
        if text == "~" || text.hasPrefix("~/"), let home { return home + text.dropFirst() }
        if text.hasPrefix("/") || mayBeName && !text.contains("/") { return text }
        return (path.lastIndex(of: "/").map { path[...$0] } ?? "") + text
    }

    private func unknown(_ entry: TomlDocument.Entry, _ name: String, _ nearest: String?) -> Failure {
        fault(
            entry,
            "there is no setting \(name)" + (nearest.map { "; did you mean \($0)?" } ?? "; hzsearch config tells all")
        )
    }

    private func fault(_ entry: TomlDocument.Entry, _ sentence: String) -> Failure {
        Failure("\(path):\(entry.line): \(sentence)", .usage)
    }
}

/// What holds where the command line says nothing: environment variables, then the user's file, then the system's.
public struct Settings: Sendable {
    /// Where a value comes from.
    public enum Source: Equatable, Sendable {
        case commandLine
        case environment(String)
        case file(String)
        /// Nobody said anything: what the program does by itself.
        case standard
    }

    /// A value and where it comes from.
    struct Setting: Equatable, Sendable {
        /// One text, or several for an option that repeats. `true` or `false` for an option without value.
        let values: [String]
        let source: Source
    }

    /// The files that were read, the one that counts most first.
    let files: [SettingsFile]
    private let environment: @Sendable (String) -> String?
    /// Neither a file nor a variable says anything: nothing need be asked for.
    private var isSilent = false

    /// The settings of this process.
    static func ofProcess() throws(Failure) -> Settings {
        var settings = try Settings(environment: { Host.environment($0) })
        settings.isSilent = settings.files.isEmpty && !Host.hasVariables(beginning: "HZSEARCH_")
        return settings
    }

    /// Settings by an environment.
    init(environment: @escaping @Sendable (String) -> String?) throws(Failure) {
        self.environment = environment
        var files: [SettingsFile] = []
        for path in Self.places(environment) {
            if let file = try SettingsFile(path: path, home: environment("HOME")) { files.append(file) }
        }
        self.files = files
        if files.isEmpty, let path = environment("HZSEARCH_CONFIG") {
            throw Failure("HZSEARCH_CONFIG names \(path): no such file", .usage)
        }
    }

    /// Where files are looked for, the one that counts most first: `HZSEARCH_CONFIG` alone, else the user's folder and
    /// those of the system (XDG Base Directory Specification 0.8).
    static func places(_ environment: (String) -> String?) -> [String] {
        if let path = environment("HZSEARCH_CONFIG") { return [path] }
        var folders: [String] = []
        if let folder = environment("XDG_CONFIG_HOME"), folder.hasPrefix("/") {
            folders.append(folder)
        } else if let home = environment("HOME") {
            folders.append(home + "/.config")
        }
        let system = environment("XDG_CONFIG_DIRS")?.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
        folders += (system ?? ["/etc/xdg"]) + ["/etc"]
        return folders.map { $0 + "/hzsearch/hzsearch.toml" }
    }

    /// The environment variable of an option: `HZSEARCH_FIND_LIMIT`, and `HZSEARCH_INDEX` for every command.
    static func variable(_ command: CommandSpecification, _ option: OptionSpecification) -> String {
        let name = option.name == "index" ? "index" : command.name + "_" + option.name
        return "HZSEARCH_" + String(name.map { $0 == "-" ? "_" : $0 }).uppercased()
    }

    /// What holds for an option that may be set; nil where nobody said anything.
    func setting(_ command: CommandSpecification, _ option: OptionSpecification) -> Setting? {
        guard !isSilent, SettingsTable.standard(command, option) != nil else { return nil }
        let variable = Self.variable(command, option)
        if let text = environment(variable) {
            let values = option.repeats ? text.split(separator: ":").map(String.init) : [text]
            return Setting(values: values, source: .environment(variable))
        }
        let key = option.name == "index" ? "indexes.default" : command.name + "." + option.name
        for file in files {
            if let values = file.values[key] { return Setting(values: values, source: .file(file.path)) }
        }
        return nil
    }

    /// The place of an index that has a name; nil for any other text.
    func index(named name: String) -> String? {
        files.lazy.compactMap { $0.indexes[name] }.first
    }

    /// All indexes with names, in the order of these.
    var indexes: [(name: String, path: String, file: String)] {
        var named: [String: (path: String, file: String)] = [:]
        for file in files.reversed() {
            for (name, path) in file.indexes { named[name] = (path, file.path) }
        }
        return named.sorted { $0.key < $1.key }.map { ($0.key, $0.value.path, $0.value.file) }
    }
}

extension Settings.Source {
    /// As `hzsearch config` says it.
    var description: String {
        switch self {
        case .commandLine: "the command line"
        case .environment(let name): "$" + name
        case .file(let path): path
        case .standard: "default"
        }
    }
}

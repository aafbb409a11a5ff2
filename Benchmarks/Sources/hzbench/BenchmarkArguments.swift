/// A command with its options and operands, as typed.
struct BenchmarkArguments {
    /// The first word.
    let command: String
    /// What is no option.
    private(set) var operands: [String] = []
    private var values: [String: String] = [:]

    private static let flags: Set = ["json", "each", "exact", "bare", "near"]
    private static let options: Set = ["index", "threads", "memory", "queries", "mode", "passes", "sets", "limit", "text"]

    init(_ words: [String]) throws {
        guard let command = words.first else { throw BenchmarkError.usage("no command") }
        self.command = command
        var rest = words.dropFirst()
        while let word = rest.popFirst() {
            guard word.hasPrefix("--") else {
                operands.append(word)
                continue
            }
            let name = String(word.dropFirst(2))
            if Self.flags.contains(name) {
                values[name] = ""
            } else if Self.options.contains(name), let value = rest.popFirst() {
                values[name] = value
            } else {
                throw BenchmarkError.usage("no option \(word), or no value for it")
            }
        }
    }

    /// Whether a flag was given.
    func has(_ flag: String) -> Bool { values[flag] != nil }

    /// The value of an option.
    func value(_ option: String) -> String? { values[option] }

    /// The value of an option that must be given.
    func required(_ option: String) throws -> String {
        guard let value = values[option] else { throw BenchmarkError.usage("--\(option) is needed") }
        return value
    }

    /// A number above 0.
    func number(_ option: String, otherwise: Int) throws -> Int {
        guard let text = values[option] else { return otherwise }
        guard let number = Int(text), number > 0 else { throw BenchmarkError.usage("--\(option) takes a number") }
        return number
    }
}

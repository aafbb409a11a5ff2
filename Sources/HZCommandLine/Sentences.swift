import HZClient
import HZIndex
import HZSearch
import HZStorage

/// Facts turned into sentences: what failed, where, and what to do about it. The one place for them.
extension Failure {
    /// For a command line that can't be read.
    public init(_ error: UsageError) {
        func meant(_ nearest: String?, _ prefix: String) -> String {
            nearest.map { "; did you mean \(prefix)\($0)?" } ?? ""
        }
        let message =
            switch error {
            case .unknownCommand(let name, let nearest):
                nearest == nil
                    ? "there is no command \(name); to search, say: hzsearch find \(name)"
                    : "there is no command \(name)\(meant(nearest, ""))"
            case .unknownTopic(let name, let nearest):
                "there is no command \(name)" + (nearest.map { "; did you mean hzsearch help \($0)?" } ?? "")
            case .unknownOption(let name, let command, let nearest):
                nearest == nil && command == "find" && !name.hasPrefix("--")
                    ? "find has no option \(name); to exclude a word say --not WORD, or put -- before the query"
                    : "\(command) has no option \(name)\(meant(nearest, "--"))"
            case .missingValue(let option, let placeholder): "--\(option) needs a value: --\(option) \(placeholder)"
            case .unexpectedValue(let option, let value): "--\(option) takes no value, but got \(value)"
            case .badValue(let option, let value, let expected): "--\(option) takes \(expected), not \(value)"
            case .badSetting(let name, let source, let value, let expected):
                "\(name) in \(source) takes \(expected), not \(value)"
            case .repeatedOption(let option): "--\(option) may be given once"
            case .conflict(let first, let second): "--\(first) and --\(second) exclude each other"
            case .missingOperands(let command, let operands): "say what: hzsearch \(command) \(operands)"
            case .unexpectedOperand(let operand, let command): "\(command) takes no operand, but got \(operand)"
            }
        self.init(message, .usage)
    }

    /// For an index that is not there.
    public init(_ error: IndexLocation.Failure) {
        switch error {
        case .notAnIndex(let path):
            let names = (try? Settings.ofProcess().indexes.map(\.name)) ?? []
            let meant = nearest(to: path, among: names).map { "; or did you mean --index \($0)?" } ?? ""
            self.init("no index in \(path): run hzsearch index --index \(path) FOLDER\(meant)", .index)
        case .forbidden(let path):
            self.init("\(path) can't be read by this user: permission denied", .index)
        case .nowhere(let folder):
            self.init("no index in \(folder) or above it: run hzsearch index FOLDER, or say --index DIR", .index)
        }
    }

    /// For an index that can't be read or written.
    public init(_ error: IndexError, index: String) {
        switch error {
        case .storage(let fact):
            self.init(fact, index: index)
        case .noIndex(let path):
            self.init("no index in \(path): run hzsearch index --index \(path) FOLDER", .index)
        case .analyzerMismatch(let found, let expected):
            let advice = "remove it and run hzsearch index again"
            self.init("\(index) was made by another analyzer: expected \(expected), found \(found); \(advice)", .index)
        default:
            self.init("\(index): \(error)", .index)
        }
    }

    /// For bytes that can't be read or written.
    public init(_ error: StorageError, index: String) {
        let again = "remove \(index) and run hzsearch index again"
        let message =
            switch error {
            case .notFound(let file): "\(index): \(file) is missing; \(again)"
            case .alreadyExists(let file): "\(index): \(file) exists already"
            case .locked(_, let holder):
                "\(index) is being written by another hzsearch\(holder.map { " (process \($0))" } ?? "")"
                    + "; wait for it to finish"
            case .readOnly(let path):
                "\(path) can't be written: this user may not, or it is read-only"
            case .full(let path): "\(path): no space left on the device; what was committed before is intact"
            case .io(let operation, let path, let code):
                // Not all that fails has to do with a file: a thread that can't be started.
                "\(path.isEmpty ? "" : path + ": ")\(operation): \(Host.message(forError: code))"
            case .corrupt(let file, let offset, let fact):
                "\(index)/\(file) is damaged at \(offset): \(Self.words(fact)); \(again)"
            case .formatTooOld(let file, let found, let minimum):
                "\(index)/\(file) has format \(found), older than \(minimum); \(again)"
            case .formatTooNew(let file, let found, let maximum):
                "\(index)/\(file) has format \(found), newer than \(maximum); use a newer hzsearch"
            }
        self.init(message, .index)
    }

    /// What is wrong with a damaged file.
    private static func words(_ fact: CorruptionFact) -> String {
        switch fact {
        case .length(let expected, let found): "it has \(found) bytes, not \(expected)"
        case .magic: "it does not begin as a file of hzsearch"
        case .kind(let expected, let found): "it is a file of kind \(found), not \(expected)"
        case .segment(let expected, let found): "it belongs to segment \(found), not \(expected)"
        case .checksum: "its checksum is another one"
        case .overrun: "it ends too early"
        case .varint: "a number has no end"
        case .value(let name): "its \(name) can't be right"
        }
    }

    /// For a daemon that can't be asked.
    public init(_ error: ClientError) {
        if case .refused(_, "bad_query", let message) = error {
            self.init(message, .usage)
            return
        }
        let message =
            switch error {
            case .noDaemon(let socket): "no daemon listens at \(socket): run hzsearch serve"
            case .pathTooLong(let socket, let bytes, let limit):
                "the socket path has \(bytes) bytes, \(limit) are possible: \(socket); say a shorter --socket"
            case .foreignDaemon(let socket, let user): "\(socket) is held by another user (\(user)): not trusted"
            case .io(let operation, let socket, let code):
                "\(socket): \(operation): \(Host.message(forError: code))"
            case .timedOut(let socket): "the daemon at \(socket) does not answer"
            case .malformedResponse(let socket): "what answers at \(socket) is not hzsearch"
            case .otherVersion(let socket, let found):
                "\(found.isEmpty ? "something" : found) answers at \(socket), not this version: start the daemon again"
            case .refused(let status, let code, let message): "the daemon refused (\(status) \(code)): \(message)"
            }
        self.init(message, .daemon)
    }

    /// For a search that failed.
    public init(_ error: SearchError, index: String) {
        switch error {
        case .query(let text, let note):
            self.init(note.fact.fault, .usage, quote: (text, note.range.lowerBound))
        case .timedOut: self.init("the search took too long; ask for less", .index)
        case .index(let fact): self.init(fact, index: index)
        }
    }

    /// What kept a command from reading or writing an index; an error that is of something else as it is.
    public static func ofIndex(_ index: String, _ error: any Error) -> any Error {
        switch error {
        case let error as SearchError: Failure(error, index: index)
        case let error as IndexError: Failure(error, index: index)
        case let error as StorageError: Failure(error, index: index)
        default: error
        }
    }
}

import HZStorage

/// The searches that a user saved: a file each, below `$XDG_STATE_HOME/hzsearch/searches`. While a value lives, no other
/// process changes them.
struct SavedSearches {
    private let directory: FileSystemDirectory
    private let lock: IndexLock

    private static let suffix = ".json"
    /// A file of a million ids has 16 MB.
    private static let longestFile = 64 << 20
    private static let patience = (milliseconds: 20, times: 100)

    /// Where they are; nil where the user has no home.
    static var folder: String? {
        if let state = Host.environment("XDG_STATE_HOME"), state.hasPrefix("/") { return state + "/hzsearch/searches" }
        return Host.environment("HOME").map { $0 + "/.local/state/hzsearch/searches" }
    }

    /// Opens the folder, makes it where it is missing, and waits up to two seconds for who else changes it.
    init() throws(Failure) {
        guard let folder = Self.folder else {
            throw Failure("there is no place for saved searches: neither XDG_STATE_HOME nor HOME is set", .usage)
        }
        do throws(StorageError) {
            directory = try FileSystemDirectory(creating: folder)
            lock = try Self.lock(directory)
        } catch {
            throw Failure(error, index: folder)
        }
    }

    private static func lock(_ directory: FileSystemDirectory) throws(StorageError) -> IndexLock {
        for _ in 0..<patience.times {
            if let lock = try? directory.lock(".lock") { return lock }
            Host.pause(milliseconds: patience.milliseconds)
        }
        return try directory.lock(".lock")
    }

    /// The search of a name.
    func search(_ name: String) throws(Failure) -> SavedSearch {
        guard SavedSearch.isName(name) else { throw Self.unknown(name) }
        switch Host.read(directory.path + "/" + name + Self.suffix, atMost: Self.longestFile) {
        case .failure(let error) where error.isAbsence: throw Self.unknown(name)
        case .failure(let error):
            throw Failure("\(directory.path)/\(name)\(Self.suffix): \(Host.message(forError: error.code))", .usage)
        case .success(let bytes):
            guard let search = SavedSearch(json: bytes), search.name == name else {
                throw Failure("\(directory.path)/\(name)\(Self.suffix) is no saved search", .usage)
            }
            return search
        }
    }

    private static func unknown(_ name: String) -> Failure {
        Failure("no search is saved as \(name); hzsearch saved lists them", .usage)
    }

    /// The names of all, in order.
    var names: [String] {
        let files = (try? directory.list()) ?? []
        return files.filter { $0.hasSuffix(Self.suffix) && !$0.hasPrefix(".") }
            .map { String($0.dropLast(Self.suffix.count)) }.sorted()
    }

    /// Writes a search, in the place of what has its name.
    func write(_ search: SavedSearch) throws(Failure) {
        do throws(StorageError) {
            try directory.replace(search.name + Self.suffix, with: search.json)
        } catch {
            throw Failure(error, index: directory.path)
        }
    }

    /// Removes the search of a name.
    func remove(_ name: String) throws(Failure) {
        _ = try search(name)
        do throws(StorageError) {
            try directory.remove(name + Self.suffix)
            try directory.sync()
        } catch {
            throw Failure(error, index: directory.path)
        }
    }
}

import Synchronization

/// A directory in memory: for tests, fuzzing, and indexes that need not outlive the process. Opening a file
/// copies nothing. Safe for many threads.
public final class MemoryDirectory: Directory {
    /// The name in messages.
    public let path = "memory"
    private let state = Mutex(State())

    private struct State {
        var files: [String: [UInt8]] = [:]
        var isLocked = false
    }

    /// A directory that holds copies of the given files.
    public init(files: [String: [UInt8]] = [:]) {
        state.withLock { $0.files = files }
    }

    /// All files, by name.
    public var files: [String: [UInt8]] {
        get { state.withLock { $0.files } }
        set { state.withLock { $0.files = newValue } }
    }

    public func list() throws(StorageError) -> [String] {
        state.withLock { Array($0.files.keys) }
    }

    public func create(_ name: String) throws(StorageError) -> any OutputFile {
        let isNew = state.withLock { state in
            guard state.files[name] == nil else { return false }
            state.files[name] = []
            return true
        }
        guard isNew else { throw .alreadyExists(file: name) }
        return MemoryFile(name: name, directory: self)
    }

    public func open(_ name: String) throws(StorageError) -> MappedFile {
        guard let contents = state.withLock({ $0.files[name] }) else { throw .notFound(file: name) }
        return MappedFile(name: name, contents: contents)
    }

    public func rename(_ name: String, to newName: String) throws(StorageError) {
        let isDone = state.withLock { state in
            guard let contents = state.files.removeValue(forKey: name) else { return false }
            state.files[newName] = contents
            return true
        }
        guard isDone else { throw .notFound(file: name) }
    }

    public func remove(_ name: String) throws(StorageError) {
        guard state.withLock({ $0.files.removeValue(forKey: name) }) != nil else {
            throw .notFound(file: name)
        }
    }

    public func sync() throws(StorageError) {}

    public func lock(_ name: String) throws(StorageError) -> IndexLock {
        let isTaken = state.withLock { state in
            defer { state.isLocked = true }
            return state.isLocked
        }
        guard !isTaken else { throw .locked(file: name, holder: nil) }
        return IndexLock { [self] in state.withLock { $0.isLocked = false } }
    }

    fileprivate func append(_ bytes: UnsafeRawBufferPointer, to name: String) {
        state.withLock { unsafe $0.files[name, default: []].append(contentsOf: bytes) }
    }

    private final class MemoryFile: OutputFile {
        let name: String
        private let directory: MemoryDirectory

        init(name: String, directory: MemoryDirectory) {
            self.name = name
            self.directory = directory
        }

        func write(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
            unsafe directory.append(bytes, to: name)
        }

        func sync() throws(StorageError) {}
        func close() throws(StorageError) {}
    }
}

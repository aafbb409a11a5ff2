import HZStorage
import Synchronization

/// A directory in memory that remembers every operation in order, so that a test can ask what a disk may hold after
/// power was lost at any moment (after LevelDB's FaultInjectionTestEnv and ALICE, Pillai et al., OSDI 2014). It can also
/// fail an operation, or leave out a sync to prove that the sync matters.
public final class FaultDirectory: Directory {
    /// What was done, in order.
    public enum Operation: Sendable {
        /// A file was created.
        case create(String)
        /// Bytes were appended.
        case write(String, [UInt8])
        /// A file's bytes were made durable.
        case syncFile(String)
        /// A file was renamed.
        case rename(String, String)
        /// A file was removed.
        case remove(String)
        /// Names were made durable.
        case syncDirectory
        /// The program told its user that the commit of a generation is done.
        case acknowledge(UInt64)
    }

    private struct State {
        var log: [Operation] = []
        var syncs = 0
        var ignoredSync: Int?
        var failAt: (operation: Int, errno: Int32, forever: Bool)?
        var count = 0
        var openFailure: (errno: Int32, isActive: Bool)?
    }

    private let memory = MemoryDirectory()
    private let state = Mutex(State())

    /// The name in messages.
    public var path: String { "fault" }

    /// An empty directory. The sync call of this number (from 0) is left out, if one is named.
    public init(ignoringSync ignored: Int? = nil) {
        state.withLock { $0.ignoredSync = ignored }
    }

    /// Everything done so far.
    public var log: [Operation] { state.withLock { $0.log } }

    /// How many sync calls, of files and of the directory, were made.
    public var syncCount: Int { state.withLock { $0.syncs } }

    /// How many operations that may fail were made.
    public var operationCount: Int { state.withLock { $0.count } }

    /// Makes the operation of a number (from 0, counted from now) fail, once or from then on.
    public func fail(at operation: Int, errno: Int32, forever: Bool) {
        state.withLock { state in
            state.count = 0
            state.failAt = (operation, errno, forever)
        }
    }

    /// Makes the opening of files fail from the next rename on: what a process short of descriptors meets.
    public func failOpeningAfterRename(errno: Int32) {
        state.withLock { $0.openFailure = (errno, false) }
    }

    /// Makes every operation succeed again.
    public func heal() {
        state.withLock { state in
            state.failAt = nil
            state.openFailure = nil
        }
    }

    /// Notes that a commit was acknowledged.
    public func acknowledge(_ generation: UInt64) {
        state.withLock { $0.log.append(.acknowledge(generation)) }
    }

    private func check(_ operation: String, _ name: String) throws(StorageError) {
        let failure = state.withLock { state -> Int32? in
            defer { state.count += 1 }
            guard let failAt = state.failAt else { return nil }
            return state.count == failAt.operation || failAt.forever && state.count > failAt.operation
                ? failAt.errno : nil
        }
        if let failure { throw .io(operation: operation, path: name, errno: failure) }
    }

    private func record(_ operation: Operation) {
        state.withLock { $0.log.append(operation) }
    }

    private func recordSync(_ operation: Operation) {
        state.withLock { state in
            if state.syncs != state.ignoredSync { state.log.append(operation) }
            state.syncs += 1
        }
    }

    // MARK: Directory

    public func list() throws(StorageError) -> [String] {
        try memory.list()
    }

    public func create(_ name: String) throws(StorageError) -> any OutputFile {
        try check("create", name)
        let file = try memory.create(name)
        record(.create(name))
        return FaultFile(file: file, directory: self)
    }

    public func open(_ name: String) throws(StorageError) -> MappedFile {
        if let failure = state.withLock({ $0.openFailure }), failure.isActive {
            throw .io(operation: "open", path: name, errno: failure.errno)
        }
        return try memory.open(name)
    }

    public func rename(_ name: String, to newName: String) throws(StorageError) {
        try check("rename", name)
        try memory.rename(name, to: newName)
        record(.rename(name, newName))
        state.withLock { $0.openFailure?.isActive = true }
    }

    public func remove(_ name: String) throws(StorageError) {
        try check("unlink", name)
        try memory.remove(name)
        record(.remove(name))
    }

    public func sync() throws(StorageError) {
        try check("fsync", path)
        recordSync(.syncDirectory)
    }

    public func lock(_ name: String) throws(StorageError) -> IndexLock {
        try memory.lock(name)
    }

    private final class FaultFile: OutputFile {
        let name: String
        private let file: any OutputFile
        private let directory: FaultDirectory

        init(file: any OutputFile, directory: FaultDirectory) {
            name = file.name
            self.file = file
            self.directory = directory
        }

        func write(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
            try directory.check("write", name)
            unsafe try file.write(bytes)
            unsafe directory.record(.write(name, Array(bytes)))
        }

        func sync() throws(StorageError) {
            try directory.check("fsync", name)
            directory.recordSync(.syncFile(name))
        }

        func close() throws(StorageError) {
            try file.close()
        }
    }
}

import Glibc

/// A directory on disk, by POSIX calls relative to its own descriptor, so that a renamed parent changes nothing.
/// The only code that calls `fsync` and `rename`. Reading writes nothing. Safe for many threads.
public final class FileSystemDirectory: Directory {
    public let path: String
    private let descriptor: Int32

    /// Opens a directory that exists.
    public init(opening path: String) throws(StorageError) {
        self.path = path
        descriptor = try Self.retrying("open", path) {
            unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        }
    }

    /// Opens a directory, after making it (mode 0700) and its parents where they are missing.
    public convenience init(creating path: String) throws(StorageError) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += made.isEmpty || made.hasSuffix("/") ? String(part) : "/" + part
            if unsafe mkdir(made, 0o700) == 0 || errno == EEXIST || errno == EISDIR { continue }
            let failure = errno
            // A parent that can't be written may well exist: opening the whole path decides.
            if unsafe access(made, F_OK) != 0 { throw Self.error("mkdir", made, failure) }
        }
        try self.init(opening: path)
    }

    deinit {
        close(descriptor)
    }

    /// Whether its path still leads to it: not where it was removed, moved, or another was put in its place.
    public var isAtItsPath: Bool {
        var (own, there) = (stat(), stat())
        guard unsafe fstat(descriptor, &own) == 0, unsafe stat(path, &there) == 0 else { return false }
        return own.st_dev == there.st_dev && own.st_ino == there.st_ino
    }

    public func list() throws(StorageError) -> [String] {
        let copy = try Self.retrying("open", path) {
            unsafe openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        }
        guard let stream = unsafe fdopendir(copy) else {
            let failure = errno
            close(copy)
            throw Self.error("fdopendir", path, failure)
        }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else { break }
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe String(cString: UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self))
            }
            if name != ".", name != ".." { names.append(name) }
        }
        guard errno == 0 else { throw Self.error("readdir", path, errno) }
        return names
    }

    public func create(_ name: String) throws(StorageError) -> any OutputFile {
        let file = try Self.retrying("create", path + "/" + name) {
            unsafe openat(descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        }
        return FileSystemFile(name: name, path: path + "/" + name, descriptor: file)
    }

    public func open(_ name: String) throws(StorageError) -> MappedFile {
        let full = path + "/" + name
        let file = try existing("open", name) { unsafe openat(descriptor, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) }
        defer { close(file) }
        var status = stat()
        guard unsafe fstat(file, &status) == 0 else { throw Self.error("fstat", full, errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .io(operation: "open", path: full, errno: EINVAL)
        }
        return try MappedFile(name: name, descriptor: file, count: Int(status.st_size))
    }

    public func rename(_ name: String, to newName: String) throws(StorageError) {
        _ = try existing("rename", name) { unsafe renameat(descriptor, name, descriptor, newName) }
    }

    public func remove(_ name: String) throws(StorageError) {
        _ = try existing("unlink", name) { unsafe unlinkat(descriptor, name, 0) }
    }

    /// The same as ``retrying(_:_:_:)`` with a file that may not be there.
    private func existing(_ operation: String, _ name: String, _ call: () -> Int32) throws(StorageError) -> Int32 {
        do throws(StorageError) {
            return try Self.retrying(operation, path + "/" + name, call)
        } catch .io(_, _, ENOENT) {
            throw .notFound(file: name)
        }
    }

    public func sync() throws(StorageError) {
        _ = try Self.retrying("fsync", path) { fsync(descriptor) }
    }

    public func lock(_ name: String) throws(StorageError) -> IndexLock {
        let full = path + "/" + name
        let file = try Self.retrying("lock", full) {
            unsafe openat(descriptor, name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        }
        while flock(file, LOCK_EX | LOCK_NB) != 0 {
            let failure = errno
            if failure == EINTR { continue }
            guard failure == EWOULDBLOCK else {
                close(file)
                throw Self.error("flock", full, failure)
            }
            let holder = LockHolder.process(of: file)
            close(file)
            throw .locked(file: full, holder: holder)
        }
        // The number only serves messages: a failure to write it must not refuse the lock.
        let text = Array("\(getpid())\n".utf8)
        if ftruncate(file, 0) == 0 { _ = unsafe pwrite(file, text, text.count, 0) }
        return IndexLock(descriptor: file)
    }

    /// Calls until the call is not interrupted; a negative result throws.
    static func retrying(
        _ operation: String,
        _ path: String,
        _ call: () -> Int32
    ) throws(StorageError) -> Int32 {
        while true {
            let result = call()
            if result >= 0 { return result }
            if errno != EINTR { throw error(operation, path, errno) }
        }
    }

    static func error(_ operation: String, _ path: String, _ code: Int32) -> StorageError {
        switch code {
        case ENOSPC, EDQUOT: .full(path: path)
        case EROFS: .readOnly(path: path)
        case EEXIST: .alreadyExists(file: path)
        case EACCES where ["create", "lock", "mkdir", "rename", "unlink"].contains(operation): .readOnly(path: path)
        default: .io(operation: operation, path: path, errno: code)
        }
    }
}

/// A file on disk being written. A failed `fsync` is final: what the kernel dropped is not known (the file is
/// thrown away by its writer and never synced again).
private final class FileSystemFile: OutputFile {
    let name: String
    private let path: String
    private var descriptor: Int32

    init(name: String, path: String, descriptor: Int32) {
        self.name = name
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        if descriptor >= 0 { _ = Glibc.close(descriptor) }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
        let failure = unsafe Syscalls.writeAll(bytes, to: descriptor)
        if failure != 0 { throw FileSystemDirectory.error("write", path, failure) }
    }

    func sync() throws(StorageError) {
        _ = try FileSystemDirectory.retrying("fsync", path) { fsync(descriptor) }
    }

    func close() throws(StorageError) {
        let closing = descriptor
        descriptor = -1
        // Linux frees the descriptor even when close(2) is interrupted: never retried.
        if closing >= 0, Glibc.close(closing) != 0, errno != EINTR {
            throw FileSystemDirectory.error("close", path, errno)
        }
    }
}

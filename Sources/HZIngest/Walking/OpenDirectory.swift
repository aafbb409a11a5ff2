import Glibc

/// What the file system says of one entry.
struct EntryStatus: Sendable, Equatable {
    enum Kind: Sendable { case file, folder, link, other }

    var kind: Kind
    var size: UInt64
    /// Nanoseconds since 1970.
    var modified: Int64
    var device: UInt64
    var inode: UInt64

    init(_ status: stat) {
        switch status.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        case S_IFLNK: kind = .link
        default: kind = .other
        }
        size = UInt64(clamping: status.st_size)
        modified = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }

    /// Whether both are the same file, whatever its content.
    func isSameFile(as other: EntryStatus) -> Bool { device == other.device && inode == other.inode }
}

/// A folder held open, so that renaming it or its parents changes nothing. One descriptor.
struct OpenDirectory: ~Copyable {
    private let descriptor: Int32
    /// Which folder it is.
    let status: EntryStatus

    /// Opens a folder by its path, following links: people may name a link.
    init?(path: SourcePath) {
        self.init(descriptor: Self.open(AT_FDCWD, path.bytes, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    }

    private init?(descriptor: Int32) {
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
        self.status = EntryStatus(status)
    }

    deinit {
        close(descriptor)
    }

    /// Opens a folder in this one; never through a link.
    func folder(_ name: [UInt8]) -> OpenDirectory? {
        OpenDirectory(descriptor: Self.open(descriptor, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW))
    }

    /// Opens the folder around this one.
    func parent() -> OpenDirectory? {
        OpenDirectory(descriptor: Self.open(descriptor, Array("..".utf8), O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    }

    /// The names of all entries but `.` and `..`, in no order; nil where the system refuses.
    func names() -> [[UInt8]]? {
        let copy = Self.open(descriptor, Array(".".utf8), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { return nil }
        guard let stream = unsafe fdopendir(copy) else {
            close(copy)
            return nil
        }
        defer { unsafe closedir(stream) }
        var names: [[UInt8]] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else { return errno == 0 ? names : nil }
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
            if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
        }
    }

    /// What an entry is, without following links.
    func status(of name: [UInt8]) -> EntryStatus? {
        var status = stat()
        let result = unsafe (name + [0]).withUnsafeBytes { bytes in
            unsafe bytes.baseAddress.map {
                unsafe fstatat(descriptor, $0.assumingMemoryBound(to: CChar.self), &status, AT_SYMLINK_NOFOLLOW)
            } ?? -1
        }
        return result == 0 ? EntryStatus(status) : nil
    }

    /// What a path leads to, following links.
    static func status(of path: SourcePath) -> EntryStatus? {
        var status = stat()
        let result = unsafe (path.bytes + [0]).withUnsafeBytes { bytes in
            unsafe bytes.baseAddress.map {
                unsafe fstatat(AT_FDCWD, $0.assumingMemoryBound(to: CChar.self), &status, 0)
            } ?? -1
        }
        return result == 0 ? EntryStatus(status) : nil
    }

    private static func open(_ descriptor: Int32, _ name: [UInt8], _ flags: Int32) -> Int32 {
        while true {
            let result = unsafe (name + [0]).withUnsafeBytes { bytes in
                unsafe bytes.baseAddress.map {
                    unsafe openat(descriptor, $0.assumingMemoryBound(to: CChar.self), flags)
                } ?? -1
            }
            if result >= 0 || errno != EINTR { return result }
        }
    }
}

import Glibc

/// An open file or folder of the corpus, closed when it goes out of scope: the module's door to the kernel.
///
/// Everything is opened so that it can neither block nor lead astray: no symbolic link is followed at the last
/// component (unless asked), no FIFO waits for a writer, no terminal is taken over, no child process inherits it.
struct OpenFile: ~Copyable {
    let descriptor: Int32

    /// How the last component may be resolved.
    enum Links {
        case refused
        case followed
    }

    /// Opens a path for reading, however long it is.
    init(_ path: CorpusPath, links: Links = .refused, folder: Bool = false) throws(Errno) {
        // The kernel takes at most PATH_MAX bytes at a time: longer paths are walked in pieces.
        let longest = Int(PATH_MAX) - 1
        var rest = path.bytes[...]
        var base: Int32 = AT_FDCWD
        defer { if base != AT_FDCWD { close(base) } }
        while rest.count > longest {
            guard let slash = rest.prefix(longest).lastIndex(of: UInt8(ascii: "/")), slash > rest.startIndex
            else {
                throw Errno(code: ENAMETOOLONG)
            }
            let next = try Self.open(rest[..<slash], at: base, flags: O_RDONLY | O_DIRECTORY)
            if base != AT_FDCWD { close(base) }
            base = next
            rest = rest[slash...].drop { $0 == UInt8(ascii: "/") }
        }
        var flags = O_RDONLY
        if links == .refused { flags |= O_NOFOLLOW }
        if folder { flags |= O_DIRECTORY }
        descriptor = try Self.open(rest, at: base, flags: flags)
    }

    /// Opens an entry of `folder` that is a folder itself.
    init(folder name: ArraySlice<UInt8>, in folder: borrowing OpenFile) throws(Errno) {
        descriptor = try Self.open(name, at: folder.descriptor, flags: O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    }

    /// Opens an entry of `folder` for reading.
    init(_ name: ArraySlice<UInt8>, in folder: borrowing OpenFile) throws(Errno) {
        descriptor = try Self.open(name, at: folder.descriptor, flags: O_RDONLY | O_NOFOLLOW)
    }

    /// Opens the folder that holds `folder`.
    init(parentOf folder: borrowing OpenFile) throws(Errno) {
        descriptor = try Self.open(
            Array("..".utf8)[...],
            at: folder.descriptor,
            flags: O_RDONLY | O_DIRECTORY
        )
    }

    /// Takes over an open descriptor.
    init(owning descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    private static func open(_ path: ArraySlice<UInt8>, at base: Int32, flags: Int32) throws(Errno) -> Int32 {
        let name = path.map { CChar(bitPattern: $0) } + [0]
        while true {
            let opened = unsafe openat(base, name, flags | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
            if opened >= 0 { return opened }
            guard errno == EINTR else { throw Errno.current }
        }
    }

    /// What the kernel knows about the open file.
    func status() throws(Errno) -> FileStatus {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw Errno.current }
        return FileStatus(status)
    }

    /// What the kernel knows about an entry of this folder, itself and not what it links to.
    func status(of name: ArraySlice<UInt8>) throws(Errno) -> FileStatus {
        var status = stat()
        let path = name.map { CChar(bitPattern: $0) } + [0]
        guard unsafe fstatat(descriptor, path, &status, AT_SYMLINK_NOFOLLOW) == 0 else { throw Errno.current }
        return FileStatus(status)
    }

    /// Goes back to the beginning.
    func rewind() throws(Errno) {
        guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw Errno.current }
    }

    /// Reads up to `count` bytes behind the last ones read and appends them; returns how many, 0 at the end.
    func read(_ count: Int, into bytes: inout [UInt8]) throws(Errno) -> Int {
        let start = bytes.count
        var failure: Errno?
        var received = 0
        bytes.append(addingCapacity: count) { output in
            unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
                while true {
                    received = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                    if received >= 0 { break }
                    if errno != EINTR {
                        failure = Errno.current
                        received = 0
                        break
                    }
                }
                initialized = received
            }
        }
        if let failure { throw failure }
        return bytes.count - start
    }
}

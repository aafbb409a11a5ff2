import Glibc

/// The kernel's queue of changes in watched folders (inotify(7)). For one thread.
///
/// Unsafe code: system calls that take paths and buffers of bytes.
final class FolderEvents {
    /// One change.
    struct Event {
        /// Which watch saw it.
        var watch: Int32
        /// What happened: IN_ bits.
        var mask: UInt32
        /// The entry that it happened to; empty for the folder itself.
        var name: [UInt8]
    }

    private let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 64 << 10)

    /// Nil, where the system refuses.
    init?() {
        descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
        if descriptor < 0 { return nil }
    }

    deinit {
        close(descriptor)
    }

    /// What is asked for: whatever may change what an update finds.
    private static let interest =
        UInt32(IN_CLOSE_WRITE) | UInt32(IN_MODIFY) | UInt32(IN_CREATE) | UInt32(IN_DELETE) | UInt32(IN_MOVED_FROM)
        | UInt32(IN_MOVED_TO) | UInt32(IN_ATTRIB) | UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF)
        | UInt32(IN_ONLYDIR) | UInt32(IN_DONT_FOLLOW) | UInt32(IN_EXCL_UNLINK)

    /// Watches a folder; the watch, or minus the error number.
    func watch(_ path: [UInt8]) -> Int32 {
        let watch = unsafe (path + [0]).withUnsafeBytes { bytes in
            guard let start = unsafe bytes.bindMemory(to: CChar.self).baseAddress else { return Int32(-1) }
            return unsafe inotify_add_watch(descriptor, start, Self.interest)
        }
        return watch >= 0 ? watch : -errno
    }

    /// Forgets a watch.
    func remove(_ watch: Int32) {
        _ = inotify_rm_watch(descriptor, watch)
    }

    /// What has happened, after waiting up to some milliseconds for something.
    func next(milliseconds: Int32) -> [Event] {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&waiting, 1, milliseconds) > 0 else { return [] }
        let count = unsafe read(descriptor, &buffer, buffer.count)
        var events: [Event] = []
        var place = 0
        // int wd; uint32_t mask, cookie, len; char name[len], filled up with NUL.
        while place + 16 <= count {
            let (watch, mask, length) = unsafe buffer.withUnsafeBytes { bytes in
                (
                    unsafe bytes.loadUnaligned(fromByteOffset: place, as: Int32.self),
                    unsafe bytes.loadUnaligned(fromByteOffset: place + 4, as: UInt32.self),
                    unsafe Int(bytes.loadUnaligned(fromByteOffset: place + 12, as: UInt32.self))
                )
            }
            let name = buffer[min(place + 16, count)..<min(place + 16 + length, count)].prefix { $0 != 0 }
            events.append(Event(watch: watch, mask: mask, name: Array(name)))
            place += 16 + length
        }
        return events
    }

    /// The folders in a folder, symbolic links left out.
    static func folders(in path: [UInt8]) -> [[UInt8]] {
        let stream = unsafe (path + [0]).withUnsafeBytes { bytes -> OpaquePointer? in
            guard let start = unsafe bytes.bindMemory(to: CChar.self).baseAddress else { return nil }
            return unsafe opendir(start)
        }
        guard let stream = unsafe stream else { return [] }
        defer { unsafe closedir(stream) }
        var folders: [[UInt8]] = []
        while let entry = unsafe readdir(stream) {
            let kind = unsafe Int32(entry.pointee.d_type)
            guard kind == Int32(DT_DIR) || kind == Int32(DT_UNKNOWN) else { continue }
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe Array(bytes.prefix { $0 != 0 })
            }
            if name != Array(".".utf8), name != Array("..".utf8) { folders.append(name) }
        }
        return folders
    }
}

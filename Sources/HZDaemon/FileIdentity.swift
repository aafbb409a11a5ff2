import Glibc

/// Which file stands at a path, and since when: enough to see that it was replaced or changed.
struct FileIdentity: Equatable, Sendable {
    let device: UInt64
    let inode: UInt64
    let user: UInt32
    let isSocket: Bool
    /// Time of the last change, in nanoseconds since 1970; of a folder: of its names.
    let modified: Int

    /// Nil where nothing is there. A symbolic link is not followed.
    init?(path: String) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return nil }
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        user = status.st_uid
        isSocket = status.st_mode & S_IFMT == S_IFSOCK
        modified = status.st_mtim.tv_sec &* 1_000_000_000 &+ status.st_mtim.tv_nsec
    }
}

/// Nanoseconds since 1970 by the system's clock: only to be compared with file times.
func wallClock() -> Int {
    var now = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &now)
    return now.tv_sec &* 1_000_000_000 &+ now.tv_nsec
}

import Glibc

/// The part of `struct stat` that ingestion needs.
struct FileStatus: Equatable {
    enum Kind: Equatable {
        case regular
        case folder
        case symbolicLink
        case other
    }

    let kind: Kind
    let device: UInt64
    let inode: UInt64
    let size: Int
    let modified: Int
    let changed: Int

    init(_ status: stat) {
        switch status.st_mode & S_IFMT {
        case S_IFREG: kind = .regular
        case S_IFDIR: kind = .folder
        case S_IFLNK: kind = .symbolicLink
        default: kind = .other
        }
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int(status.st_size)
        modified = Self.nanoseconds(status.st_mtim)
        changed = Self.nanoseconds(status.st_ctim)
    }

    /// Nanoseconds since 1970; the ends of the range of `Int` for times beyond it.
    private static func nanoseconds(_ time: timespec) -> Int {
        let (product, overflow) = time.tv_sec.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, overflowOfSum) = product.addingReportingOverflow(time.tv_nsec)
        return overflow || overflowOfSum ? (time.tv_sec < 0 ? Int.min : Int.max) : sum
    }
}

import Glibc
import HZStorage

/// What this process takes of the machine, as the kernel tells (proc(5)). All zero where there is no /proc.
///
/// Unsafe code: read(2).
struct ProcessFacts {
    /// Memory in use, in bytes.
    private(set) var residentBytes = 0
    /// The part of it that is no mapped file.
    private(set) var anonymousBytes = 0
    /// Open files and sockets.
    private(set) var openFiles = 0

    init() {
        // size resident shared text lib data dt, in pages.
        let fields = Self.read("/proc/self/statm").split(separator: " ").map { Int($0) ?? 0 }
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        if fields.count > 2 {
            residentBytes = fields[1] * page
            anonymousBytes = max(0, fields[1] - fields[2]) * page
        }
        let names = (try? FileSystemDirectory(opening: "/proc/self/fd").list()) ?? []
        // Two of them are the folder itself.
        openFiles = max(0, names.count - 2)
    }

    private static func read(_ path: String) -> String {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return "" }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = unsafe Glibc.read(file, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
}

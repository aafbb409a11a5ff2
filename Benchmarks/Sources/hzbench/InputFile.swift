import Glibc

/// A file read from its beginning, a block at a time: what is measured must not have it mapped.
struct InputFile: ~Copyable {
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw BenchmarkError.unreadable(path: path) }
    }

    deinit {
        close(descriptor)
    }

    /// Calls `body` with each line, without its line break.
    func forEachLine(_ body: ([UInt8]) throws -> Void) throws {
        var block = [UInt8](repeating: 0, count: 1 << 20)
        var line: [UInt8] = []
        while true {
            let count = unsafe block.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { break }
            var rest = block[..<count]
            while let end = rest.firstIndex(of: 0x0A) {
                line.append(contentsOf: rest[..<end])
                try body(line)
                line.removeAll(keepingCapacity: true)
                rest = rest[(end + 1)...]
            }
            line.append(contentsOf: rest)
        }
        if !line.isEmpty { try body(line) }
    }
}

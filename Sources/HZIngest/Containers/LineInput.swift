import HZJSON

/// Reads lines and counted bytes from a file, decompressed.
struct LineInput: ~Copyable {
    private let file: OpenFile
    private var decompression: Decompression
    private var buffer: [UInt8] = []
    private var position = 0

    private static let chunkBytes = 256 << 10

    init(_ file: consuming OpenFile, _ compression: Compression) throws(StreamError) {
        self.file = file
        decompression = try Decompression(compression)
    }

    /// What the kernel knows about the file.
    func status() throws(StreamError) -> FileStatus {
        do throws(Errno) {
            return try file.status()
        } catch {
            throw .unreadable(errno: error.code)
        }
    }

    /// The next line without its end; nil at the end of the file. Of a longer line than `limit` only that much.
    mutating func line(limit: Int) throws(StreamError) -> [UInt8]? {
        var line: [UInt8] = []
        while true {
            if position == buffer.count, try !fill() { return line.isEmpty ? nil : line }
            let end = ByteScan.first(of: 0x0A, buffer.span, from: position, to: buffer.count)
            line.append(contentsOf: buffer[position..<min(end, position + max(0, limit - line.count))])
            let isWhole = end < buffer.count
            position = min(end + 1, buffer.count)
            if isWhole { break }
        }
        if line.last == 0x0D { line.removeLast() }
        return line
    }

    /// The next `count` bytes; fewer at the end of the file.
    mutating func bytes(_ count: Int) throws(StreamError) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            if position == buffer.count, try !fill() { break }
            let end = min(buffer.count, position + count - bytes.count)
            bytes.append(contentsOf: buffer[position..<end])
            position = end
        }
        return bytes
    }

    /// Passes over `count` bytes; returns whether they were all there.
    mutating func skip(_ count: Int) throws(StreamError) -> Bool {
        var left = count
        while left > 0 {
            if position == buffer.count, try !fill() { return false }
            let step = min(left, buffer.count - position)
            position += step
            left -= step
        }
        return true
    }

    private mutating func fill() throws(StreamError) -> Bool {
        buffer.removeAll(keepingCapacity: true)
        position = 0
        return try decompression.read(Self.chunkBytes, from: file, into: &buffer) > 0
    }
}

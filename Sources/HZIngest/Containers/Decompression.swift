/// Reads a file from front to back and decompresses what it reads.
struct Decompression: ~Copyable {
    private let decoder: (any StreamDecoder)?
    private var input: [UInt8] = []
    private var position = 0

    private static let chunkBytes = 128 << 10

    /// For bytes that are not compressed.
    init() { decoder = nil }

    init(_ compression: Compression) throws(StreamError) {
        switch compression {
        case .none: decoder = nil
        case .gzip:
            guard let opened = InflateDecoder(.gzip) else { throw .damaged }
            decoder = opened
        case .zstd:
            guard let opened = ZstdDecoder() else { throw .damaged }
            decoder = opened
        }
    }

    /// Appends up to `count` more bytes; returns how many, 0 at the end.
    mutating func read(
        _ count: Int,
        from file: borrowing OpenFile,
        into bytes: inout [UInt8]
    ) throws(StreamError) -> Int {
        guard let decoder else { return try Self.readFile(file, count, into: &bytes) }
        let start = bytes.count
        while bytes.count == start {
            var isAtEnd = false
            if position == input.count {
                input.removeAll(keepingCapacity: true)
                position = 0
                isAtEnd = try Self.readFile(file, Self.chunkBytes, into: &input) == 0
            }
            // At the end of the file too: output may have been held back.
            let taken = try decoder.decode(input, from: position, room: count, into: &bytes)
            position += taken
            guard taken == 0, bytes.count == start else { continue }
            guard isAtEnd, decoder.isAtBoundary else { throw .damaged }
            break
        }
        return bytes.count - start
    }

    /// Decompresses bytes in memory; at most `limit` of them, `nil` where there are more.
    static func decode(_ bytes: [UInt8], _ decoder: any StreamDecoder, limit: Int) throws(StreamError) -> [UInt8]? {
        var output: [UInt8] = []
        var position = 0
        while position < bytes.count {
            let before = output.count
            let taken = try decoder.decode(bytes, from: position, room: 64 << 10, into: &output)
            position += taken
            if output.count > limit { return nil }
            if taken == 0, output.count == before { throw .damaged }
        }
        while !decoder.isAtBoundary {
            let before = output.count
            _ = try decoder.decode([], from: 0, room: 64 << 10, into: &output)
            if output.count > limit { return nil }
            if output.count == before { break }
        }
        return output
    }

    private static func readFile(
        _ file: borrowing OpenFile,
        _ count: Int,
        into bytes: inout [UInt8]
    ) throws(StreamError) -> Int {
        do throws(Errno) {
            return try file.read(count, into: &bytes)
        } catch {
            throw .unreadable(errno: error.code)
        }
    }
}

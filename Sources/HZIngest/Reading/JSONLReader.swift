import HZJSON

/// Streams the articles of an export in JSON Lines: one object a line.
///
///     {"id": …, "title": …, "body": …, "author": …, "date": …, "language": …, "site": …, "url": …}
///
/// All members are optional but a title or a body. The id is `id`, else `url`, else `path`, else the file's path with
/// "#" and the number of the line. `text` serves as `body`; `author` may be an array of names. In the body an empty
/// line ends a block, a single line break is a space. A bad line is reported with its number, and the next one is read.
///
/// Memory is one chunk of 1 MiB, or the longest line where that is longer. Not for use by two threads at once.
public struct JSONLReader: ~Copyable {
    /// The longest line that is read: 64 MiB.
    public static let lineLimitBytes = 64 << 20

    private static let chunkBytes = 1 << 20

    private let file: OpenFile
    private var decompression: Decompression
    private let path: String
    private var buffer: [UInt8] = []
    private var lineStart = 0
    private var scanned = 0
    private var line = 0
    private var isAtEnd = false
    private var failure: StreamError?
    private var records = JSONLRecord()

    /// Reads from a descriptor, of a pipe as well; it is closed when the reader goes away. `path` names the
    /// source in articles and in ids made from line numbers.
    public init(owning descriptor: Int32, path: String) {
        file = OpenFile(owning: descriptor)
        decompression = Decompression()
        self.path = path
    }

    /// Opens a regular file.
    public init(_ walked: WalkedFile) throws(IngestError) {
        try self.init(try Self.open(walked), as: walked)
    }

    /// Reads a file that is open already.
    init(_ opened: consuming OpenFile, as walked: WalkedFile) throws(IngestError) {
        let started = try Self.decompression(walked.compression)
        file = opened
        decompression = started
        path = walked.path.text
    }

    /// What the kernel knows about the file now; nil where it does not tell.
    var status: FileStatus? { try? file.status() }

    private static func decompression(_ compression: Compression) throws(IngestError) -> Decompression {
        do throws(StreamError) {
            return try Decompression(compression)
        } catch {
            throw .skipped(.damaged)
        }
    }

    private static func open(_ walked: WalkedFile) throws(IngestError) -> OpenFile {
        let file = try FileSource.open(walked)
        guard let status = try? file.status(), status.kind == .regular else { throw .skipped(.notRegular) }
        return file
    }

    /// The next article or bad line; nil at the end.
    public mutating func next() -> Result<Article, BadRecord>? {
        while true {
            guard let range = nextLine() else {
                switch failure.take() {
                case nil: return nil
                case .damaged?: return .failure(BadRecord(line: line + 1, why: .damaged))
                case .unreadable(let code)?:
                    return .failure(BadRecord(line: line + 1, why: .unreadable(errno: code)))
                }
            }
            line += 1
            if range.count > Self.lineLimitBytes { return .failure(BadRecord(line: line, why: .tooLong)) }
            if isBlank(range) { continue }
            do throws(BadRecord.Cause) {
                return .success(try records.article(buffer, in: range, path: path, line: line))
            } catch {
                return .failure(BadRecord(line: line, why: error))
            }
        }
    }

    /// The next line without its end, in `buffer`; of one that is too long, only that it is.
    private mutating func nextLine() -> Range<Int>? {
        var skipped = 0
        while true {
            let end = ByteScan.first(of: 0x0A, buffer.span, from: scanned, to: buffer.count)
            if end < buffer.count || (isAtEnd && lineStart < buffer.count) {
                let range = lineStart..<end
                lineStart = min(end + 1, buffer.count)
                scanned = lineStart
                return skipped == 0 ? withoutMark(range) : range.lowerBound..<(range.upperBound + skipped)
            }
            if isAtEnd { return nil }
            scanned = end
            if buffer.count - lineStart > Self.lineLimitBytes {
                skipped += buffer.count - lineStart
                lineStart = buffer.count
            }
            fill()
        }
    }

    /// Moves the unread bytes to the front and reads more behind them.
    private mutating func fill() {
        buffer.removeSubrange(..<lineStart)
        scanned -= lineStart
        lineStart = 0
        do throws(StreamError) {
            let wanted = max(Self.chunkBytes - buffer.count, buffer.count)
            isAtEnd = try decompression.read(wanted, from: file, into: &buffer) == 0
        } catch {
            failure = error
            isAtEnd = true
        }
    }

    /// A byte order mark belongs to the file and not to its first line.
    private func withoutMark(_ range: Range<Int>) -> Range<Int> {
        guard line == 0, buffer[range].starts(with: [0xEF, 0xBB, 0xBF]) else { return range }
        return (range.lowerBound + 3)..<range.upperBound
    }

    private func isBlank(_ range: Range<Int>) -> Bool {
        buffer[range].allSatisfy { $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }
    }
}

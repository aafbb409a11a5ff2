import Glibc

/// Reads whole files, each in one version: never a mixture of what was there before and after a change.
public enum FileSource {
    /// The size up to which a page or text is read when nothing else is said: 16 MiB.
    public static let defaultLimitBytes = 16 << 20

    /// Reads a file of at most `limit` bytes, before and after decompression.
    ///
    /// Size and times of the file must be the same before and after; where they are not, it is read once more.
    /// Throws ``IngestError/skipped(_:)`` for what is not regular, empty, too large (found without reading, but for
    /// compressed files), damaged or changed twice, and ``IngestError/unreadable(path:errno:)`` for what the system
    /// refuses.
    public static func read(_ file: WalkedFile, limit: Int = defaultLimitBytes) throws(IngestError)
        -> SourceBytes
    {
        for _ in 0..<2 {
            let opened = try open(file)
            if let source = try attempt(opened, file, limit: limit) { return source }
        }
        throw .skipped(.changedWhileRead)
    }

    /// Opens a file that the walker found, whatever has become of it.
    static func open(_ file: WalkedFile) throws(IngestError) -> OpenFile {
        do throws(Errno) {
            return try OpenFile(file.path, links: file.isRoot ? .followed : .refused)
        } catch {
            throw failure(error, file.path)
        }
    }

    /// Reads a file that is open already, as ``read(_:limit:)`` does; `file` says what its name promises.
    static func read(
        _ opened: borrowing OpenFile,
        as file: WalkedFile,
        limit: Int
    ) throws(IngestError) -> SourceBytes {
        for _ in 0..<2 {
            if let source = try attempt(opened, file, limit: limit) { return source }
            do throws(Errno) {
                try opened.rewind()
            } catch {
                throw failure(error, file.path)
            }
        }
        throw .skipped(.changedWhileRead)
    }

    /// Why a file can't be read whole, from what the kernel knows about it; nil where it can.
    static func refusal(of status: FileStatus, limit: Int) -> SkipReason? {
        if status.kind != .regular { return .notRegular }
        if status.size <= 0 { return .empty }
        return status.size > limit ? .tooLarge : nil
    }

    /// What a failed system call means for a file.
    static func failure(_ error: Errno, _ path: CorpusPath) -> IngestError {
        switch error.code {
        case ELOOP: .skipped(.symbolicLink)
        case ENXIO: .skipped(.notRegular)
        default: .unreadable(path: path.text, errno: error.code)
        }
    }

    /// Nil where the file changed meanwhile.
    private static func attempt(
        _ opened: borrowing OpenFile,
        _ file: WalkedFile,
        limit: Int
    ) throws(IngestError) -> SourceBytes? {
        var before = try status(opened, file)
        if let reason = refusal(of: before, limit: limit) { throw .skipped(reason) }
        if isTickOpen(since: before.changed) {
            usleep(UInt32(longestTick / 1_000))
            before = try status(opened, file)
            if isTickOpen(since: before.changed) { return nil }
            if let reason = refusal(of: before, limit: limit) { throw .skipped(reason) }
        }
        var source = SourceBytes([], kind: file.kind, mtimeNanoseconds: Int64(before.modified))
        source.fileSize = UInt64(before.size)
        var damage: StreamError?
        do throws(StreamError) {
            // One byte more than there should be shows whether the file has grown.
            let most = file.compression == .none ? before.size : limit
            source.bytes.reserveCapacity(before.size + 1)
            var decompression = try Decompression(file.compression)
            while source.bytes.count <= most {
                let wanted = most + 1 - source.bytes.count
                let room = file.compression == .none ? wanted : min(wanted, 256 << 10)
                if try decompression.read(room, from: opened, into: &source.bytes) == 0 { break }
            }
        } catch {
            damage = error
        }
        let isUnchanged = try status(opened, file) == before
        switch damage {
        case .unreadable(let code)?: throw failure(Errno(code: code), file.path)
        case .damaged? where isUnchanged: throw .skipped(.damaged)
        case .damaged?: return nil
        case nil: break
        }
        guard isUnchanged else { return nil }
        // Programs that fetch pages keep them packed as they came, whatever the name says.
        if file.compression == .none, let packed = Compression.told(by: source.bytes), !file.kind.isContainer {
            var file = file
            file.compression = packed
            do throws(Errno) {
                try opened.rewind()
            } catch {
                throw failure(error, file.path)
            }
            return try attempt(opened, file, limit: limit)
        }
        if file.compression == .none { return source.bytes.count == before.size ? source : nil }
        if source.bytes.count > limit { throw .skipped(.tooLarge) }
        if source.bytes.isEmpty { throw .skipped(.empty) }
        return source
    }

    /// What the kernel knows about an open file.
    static func status(_ opened: borrowing OpenFile, _ file: WalkedFile) throws(IngestError) -> FileStatus {
        do throws(Errno) {
            return try opened.status()
        } catch {
            throw failure(error, file.path)
        }
    }

    /// Nanoseconds between two ticks of the clock that stamps files, at most (CONFIG_HZ=100), doubled.
    private static let longestTick = 20_000_000

    /// Whether another change could still get the same time stamp: the kernel takes it from a clock that moves in
    /// ticks, and two changes within one tick look like one. Since Linux 6.13 some stamps are exact, and so ahead of that
    /// clock: one call that is still writing has made it, and makes no other.
    private static func isTickOpen(since changed: Int) -> Bool {
        var now = timespec()
        guard unsafe clock_gettime(CLOCK_REALTIME_COARSE, &now) == 0 else { return false }
        let (age, overflow) = (now.tv_sec &* 1_000_000_000 &+ now.tv_nsec).subtractingReportingOverflow(
            changed
        )
        return !overflow && -longestTick..<longestTick ~= age
    }
}

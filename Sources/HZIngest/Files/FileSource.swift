import Glibc

/// One consistent version of a file.
public struct SourceBytes: Sendable {
    /// All bytes.
    public var bytes: [UInt8]
    /// What the name promises; ``SourceKind/unknown`` where only the bytes can tell.
    public var kind: SourceKind
    /// Time of the last change, in nanoseconds since 1970.
    public var mtimeNanoseconds: Int64

    /// Bytes that were obtained in another way than from a file.
    public init(_ bytes: [UInt8], kind: SourceKind, mtimeNanoseconds: Int64 = 0) {
        self.bytes = bytes
        self.kind = kind
        self.mtimeNanoseconds = mtimeNanoseconds
    }

    /// The fingerprint of the bytes; costs a pass over them.
    public var contentHash: UInt64 { ContentHash.hash(bytes) }
}

/// Reads whole files, each in one version: never a mixture of what was there before and after a change.
public enum FileSource {
    /// The size up to which a page or text is read when nothing else is said: 16 MiB.
    public static let defaultLimitBytes = 16 << 20

    /// Reads a file of at most `limit` bytes.
    ///
    /// Size and times of the file must be the same before and after; where they are not, it is read once more.
    /// Throws ``IngestError/skipped(_:)`` for what is not regular, empty, too large (found without reading) or
    /// changed twice, and ``IngestError/unreadable(path:errno:)`` for what the system refuses.
    public static func read(_ file: WalkedFile, limit: Int = defaultLimitBytes) throws(IngestError)
        -> SourceBytes
    {
        for _ in 0..<2 {
            switch attempt(file, limit: limit) {
            case .read(let source): return source
            case .refused(let error): throw error
            case .changed: continue
            }
        }
        throw .skipped(.changedWhileRead)
    }

    private enum Outcome {
        case read(SourceBytes)
        case refused(IngestError)
        case changed
    }

    private static func attempt(_ file: WalkedFile, limit: Int) -> Outcome {
        do throws(Errno) {
            let opened = try OpenFile(file.path, links: file.isRoot ? .followed : .refused)
            var before = try opened.status()
            if let reason = refusal(of: before, limit: limit) { return .refused(.skipped(reason)) }
            if isTickOpen(since: before.changed) {
                usleep(UInt32(longestTick / 1_000))
                before = try opened.status()
                if isTickOpen(since: before.changed) { return .changed }
                if let reason = refusal(of: before, limit: limit) { return .refused(.skipped(reason)) }
            }
            var bytes: [UInt8] = []
            // One byte more than there should be shows whether the file has grown.
            while bytes.count <= before.size {
                if try opened.read(before.size + 1 - bytes.count, into: &bytes) == 0 { break }
            }
            guard bytes.count == before.size, try opened.status() == before else { return .changed }
            return .read(SourceBytes(bytes, kind: file.kind, mtimeNanoseconds: Int64(before.modified)))
        } catch {
            switch error.code {
            case ELOOP: return .refused(.skipped(.symbolicLink))
            case ENXIO: return .refused(.skipped(.notRegular))
            default: return .refused(.unreadable(path: file.path.text, errno: error.code))
            }
        }
    }

    private static func refusal(of status: FileStatus, limit: Int) -> SkipReason? {
        if status.kind != .regular { return .notRegular }
        if status.size <= 0 { return .empty }
        return status.size > limit ? .tooLarge : nil
    }

    /// Nanoseconds between two ticks of the clock that stamps files, at most (CONFIG_HZ=100), doubled.
    private static let longestTick = 20_000_000

    /// Whether another change could still get the same time stamp: the kernel takes it from a clock that moves in
    /// ticks, and two changes within one tick look like one.
    private static func isTickOpen(since changed: Int) -> Bool {
        var now = timespec()
        guard unsafe clock_gettime(CLOCK_REALTIME_COARSE, &now) == 0 else { return false }
        let (age, overflow) = (now.tv_sec &* 1_000_000_000 &+ now.tv_nsec).subtractingReportingOverflow(
            changed
        )
        return !overflow && 0..<longestTick ~= age
    }
}

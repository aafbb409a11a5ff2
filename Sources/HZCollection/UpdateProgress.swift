import Synchronization

/// How far an update is. Written by its threads, read by whoever shows it.
public final class UpdateProgress: Sendable {
    /// One look at it.
    public struct Reading: Sendable, Equatable {
        /// Files and records that are done with.
        public var files: Int
        /// Their bytes.
        public var bytes: Int
        /// Bytes found so far; all of them once `isTotalKnown`.
        public var totalBytes: Int
        /// Whether the folders are walked to their end.
        public var isTotalKnown: Bool
        /// Whether reading is over and the index is being written.
        public var isCommitting: Bool
    }

    private let files = Atomic<Int>(0)
    private let bytes = Atomic<Int>(0)
    private let totalBytes = Atomic<Int>(0)
    private let isTotalKnown = Atomic<Bool>(false)
    private let isCommitting = Atomic<Bool>(false)

    /// The beginning.
    public init() {}

    /// How far it is now.
    public var reading: Reading {
        Reading(
            files: files.load(ordering: .relaxed),
            bytes: bytes.load(ordering: .relaxed),
            totalBytes: totalBytes.load(ordering: .relaxed),
            isTotalKnown: isTotalKnown.load(ordering: .relaxed),
            isCommitting: isCommitting.load(ordering: .relaxed)
        )
    }

    func found(bytes count: Int) { totalBytes.wrappingAdd(count, ordering: .relaxed) }
    func foundAll() { isTotalKnown.store(true, ordering: .relaxed) }
    func startCommit() { isCommitting.store(true, ordering: .relaxed) }

    func done(files count: Int, bytes size: Int) {
        files.wrappingAdd(count, ordering: .relaxed)
        bytes.wrappingAdd(size, ordering: .relaxed)
    }
}

import CHZKernels
import Glibc

/// The bytes of one immutable file, mapped (or lent by an array in memory), unmapped when the last user is gone.
///
/// Safe for many threads: nothing changes after `init`. The pointer is lent for as long as this object lives.
@safe public final class MappedFile: @unchecked Sendable {
    /// The file's name, for messages.
    public let name: String
    /// The bytes.
    public let bytes: UnsafeRawBufferPointer
    private let owner: [UInt8]?
    private let isMapped: Bool
    private let slot: Int32

    /// Maps the whole of an open file; the descriptor may be closed afterwards.
    init(name: String, descriptor: Int32, count: Int) throws(StorageError) {
        self.name = name
        owner = nil
        guard count > 0 else {
            unsafe bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            isMapped = false
            slot = -1
            return
        }
        let address = unsafe mmap(nil, count, PROT_READ, MAP_SHARED, descriptor, 0)
        guard let address = unsafe address, unsafe address != MAP_FAILED else {
            throw .io(operation: "mmap", path: name, errno: errno)
        }
        unsafe bytes = UnsafeRawBufferPointer(start: address, count: count)
        isMapped = true
        slot = unsafe hz_watch_mapping(address, count)
    }

    /// Lends the bytes of an array, without copying them.
    public init(name: String, contents: [UInt8]) {
        self.name = name
        owner = contents
        isMapped = false
        slot = -1
        // The array is never changed after this, and its storage lives as long as `owner` does.
        unsafe bytes = contents.withUnsafeBytes { pointer in unsafe pointer }
    }

    /// Gives back the memory that reading took, until it is read again: for whoever reads a file once from end to end and
    /// must not be seen to hold it. The bytes stay lent.
    public func release() {
        guard isMapped, let start = unsafe bytes.baseAddress else { return }
        unsafe madvise(UnsafeMutableRawPointer(mutating: start), bytes.count, MADV_DONTNEED)
    }

    /// Whether bytes were read that the file does not have any more: zeros stood in for them.
    public var hasLostPages: Bool { hz_mapping_lost_pages(slot) != 0 }

    /// How many pages of all mapped files of this process were lost so far.
    public static var lostPages: UInt { hz_lost_pages() }

    /// From now on, files of an index that are cut off while they are mapped cost their readers an error, not the process
    /// (`SIGBUS`). For programs: a signal's handler belongs to the whole process. Files that are mapped already are not
    /// covered.
    public static func surviveTruncation() { hz_survive_lost_pages() }

    deinit {
        hz_unwatch_mapping(slot)
        if isMapped, let start = unsafe bytes.baseAddress {
            unsafe munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
        }
    }
}

import Glibc

/// The entries of one folder, sorted by the bytes of their names: one buffer for all names, so that a
/// folder of a hundred thousand files costs a few allocations.
struct FolderListing {
    enum Kind: UInt8 {
        case regular
        case folder
        case symbolicLink
        case other
        /// The file system does not say: ask for the entry's status.
        case unknown
    }

    private struct Entry {
        var start: UInt32
        var length: UInt16
        var kind: Kind
    }

    private var names: [UInt8] = []
    private var entries: [Entry] = []

    /// Reads all entries but "." and "..". `folder` stays open and its own.
    init(of folder: borrowing OpenFile) throws(Errno) {
        // fdopendir takes the descriptor for itself: it gets one of its own, with a position of its own.
        let own = unsafe openat(folder.descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard own >= 0 else { throw Errno.current }
        guard let stream = unsafe fdopendir(own) else {
            let failure = Errno.current
            close(own)
            throw failure
        }
        defer { unsafe closedir(stream) }
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else {
                if errno != 0 { throw Errno.current }
                break
            }
            unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
                unsafe name.withMemoryRebound(to: UInt8.self, capacity: 256) { bytes in
                    let length = unsafe strnlen(
                        UnsafeRawPointer(bytes).assumingMemoryBound(to: CChar.self),
                        255
                    )
                    unsafe append(
                        unsafe UnsafeBufferPointer(start: bytes, count: length),
                        kind: unsafe entry.pointee.d_type
                    )
                }
            }
            // Positions are 32 bits: far beyond any folder that a file system can list in memory.
            guard names.count < Int(UInt32.max) - 256 else { throw Errno(code: EOVERFLOW) }
        }
        sort()
    }

    private mutating func append(_ name: UnsafeBufferPointer<UInt8>, kind: UInt8) {
        let isDots = unsafe name.count <= 2 && name.allSatisfy { $0 == UInt8(ascii: ".") }
        guard !isDots else { return }
        let kindOfEntry: Kind =
            switch Int(kind) {
            case Int(DT_REG): .regular
            case Int(DT_DIR): .folder
            case Int(DT_LNK): .symbolicLink
            case Int(DT_UNKNOWN): .unknown
            default: .other
            }
        entries.append(
            Entry(start: UInt32(names.count), length: UInt16(name.count), kind: kindOfEntry)
        )
        unsafe names.append(contentsOf: name)
    }

    private mutating func sort() {
        let names = names
        entries.sort { left, right in
            names[Self.range(of: left)].lexicographicallyPrecedes(names[Self.range(of: right)])
        }
    }

    private static func range(of entry: Entry) -> Range<Int> {
        Int(entry.start)..<(Int(entry.start) + Int(entry.length))
    }

    var count: Int { entries.count }

    /// Whether there is an entry of this name.
    ///
    /// - Complexity: O(log count).
    func holds(_ name: [UInt8]) -> Bool {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self.name(at: middle).lexicographicallyPrecedes(name) { low = middle + 1 } else { high = middle }
        }
        return low < count && self.name(at: low).elementsEqual(name)
    }

    func name(at index: Int) -> ArraySlice<UInt8> { names[Self.range(of: entries[index])] }

    func kind(at index: Int) -> Kind { entries[index].kind }
}

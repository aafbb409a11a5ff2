import CHZKernels

/// Where a phrase may begin in one document: the positions of one word of it, narrowed down by those of the others.
@safe struct PhraseStarts {
    private(set) var count = 0
    private let memory: QueryMemory
    private var starts: UnsafeMutablePointer<UInt32>
    private var capacity = 64

    init(_ memory: QueryMemory) {
        self.memory = memory
        unsafe starts = memory.takeRaw(capacity, of: UInt32.self)
    }

    /// The first start; nil for none.
    var first: UInt32? { count > 0 ? unsafe starts[0] : nil }

    /// The starts, ascending.
    var all: [UInt32] { (0..<count).map { unsafe starts[$0] } }

    /// Begins with two words, by their positions and how far they stand behind the first.
    mutating func begin(
        _ positions: UnsafeBufferPointer<UInt32>,
        offset: UInt32,
        _ others: UnsafeBufferPointer<UInt32>,
        otherOffset: UInt32
    ) {
        guard let first = positions.baseAddress, let other = others.baseAddress else {
            count = 0
            return
        }
        if positions.count > capacity {
            capacity = 2 * positions.count
            unsafe starts = memory.takeRaw(capacity, of: UInt32.self)
        }
        count = unsafe hz_phrase_starts(
            first,
            positions.count,
            offset,
            other,
            others.count,
            otherOffset,
            positions.count,
            starts
        )
    }

    /// Whether some position of a word is as far from one of another as their offsets are.
    @inline(__always)
    static func isAny(
        _ positions: UnsafeBufferPointer<UInt32>,
        offset: UInt32,
        _ others: UnsafeBufferPointer<UInt32>,
        otherOffset: UInt32
    ) -> Bool {
        guard let first = positions.baseAddress, let other = others.baseAddress else { return false }
        var start: UInt32 = 0
        return unsafe hz_phrase_starts(first, positions.count, offset, other, others.count, otherOffset, 1, &start) > 0
    }

    /// The starts, lent until they change.
    var lent: UnsafeBufferPointer<UInt32> { unsafe UnsafeBufferPointer(start: starts, count: count) }
}

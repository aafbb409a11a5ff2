/// Walks the ids of several segments side by side, in their order.
struct IDWalk {
    /// The present id.
    private(set) var id: [UInt8] = []
    /// Which of the segments hold it, and where.
    private(set) var members: [(index: Int, info: TermInfo)] = []
    private var iterators: [TermIterator] = []
    private var isAlive: [Bool] = []

    init(_ readers: [SegmentReader]) throws(IndexError) {
        for reader in readers {
            var iterator = try reader.terms(from: .id)
            isAlive.append(try Self.advance(&iterator))
            iterators.append(iterator)
        }
    }

    /// How many documents of all segments have the present id, deleted ones included.
    var documentFrequency: Int { members.reduce(0) { $0 + Int($1.info.documentFrequency) } }

    /// Moves to the next id; false at the end.
    mutating func next() throws(IndexError) -> Bool {
        for member in members { isAlive[member.index] = try Self.advance(&iterators[member.index]) }
        members.removeAll(keepingCapacity: true)
        for index in iterators.indices where isAlive[index] {
            let key = iterators[index].key
            if let first = members.first {
                if iterators[first.index].key.lexicographicallyPrecedes(key) { continue }
                if key != iterators[first.index].key { members.removeAll(keepingCapacity: true) }
            }
            members.append((index, iterators[index].info))
        }
        guard let first = members.first else { return false }
        id = Array(iterators[first.index].key.dropFirst())
        return true
    }

    private static func advance(_ iterator: inout TermIterator) throws(IndexError) -> Bool {
        try iterator.next() && iterator.key.first == Field.id.rawValue
    }
}

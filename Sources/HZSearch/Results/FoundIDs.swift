/// A document that was found, without anything that is stored of it.
public struct ScoredID: Sendable, Equatable {
    /// Its id.
    public let id: String
    /// How well it matches; comparable within one answer only.
    public let score: Float
}

/// Documents that were found, in the order of an answer. The bytes of their ids lie one behind the other: an id is made
/// text when it is asked for, and who passes bytes on makes none.
public struct FoundIDs: RandomAccessCollection, Sendable, Equatable {
    private var bytes: [UInt8] = []
    private var entries: [(end: Int, score: Float)] = []

    /// Room for some documents.
    init(capacity: Int) {
        bytes.reserveCapacity(128 * capacity)
        entries.reserveCapacity(capacity)
    }

    /// Adds a document whose id the body appends.
    mutating func append<Failure>(
        score: Float,
        _ body: (inout [UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        try body(&bytes)
        entries.append((bytes.count, score))
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { entries.count }

    /// A document; what of its id is no UTF-8 is repaired. O(length of the id).
    public subscript(position: Int) -> ScoredID {
        ScoredID(id: String(decoding: bytes(position), as: UTF8.self), score: score(position))
    }

    /// How well a document matches.
    public func score(_ position: Int) -> Float { entries[position].score }

    /// The bytes of a document's id. O(1).
    public func bytes(_ position: Int) -> ArraySlice<UInt8> {
        bytes[(position == 0 ? 0 : entries[position - 1].end)..<entries[position].end]
    }

    /// Whether the documents and their scores are the same.
    public static func == (one: FoundIDs, other: FoundIDs) -> Bool { one.elementsEqual(other) }
}

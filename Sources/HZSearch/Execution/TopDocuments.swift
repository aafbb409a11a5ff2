import HZIndex

/// The best documents of one segment met so far: a heap with the worst of them on top.
///
/// Documents are ordered by a key, higher first, and of equal ones by tie rank, lower first. O(log capacity) for one
/// that enters, O(1) for one that does not.
@safe struct TopDocuments {
    /// The documents, in the order of a heap.
    private(set) var entries: [RankedDocument] = []
    /// The lowest score that can still enter. What is sure to score less need not be looked at.
    private(set) var threshold: Float
    private let segment: Int
    private let capacity: Int
    private let tieRanks: TieRanks?
    /// The rank of a document that entered could not be read: what was found is worth nothing.
    private(set) var isDamaged = false
    private let floor: Float

    /// Room for `capacity` documents. Those below `floor` are not wanted; those at it are. Without tie ranks, documents are
    /// in their order.
    init(segment: Int, capacity: Int, floor: Float, tieRanks: TieRanks?) {
        self.segment = segment
        self.capacity = capacity
        self.floor = floor
        self.tieRanks = tieRanks
        threshold = capacity == 0 ? .infinity : floor
        entries.reserveCapacity(min(capacity, 1_024))
    }

    /// Whether as many documents as wanted were found.
    var isFull: Bool { entries.count >= capacity }

    /// How many of the documents that come next are enough, whatever came before; 0 where some could not enter anyway.
    var wanted: Int { threshold > 0 ? 0 : capacity }

    /// Whether so many documents could raise the threshold, or it is there from the start.
    func canFill(_ count: Int) -> Bool { entries.count + count >= capacity || floor > 0 }

    /// The key of a score that is not negative: it orders as the score does.
    @inline(__always)
    static func key(_ score: Float) -> UInt64 { UInt64(score.bitPattern) << 32 }

    /// Offers a document with its score. Within a segment, documents come in ascending order.
    @inline(__always)
    mutating func offer(_ document: UInt32, score: Float) {
        guard score >= threshold else { return }
        insert(document, key: Self.key(score))
        if isFull, let worst = entries.first {
            let lowest = Float(bitPattern: UInt32(truncatingIfNeeded: worst.key >> 32))
            threshold = max(floor, tieRanks == nil ? lowest.nextUp : lowest)
        }
    }

    /// Offers a document with a key of another kind than its score.
    mutating func insert(_ document: UInt32, key: UInt64) {
        guard capacity > 0 else { return }
        var rank = document
        if let tieRanks {
            if let known = tieRanks[document] { rank = known } else { isDamaged = true }
        }
        let entry = RankedDocument(segment: segment, document: document, tieRank: rank, key: key)
        if entries.count < capacity {
            entries.append(entry)
            siftUp()
        } else if entries[0].isWorse(than: entry) {
            entries[0] = entry
            siftDown()
        }
    }

    /// Takes the documents out, the best first.
    mutating func takeSorted() -> [RankedDocument] {
        entries.sort { $1.isWorse(than: $0) }
        defer { entries = [] }
        return entries
    }

    private mutating func siftUp() {
        var place = entries.count - 1
        let entry = entries[place]
        while place > 0 {
            let parent = (place - 1) / 2
            guard entry.isWorse(than: entries[parent]) else { break }
            entries[place] = entries[parent]
            place = parent
        }
        entries[place] = entry
    }

    private mutating func siftDown() {
        var place = 0
        let entry = entries[0]
        while true {
            var child = 2 * place + 1
            guard child < entries.count else { break }
            if child + 1 < entries.count, entries[child + 1].isWorse(than: entries[child]) { child += 1 }
            guard entries[child].isWorse(than: entry) else { break }
            entries[place] = entries[child]
            place = child
        }
        entries[place] = entry
    }
}

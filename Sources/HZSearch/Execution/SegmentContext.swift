import HZIndex

/// What the parts of one query's execution in one segment share. One thread at a time.
@safe final class SegmentContext {
    let segment: IndexSnapshot.Segment
    let grid: ScoreGrid
    let memory = QueryMemory()
    let arena = CursorArena()
    /// The deadline has passed: what was found is worth nothing.
    private(set) var isLate = false
    /// A failure besides the arena's.
    private var failure: IndexError?
    private let deadline: ContinuousClock.Instant?
    private let averageLengths: [Float]
    private var factors: [UnsafePointer<Float>?] = unsafe .init(repeating: nil, count: Field.allCases.count)
    private var checks = 0
    private var live: Bitmap?

    /// A context; `averageLengths` by the fields' raw values.
    init(
        segment: IndexSnapshot.Segment,
        averageLengths: [Float],
        grid: ScoreGrid,
        deadline: ContinuousClock.Instant?
    ) {
        self.segment = segment
        self.averageLengths = averageLengths
        self.grid = grid
        self.deadline = deadline
    }

    /// How many documents the segment has.
    var documentCount: UInt32 { segment.reader.documentCount }

    /// The length factors of a field, 256 of them.
    func lengthFactors(_ field: Field) -> UnsafePointer<Float> {
        let index = Int(field.rawValue)
        if let known = unsafe factors[index] { return unsafe known }
        let table = unsafe memory.take(256, of: Float.self)
        let values = BM25.lengthFactors(NormCode.lengths, averageLength: averageLengths[index])
        for (code, value) in values.enumerated() { unsafe table[code] = value }
        unsafe factors[index] = unsafe UnsafePointer(table)
        return unsafe UnsafePointer(table)
    }

    /// The length codes of a field; zeros where it has none.
    func norms(_ field: Field) -> UnsafePointer<UInt8> {
        do throws(IndexError) {
            if let norms = unsafe try segment.reader.norms(field) { return unsafe norms }
        } catch {
            fail(error)
        }
        return unsafe UnsafePointer(memory.take(Int(documentCount), of: UInt8.self))
    }

    /// The documents that a search may find; nil for all.
    func liveDocuments() -> Bitmap? {
        if let live { return live }
        let hidden = segment.unsearchable
        guard hidden.count > 0 else { return nil }
        let bitmap = Bitmap(documentCount: documentCount, memory: memory)
        for (index, word) in hidden.words.enumerated() { unsafe bitmap.words[index] = ~word }
        live = bitmap
        return bitmap
    }

    /// Looks at the clock, at most at every 64th call. True when the work should end.
    func mustStop() -> Bool {
        checks &+= 1
        guard checks & 63 == 0, let deadline else { return isLate }
        if ContinuousClock.now > deadline { isLate = true }
        return isLate
    }

    /// Notes the first failure.
    func fail(_ error: IndexError) {
        if failure == nil { failure = error }
    }

    /// Throws what went wrong.
    func throwFailure() throws(SearchError) {
        if let failure = failure ?? arena.failure { throw .index(failure) }
        if isLate { throw .timedOut }
    }
}

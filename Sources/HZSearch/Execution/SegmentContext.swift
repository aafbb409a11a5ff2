import HZIndex

/// What the parts of one query's execution in one segment share. One thread at a time.
@safe final class SegmentContext {
    let segment: IndexSnapshot.Segment
    let grid: ScoreGrid
    let memory: QueryMemory
    let arena: CursorArena
    let sums: CleanSums
    /// The deadline has passed: what was found is worth nothing.
    private(set) var isLate = false
    /// A failure besides the arena's.
    private var failure: IndexError?
    private let deadline: ContinuousClock.Instant?
    private let factors: LengthFactors
    private var checks = 0
    private var live: Bitmap?

    /// A context with memory that no other context uses at the same time.
    init(
        segment: IndexSnapshot.Segment,
        factors: LengthFactors,
        grid: ScoreGrid,
        scratch: SearchScratch,
        deadline: ContinuousClock.Instant?
    ) {
        scratch.reset()
        memory = scratch.memory
        arena = scratch.arena
        sums = scratch.sums
        self.segment = segment
        self.factors = factors
        self.grid = grid
        self.deadline = deadline
    }

    /// How many documents the segment has.
    var documentCount: UInt32 { segment.reader.documentCount }

    /// The length factors of a field, 256 of them.
    func lengthFactors(_ field: Field) -> UnsafePointer<Float> { unsafe factors[field] }

    /// The length codes of a field; zeros where it has none.
    func norms(_ field: Field) -> UnsafePointer<UInt8> {
        do throws(IndexError) {
            if let norms = unsafe try segment.reader.norms(field) { return unsafe norms }
        } catch {
            fail(error)
        }
        return unsafe UnsafePointer(memory.take(Int(documentCount), of: UInt8.self))
    }

    /// A document's length in a field, as its code tells it.
    func length(_ field: Field, _ document: UInt32) -> Int {
        Int(NormCode.decode(unsafe norms(field)[Int(document)]))
    }

    /// A document's length factor in a field (see `BM25`).
    func lengthFactor(_ field: Field, _ document: UInt32) -> Float {
        let norms = unsafe norms(field)
        return unsafe lengthFactors(field)[Int(norms[Int(document)])]
    }

    /// Of documents with words, those that were not deleted; nil for all. What else no search finds has no words.
    func liveDocuments() -> Bitmap? {
        if let live { return live }
        let deleted = segment.deleted
        guard deleted.count > 0 else { return nil }
        let bitmap = Bitmap(documentCount: documentCount, memory: memory)
        for (index, word) in deleted.words.enumerated() { unsafe bitmap.words[index] = ~word }
        live = bitmap
        return bitmap
    }

    /// Looks at the clock, at every eighth call. True when the work should end.
    func mustStop() -> Bool {
        checks &+= 1
        guard checks & 7 == 0, let deadline else { return isLate }
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

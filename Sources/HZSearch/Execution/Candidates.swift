/// Documents that some words brought in, ascending, on their way through the other words of a query.
@safe final class Candidates {
    private(set) var count = 0
    private let documents: UnsafeMutablePointer<UInt32>
    private let scores: UnsafeMutablePointer<Float>
    /// Room for what a step finds: which candidates, with which frequencies and scores.
    private let which: UnsafeMutablePointer<UInt32>
    private let frequencies: UnsafeMutablePointer<UInt32>
    private let added: UnsafeMutablePointer<Float>

    /// Room for `capacity` documents.
    init(_ memory: QueryMemory, capacity: Int = Window.longestRun) {
        unsafe documents = memory.takeRaw(capacity, of: UInt32.self)
        unsafe scores = memory.takeRaw(capacity, of: Float.self)
        unsafe which = memory.takeRaw(capacity, of: UInt32.self)
        unsafe frequencies = memory.takeRaw(capacity, of: UInt32.self)
        unsafe added = memory.takeRaw(capacity, of: Float.self)
    }

    /// Takes those documents of a window, which begins at `base`, whose score is at least `least`, which is above 0.
    func set(_ window: Window, base: UInt32, atLeast least: Float, allowed: Bitmap?) {
        let selected = unsafe window.select(atLeast: least, into: which)
        count = 0
        for selected in 0..<selected {
            let place = unsafe Int(which[selected])
            let document = base &+ UInt32(truncatingIfNeeded: place)
            unsafe documents[count] = document
            unsafe scores[count] = window.score(place)
            count &+= allowed?.contains(document) ?? true ? 1 : 0
        }
    }

    /// The same of a window in which few documents are set; empties it.
    func set(draining window: Window, base: UInt32, atLeast least: Float, allowed: Bitmap?) {
        count = 0
        window.drain { place, score in
            let document = base &+ UInt32(truncatingIfNeeded: place)
            unsafe documents[count] = document
            unsafe scores[count] = score
            count &+= score >= least && allowed?.contains(document) ?? true ? 1 : 0
        }
    }

    /// Takes all documents of a window of rare words, which begins at `base`; empties it.
    func set(draining window: SparseWindow, base: UInt32, allowed: Bitmap?) {
        count = 0
        window.drain { place, score in
            let document = base &+ UInt32(truncatingIfNeeded: place)
            unsafe documents[count] = document
            unsafe scores[count] = score
            count &+= allowed?.contains(document) ?? true ? 1 : 0
        }
    }

    /// A score that at least `wanted` of them reach, nearly the highest such; 0 where none is known.
    func reached(by wanted: Int) -> Float { unsafe PostingScorer.reached(by: wanted, of: scores, count: count) }

    /// Takes the documents at some places of a run, with their scores.
    func set(
        _ run: UnsafeBufferPointer<UInt32>,
        _ runScores: UnsafePointer<Float>,
        _ places: UnsafePointer<UInt32>,
        count selected: Int,
        allowed: Bitmap?
    ) {
        count = 0
        for selected in 0..<selected {
            let place = unsafe Int(places[selected])
            unsafe documents[count] = run[place]
            unsafe scores[count] = runScores[place]
            count &+= unsafe allowed?.contains(run[place]) ?? true ? 1 : 0
        }
    }

    /// Makes all scores zero.
    func clearScores() { unsafe scores.update(repeating: 0, count: count) }

    /// Takes all documents of a run, without scores.
    func set(_ run: UnsafeBufferPointer<UInt32>, allowed: Bitmap?) {
        count = 0
        for place in run.indices {
            unsafe documents[count] = run[place]
            count &+= unsafe allowed?.contains(run[place]) ?? true ? 1 : 0
        }
    }

    /// Keeps those whose score is at least `least`.
    func keep(atLeast least: Float) {
        let kept = unsafe PostingScorer.select(scores, count: count, atLeast: least, into: which)
        if kept < count { keep(kept) }
    }

    /// Keeps those that a word has, and adds what it scores.
    func keep(in cursor: inout WordCursor) {
        let kept = unsafe cursor.select(documents, count: count, needsFrequencies: true, into: which, frequencies)
        if kept < count { keep(kept) }
        unsafe cursor.score(documents, frequencies, count: count, into: added)
        for place in 0..<count { unsafe scores[place] += added[place] }
    }

    /// Adds what a word scores to those that it has; keeps all.
    func add(_ cursor: inout WordCursor) {
        let found = unsafe cursor.select(documents, count: count, needsFrequencies: true, into: which, frequencies)
        for place in 0..<found {
            let candidate = unsafe Int(which[place])
            unsafe scores[candidate] += cursor.score(of: documents[candidate], frequency: frequencies[place])
        }
    }

    /// Keeps those that a word has.
    func keep(whereIn cursor: inout WordCursor) {
        let kept = unsafe cursor.select(documents, count: count, needsFrequencies: false, into: which, frequencies)
        if kept < count { keep(kept) }
    }

    /// Calls with each of them, ascending.
    @inline(__always)
    func forEach(_ body: (_ document: UInt32, _ score: Float) -> Void) {
        for place in 0..<count { unsafe body(documents[place], scores[place]) }
    }

    private func keep(_ kept: Int) {
        for place in 0..<kept {
            let old = unsafe Int(which[place])
            unsafe documents[place] = documents[old]
            unsafe scores[place] = scores[old]
        }
        count = kept
    }
}

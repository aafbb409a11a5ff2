/// Documents of a run of one word's postings, ascending, on their way through the other words of a conjunction.
@safe final class Candidates {
    private(set) var count = 0
    private let documents: UnsafeMutablePointer<UInt32>
    private let scores: UnsafeMutablePointer<Float>
    /// Room for what a step finds: which candidates, with which frequencies and scores.
    private let which: UnsafeMutablePointer<UInt32>
    private let frequencies: UnsafeMutablePointer<UInt32>
    private let added: UnsafeMutablePointer<Float>

    init(_ memory: QueryMemory) {
        unsafe documents = memory.takeRaw(Window.longestRun, of: UInt32.self)
        unsafe scores = memory.takeRaw(Window.longestRun, of: Float.self)
        unsafe which = memory.takeRaw(Window.longestRun, of: UInt32.self)
        unsafe frequencies = memory.takeRaw(Window.longestRun, of: UInt32.self)
        unsafe added = memory.takeRaw(Window.longestRun, of: Float.self)
    }

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

    /// Keeps those that a word has.
    func keep(whereIn cursor: inout WordCursor) {
        let kept = unsafe cursor.select(documents, count: count, needsFrequencies: false, into: which, frequencies)
        for place in 0..<kept { unsafe documents[place] = documents[Int(which[place])] }
        count = kept
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

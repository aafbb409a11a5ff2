import CHZKernels

/// A row of documents of a segment, one bit and one score each. Scores of documents whose bit is not set are zero.
@safe struct Window {
    /// How many documents it has.
    static let length = 4_096
    /// No run of postings that is scored at once is longer.
    static let longestRun = 512
    private static let wordCount = length / 64

    private let bits: UnsafeMutablePointer<UInt64>
    private let scores: UnsafeMutablePointer<Float>
    /// Room for the scores of a run of postings.
    let runScores: UnsafeMutablePointer<Float>

    /// A window that is to be cleared before it is used: some searches never do.
    init(_ memory: QueryMemory) {
        unsafe bits = memory.takeRaw(Self.wordCount, of: UInt64.self)
        unsafe scores = memory.takeRaw(Self.length, of: Float.self)
        unsafe runScores = memory.takeRaw(Self.longestRun, of: Float.self)
    }

    @inline(__always)
    func add(_ place: Int, _ score: Float) {
        unsafe bits[place &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: place & 63)
        unsafe scores[place] += score
    }

    @inline(__always)
    func mark(_ place: Int) {
        unsafe bits[place &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: place & 63)
    }

    @inline(__always)
    func contains(_ place: Int) -> Bool {
        unsafe bits[place &>> 6] &>> UInt64(truncatingIfNeeded: place & 63) & 1 == 1
    }

    @inline(__always)
    func score(_ place: Int) -> Float { unsafe scores[place] }

    /// The places whose scores are at least `least`, which is above 0, ascending; returns how many there are.
    func select(atLeast least: Float, into places: UnsafeMutablePointer<UInt32>) -> Int {
        unsafe PostingScorer.select(scores, count: Self.length, atLeast: least, into: places)
    }

    /// A score that at least `wanted` documents reach, nearly the highest such; 0 where none is known.
    func reached(by wanted: Int) -> Float {
        unsafe PostingScorer.reached(by: wanted, of: scores, count: Self.length)
    }

    /// Adds the scores of `count` documents of a run from `base` on, without setting them.
    func addScores(_ documents: UnsafePointer<UInt32>, base: UInt32, count: Int) {
        unsafe hz_add_scores(documents, runScores, count, base, scores)
    }

    /// Makes all scores zero.
    func clearScores() { unsafe scores.update(repeating: 0, count: Self.length) }

    var isEmpty: Bool {
        for word in 0..<Self.wordCount where unsafe bits[word] != 0 { return false }
        return true
    }

    /// How many documents are set.
    var count: Int {
        var count = 0
        for word in 0..<Self.wordCount { unsafe count += bits[word].nonzeroBitCount }
        return count
    }

    /// Empties it.
    func clear() {
        unsafe bits.update(repeating: 0, count: Self.wordCount)
        unsafe scores.update(repeating: 0, count: Self.length)
    }

    /// Sets the first `count` documents.
    func fill(_ count: Int) {
        for word in 0..<Self.wordCount {
            let left = count - 64 * word
            unsafe bits[word] = left >= 64 ? .max : left <= 0 ? 0 : (1 << UInt64(left)) - 1
        }
    }

    /// Takes out one document.
    func remove(_ place: Int) {
        unsafe bits[place &>> 6] &= ~(1 &<< UInt64(truncatingIfNeeded: place & 63))
        unsafe scores[place] = 0
    }

    /// Keeps what is in both, with the sum of the scores.
    func formIntersection(_ other: Window) {
        for word in 0..<Self.wordCount {
            let both = unsafe bits[word] & other.bits[word]
            if unsafe both == 0 && bits[word] == 0 { continue }
            unsafe bits[word] = both
            combine(word, with: other, keeping: both)
        }
    }

    /// Takes what is in the other too, with the sum of the scores.
    func formUnion(_ other: Window) {
        for word in 0..<Self.wordCount where unsafe other.bits[word] != 0 {
            unsafe bits[word] |= other.bits[word]
            for place in 64 * word..<64 * word + 64 { unsafe scores[place] += other.scores[place] }
        }
    }

    /// Adds the scores that the other has for what is in this.
    func addScores(_ other: Window) {
        for word in 0..<Self.wordCount where unsafe bits[word] & other.bits[word] != 0 {
            unsafe combine(word, with: other, keeping: bits[word])
        }
    }

    /// Takes out what is in the other.
    func subtract(_ other: Window) {
        for word in 0..<Self.wordCount where unsafe bits[word] & other.bits[word] != 0 {
            unsafe bits[word] &= ~other.bits[word]
            clearScores(word)
        }
    }

    /// Keeps what is set in 64 words of a bitmap.
    func formIntersection(_ bitmap: UnsafePointer<UInt64>) {
        for word in 0..<Self.wordCount where unsafe bits[word] & ~bitmap[word] != 0 {
            unsafe bits[word] &= bitmap[word]
            clearScores(word)
        }
    }

    /// Writes the bits to 64 words of a bitmap.
    func copyBits(to bitmap: UnsafeMutablePointer<UInt64>) {
        unsafe bitmap.update(from: bits, count: Self.wordCount)
    }

    /// Calls with each document that is set, ascending.
    @inline(__always)
    func forEach(_ body: (_ place: Int) -> Void) {
        for word in 0..<Self.wordCount {
            var left = unsafe bits[word]
            while left != 0 {
                body(word &* 64 &+ left.trailingZeroBitCount)
                left &= left &- 1
            }
        }
    }

    /// Calls with each document that is set and its score, ascending, and takes it out.
    @inline(__always)
    func drain(_ body: (_ place: Int, _ score: Float) -> Void) {
        for word in 0..<Self.wordCount where unsafe bits[word] != 0 {
            var left = unsafe bits[word]
            unsafe bits[word] = 0
            while left != 0 {
                let place = word &* 64 &+ left.trailingZeroBitCount
                let score = unsafe scores[place]
                unsafe scores[place] = 0
                body(place, score)
                left &= left &- 1
            }
        }
    }

    @inline(__always)
    private func combine(_ word: Int, with other: Window, keeping bits: UInt64) {
        for bit in 0..<64 {
            let place = 64 * word + bit
            let sum = unsafe scores[place] + other.scores[place]
            unsafe scores[place] = bits &>> UInt64(truncatingIfNeeded: bit) & 1 == 1 ? sum : 0
        }
    }

    private func clearScores(_ word: Int) {
        for bit in 0..<64 where unsafe bits[word] &>> UInt64(truncatingIfNeeded: bit) & 1 == 0 {
            unsafe scores[64 * word + bit] = 0
        }
    }
}

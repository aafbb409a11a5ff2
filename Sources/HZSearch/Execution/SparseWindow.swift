/// A long row of documents of a segment of which few are set, one bit and one score each: for words that are rare, so that
/// the work on each row, however few postings are in it, is done seldom.
@safe struct SparseWindow {
    /// How many documents it has.
    static let length = 16_384
    private static let wordCount = length / 64

    private let bits: UnsafeMutablePointer<UInt64>
    /// Of documents that are set; any value for others.
    private let scores: UnsafeMutablePointer<Float>
    /// Room for the scores of a run of postings.
    let runScores: UnsafeMutablePointer<Float>

    /// An empty window.
    init(_ memory: QueryMemory) {
        unsafe bits = memory.take(Self.wordCount, of: UInt64.self)
        unsafe scores = memory.takeRaw(Self.length, of: Float.self)
        unsafe runScores = memory.takeRaw(Window.longestRun, of: Float.self)
    }

    @inline(__always)
    func add(_ place: Int, _ score: Float) {
        let word = place &>> 6
        let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: place & 63)
        let sum = unsafe bits[word] & bit == 0 ? score : scores[place] + score
        unsafe bits[word] |= bit
        unsafe scores[place] = sum
    }

    /// Calls with each document that is set and its score, ascending, and takes it out.
    @inline(__always)
    func drain(_ body: (_ place: Int, _ score: Float) -> Void) {
        for word in 0..<Self.wordCount where unsafe bits[word] != 0 {
            var left = unsafe bits[word]
            unsafe bits[word] = 0
            while left != 0 {
                let place = word &* 64 &+ left.trailingZeroBitCount
                unsafe body(place, scores[place])
                left &= left &- 1
            }
        }
    }
}

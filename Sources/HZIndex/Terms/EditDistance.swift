/// How many edits lead from a word to each beginning of another that is given character by character: characters left
/// out, put in, replaced, or swapped with their neighbour (Damerau 1964, as restricted by Wagner and Fischer's rows).
@safe struct EditDistance: ~Copyable {
    /// Words of more characters have no such distance.
    static let longestWord = 64

    /// No distance above it is told apart.
    let most: Int
    private let word: [UInt32]
    private let width: Int
    /// The row of the distances after so many characters, cut at `most + 1`; and the least of each row.
    private let rows: UnsafeMutablePointer<UInt8>
    private let least: UnsafeMutablePointer<UInt8>
    /// The characters given.
    private let given: UnsafeMutablePointer<UInt32>
    /// How many characters were given.
    private(set) var depth = 0

    /// Distances of up to `most` (1...3) from a word, nil where it is too long.
    init?(_ word: [UInt32], most: Int) {
        guard word.count <= Self.longestWord, (1...3).contains(most) else { return nil }
        self.word = word
        self.most = most
        width = word.count + 1
        // Of more characters than these, some edit is left for none.
        let mostRows = width + most + 1
        unsafe rows = .allocate(capacity: width * mostRows)
        unsafe least = .allocate(capacity: mostRows)
        unsafe given = .allocate(capacity: mostRows)
        for column in 0..<width { unsafe rows[column] = UInt8(min(column, most + 1)) }
        unsafe least[0] = 0
    }

    deinit {
        unsafe rows.deallocate()
        unsafe least.deallocate()
        unsafe given.deallocate()
    }

    /// The distance of the characters given from the whole word; more than `most` for all that is farther.
    var distance: Int { unsafe Int(rows[depth * width + width - 1]) }

    /// Whether an edit is left: then any character may come next.
    var takesAny: Bool { unsafe Int(least[depth]) < most }

    /// Adds a character, while an edit is left.
    mutating func add(_ character: UInt32) {
        let before = unsafe rows + depth * width
        let row = unsafe before + width
        let limit = UInt8(most + 1)
        var lowest = UInt8(min(depth + 1, most + 1))
        unsafe row[0] = lowest
        for column in 1..<width {
            let same = word[column - 1] == character
            var best = unsafe min(before[column], row[column - 1]) + 1
            unsafe best = min(best, before[column - 1] + (same ? 0 : 1))
            if column > 1, depth > 0, word[column - 2] == character, unsafe word[column - 1] == given[depth - 1] {
                unsafe best = min(best, before[column - 2 - width] + 1)
            }
            best = min(best, limit)
            unsafe row[column] = best
            lowest = min(lowest, best)
        }
        unsafe given[depth] = character
        depth += 1
        unsafe least[depth] = lowest
    }

    /// Takes characters away until `count` are left.
    mutating func cut(to count: Int) { depth = min(depth, count) }

    /// Where no edit is left: calls with each way to go on to the word's end. The word's characters from `rest` on, after
    /// one of them that comes first where two are swapped.
    func forEachEnd(_ body: (_ swapped: Int?, _ rest: Int) -> Void) {
        let row = unsafe rows + depth * width
        for column in 0..<width {
            if unsafe Int(row[column]) == most { body(nil, column) }
            guard depth > 0, column > 1, unsafe word[column - 1] == given[depth - 1] else { continue }
            if unsafe Int(row[column - 2 - width]) + 1 == most { body(column - 2, column) }
        }
    }
}

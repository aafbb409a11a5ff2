/// How many edits lead from a word to each beginning of another that is given character by character: characters left
/// out, put in, replaced, or swapped with their neighbour (Damerau 1964, as restricted by Wagner and Fischer's rows). Of
/// each row only the cells are made that may be within the edits.
@safe struct EditDistance: ~Copyable {
    /// Words of more characters have no such distance.
    static let longestWord = 64

    /// No distance above it is told apart.
    let most: Int
    private let word: UnsafeMutablePointer<UInt32>
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
        self.most = most
        width = word.count + 1
        // Of more characters than these, some edit is left for none.
        let mostRows = width + most + 1
        unsafe self.word = .allocate(capacity: width)
        for (place, character) in word.enumerated() { unsafe self.word[place] = character }
        unsafe rows = .allocate(capacity: width * mostRows)
        unsafe rows.initialize(repeating: UInt8(most + 1), count: width * mostRows)
        unsafe least = .allocate(capacity: mostRows)
        unsafe given = .allocate(capacity: mostRows)
        for column in 0..<min(width, most + 1) { unsafe rows[column] = UInt8(column) }
        unsafe least[0] = 0
    }

    deinit {
        unsafe word.deallocate()
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
        let columns = columns(depth + 1)
        var lowest = limit
        // What lies beside these columns is farther than any: no row changes it.
        var start = columns.lowerBound
        if start == 0 {
            lowest = UInt8(min(depth + 1, most + 1))
            unsafe row[0] = lowest
            start = 1
        }
        var column = start
        while column < columns.upperBound {
            let isSame = unsafe word[column - 1] == character
            var best = unsafe min(before[column], row[column - 1]) &+ 1
            unsafe best = min(best, before[column - 1] &+ (isSame ? 0 : 1))
            if unsafe column > 1 && depth > 0 && word[column - 2] == character && word[column - 1] == given[depth - 1] {
                unsafe best = min(best, before[column - 2 - width] &+ 1)
            }
            best = min(best, limit)
            unsafe row[column] = best
            lowest = min(lowest, best)
            column += 1
        }
        unsafe given[depth] = character
        depth += 1
        unsafe least[depth] = lowest
    }

    /// Takes characters away until `count` are left.
    mutating func cut(to count: Int) { depth = min(depth, count) }

    /// Where no edit is left: calls with each way to go on to the word's end. The word's characters from `rest` on, after
    /// one of them that comes first where two are swapped.
    @inline(__always)
    func forEachEnd(_ body: (_ swapped: Int?, _ rest: Int) -> Void) {
        let row = unsafe rows + depth * width
        for column in columns(depth) {
            if unsafe Int(row[column]) == most { body(nil, column) }
            guard unsafe depth > 0 && column > 1 && word[column - 1] == given[depth - 1] else { continue }
            if unsafe Int(row[column - 2 - width]) + 1 == most { body(column - 2, column) }
        }
    }

    /// The columns of a row that may be within the edits.
    @inline(__always)
    private func columns(_ row: Int) -> Range<Int> {
        let end = min(width, row + most + 1)
        return min(end, max(0, row - most))..<end
    }
}

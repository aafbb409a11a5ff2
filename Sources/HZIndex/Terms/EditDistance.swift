/// How many edits lead from a word to each beginning of another that is given character by character: characters left
/// out, put in, replaced, or swapped with their neighbour (Damerau 1964, as restricted by Wagner and Fischer's rows).
@safe struct EditDistance: ~Copyable {
    /// Words of more characters have no such distance.
    static let longestWord = 64

    private let word: [UInt32]
    /// No distance above it is told apart.
    let most: Int
    private let limit: UInt8
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
        limit = UInt8(most)
        width = word.count + 1
        // No beginning of more characters is within reach; one row more is tried.
        let mostRows = width + most + 2
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

    /// Whether one more character of any kind stays within reach.
    var takesAny: Bool { unsafe least[depth] < limit }

    /// Adds a character; false, and nothing added, where nothing that begins so is within reach.
    mutating func add(_ character: UInt32) -> Bool {
        guard row(after: character) <= limit else { return false }
        unsafe given[depth] = character
        depth += 1
        return true
    }

    /// Takes characters away until `count` are left.
    mutating func cut(to count: Int) { depth = min(depth, count) }

    /// The least character above `character` that may come next; nil for none.
    func next(above character: UInt32) -> UInt32? {
        if takesAny { return character < 0x10_FFFF ? character + 1 : nil }
        var result: UInt32?
        for candidate in word where candidate > character && candidate < result ?? .max {
            if row(after: candidate) <= limit { result = candidate }
        }
        return result
    }

    /// Writes the row after one more character; the least of it.
    private func row(after character: UInt32) -> UInt8 {
        let before = unsafe rows + depth * width
        let row = unsafe before + width
        var lowest = UInt8(min(depth + 1, most + 1))
        unsafe row[0] = lowest
        for column in 1..<width {
            let same = word[column - 1] == character
            var best = unsafe min(before[column], row[column - 1]) + 1
            unsafe best = min(best, before[column - 1] + (same ? 0 : 1))
            if depth > 0, column > 1, word[column - 2] == character, unsafe word[column - 1] == given[depth - 1] {
                unsafe best = min(best, before[column - 2 - width] + 1)
            }
            best = min(best, limit + 1)
            unsafe row[column] = best
            lowest = min(lowest, best)
        }
        unsafe least[depth + 1] = lowest
        return lowest
    }
}

/// Some of a conjunction's words, to be looked at together. Holds no references: it is handed on for every document.
@safe struct WordGroup {
    /// How many words there are.
    let count: Int
    let matcher: PhraseMatcher
    /// How far apart the words may stand; -1 where they must stand one behind the other.
    let slop: Int
    private let cursors: UnsafePointer<Int>
    /// The words by the places of their cursors.
    private let byCursor: UnsafePointer<Int>

    /// A group of words by their cursors' places.
    init(_ cursors: borrowing QueryList<Int>, offsets: [UInt32], slop: Int?, memory: QueryMemory) {
        count = cursors.count
        matcher = PhraseMatcher(offsets: offsets, memory: memory)
        self.slop = slop ?? -1
        let copy = unsafe memory.take(cursors.count, of: Int.self)
        for word in 0..<count { unsafe copy[word] = cursors[word] }
        unsafe self.cursors = unsafe UnsafePointer(copy)
        let order = unsafe memory.take(cursors.count, of: Int.self)
        for word in 0..<count {
            var place = word
            while place > 0, unsafe copy[order[place - 1]] > copy[word] {
                unsafe order[place] = unsafe order[place - 1]
                place -= 1
            }
            unsafe order[place] = word
        }
        unsafe byCursor = UnsafePointer(order)
    }

    /// The word whose cursor comes `place`-th: cursors of rarer words come first.
    @inline(__always)
    func word(_ place: Int) -> Int { unsafe byCursor[place] }

    /// The place of a word's cursor.
    @inline(__always)
    subscript(word: Int) -> Int { unsafe cursors[word] }
}

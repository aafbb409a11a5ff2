/// Where a phrase may begin in one document: the positions of one word of it, narrowed down by those of the others.
@safe struct PhraseStarts {
    private(set) var count = 0
    private let memory: QueryMemory
    private var starts: UnsafeMutablePointer<UInt32>
    private var capacity = 64

    init(_ memory: QueryMemory) {
        self.memory = memory
        unsafe starts = memory.takeRaw(capacity, of: UInt32.self)
    }

    /// The first start; nil for none.
    var first: UInt32? { count > 0 ? unsafe starts[0] : nil }

    /// The starts, ascending.
    var all: [UInt32] { (0..<count).map { unsafe starts[$0] } }

    /// Begins with the positions of a word that stands `offset` behind the first.
    mutating func set(_ positions: UnsafeBufferPointer<UInt32>, offset: UInt32) {
        if positions.count > capacity {
            capacity = 2 * positions.count
            unsafe starts = memory.takeRaw(capacity, of: UInt32.self)
        }
        count = 0
        for place in positions.indices {
            unsafe starts[count] = positions[place] &- offset
            count &+= unsafe positions[place] >= offset ? 1 : 0
        }
    }

    /// Keeps the starts `offset` before a position of another word.
    mutating func keep(_ positions: UnsafeBufferPointer<UInt32>, offset: UInt32) {
        var kept = 0
        var next = 0
        for place in 0..<count {
            let wanted = unsafe starts[place] &+ offset
            while unsafe next < positions.count && positions[next] < wanted { next &+= 1 }
            guard next < positions.count else { break }
            unsafe starts[kept] = starts[place]
            kept &+= unsafe positions[next] == wanted ? 1 : 0
        }
        count = kept
    }
}

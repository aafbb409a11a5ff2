/// The posting lists of one field in memory: a growable buffer of small records, reached by the number of their term.
@safe struct ListTable: ~Copyable {
    /// One posting list: its stream, and the state that the next occurrence is encoded against.
    struct List {
        var stream: PostingArena.Stream
        var term: UInt32
        var document: UInt32 = .max
        var position: UInt32 = 0
        var form: UInt32 = 0
        var weight: UInt32 = 1
    }

    /// How many lists there are.
    private(set) var count = 0
    private var lists: UnsafeMutablePointer<List>
    private var capacity = 1 << 8
    /// By term: the number of its list plus one, 0 for none.
    private var numbers: UnsafeMutablePointer<UInt32>
    private var termCapacity = 1 << 10

    init() {
        unsafe lists = .allocate(capacity: capacity)
        unsafe numbers = .allocate(capacity: termCapacity)
        unsafe numbers.initialize(repeating: 0, count: termCapacity)
    }

    deinit {
        unsafe lists.deallocate()
        unsafe numbers.deallocate()
    }

    /// Bytes of memory in use.
    var memory: Int { capacity * MemoryLayout<List>.stride + termCapacity * 4 }

    /// A list by its number, 0..<count.
    subscript(number: Int) -> List { unsafe lists[number] }

    /// Whether a term has a list.
    func hasList(term: Int) -> Bool { unsafe term < termCapacity && numbers[term] != 0 }

    /// The list of a term, lent until the next call; a new one begins a stream of the arena.
    @inline(__always)
    mutating func list(term: Int, arena: inout PostingArena) -> UnsafeMutablePointer<List> {
        if term < termCapacity, unsafe numbers[term] != 0 { return unsafe lists + Int(numbers[term] &- 1) }
        return unsafe begin(term: term, arena: &arena)
    }

    @inline(never)
    private mutating func begin(term: Int, arena: inout PostingArena) -> UnsafeMutablePointer<List> {
        while term >= termCapacity {
            let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: 2 * termCapacity)
            unsafe larger.update(from: numbers, count: termCapacity)
            unsafe (larger + termCapacity).initialize(repeating: 0, count: termCapacity)
            unsafe numbers.deallocate()
            unsafe numbers = unsafe larger
            termCapacity *= 2
        }
        if count == capacity {
            let larger = UnsafeMutablePointer<List>.allocate(capacity: 2 * capacity)
            unsafe larger.update(from: lists, count: count)
            unsafe lists.deallocate()
            unsafe lists = unsafe larger
            capacity *= 2
        }
        unsafe (lists + count).initialize(to: List(stream: arena.begin(), term: UInt32(term)))
        count += 1
        unsafe numbers[term] = UInt32(count)
        return unsafe lists + (count - 1)
    }
}

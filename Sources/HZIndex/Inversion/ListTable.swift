import CHZKernels

/// The posting lists of one field in memory: a growable buffer of small records, reached by the number of their term.
@safe struct ListTable: ~Copyable {
    /// One posting list: its stream, and the state that the next occurrence is encoded against. 32 bytes, so that none
    /// lies across two cache lines.
    struct List {
        var stream = PostingArena.Stream()
        var weight: UInt8 = 1
        /// How many documents it has.
        var documentCount: UInt32 = 0
        var document: UInt32 = .max
        var position: UInt32 = 0
        var form: UInt32 = 0
    }

    /// How many lists there are, empty ones among them.
    private(set) var count = 0
    private var lists: UnsafeMutablePointer<List>
    private var capacity = 1 << 8
    /// By term: the number of its list plus one, 0 for none. Not used where each term has a list of its own number.
    private var numbers: UnsafeMutablePointer<UInt32>
    private var termCapacity: Int
    /// The terms of the lists, where these are not their numbers.
    private var terms: [UInt32] = []
    private let isDirect: Bool

    /// `isDirect`: each term has a list, of its own number, which `reserve` makes.
    init(isDirect: Bool) {
        self.isDirect = isDirect
        termCapacity = isDirect ? 1 : 1 << 10
        unsafe lists = Self.room(capacity)
        unsafe numbers = .allocate(capacity: termCapacity)
        unsafe numbers.initialize(repeating: 0, count: termCapacity)
    }

    deinit {
        unsafe lists.deallocate()
        unsafe numbers.deallocate()
    }

    /// Bytes of memory in use.
    var memory: Int { capacity * MemoryLayout<List>.stride + (termCapacity + terms.count) * 4 }

    /// A list by its number, 0..<count.
    subscript(number: Int) -> List { unsafe lists[number] }

    /// The term of a list.
    func term(of number: Int) -> Int { isDirect ? number : Int(terms[number]) }

    /// Whether a term has a list with something in it.
    func hasList(term: Int) -> Bool {
        if isDirect { return unsafe term < count && !lists[term].stream.isEmpty }
        return unsafe term < termCapacity && numbers[term] != 0
    }

    /// Makes the list of the newest term, in a table where each has one.
    mutating func reserve(term: Int) {
        while isDirect, count <= term { append(term: count) }
    }

    /// The list of a term, lent until the next call.
    @inline(__always)
    mutating func list(term: Int) -> UnsafeMutablePointer<List> {
        if isDirect { return unsafe lists + term }
        if term < termCapacity, unsafe numbers[term] != 0 { return unsafe lists + Int(numbers[term] &- 1) }
        return unsafe begin(term: term)
    }

    /// Asks for the list of a term, where each has one; any number is allowed.
    @inline(__always)
    func prefetch(term: Int) {
        if isDirect { unsafe hz_prefetch(lists + term) }
    }

    /// The stream of a term's list, where each has one; nil for a number that has none.
    @inline(__always)
    func stream(term: Int) -> PostingArena.Stream? {
        isDirect && term < count ? unsafe lists[term].stream : nil
    }

    @inline(never)
    private mutating func begin(term: Int) -> UnsafeMutablePointer<List> {
        while term >= termCapacity {
            let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: 2 * termCapacity)
            unsafe larger.update(from: numbers, count: termCapacity)
            unsafe (larger + termCapacity).initialize(repeating: 0, count: termCapacity)
            unsafe numbers.deallocate()
            unsafe numbers = unsafe larger
            termCapacity *= 2
        }
        append(term: term)
        unsafe numbers[term] = UInt32(count)
        return unsafe lists + (count - 1)
    }

    private mutating func append(term: Int) {
        if count == capacity {
            let larger = unsafe Self.room(2 * capacity)
            unsafe larger.update(from: lists, count: count)
            unsafe lists.deallocate()
            unsafe lists = unsafe larger
            capacity *= 2
        }
        unsafe (lists + count).initialize(to: List())
        if !isDirect { terms.append(UInt32(term)) }
        count += 1
    }

    private static func room(_ capacity: Int) -> UnsafeMutablePointer<List> {
        unsafe UnsafeMutableRawPointer.allocate(byteCount: capacity * MemoryLayout<List>.stride, alignment: 64)
            .bindMemory(to: List.self, capacity: capacity)
    }
}

/// A list in a query's memory, of no more elements than were asked for. To go away before that memory is free again.
@safe struct QueryList<Element: ~Copyable>: ~Copyable {
    /// Where the elements lie, which is where they stay.
    let first: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private let capacity: Int

    /// An empty list with room for so many elements.
    init(capacity: Int, in memory: QueryMemory) {
        self.capacity = capacity
        unsafe first = memory.takeRaw(capacity, of: Element.self)
    }

    deinit { unsafe first.deinitialize(count: count) }

    /// Adds an element, for which there must be room.
    mutating func append(_ element: consuming Element) {
        precondition(count < capacity, "a list of a query is full")
        unsafe (first + count).initialize(to: element)
        count += 1
    }

    /// Calls a body with an element, which stays where it is.
    @inline(__always)
    func with<Result: ~Copyable>(_ place: Int, _ body: (inout Element) -> Result) -> Result {
        unsafe body(&first[place])
    }

    /// Lets two elements change places.
    func swapAt(_ one: Int, _ other: Int) {
        let element = unsafe (first + one).move()
        unsafe (first + one).moveInitialize(from: first + other, count: 1)
        unsafe (first + other).initialize(to: element)
    }
}

extension QueryList where Element: BitwiseCopyable {
    /// An element, by its place.
    subscript(place: Int) -> Element {
        get { unsafe first[place] }
        nonmutating set { unsafe first[place] = newValue }
    }
}

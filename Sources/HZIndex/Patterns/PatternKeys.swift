/// Finds the keys of a term dictionary that a pattern describes, in their order. Beginnings from which nothing leads on are
/// leapt over, so that a pattern with a fixed beginning costs as little as a prefix.
@safe struct PatternKeys: ~Copyable {
    /// The present key. Valid after `next` returned true.
    var key: [UInt8] { unsafe Array(UnsafeBufferPointer(start: scanner.key, count: length)) }
    private(set) var scanner: TermKeyScanner

    private let automaton: PatternAutomaton
    private let mustStop: () -> Bool
    private var looks = 0
    /// The bytes of the characters that the automaton has read, where each ends, and the state there, after a zero and the
    /// first state.
    private let path: UnsafeMutablePointer<UInt8>
    private let ends: UnsafeMutablePointer<Int>
    private let states: UnsafeMutablePointer<Int>
    private var depth = 0
    /// Where to go next.
    private let target: UnsafeMutablePointer<UInt8>
    private var targetLength = 0

    private enum Step { case match, next, leap, end }

    /// The keys with this first byte. `mustStop` is asked now and then.
    init(
        _ dictionary: TermDictionaryReader,
        first: UInt8,
        automaton: PatternAutomaton,
        mustStop: @escaping () -> Bool
    ) throws(IndexError) {
        self.automaton = automaton
        self.mustStop = mustStop
        scanner = try TermKeyScanner(dictionary, first: first)
        let longest = TermKeyScanner.longestKey
        unsafe path = .allocate(capacity: longest)
        unsafe target = .allocate(capacity: longest + 4)
        unsafe ends = .allocate(capacity: longest + 1)
        unsafe states = .allocate(capacity: longest + 1)
        unsafe ends[0] = 0
        unsafe states[0] = PatternAutomaton.start
    }

    deinit {
        unsafe path.deallocate()
        unsafe target.deallocate()
        unsafe ends.deallocate()
        unsafe states.deallocate()
    }

    private var length: Int { min(scanner.length, TermKeyScanner.longestKey) }

    /// Moves to the next such key; false at the end, or where it must stop.
    mutating func next() throws(IndexError) -> Bool {
        var step = Step.next
        while true {
            switch step {
            case .match: return true
            case .end: return false
            case .next: guard try scanner.next() else { return false }
            case .leap: guard unsafe try scanner.seek(target, targetLength) else { return false }
            }
            looks += 1
            if looks & 1_023 == 0, mustStop() { return false }
            step = look()
        }
    }

    /// Looks at the present key.
    private mutating func look() -> Step {
        let key = unsafe scanner.key
        let length = length
        let shared = unsafe sharedBytes(key, path, upTo: min(length, ends[depth]))
        while unsafe ends[depth] > shared { depth -= 1 }
        var offset = unsafe ends[depth]
        while offset < length {
            let start = offset
            let character = unsafe UTF8Characters.read(key, &offset, length)
            let next = unsafe automaton.next(states[depth], character)
            if next == PatternAutomaton.dead { return leap(after: character) }
            unsafe (path + start).update(from: key + start, count: offset - start)
            depth += 1
            unsafe ends[depth] = offset
            unsafe states[depth] = next
        }
        return unsafe automaton.accepts(states[depth]) ? .match : .next
    }

    /// Goes on where a character that leads on stands in the place of the present one, or of one before it.
    private mutating func leap(after character: UInt32) -> Step {
        var character = character
        while true {
            if automaton.isExhausted { return .end }
            if let next = unsafe automaton.nextCharacter(after: character, from: states[depth]) {
                let end = unsafe ends[depth]
                guard let count = unsafe UTF8Characters.write(firstFrom: next, to: target + end) else { return .end }
                unsafe target.update(from: path, count: end)
                targetLength = end + count
                return unsafe scanner.isBefore(target, targetLength) ? .leap : .next
            }
            guard depth > 0 else { return .end }
            let end = unsafe ends[depth]
            depth -= 1
            var start = unsafe ends[depth]
            character = unsafe UTF8Characters.read(path, &start, end)
        }
    }
}

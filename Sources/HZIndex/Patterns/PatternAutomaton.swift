/// Runs a pattern over keys, one character after another: a deterministic automaton, made as far as keys ask for it.
/// What was made is used again, so that a character mostly costs one look-up; what may be made is bounded, so that no
/// pattern costs more than its share (`isExhausted`).
final class PatternAutomaton {
    /// The state before the first character, and the one from which nothing leads on.
    static let start = 1
    static let dead = 0

    /// Whether the pattern asked for more than it may: nothing matches from then on.
    private(set) var isExhausted = false

    private let steps: [TermPattern.Step]
    /// Where each class of characters begins that the pattern makes no difference between.
    private let classes: [UInt32]
    private let plainClasses: [UInt16]
    /// The steps of each state, and whether the pattern may end there.
    private var members: [[UInt16]] = [[]]
    private var isFinal: [Bool] = [false]
    private var states: [[UInt16]: Int] = [:]
    /// By state and class: the next state; -1 where it was not asked for.
    private var transitions: [Int32] = []
    private var left = 100_000
    private var marks: [Bool]

    init(_ pattern: TermPattern) {
        steps = pattern.steps
        marks = [Bool](repeating: false, count: steps.count)
        var borders: Set<UInt32> = [0]
        for case .character(let ranges) in steps {
            for range in ranges {
                borders.insert(range.lowerBound)
                borders.insert(range.upperBound + 1)
            }
        }
        let classes = borders.filter { $0 <= 0x10FFFF }.sorted()
        self.classes = classes
        plainClasses = (0..<128).map { Self.place(of: $0, in: classes) }
        transitions = [Int32](repeating: 0, count: classes.count)
        _ = state(after: [0])
    }

    /// Whether the pattern may end in a state.
    func accepts(_ state: Int) -> Bool { isFinal[state] }

    /// The state after a character.
    func next(_ state: Int, _ character: UInt32) -> Int {
        follow(state, Int(character < 128 ? plainClasses[Int(character)] : Self.place(of: character, in: classes)))
    }

    /// The first character after one that leads on from a state; nil for none.
    func nextCharacter(after character: UInt32, from state: Int) -> UInt32? {
        guard character < 0x10FFFF else { return nil }
        let next = character + 1
        var place = Int(Self.place(of: next, in: classes))
        while place < classes.count {
            if follow(state, place) != Self.dead { return max(next, classes[place]) }
            place += 1
        }
        return nil
    }

    private static func place(of character: UInt32, in classes: [UInt32]) -> UInt16 {
        var low = 0
        var high = classes.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if classes[middle] <= character { low = middle } else { high = middle }
        }
        return UInt16(low)
    }

    private func follow(_ state: Int, _ place: Int) -> Int {
        let known = transitions[state * classes.count + place]
        if known >= 0 { return Int(known) }
        let character = classes[place]
        var next: [Int] = []
        for step in members[state] {
            guard case .character(let ranges) = steps[Int(step)] else { continue }
            if ranges.contains(where: { $0.contains(character) }) { next.append(Int(step) + 1) }
        }
        left -= 1 + members[state].count / 8 + classes.count / 64
        if left < 0 { isExhausted = true }
        let found = isExhausted || next.isEmpty ? Self.dead : self.state(after: next)
        transitions[state * classes.count + place] = Int32(found)
        return found
    }

    /// The state of some steps and all that can be reached from them without a character.
    private func state(after places: [Int]) -> Int {
        var stack = places
        var found: [UInt16] = []
        var reached: [Int] = []
        var ends = false
        while let place = stack.popLast() {
            guard !marks[place] else { continue }
            marks[place] = true
            reached.append(place)
            switch steps[place] {
            case .character: found.append(UInt16(place))
            case .either(let first, let second):
                stack.append(first)
                stack.append(second)
            case .end:
                ends = true
                found.append(UInt16(place))
            }
        }
        for place in reached { marks[place] = false }
        found.sort()
        if let known = states[found] { return known }
        let number = members.count
        members.append(found)
        isFinal.append(ends)
        states[found] = number
        transitions += [Int32](repeating: -1, count: classes.count)
        left -= classes.count / 16
        return number
    }
}

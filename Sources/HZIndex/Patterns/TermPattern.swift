import HZAnalysis

/// What a form of a word may look like as a whole: a word with wild cards, or a regular expression. A program of few
/// steps, run over many keys at once by `PatternAutomaton`; nothing is ever tried twice.
public struct TermPattern: Sendable, Equatable {
    /// What makes a text no pattern.
    public enum Fault: Error, Equatable {
        /// Brackets, ranges or signs of repetition that say nothing.
        case malformed
        /// It would take more than `mostSteps`, or brackets are deeper than `deepest`.
        case tooLarge
    }

    /// One step of the program.
    enum Step: Sendable, Equatable {
        /// A character of these ranges, ascending; then the next step.
        case character([ClosedRange<UInt32>])
        /// Either of two steps.
        case either(Int, Int)
        /// The end of the pattern.
        case end
    }

    /// A pattern may take so many steps.
    public static let mostSteps = 512
    /// How deep brackets may lie in one another.
    public static let deepest = 32

    /// The program; it begins at 0.
    private(set) var steps: [Step] = []
    /// How often parts were looked at while the program was made.
    private var visits = 0

    /// A word in which `*` stands for any characters and `?` for one.
    public init(wildcards text: String) throws(Fault) {
        var parts: [PatternNode] = []
        for scalar in text.unicodeScalars {
            switch scalar {
            case "*": parts.append(.repeated(.any, 0, nil))
            case "?": parts.append(.any)
            default: parts.append(.literal(scalar))
            }
        }
        try compile(.sequence(parts))
        steps.append(.end)
    }

    /// A regular expression: `.` `[a-z]` `[^a-z]` `\d` `(a|b)` `*` `+` `?` `{2,3}`; `\` before a sign means the sign. It
    /// describes the whole form, which is in lower case and without accents; so is what it says.
    public init(expression text: String) throws(Fault) {
        var reader = PatternReader(text)
        try compile(try reader.read())
        steps.append(.end)
    }

    private mutating func compile(_ node: PatternNode) throws(Fault) {
        visits += 1
        guard steps.count < Self.mostSteps, visits < 8 * Self.mostSteps else { throw .tooLarge }
        switch node {
        case .characters(let ranges): steps.append(.character(ranges))
        case .sequence(let nodes): for node in nodes { try compile(node) }
        case .alternatives(let nodes):
            var ends: [Int] = []
            for (number, node) in nodes.enumerated() {
                guard number + 1 < nodes.count else {
                    try compile(node)
                    break
                }
                let fork = steps.count
                steps.append(.end)
                try compile(node)
                ends.append(steps.count)
                steps.append(.end)
                steps[fork] = .either(fork + 1, steps.count)
            }
            for end in ends { steps[end] = .either(steps.count, steps.count) }
        case .repeated(let node, let least, let most):
            for _ in 0..<least { try compile(node) }
            guard let most else {
                let fork = steps.count
                steps.append(.end)
                try compile(node)
                steps.append(.either(fork, fork))
                steps[fork] = .either(fork + 1, steps.count)
                return
            }
            var forks: [Int] = []
            for _ in least..<max(least, most) {
                forks.append(steps.count)
                steps.append(.end)
                try compile(node)
            }
            for fork in forks { steps[fork] = .either(fork + 1, steps.count) }
        }
    }
}

/// A part of a pattern.
indirect enum PatternNode: Sendable {
    case characters([ClosedRange<UInt32>])
    case sequence([PatternNode])
    case alternatives([PatternNode])
    case repeated(PatternNode, Int, Int?)

    /// Any character.
    static let any = PatternNode.characters([0...0x10FFFF])

    /// A character as forms have it: folded, which may make several or none of it.
    static func literal(_ scalar: Unicode.Scalar) -> PatternNode {
        let folded = foldedForm(of: scalar)
        if folded.count == 1 { return .characters([folded[0].value...folded[0].value]) }
        return .sequence(folded.map { .characters([$0.value...$0.value]) })
    }
}

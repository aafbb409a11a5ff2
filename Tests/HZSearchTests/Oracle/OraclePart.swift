@testable import HZSearch

extension OracleIndex.Part {
    /// The same, with scores that many times as high.
    func boosted(by factor: Float) -> Self {
        func boosted(_ word: OracleIndex.Word) -> OracleIndex.Word {
            var word = word
            word.weight *= factor
            return word
        }
        switch self {
        case .nothing, .test: return self
        case .word(let word): return .word(boosted(word))
        case .phrase(let words, let offsets, let slop):
            return .phrase(words.map(boosted), offsets: offsets, slop: slop)
        case .near(let parts, let distance):
            return .near(parts.map { ($0.words.map(boosted), $0.offsets) }, distance: distance)
        case .all(let required, let optional, let excluded):
            return .all(
                required.map { $0.boosted(by: factor) },
                optional: optional.map { $0.boosted(by: factor) },
                excluded: excluded
            )
        case .any(let parts): return .any(parts.map { $0.boosted(by: factor) })
        }
    }

    /// No score exceeds it.
    var bound: Float {
        switch self {
        case .nothing, .test: 0
        case .word(let word): word.weight
        case .phrase(let words, _, _): words.reduce(Float(0)) { $0 + $1.weight }
        case .near(let parts, _): parts.flatMap(\.words).reduce(Float(0)) { $0 + $1.weight }
        case .all(let required, let optional, _):
            required.reduce(Float(0)) { $0 + $1.bound } + optional.reduce(Float(0)) { $0 + $1.bound }
        case .any(let parts): parts.reduce(Float(0)) { $0 + $1.bound }
        }
    }

    /// Whether it only narrows.
    var isFilter: Bool {
        switch self {
        case .nothing, .test: true
        case .word, .phrase, .near: false
        case .all(let required, let optional, _): (required + optional).allSatisfy(\.isFilter)
        case .any(let parts): parts.allSatisfy(\.isFilter)
        }
    }
}

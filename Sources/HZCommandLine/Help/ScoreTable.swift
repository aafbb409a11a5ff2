import HZSearch

/// The parts of a hit's score, one a line, and their sum.
struct ScoreTable {
    let style: TerminalStyle

    func text(_ hit: Hit) -> String {
        var rows = hit.explanation.map { (score: Self.shown($0.score), what: Self.name($0), fact: Self.fact($0)) }
        rows.append((Self.shown(hit.score), "score", ""))
        let width = rows.map(\.score.count).max() ?? 0
        let name = rows.map { TerminalText.columns(of: $0.what) }.max() ?? 0
        var text = ""
        for (place, row) in rows.enumerated() {
            let indent = String(repeating: " ", count: width - row.score.count)
            let gap = String(repeating: " ", count: name - TerminalText.columns(of: row.what))
            let isSum = place == rows.count - 1
            text += "  \(indent)\(isSum ? style.bold(row.score) : row.score)  \(row.what)"
            text += row.fact.isEmpty ? "\n" : "\(gap)  \(style.dim(row.fact))\n"
        }
        return text
    }

    private static func name(_ part: ScorePart) -> String {
        let text = TerminalText.escaped(part.text)
        return switch part.kind {
        case .word: part.field == "text" ? text : "\(part.field):\(text)"
        case .phrase: "\"\(text)\""
        case .nearness: "nearness"
        case .neighbours: "\(text) side by side"
        case .characters: "its characters"
        case .feedback: "\(text) (as the best have)"
        case .rule: "before those that lack words"
        }
    }

    private static func fact(_ part: ScorePart) -> String {
        if let steps = part.steps {
            return switch steps {
            case Nearness.near: "near"
            case Nearness.nearInOrder: "near, in order"
            case Nearness.phrase: "as a phrase"
            case Nearness.phraseInTitle: "as a phrase in the title"
            default: ""
            }
        }
        guard let frequency = part.frequency else { return "" }
        let times = "\(frequency.frequency) in \(Quantity.count(frequency.length))"
        let average = Quantity.count(Int(frequency.averageLength.rounded()))
        return "\(times) words (average \(average)), at most \(shown(frequency.weight))"
    }

    /// Three digits after the point.
    static func shown(_ value: Double) -> String {
        let thousandths = Int((abs(value) * 1000).rounded())
        let digits = String(1000 + thousandths % 1000).dropFirst()
        return (value < 0 ? "-" : "") + "\(thousandths / 1000).\(digits)"
    }
}

import HZAnalysis

/// Reads a regular expression.
struct PatternReader {
    private let scalars: [Unicode.Scalar]
    private var place = 0
    private var depth = 0

    /// A repetition may be counted up to this.
    private static let mostRepeats = 255

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    /// The whole expression.
    mutating func read() throws(TermPattern.Fault) -> PatternNode {
        let node = try alternatives()
        guard place == scalars.count else { throw .malformed }
        return node
    }

    private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        place += 1
        return true
    }

    private mutating func alternatives() throws(TermPattern.Fault) -> PatternNode {
        var nodes = [try sequence()]
        while take("|") { nodes.append(try sequence()) }
        return nodes.count == 1 ? nodes[0] : .alternatives(nodes)
    }

    private mutating func sequence() throws(TermPattern.Fault) -> PatternNode {
        var nodes: [PatternNode] = []
        while let scalar = next, scalar != "|", scalar != ")" { nodes.append(try repeated()) }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func repeated() throws(TermPattern.Fault) -> PatternNode {
        var node = try single()
        var signs = 0
        while let scalar = next {
            switch scalar {
            case "*": node = .repeated(node, 0, nil)
            case "+": node = .repeated(node, 1, nil)
            case "?": node = .repeated(node, 0, 1)
            case "{":
                let (least, most) = try counts()
                node = .repeated(node, least, most)
            default: return node
            }
            if scalar != "{" { place += 1 }
            signs += 1
            guard signs <= TermPattern.deepest else { throw .tooLarge }
        }
        return node
    }

    /// `{2}`, `{2,}`, `{2,3}`.
    private mutating func counts() throws(TermPattern.Fault) -> (least: Int, most: Int?) {
        place += 1
        let least = try number()
        var most: Int? = least
        if take(",") { most = next == "}" ? nil : try number() }
        guard take("}"), most.map({ $0 >= least }) ?? true else { throw .malformed }
        return (least, most)
    }

    private mutating func number() throws(TermPattern.Fault) -> Int {
        var value: Int?
        while let scalar = next, ("0"..."9").contains(scalar) {
            value = (value ?? 0) * 10 + Int(scalar.value) - 48
            guard (value ?? 0) <= Self.mostRepeats else { throw .tooLarge }
            place += 1
        }
        guard let value else { throw .malformed }
        return value
    }

    private mutating func single() throws(TermPattern.Fault) -> PatternNode {
        guard let scalar = next else { throw .malformed }
        place += 1
        switch scalar {
        case "(":
            depth += 1
            guard depth <= TermPattern.deepest else { throw .tooLarge }
            let node = try alternatives()
            guard take(")") else { throw .malformed }
            depth -= 1
            return node
        case "[": return try set()
        case ".": return .any
        case "\\":
            guard let escaped = next else { throw .malformed }
            place += 1
            if escaped == "d" { return .characters([0x30...0x39]) }
            guard escaped.isASCII, !escaped.properties.isAlphabetic else { throw .malformed }
            return .literal(escaped)
        case "*", "+", "?", "{", "}", "]", "^", "$": throw .malformed
        default: return .literal(scalar)
        }
    }

    /// `[a-z05]` or `[^a-z]`, after the bracket.
    private mutating func set() throws(TermPattern.Fault) -> PatternNode {
        let isNegated = take("^")
        var ranges: [ClosedRange<UInt32>] = []
        while true {
            guard var first = next else { throw .malformed }
            place += 1
            if first == "]" { break }
            if first == "\\" {
                guard let escaped = next else { throw .malformed }
                place += 1
                first = escaped
                if escaped == "d" {
                    ranges.append(0x30...0x39)
                    continue
                }
            }
            var last = first
            if next == "-", place + 1 < scalars.count, scalars[place + 1] != "]" {
                last = scalars[place + 1]
                place += 2
            }
            guard first <= last else { throw .malformed }
            if first == last {
                let folded = foldedForm(of: first)
                if folded.count == 1 { ranges.append(folded[0].value...folded[0].value) }
            } else {
                ranges.append(first.value...last.value)
                // Forms are in lower case.
                let upper = max(first.value, 0x41)...max(min(last.value, 0x5A), max(first.value, 0x41))
                if first.value <= 0x5A, last.value >= 0x41 {
                    ranges.append(upper.lowerBound + 32...upper.upperBound + 32)
                }
            }
        }
        guard !ranges.isEmpty else { throw .malformed }
        let joined = Self.joined(ranges)
        return .characters(isNegated ? Self.others(joined) : joined)
    }

    /// Ranges in ascending order, none of which touch.
    private static func joined(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var result: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, range.lowerBound <= last.upperBound + 1 {
                result[result.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }

    private static func others(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var result: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { result.append(next...range.lowerBound - 1) }
            next = range.upperBound + 1
        }
        if next <= 0x10FFFF { result.append(next...0x10FFFF) }
        return result
    }
}

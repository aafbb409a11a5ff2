/// Cuts a query into tokens. Every text has some; what can't be understood is a word or noted. Linear in the text.
struct QueryLexer {
    private let text: String
    private let scalars: [Unicode.Scalar]
    /// Offset in UTF-8 of each scalar, and of the end.
    private var offsets: [Int] = []
    private var place = 0
    /// No slash before this ends an expression.
    private var slashless = 0
    private(set) var tokens: [QueryToken] = []
    private(set) var notes: [QueryNote] = []

    /// Names that stand before a colon; the parser knows what they mean.
    static let fields: Set<String> = Set(QueryField.allCases.map(\.rawValue)).subtracting(["text"])
        .union(["date", "since", "before", "after"])

    init(_ text: String) {
        self.text = text
        scalars = Array(text.unicodeScalars)
        offsets.reserveCapacity(scalars.count + 1)
        tokens.reserveCapacity(8)
        var offset = 0
        offsets.append(offset)
        for scalar in scalars {
            offset += UTF8.width(scalar)
            offsets.append(offset)
        }
        while place < scalars.count { readToken() }
    }

    private mutating func readToken() {
        let start = place
        switch scalars[place] {
        case let blank where Self.isBlank(blank): place += 1
        case "(": append(.open, from: start, length: 1)
        case ")":
            append(.close, from: start, length: 1)
            readBoost()
        case "\"", "\u{201C}", "\u{201D}", "\u{201E}": readQuoted()
        case "+", "-":
            let sign: QueryToken.Kind = scalars[place] == "+" ? .plus : .minus
            guard place + 1 < scalars.count, !Self.isBlank(scalars[place + 1]), scalars[place + 1] != ")" else {
                place += 1
                return note(.straySign, from: start)
            }
            append(sign, from: start, length: 1)
        case "/":
            guard let end = endOfExpression() else { return readWord() }
            place = end + 1
            let range = offsets[start]..<offsets[place]
            tokens.append(QueryToken(kind: .expression(string(start + 1..<end)), range: range))
            readBoost()
        default: readWord()
        }
    }

    /// What makes text between slashes an expression.
    private static let expressionSigns: Set<Unicode.Scalar> = [
        ".", "[", "]", "(", ")", "{", "}", "*", "+", "?", "|", "\\", "^", "$",
    ]

    /// The slash that ends an expression: no blank before it, a sign of one between, no more of a word behind it. Nil for
    /// other slashes.
    private mutating func endOfExpression() -> Int? {
        if case .field(let name)? = tokens.last?.kind, tokens.last?.range.upperBound == offsets[place],
            QueryField(rawValue: name)?.indexField == nil
        {
            return nil
        }
        guard place >= slashless else { return nil }
        var end = place + 1
        var hasSign = false
        while end < scalars.count, !Self.isBlank(scalars[end]) {
            if scalars[end] == "/" {
                return hasSign && (endsWord(end + 1) || boost(at: end + 1) != nil) ? end : nil
            }
            hasSign = hasSign || Self.expressionSigns.contains(scalars[end])
            end += scalars[end] == "\\" ? 2 : 1
        }
        // Nothing up to here ends an expression: not to be looked at again.
        slashless = end
        return nil
    }

    /// Whether a word ends before a place.
    private func endsWord(_ place: Int) -> Bool {
        place >= scalars.count || Self.isBlank(scalars[place]) || scalars[place] == ")" || scalars[place] == "("
    }

    /// The factor of a `^2.5` that begins at a place and ends there where a word does, and that end.
    private func boost(at start: Int) -> (factor: Float, end: Int)? {
        guard start + 1 < scalars.count, scalars[start] == "^" else { return nil }
        var end = start + 1
        var (value, unit): (Float, Float) = (0, 0)
        var digits = 0
        while end < scalars.count, digits < 8 {
            if let digit = Self.digit(scalars[end]) {
                digits += 1
                value = value * 10 + Float(digit)
                unit *= 10
            } else if scalars[end] == ".", unit == 0, digits > 0 {
                unit = 1
            } else {
                break
            }
            end += 1
        }
        guard digits > 0, endsWord(end) else { return nil }
        let factor = unit > 1 ? value / unit : value
        return (min(max(factor, Query.boosts.lowerBound), Query.boosts.upperBound), end)
    }

    /// A factor behind what was just read.
    private mutating func readBoost() {
        guard let (factor, end) = boost(at: place) else { return }
        append(.boost(factor), from: place, length: end - place)
    }

    private mutating func readQuoted() {
        let start = place
        place += 1
        let first = place
        while place < scalars.count, !Self.isQuote(scalars[place]) { place += 1 }
        let text = string(first..<place)
        if place == scalars.count { note(.unclosedQuote, from: start) } else { place += 1 }
        var slop: Int?
        if place + 1 < scalars.count, scalars[place] == "~", let digit = Self.digit(scalars[place + 1]) {
            var value = digit
            place += 2
            while place < scalars.count, let digit = Self.digit(scalars[place]) {
                value = min(value * 10 + digit, 1_000)
                place += 1
            }
            slop = value
        }
        tokens.append(QueryToken(kind: .quoted(text, slop: slop), range: offsets[start]..<offsets[place]))
        readBoost()
    }

    /// The number of a `NEAR/n`; one of more than a thousand is a thousand.
    private static func near(_ text: String) -> Int? {
        guard text.utf8.first == UInt8(ascii: "N"), text.hasPrefix("NEAR/"), text.utf8.count < 12,
            let number = Int(text.dropFirst(5)), number > 0
        else {
            return nil
        }
        return min(number, 1_000)
    }

    private mutating func readWord() {
        let start = place
        while place < scalars.count, !Self.isBlank(scalars[place]), !Self.isQuote(scalars[place]),
            scalars[place] != "(", scalars[place] != ")"
        {
            if scalars[place] == "^", place > start, boost(at: place) != nil { break }
            if scalars[place] == ":", place > start, place + 1 < scalars.count, !Self.isBlank(scalars[place + 1]),
                Self.fields.contains(string(start..<place))
            {
                place += 1
                return tokens.append(
                    QueryToken(kind: .field(string(start..<place - 1)), range: offsets[start]..<offsets[place])
                )
            }
            place += 1
        }
        let text = string(start..<place)
        let kind: QueryToken.Kind
        switch text {
        case "AND": kind = .and
        case "OR": kind = .or
        case "NOT": kind = .not
        default: kind = Self.near(text).map { .near($0) } ?? .word(text)
        }
        tokens.append(QueryToken(kind: kind, range: offsets[start]..<offsets[place]))
        readBoost()
    }

    private mutating func append(_ kind: QueryToken.Kind, from start: Int, length: Int) {
        place = start + length
        tokens.append(QueryToken(kind: kind, range: offsets[start]..<offsets[place]))
    }

    private mutating func note(_ fact: QueryNote.Fact, from start: Int) {
        notes.append(QueryNote(fact: fact, range: offsets[start]..<offsets[place]))
    }

    private func string(_ range: Range<Int>) -> String {
        let utf8 = text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: offsets[range.lowerBound])
        return String(text[start..<utf8.index(start, offsetBy: offsets[range.upperBound] - offsets[range.lowerBound])])
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? scalar.value == 32 || (9...13).contains(scalar.value) : scalar.properties.isWhitespace
    }

    private static func isQuote(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\"" || scalar == "\u{201C}" || scalar == "\u{201D}" || scalar == "\u{201E}"
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        ("0"..."9").contains(scalar) ? Int(scalar.value) - 48 : nil
    }
}

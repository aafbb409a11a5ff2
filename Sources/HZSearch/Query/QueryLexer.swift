/// Cuts a query into tokens. Every text has some; what can't be understood is a word or noted. Linear in the text.
struct QueryLexer {
    private let text: String
    private let scalars: [Unicode.Scalar]
    /// Offset in UTF-8 of each scalar, and of the end.
    private var offsets: [Int] = [0]
    private var place = 0
    private(set) var tokens: [QueryToken] = []
    private(set) var notes: [QueryNote] = []

    /// Names that stand before a colon; the parser knows what they mean.
    static let fields: Set<String> = Set(QueryField.allCases.map(\.rawValue)).subtracting(["text"])
        .union(["date", "since", "before", "after"])

    init(_ text: String) {
        self.text = text
        scalars = Array(text.unicodeScalars)
        offsets.reserveCapacity(scalars.count + 1)
        for scalar in scalars { offsets.append((offsets.last ?? 0) + UTF8.width(scalar)) }
        while place < scalars.count { readToken() }
    }

    private mutating func readToken() {
        let start = place
        switch scalars[place] {
        case let blank where Self.isBlank(blank): place += 1
        case "(": append(.open, from: start, length: 1)
        case ")": append(.close, from: start, length: 1)
        case "\"", "\u{201C}", "\u{201D}", "\u{201E}": readQuoted()
        case "+", "-":
            let sign: QueryToken.Kind = scalars[place] == "+" ? .plus : .minus
            guard place + 1 < scalars.count, !Self.isBlank(scalars[place + 1]), scalars[place + 1] != ")" else {
                place += 1
                return note(.straySign, from: start)
            }
            append(sign, from: start, length: 1)
        default: readWord()
        }
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
    }

    private mutating func readWord() {
        let start = place
        while place < scalars.count, !Self.isBlank(scalars[place]), !Self.isQuote(scalars[place]),
            scalars[place] != "(", scalars[place] != ")"
        {
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
        default: kind = .word(text)
        }
        tokens.append(QueryToken(kind: kind, range: offsets[start]..<offsets[place]))
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

/// Cuts a query into tokens. Every text has some; what can't be understood is a word or noted. Linear in the text.
struct QueryLexer {
    /// The text in UTF-8. Whatever the syntax consists of is ASCII, but for some quotation marks and blanks.
    private let bytes: [UInt8]
    private var place = 0
    /// No slash before this ends an expression.
    private var slashless = 0
    /// Tokens that were read and not yet asked for: a part, and its factor.
    private var token: QueryToken?
    private var second: QueryToken?
    /// The name of a field that was read last, and where it ends.
    private var lastField: (name: String, end: Int)?
    /// What of the text that was read can't be understood.
    private(set) var notes: [QueryNote] = []

    /// Names that stand before a colon; the parser knows what they mean.
    static let fields: Set<String> = Set(QueryField.allCases.map(\.rawValue)).subtracting(["text", "author_name"])
        .union(["date", "since", "before", "after", language])
    /// The long name of `lang:`.
    private static let language = "language"
    private static let longestField = fields.map(\.utf8.count).max() ?? 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The next token; nil at the end.
    mutating func next() -> QueryToken? {
        while token == nil, place < bytes.count { readToken() }
        defer { token = second.take() }
        return token
    }

    private mutating func add(_ kind: QueryToken.Kind, from start: Int, isSign: Bool = false) {
        let read = QueryToken(kind: kind, range: start..<place, isSign: isSign)
        if token == nil { token = read } else { second = read }
    }

    private mutating func readToken() {
        let start = place
        let blankLength = blank(at: place)
        if blankLength > 0 {
            place += blankLength
            return
        }
        switch bytes[place] {
        case UInt8(ascii: "("): append(.open, from: start, length: 1)
        case UInt8(ascii: ")"):
            append(.close, from: start, length: 1)
            readBoost()
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            let sign: QueryToken.Kind = bytes[place] == UInt8(ascii: "+") ? .plus : .minus
            guard place + 1 < bytes.count, blank(at: place + 1) == 0, bytes[place + 1] != UInt8(ascii: ")") else {
                place += 1
                return note(.straySign, from: start)
            }
            append(sign, from: start, length: 1)
        case UInt8(ascii: "/"):
            guard let end = endOfExpression() else { return readWord() }
            place = end + 1
            add(.expression(string(start + 1..<end)), from: start)
            readBoost()
        default:
            if quote(at: place) > 0 { readQuoted() } else { readWord() }
        }
    }

    /// What makes text between slashes an expression.
    private static let expressionSigns = Set(".[](){}*+?|\\^$".utf8)

    /// The slash that ends an expression: no blank before it, a sign of one between, no more of a word behind it. Nil for
    /// other slashes.
    private mutating func endOfExpression() -> Int? {
        if let lastField, lastField.end == place, QueryField(rawValue: lastField.name)?.indexField == nil { return nil }
        guard place >= slashless else { return nil }
        var end = place + 1
        var hasSign = false
        while end < bytes.count, blank(at: end) == 0 {
            if bytes[end] == UInt8(ascii: "/") {
                return hasSign && (endsWord(end + 1) || boost(at: end + 1) != nil) ? end : nil
            }
            hasSign = hasSign || Self.expressionSigns.contains(bytes[end])
            end += bytes[end] == UInt8(ascii: "\\") ? 1 + length(at: end + 1) : 1
        }
        // Nothing up to here ends an expression: not to be looked at again.
        slashless = end
        return nil
    }

    /// Whether a word ends before a place.
    private func endsWord(_ place: Int) -> Bool {
        place >= bytes.count || blank(at: place) > 0 || bytes[place] == UInt8(ascii: ")")
            || bytes[place] == UInt8(ascii: "(")
    }

    /// Whether a word, a bracket or a quotation mark begins at a place.
    private func beginsWord(_ place: Int) -> Bool {
        guard place < bytes.count, blank(at: place) == 0 else { return false }
        let byte = bytes[place]
        return byte | 0x20 &- 0x61 < 26 || byte >= 0x80 || byte == UInt8(ascii: "(") || Self.digit(byte) != nil
            || quote(at: place) > 0
    }

    /// The factor of a `^2.5` that begins at a place and ends there where a word does, and that end.
    private func boost(at start: Int) -> (factor: Float, end: Int)? {
        guard start + 1 < bytes.count, bytes[start] == UInt8(ascii: "^") else { return nil }
        var end = start + 1
        var (value, unit): (Float, Float) = (0, 0)
        var digits = 0
        while end < bytes.count, digits < 8 {
            if let digit = Self.digit(bytes[end]) {
                digits += 1
                value = value * 10 + Float(digit)
                unit *= 10
            } else if bytes[end] == UInt8(ascii: "."), unit == 0, digits > 0 {
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
        guard place < bytes.count, bytes[place] == UInt8(ascii: "^") else { return }
        if let (factor, end) = boost(at: place) {
            append(.boost(factor), from: place, length: end - place)
        } else if let end = number(behind: place) {
            notes.append(QueryNote(fact: .badBoost, range: place..<end))
        }
    }

    /// Where a word ends that is a number, in some way of writing, behind the sign at a place; nil where it is none.
    private func number(behind sign: Int) -> Int? {
        var end = sign + 1
        while end < bytes.count, "+-.".utf8.contains(bytes[end]) || Self.digit(bytes[end]) != nil { end += 1 }
        return endsWord(end) && Self.digit(bytes[end - 1]) != nil ? end : nil
    }

    private mutating func readQuoted() {
        let start = place
        place += quote(at: place)
        let first = place
        while place < bytes.count, quote(at: place) == 0 { place += 1 }
        let text = string(first..<place)
        if place == bytes.count { note(.unclosedQuote, from: start) } else { place += quote(at: place) }
        var slop: Int?
        if place + 1 < bytes.count, bytes[place] == UInt8(ascii: "~"), let digit = Self.digit(bytes[place + 1]) {
            var value = digit
            place += 2
            while place < bytes.count, let digit = Self.digit(bytes[place]) {
                value = min(value * 10 + digit, 1_000)
                place += 1
            }
            slop = value
        } else if place < bytes.count, bytes[place] == UInt8(ascii: "~") {
            place += 1
            note(.badSlop, from: place - 1)
        }
        add(.quoted(text, slop: slop), from: start)
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
        var isPattern = false
        // Few words hold a sign, or begin as NEAR and ! do: the others are not looked over again.
        var maySeemOperator = bytes[start] == UInt8(ascii: "N") || bytes[start] == UInt8(ascii: "!")
        scan: while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "("), UInt8(ascii: ")"): break scan
            case UInt8(ascii: "*"), UInt8(ascii: "?"): isPattern = true
            case UInt8(ascii: "~"): (isPattern, maySeemOperator) = (true, true)
            case UInt8(ascii: "^"):
                if place > start, boost(at: place) != nil { break scan }
                maySeemOperator = true
            case UInt8(ascii: ":"): if readField(from: start, colon: 1) { return }
            case UInt8(ascii: "a")...UInt8(ascii: "z"): break
            // The colon of Chinese and Japanese keyboards.
            case 0xEF where bytes[place...].starts(with: "：".utf8): if readField(from: start, colon: 3) { return }
            default: if blank(at: place) > 0 || quote(at: place) > 0 { break scan }
            }
            place += 1
        }
        let text = string(start..<place)
        if let (operation, isSign) = operation(text, first: bytes[start]) {
            add(operation, from: start, isSign: isSign)
        } else {
            add(.word(text, isPattern: isPattern), from: start)
            if maySeemOperator { noteSigns(of: start..<place) }
        }
        readBoost()
    }

    /// The operator that a word is, and whether it is made of signs (as Lucene has them); nil for any other word.
    private func operation(_ text: String, first: UInt8) -> (kind: QueryToken.Kind, isSign: Bool)? {
        switch first {
        case UInt8(ascii: "A") where text == "AND": (.and, false)
        case UInt8(ascii: "O") where text == "OR": (.or, false)
        case UInt8(ascii: "N") where text == "NOT": (.not, false)
        case UInt8(ascii: "N"): Self.near(text).map { (.near($0), false) }
        case UInt8(ascii: "&") where text == "&&": (.and, true)
        case UInt8(ascii: "|") where text == "||": (.or, true)
        default: nil
        }
    }

    /// Notes what looks like an operator in a word, but is none.
    private mutating func noteSigns(of word: Range<Int>) {
        if bytes[word].starts(with: "NEAR/".utf8) { return note(.badNear, from: word.lowerBound) }
        if bytes[word.lowerBound] == UInt8(ascii: "!"), beginsWord(word.lowerBound + 1) {
            return note(.notExcluded, from: word.lowerBound)
        }
        guard let sign = bytes[word].lastIndex(where: { $0 == UInt8(ascii: "^") || $0 == UInt8(ascii: "~") }),
            sign > word.lowerBound, number(behind: sign) == word.upperBound
        else { return }
        if bytes[sign] == UInt8(ascii: "^") {
            note(.badBoost, from: word.lowerBound)
        } else if QueryParser.edits(string(word)) == nil {
            let before = string(word.lowerBound..<sign)
            guard before.allSatisfy({ $0.isLetter || $0.isNumber }), before.contains(where: \.isLetter) else { return }
            note(.badEdits, from: word.lowerBound)
        }
    }

    /// Reads a colon of so many bytes behind the name of a field, whatever its case; false, and nothing done, for another
    /// one.
    private mutating func readField(from start: Int, colon: Int) -> Bool {
        // A longer name is none: looked at before every colon, it would be read as often.
        guard place > start, place - start <= Self.longestField else { return false }
        var name = string(start..<place).lowercased()
        guard Self.fields.contains(name) else { return false }
        if name == Self.language { name = QueryField.language.rawValue }
        let end = place + colon
        guard end < bytes.count, blank(at: end) == 0 else {
            notes.append(QueryNote(fact: .strayField, range: start..<end))
            return false
        }
        append(.field(name), from: start, length: end - start)
        lastField = (name, end)
        return true
    }

    private mutating func append(_ kind: QueryToken.Kind, from start: Int, length: Int) {
        place = start + length
        add(kind, from: start)
    }

    private mutating func note(_ fact: QueryNote.Fact, from start: Int) {
        notes.append(QueryNote(fact: fact, range: start..<place))
    }

    private func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// How long the blank at a place is; 0 where none is.
    @inline(__always)
    private func blank(at place: Int) -> Int {
        let byte = bytes[place]
        if byte < 0x80 { return byte == 32 || byte &- 9 < 5 ? 1 : 0 }
        guard byte >= 0xC0, let scalar = scalar(at: place), scalar.properties.isWhitespace else { return 0 }
        return UTF8.width(scalar)
    }

    /// How long the quotation mark at a place is; 0 where none is. Besides `"` these are U+201C, U+201D and U+201E.
    @inline(__always)
    private func quote(at place: Int) -> Int {
        if bytes[place] == UInt8(ascii: "\"") { return 1 }
        guard bytes[place] == 0xE2, place + 2 < bytes.count, bytes[place + 1] == 0x80 else { return 0 }
        return (0x9C...0x9E).contains(bytes[place + 2]) ? 3 : 0
    }

    private func scalar(at place: Int) -> Unicode.Scalar? {
        String(decoding: bytes[place..<place + length(at: place)], as: UTF8.self).unicodeScalars.first
    }

    /// How long the character at a place is, 1 at the end.
    private func length(at place: Int) -> Int {
        guard place < bytes.count else { return 1 }
        let byte = bytes[place]
        return min(byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4, bytes.count - place)
    }

    private static func digit(_ byte: UInt8) -> Int? { byte &- 48 < 10 ? Int(byte) - 48 : nil }
}

/// Finds the tokens of a text: Unicode word boundaries (UAX #29, revision 41) for words, overlapping pairs of
/// characters for Han, kana and Hangul, which have no spaces to go by. Beyond the rules, `++` and `#` behind a single
/// letter belong to it (C++, C#).
///
/// The text is UTF-8; malformed bytes separate words. Never traps, always ends, linear in the text. ASCII is
/// classified 64 bytes at a time. The bytes are borrowed: the caller keeps them alive.
@safe public struct WordScanner {
    private let bytes: UnsafePointer<UInt8>
    private let count: Int
    private var position = 0
    /// Within a run: where the next bigram begins; -1 outside of a run.
    private var runPosition = -1
    private var window = ASCIIWindow()

    /// A scanner at the beginning of the text.
    public init(_ text: UnsafeBufferPointer<UInt8>) {
        if let start = text.baseAddress {
            unsafe bytes = start
            count = text.count
        } else {
            unsafe bytes = UnsafePointer(emptyText.utf8Start)
            count = 0
        }
    }

    /// Advances to the next token; false at the end of the text.
    public mutating func next(_ token: inout RawToken) -> Bool {
        while true {
            if window.take(&token) { return true }
            if runPosition >= 0 || window.needsRules { return nextByRules(&token) }
            guard loadWindow() else { return false }
        }
    }

    /// Advances to the next token but for words of ASCII that begin like none of `heads`, of which it adds the number to
    /// `passed`; false at the end of the text.
    mutating func next(_ token: inout RawToken, heads: WordHeads, passed: inout Int) -> Bool {
        while true {
            let isWord = window.take(&token)
            passed += window.countDropped(before: isWord ? token.start : .max)
            if isWord { return true }
            if runPosition >= 0 || window.needsRules { return nextByRules(&token) }
            let start = window.resume
            guard loadWindow() else { return false }
            if !heads.areTooMany, start + ASCIIWindow.length < count {
                unsafe window.drop(but: heads.places(bytes + start))
            }
        }
    }

    /// How many tokens `fill` must have room for.
    public static let leastRoom = ASCIIWindow.mostWords

    /// Writes the next tokens to `tokens`, as many as it is sure to have room for; their number, 0 at the end of the
    /// text.
    @inline(__always)
    public mutating func fill(_ tokens: UnsafeMutablePointer<RawToken>, room: Int) -> Int {
        var count = 0
        while count &+ Self.leastRoom <= room {
            unsafe count &+= window.takeAll(tokens + count)
            if runPosition >= 0 || window.needsRules {
                guard unsafe nextByRules(&tokens[count]) else { break }
                count &+= 1
            } else {
                guard loadWindow() else { break }
            }
        }
        return count
    }

    /// Moves the window to where it says that the text goes on; false at the end of the text.
    @inline(__always)
    private mutating func loadWindow() -> Bool {
        guard window.resume < count else { return false }
        unsafe window.load(bytes + window.resume, at: window.resume, count: count - window.resume)
        return true
    }

    @inline(never)
    private mutating func nextByRules(_ token: inout RawToken) -> Bool {
        if runPosition < 0 { position = window.resume }
        defer { window.skip(to: position) }
        return nextGeneral(&token)
    }

    mutating func nextGeneral(_ token: inout RawToken) -> Bool {
        if runPosition >= 0 { return nextOfRun(&token) }
        while position < count {
            let scalar = unsafe decodeScalar(bytes, position, count)
            let properties = UnicodeTables.properties(scalar.value)
            if properties & UnicodeTables.cjk != 0 {
                runPosition = position
                return nextOfRun(&token)
            }
            let start = position
            let isWord = scanSegment()
            if isWord {
                if position == start + 1, scalar.value | 0x20 &- 0x61 < 26 {
                    position += unsafe Self.signs(bytes + position, count - position)
                }
                token.start = start
                token.end = position
                token.kind = .word
                return true
            }
        }
        return false
    }

    /// How many of the bytes behind a single letter belong to it: `++` that is not followed by another, `#` that is not
    /// followed by a word or another.
    static func signs(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
        guard count > 0 else { return 0 }
        let plus = UInt8(ascii: "+")
        if unsafe bytes[0] == plus {
            return unsafe count > 1 && bytes[1] == plus && !(count > 2 && bytes[2] == plus) ? 2 : 0
        }
        guard unsafe bytes[0] == UInt8(ascii: "#") else { return 0 }
        guard count > 1 else { return 1 }
        let next = unsafe bytes[1]
        let isWord = next | 0x20 &- 0x61 < 26 || next &- 0x30 < 10 || next == 0x5F || next == 0x23
        return isWord ? 0 : 1
    }

    /// Emits the token of a run that begins at `runPosition`.
    private mutating func nextOfRun(_ token: inout RawToken) -> Bool {
        let first = unsafe decodeScalar(bytes, runPosition, count)
        var next = runPosition + first.length
        // Variation selectors, joiners and the like belong to the character before them.
        skipExtenders(&next)
        token.start = runPosition
        if next < count {
            let second = unsafe decodeScalar(bytes, next, count)
            if UnicodeTables.properties(second.value) & UnicodeTables.cjk != 0 {
                token.end = voicedEnd(next + second.length)
                token.kind = .bigram
                runPosition = next
                return true
            }
        }
        token.end = voicedEnd(runPosition + first.length)
        token.kind = .runEnd
        position = next
        runPosition = -1
        return true
    }

    /// Where a character ends whose voicing mark stands behind it (U+3099, U+309A, U+FF9E, U+FF9F), as kana of half width
    /// have it: the mark makes it another character.
    private func voicedEnd(_ end: Int) -> Int {
        guard end + 2 < count else { return end }
        let (first, second, third) = unsafe (bytes[end], bytes[end + 1], bytes[end + 2])
        let isMark =
            first == 0xE3
            ? second == 0x82 && (third == 0x99 || third == 0x9A)
            : first == 0xEF && second == 0xBE && (third == 0x9E || third == 0x9F)
        return isMark ? end + 3 : end
    }

    /// Passes over what belongs to the character before; true if that ends in a joiner (rule WB3c).
    @discardableResult
    private func skipExtenders(_ offset: inout Int) -> Bool {
        var isJoined = false
        while offset < count {
            let scalar = unsafe decodeScalar(bytes, offset, count)
            let kind = UnicodeTables.properties(scalar.value) & UnicodeTables.classMask
            guard kind >= WordBreak.extend, kind <= WordBreak.format else { break }
            isJoined = kind == WordBreak.zeroWidthJoiner
            offset += scalar.length
        }
        return isJoined
    }

    /// Passes over one segment between word boundaries that begins at `position`, stopping early before a
    /// character of a script without spaces. True if it holds a letter or digit.
    private mutating func scanSegment() -> Bool {
        let first = unsafe decodeScalar(bytes, position, count)
        var properties = UnicodeTables.properties(first.value)
        var isWord = properties & UnicodeTables.wordLike != 0
        position += first.length
        while true {
            let kind = properties & UnicodeTables.classMask
            let isJoined = skipExtenders(&position)
            guard position < count else { return isWord }
            let scalar = unsafe decodeScalar(bytes, position, count)
            let nextProperties = UnicodeTables.properties(scalar.value)
            if nextProperties & UnicodeTables.cjk != 0 { return isWord }
            let next = nextProperties & UnicodeTables.classMask
            if Self.joins(kind, next) || isJoined && next == WordBreak.pictograph {
                position += scalar.length
                isWord = isWord || nextProperties & UnicodeTables.wordLike != 0
                properties = nextProperties
                continue
            }
            guard let bridged = bridge(from: kind, over: next, at: position + scalar.length) else {
                return isWord
            }
            position = bridged.end
            isWord = true
            properties = bridged.properties
        }
    }

    /// Rules WB5, WB8 to WB10, WB13 to WB13b: neighbours that never part.
    static func joins(_ left: UInt8, _ right: UInt8) -> Bool {
        switch (left, right) {
        case (WordBreak.letter, WordBreak.letter), (WordBreak.letter, WordBreak.hebrewLetter),
            (WordBreak.hebrewLetter, WordBreak.letter), (WordBreak.hebrewLetter, WordBreak.hebrewLetter),
            (WordBreak.numeric, WordBreak.numeric), (WordBreak.letter, WordBreak.numeric),
            (WordBreak.hebrewLetter, WordBreak.numeric), (WordBreak.numeric, WordBreak.letter),
            (WordBreak.numeric, WordBreak.hebrewLetter), (WordBreak.katakana, WordBreak.katakana),
            (WordBreak.hebrewLetter, WordBreak.singleQuote):
            true
        case (_, WordBreak.extendNumberLetter):
            left == WordBreak.letter || left == WordBreak.hebrewLetter || left == WordBreak.numeric
                || left == WordBreak.katakana || left == WordBreak.extendNumberLetter
        case (WordBreak.extendNumberLetter, _):
            right == WordBreak.letter || right == WordBreak.hebrewLetter || right == WordBreak.numeric
                || right == WordBreak.katakana
        default:
            false
        }
    }

    /// Rules WB6, WB7, WB7b, WB7c, WB11, WB12: one punctuation mark inside a word or number, as in "can't" and
    /// "3.14". Returns what follows the mark when the word goes on there.
    private func bridge(from left: UInt8, over mark: UInt8, at offset: Int) -> (end: Int, properties: UInt8)? {
        let isLetter = left == WordBreak.letter || left == WordBreak.hebrewLetter
        let isMidLetter =
            mark == WordBreak.midLetter || mark == WordBreak.midNumberLetter
            || mark == WordBreak.singleQuote
        let isMidNumber =
            mark == WordBreak.midNumber || mark == WordBreak.midNumberLetter
            || mark == WordBreak.singleQuote
        let isHebrew = left == WordBreak.hebrewLetter && mark == WordBreak.doubleQuote
        guard isLetter && isMidLetter || left == WordBreak.numeric && isMidNumber || isHebrew else {
            return nil
        }
        var end = offset
        skipExtenders(&end)
        guard end < count else { return nil }
        let scalar = unsafe decodeScalar(bytes, end, count)
        let properties = UnicodeTables.properties(scalar.value)
        guard properties & UnicodeTables.cjk == 0 else { return nil }
        let right = properties & UnicodeTables.classMask
        let goesOn =
            isHebrew
            ? right == WordBreak.hebrewLetter
            : isLetter && isMidLetter
                ? right == WordBreak.letter || right == WordBreak.hebrewLetter
                : right == WordBreak.numeric
        return goesOn ? (end + scalar.length, properties) : nil
    }
}

private let emptyText: StaticString = "."

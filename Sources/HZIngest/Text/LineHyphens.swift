/// Words of a text that a hyphen parts at the end of a line: "time-" and "table", as books and papers are set. Whether the
/// hyphen is the word's own ("state-of-the-" and "art") the rest of the text tells, where it has the word on one line, or
/// how often its lines end so.
struct LineHyphens {
    /// What becomes of the end of a line.
    struct Border: Equatable {
        /// So many bytes of the line are left out: those of the hyphen.
        var dropped = 0
        /// Whether a space follows.
        var isSpace = true
    }

    /// By the offsets of the lines' ends.
    private var borders: [Int: Border] = [:]

    /// How a line goes on that ends at an offset into the text.
    func border(at end: Int) -> Border { borders.isEmpty ? Border() : borders[end] ?? Border() }

    private struct Candidate {
        var end: Int
        var mark: Int
        /// Hashes of the word in one and with its hyphen.
        var joined: UInt64
        var hyphenated: UInt64
        /// Whether another hyphen stands before its last part.
        var isCompound: Bool
        /// Whether it goes on with a capital: as a name of its own does, unless the text has both with a hyphen.
        var isCapital: Bool
    }

    /// Looks at all lines of a text in UTF-8. O(bytes).
    init(_ text: [UInt8]) {
        var candidates: [Candidate] = []
        var lines = TextLines()
        var lineCount = 0
        var last: Range<Int>?
        while candidates.count < Self.mostCandidates, let line = lines.next(text.span) {
            lineCount += 1
            defer { last = line }
            guard let before = last, !line.isEmpty, let mark = Self.mark(before, text) else { continue }
            let start = text[line].firstIndex { $0 > 0x20 } ?? line.upperBound
            if let candidate = Self.candidate(before, mark, text[start..<line.upperBound], text) {
                candidates.append(candidate)
            }
        }
        guard !candidates.isEmpty else { return }
        let words = Self.words(of: text)
        candidates.removeAll { $0.isCapital && !words.contains($0.hyphenated) }
        let joined = candidates.count { words.contains($0.joined) }
        let hyphenated = candidates.count { words.contains($0.hyphenated) }
        // One line in thirty: no writer's own hyphens stand so often at ends of lines.
        let isSet = joined > hyphenated || hyphenated == 0 && candidates.count > 1 && candidates.count * 30 >= lineCount
        for candidate in candidates {
            let keeps =
                candidate.isCompound || candidate.isCapital
                || !words.contains(candidate.joined) && (words.contains(candidate.hyphenated) || !isSet)
            let isSoft = candidate.mark > 1 && text[candidate.end - 1] == 0xAD
            borders[candidate.end] = Border(dropped: keeps && !isSoft ? 0 : candidate.mark, isSpace: false)
        }
    }

    /// No book has as many; behind them lines keep their hyphens.
    private static let mostCandidates = 1 << 17

    /// The bytes of the hyphen at the end of a line, behind a letter; nil where there is none.
    private static func mark(_ line: Range<Int>, _ text: [UInt8]) -> Int? {
        let line = text[line]
        let mark =
            line.last == UInt8(ascii: "-") ? 1 : hyphens.first { line.reversed().starts(with: $0.reversed()) }?.count
        guard let mark, let before = line.dropLast(mark).last, isLetter(before) else { return nil }
        return mark
    }

    /// U+2010 and the soft hyphen.
    private static let hyphens: [[UInt8]] = [[0xE2, 0x80, 0x90], [0xC2, 0xAD]]

    private static func candidate(
        _ line: Range<Int>,
        _ mark: Int,
        _ next: ArraySlice<UInt8>,
        _ text: [UInt8]
    ) -> Candidate? {
        let end = line.upperBound - mark
        var start = end
        while start > line.lowerBound, isLetter(text[start - 1]) { start -= 1 }
        let rest = next.prefix(while: isLetter)
        // "ein- und zweimal" goes on with a word of its own.
        guard let first = rest.first, !conjunctions.contains(where: { rest.elementsEqual($0.utf8) }) else { return nil }
        let joined = hash(rest, from: hash(text[start..<end]))
        let isCompound = start > line.lowerBound && text[start - 1] == UInt8(ascii: "-")
        return Candidate(
            end: line.upperBound,
            mark: mark,
            joined: joined,
            hyphenated: pair(hash(text[start..<end]), hash(rest)),
            isCompound: isCompound,
            isCapital: first < 0x61
        )
    }

    private static let conjunctions = [
        "and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o", "e", "en", "of", "och",
    ]

    /// The words of a text, and pairs of words with a hyphen between them, by their hashes.
    private static func words(of text: [UInt8]) -> Set<UInt64> {
        var words: Set<UInt64> = []
        var before: (hash: UInt64, end: Int)?
        var position = 0
        while position < text.count {
            guard isLetter(text[position]) else {
                position += 1
                continue
            }
            let start = position
            while position < text.count, isLetter(text[position]) { position += 1 }
            let hash = hash(text[start..<position])
            words.insert(hash)
            if let before, before.end + 1 == start, text[before.end] == UInt8(ascii: "-") {
                words.insert(pair(before.hash, hash))
            }
            before = (hash, position)
        }
        return words
    }

    /// FNV-1a, of small letters.
    private static func hash(_ word: ArraySlice<UInt8>, from start: UInt64 = 0xCBF2_9CE4_8422_2325) -> UInt64 {
        word.reduce(start) { hash, byte in
            (hash ^ UInt64(byte &- 0x41 < 26 ? byte | 0x20 : byte)) &* 0x100_0000_01B3
        }
    }

    private static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
        (first ^ 0x2D) &* 0x9E37_79B9_7F4A_7C15 ^ second
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 }
}

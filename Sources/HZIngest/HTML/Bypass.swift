import HZJSON

/// What of a page goes around the parser: texts, and inline elements with nothing but a text.
///
/// In the place of each the parser is given a placeholder, two characters of a private use area, which it hands back as
/// text. A page that has characters of that area itself is passed as it is.
struct Bypass {
    /// An inline element that holds a text or nothing, as `<code>text</code>` and `<br>`: most of the tags of manuals. The
    /// parser would do nothing about it but tell of its beginning and end, which costs it as much as hundreds of bytes of
    /// text.
    struct Phrase {
        var tag: HTMLTag
        var facts: HTMLTagFacts
        /// Where on the page its text is; there are no character references in it.
        var text: Range<Int>
    }

    /// What stands for a placeholder.
    enum Passage {
        /// A text, by its place on the page.
        case text(Range<Int>)
        case phrase(Phrase)
        /// Nothing yet: the other half of the placeholder begins the next piece.
        case half
    }

    /// Whether anything may go around.
    let isOpen: Bool
    private var texts: [Range<UInt32>] = []
    private var phrases: [Phrase] = []
    /// The first half of a placeholder that the parser handed over in two pieces.
    private var half: Int?

    init(_ page: [UInt8]) {
        isOpen = ByteScan.first(of: Self.lead, page.span, from: 0, to: page.count) == page.count
    }

    /// Takes a text of the page, and writes its placeholder.
    mutating func take(_ text: Range<Int>, to output: inout OutputSpan<UInt8>) {
        Self.write(Self.textMark, texts.count, to: &output)
        texts.append(UInt32(truncatingIfNeeded: text.lowerBound)..<UInt32(truncatingIfNeeded: text.upperBound))
    }

    /// Takes an element of the page, and writes its placeholder.
    mutating func take(_ phrase: Phrase, to output: inout OutputSpan<UInt8>) {
        Self.write(Self.phraseMark, phrases.count, to: &output)
        phrases.append(phrase)
    }

    /// The passage whose placeholder stands at `position` of a text from the parser, or ends there; nil for another text.
    ///
    /// The parser hands over long texts in pieces, whose border may be between the halves of a placeholder. It hands over
    /// characters from references one by one: no page can write a placeholder.
    mutating func passage(at position: inout Int, in piece: Span<UInt8>) -> Passage? {
        let before = position == 0 ? half.take() : nil
        guard isOpen, position &+ Self.halfBytes <= piece.count, piece[position] == Self.lead else { return nil }
        var place = position
        let first: Int
        if let before {
            first = before
        } else {
            guard piece[place &+ 1] == Self.firstMark else { return nil }
            first = Self.bits(piece, place)
            place &+= Self.halfBytes
        }
        guard place &+ Self.halfBytes <= piece.count else {
            guard piece.count > Self.halfBytes else { return nil }
            half = first
            position = place
            return .half
        }
        let number = first << 12 | Self.bits(piece, place)
        let passage: Passage
        switch (piece[place], piece[place &+ 1]) {
        case (Self.lead, Self.textMark) where number < texts.count:
            passage = .text(Int(texts[number].lowerBound)..<Int(texts[number].upperBound))
        case (Self.lead, Self.phraseMark) where number < phrases.count: passage = .phrase(phrases[number])
        default: return nil
        }
        position = place &+ Self.halfBytes
        return passage
    }

    /// Bytes of a placeholder.
    static let placeholderBytes = 2 * halfBytes

    private static let halfBytes = 4
    /// The first byte of all characters from U+100000 on.
    static let lead: UInt8 = 0xF4
    /// The second bytes of the characters from U+10F000, U+10E000 and U+10D000 on.
    private static let firstMark: UInt8 = 0x8F
    private static let textMark: UInt8 = 0x8E
    private static let phraseMark: UInt8 = 0x8D

    /// Writes two characters, each with twelve bits of the number added.
    private static func write(_ mark: UInt8, _ number: Int, to output: inout OutputSpan<UInt8>) {
        write(firstMark, bits: number >> 12, to: &output)
        write(mark, bits: number, to: &output)
    }

    private static func write(_ mark: UInt8, bits: Int, to output: inout OutputSpan<UInt8>) {
        output.append(lead)
        output.append(mark)
        output.append(0x80 | UInt8(truncatingIfNeeded: bits >> 6 & 0x3F))
        output.append(0x80 | UInt8(truncatingIfNeeded: bits & 0x3F))
    }

    private static func bits(_ piece: Span<UInt8>, _ place: Int) -> Int {
        Int(piece[place &+ 2] & 0x3F) << 6 | Int(piece[place &+ 3] & 0x3F)
    }
}

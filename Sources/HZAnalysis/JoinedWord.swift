/// A word that several are written as (`GuoJun`, `six_little_dragons`, `Xi'an`).
///
/// The next one begins at a capital behind a small letter, at the last capital before a small letter
/// (`HTMLParser`), behind a low line, and behind an apostrophe that makes no English contraction. Meant for surfaces that
/// are first seen, not for each occurrence.
public struct JoinedWord {
    /// Words of more parts are taken as one.
    public static let mostParts = 4

    /// How many parts there are: 2 to `mostParts`.
    public private(set) var count = 0
    /// Whether an apostrophe stands between some: many leave it out.
    public private(set) var hasApostrophe = false
    private var ranges = InlineArray<4, Range<Int>>(repeating: 0..<0)

    private enum Kind {
        case small, capital, apostrophe, lowLine, other
    }

    /// Takes a word as written apart; nil where it is one. O(surface).
    public init?(_ surface: UnsafeBufferPointer<UInt8>) {
        guard unsafe Self.mayBeJoined(surface), unsafe split(surface), count > 1 else { return nil }
    }

    /// The same of bytes of an array, with the forms of the parts.
    public static func parts(of surface: ArraySlice<UInt8>) -> (word: JoinedWord, forms: [[UInt8]])? {
        unsafe surface.withUnsafeBufferPointer { bytes in
            guard let word = unsafe JoinedWord(bytes) else { return nil }
            var forms: [[UInt8]] = []
            for place in 0..<word.count {
                var form: [UInt8] = []
                unsafe word.append(part: place, of: bytes, to: &form)
                forms.append(form)
            }
            return (word, forms)
        }
    }

    /// Appends the forms of all parts, with blanks between them or without.
    public func append(
        of surface: UnsafeBufferPointer<UInt8>,
        withBlanks: Bool,
        to name: inout [UInt8]
    ) {
        for place in 0..<count {
            if withBlanks, place > 0 { name.append(0x20) }
            unsafe append(part: place, of: surface, to: &name)
        }
    }

    private func append(part: Int, of surface: UnsafeBufferPointer<UInt8>, to form: inout [UInt8]) {
        var place = ranges[part].lowerBound
        while place < ranges[part].upperBound {
            let byte = unsafe surface[place]
            if byte < 0x80 {
                form.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
                place += 1
            } else {
                let (scalar, width) = unsafe Self.scalar(surface, place)
                for folded in foldedForm(of: scalar) { form.append(contentsOf: Character(folded).utf8) }
                place += width
            }
        }
    }

    /// Whether some byte behind the first may begin another word.
    @inlinable
    public static func mayBeJoined(_ surface: some Sequence<UInt8>) -> Bool {
        surface.dropFirst().contains { $0 &- 0x41 < 26 || $0 == 0x27 || $0 == 0x5F || $0 >= 0x80 }
    }

    /// Finds the parts; false where they are too many, or where it is a contraction.
    private mutating func split(_ surface: UnsafeBufferPointer<UInt8>) -> Bool {
        let end = unsafe Self.endWithoutPossessive(surface)
        var (place, start, before) = (0, 0, Kind.other)
        while place < end {
            let (kind, width) = unsafe Self.kind(surface, place, end)
            var isBorder = false
            switch kind {
            case .apostrophe:
                if unsafe Self.isContraction(surface, place + width, end) { return false }
                hasApostrophe = true
                isBorder = true
            case .lowLine: isBorder = true
            case .capital where before == .small: isBorder = true
            case .capital where before == .capital && place + width < end:
                isBorder = unsafe Self.kind(surface, place + width, end).kind == .small
            default: break
            }
            if isBorder {
                guard add(start..<place) else { return false }
                start = kind == .capital ? place : place + width
            }
            before = kind
            place += width
        }
        return add(start..<end)
    }

    private mutating func add(_ range: Range<Int>) -> Bool {
        if range.isEmpty { return true }
        guard count < Self.mostParts else { return false }
        ranges[count] = range
        count += 1
        return true
    }

    /// The surface's end without "'s".
    private static func endWithoutPossessive(_ surface: UnsafeBufferPointer<UInt8>) -> Int {
        let end = surface.count
        guard end > 2, unsafe surface[end - 1] | 0x20 == UInt8(ascii: "s") else { return end }
        if unsafe surface[end - 2] == 0x27 { return end - 2 }
        guard end > 4, unsafe surface[end - 4] == 0xE2, unsafe surface[end - 3] == 0x80 else { return end }
        return unsafe surface[end - 2] == 0x99 ? end - 4 : end
    }

    private static func kind(_ surface: UnsafeBufferPointer<UInt8>, _ place: Int, _ end: Int) -> (
        kind: Kind, width: Int
    ) {
        let byte = unsafe surface[place]
        guard byte >= 0x80 else {
            if byte &- 0x61 < 26 { return (.small, 1) }
            if byte &- 0x41 < 26 { return (.capital, 1) }
            return (byte == 0x27 ? .apostrophe : byte == 0x5F ? .lowLine : .other, 1)
        }
        let (scalar, width) = unsafe scalar(surface, place)
        if scalar.value == 0x2019 { return (.apostrophe, width) }
        let properties = scalar.properties
        return (properties.isUppercase ? .capital : properties.isLowercase ? .small : .other, width)
    }

    private static func scalar(_ surface: UnsafeBufferPointer<UInt8>, _ place: Int) -> (Unicode.Scalar, width: Int) {
        guard let base = surface.baseAddress else { return ("\u{FFFD}", 1) }
        let decoded = unsafe decodeScalar(base, place, surface.count)
        return (Unicode.Scalar(decoded.value) ?? "\u{FFFD}", decoded.length)
    }

    /// Whether what follows an apostrophe makes `can't`, `we're` and the like of it.
    private static func isContraction(_ surface: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard 1...2 ~= end - start else { return false }
        let first = unsafe surface[start] | 0x20
        let second = unsafe end - start == 2 ? surface[start + 1] | 0x20 : 0
        switch (first, second) {
        case (UInt8(ascii: "t"), 0), (UInt8(ascii: "m"), 0), (UInt8(ascii: "d"), 0), (UInt8(ascii: "s"), 0),
            (UInt8(ascii: "r"), UInt8(ascii: "e")), (UInt8(ascii: "v"), UInt8(ascii: "e")),
            (UInt8(ascii: "l"), UInt8(ascii: "l")):
            return true
        default: return false
        }
    }
}

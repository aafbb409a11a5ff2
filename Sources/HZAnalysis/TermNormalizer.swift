/// Turns a token's bytes into its *form* (lower case, without diacritics, half width) and its *term* (the form's
/// stem, without what is elided before it; in scripts without spaces, the form in simplified characters). Documents and
/// queries go through the same code.
///
/// One per thread: it owns a stemmer and scratch memory. About 100 ns a word; callers remember results by word.
public struct TermNormalizer: ~Copyable {
    /// Forms and terms are cut to this many bytes, at a character's border.
    public static let longestTerm = 255

    /// The form of the last token; empty when nothing of the token is searchable.
    public private(set) var form: [UInt8] = []
    /// The term of the last token.
    public private(set) var term: [UInt8] = []
    private let stemmer: Stemmer

    /// A normalizer for texts of one language.
    public init(language: StemmingLanguage) {
        stemmer = Stemmer(language)
    }

    /// Sets `form` and `term` for a token's bytes.
    public mutating func normalize(_ surface: UnsafeBufferPointer<UInt8>, kind: TokenKind) {
        unsafe normalizeForm(surface)
        if kind == .word {
            let elided = Elision.length(in: form, stemmer.language)
            stemmer.stem(elided == 0 ? form : Array(form[elided...]), into: &term)
        } else {
            term.removeAll(keepingCapacity: true)
            HanVariants.appendSimplified(form, to: &term)
        }
    }

    /// Sets `form` alone, for callers that compare forms; `term` stays that of a token before.
    mutating func normalizeForm(_ surface: UnsafeBufferPointer<UInt8>) {
        form.removeAll(keepingCapacity: true)
        unsafe fold(surface)
        cut()
    }

    private mutating func fold(_ surface: UnsafeBufferPointer<UInt8>) {
        guard let bytes = surface.baseAddress else { return }
        let count = surface.count
        // Who was given the last form keeps it: this one has memory of its own.
        form.reserveCapacity(count)
        var offset = 0
        while offset < count {
            let byte = unsafe bytes[offset]
            if byte < 0x80 {
                form.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
                offset += 1
                continue
            }
            let scalar = unsafe decodeScalar(bytes, offset, count)
            if [0x3099, 0xFF9E].contains(scalar.value) {
                voice(by: 0x3099)
            } else if [0x309A, 0xFF9F].contains(scalar.value) {
                voice(by: 0x309A)
            } else if let folded = unsafe UnicodeTables.fold(scalar.value) {
                unsafe form.append(contentsOf: folded)
            } else {
                unsafe form.append(
                    contentsOf: UnsafeBufferPointer(start: bytes + offset, count: scalar.length)
                )
            }
            offset += scalar.length
        }
    }

    /// Joins a combining voicing mark to the kana before it (か + ゛ = が), as half-width text has it apart.
    private mutating func voice(by mark: UInt32) {
        let last = form.count - 3
        // All kana begin so in UTF-8.
        guard last >= 0, form[last] == 0xE3 else { return }
        let kana =
            UInt32(form[last] & 0xF) << 12 | UInt32(form[last + 1] & 0x3F) << 6
            | UInt32(form[last + 2] & 0x3F)
        let row = kana & 0x1F < 0x20 && kana >= 0x30A0 ? kana - 0x60 : kana
        let isHa = (0x306F...0x307B).contains(row) && (row - 0x306F) % 3 == 0
        let isKaToTo =
            (0x304B...0x3061).contains(row) && (row - 0x304B) % 2 == 0
            || [0x3064, 0x3066, 0x3068].contains(row)
        var voiced = mark == 0x309A ? (isHa ? kana + 2 : kana) : (isHa || isKaToTo ? kana + 1 : kana)
        // う and ウ have theirs at the end of their rows.
        if mark == 0x3099, row == 0x3046 { voiced = kana + 0x4E }
        form[last] = 0xE0 | UInt8(voiced >> 12)
        form[last + 1] = 0x80 | UInt8(voiced >> 6 & 0x3F)
        form[last + 2] = 0x80 | UInt8(voiced & 0x3F)
    }

    private mutating func cut() {
        guard form.count > Self.longestTerm else { return }
        var end = Self.longestTerm
        while end > 0, form[end] & 0xC0 == 0x80 { end -= 1 }
        form.removeLast(form.count - end)
    }
}

/// What forms have in the place of a character: it in lower case, without diacritics, in half width; sometimes several
/// characters, sometimes none.
public func foldedForm(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    var normalizer = TermNormalizer(language: .none)
    let bytes = Array(String(Character(scalar)).utf8)
    unsafe bytes.withUnsafeBufferPointer { unsafe normalizer.normalize($0, kind: .runEnd) }
    return Array(String(decoding: normalizer.form, as: UTF8.self).unicodeScalars)
}

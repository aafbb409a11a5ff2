import HZJSON

/// Text in UTF-8, and how its encoding was found.
struct DecodedText {
    /// Valid UTF-8 without byte order mark.
    var bytes: [UInt8]
    var charset: Charset
    var evidence: Evidence
    /// U+FFFD put in for bytes that fit no character.
    var replacements: Int

    /// Why the encoding is taken to be what it is, strongest first.
    enum Evidence {
        case byteOrderMark
        /// All of it is UTF-8, which text in no other encoding is by chance.
        case valid
        case declared
        case detected
        case assumed
    }
}

/// Makes UTF-8 of text in any encoding. Believes, in this order: a byte order mark; UTF-8 that is valid, whatever a page
/// declares; the declaration, where the bytes agree with it; uchardet's guess from the text outside ASCII and outside tags;
/// Windows-1252. Not for use by two threads at once.
final class TextDecoder {
    private let detector = CharsetDetector()
    private var converters: [String: CharsetConverter] = [:]

    /// Decodes a whole file. `isMarkup` says that tags are not to be guessed from, and may declare an encoding.
    func decode(_ bytes: [UInt8], isMarkup: Bool) -> DecodedText {
        if let marked = decodeMarked(bytes) { return marked }
        if let wide = WideText.charset(of: bytes) { return convert(bytes[...], from: wide, .detected) }
        let valid = UTF8Repair.validEnd(bytes, in: 0..<bytes.count)
        let declared = isMarkup ? CharsetDeclaration.find(in: bytes) : nil
        if valid == bytes.count {
            if isEscapedJapanese(bytes, declared: declared) {
                return convert(bytes[...], from: .iso2022JP, declared == .iso2022JP ? .declared : .detected)
            }
            return DecodedText(bytes: bytes, charset: .utf8, evidence: .valid, replacements: 0)
        }
        let census = UTF8Census(bytes)
        if census.isMostlyUTF8 || (declared == .utf8 && census.sequences >= census.illFormed) {
            return repaired(bytes, declared == .utf8 ? .declared : .detected)
        }
        return decodeOther(bytes, isMarkup: isMarkup, declared: declared)
    }

    private func decodeMarked(_ bytes: [UInt8]) -> DecodedText? {
        let marks: [(mark: [UInt8], charset: Charset)] = [
            ([0xEF, 0xBB, 0xBF], .utf8),
            ([0xFF, 0xFE, 0, 0], .utf32LittleEndian),
            ([0, 0, 0xFE, 0xFF], .utf32BigEndian),
            ([0xFF, 0xFE], .utf16LittleEndian),
            ([0xFE, 0xFF], .utf16BigEndian),
        ]
        guard let (mark, charset) = marks.first(where: { bytes.starts(with: $0.mark) }) else { return nil }
        if charset == .utf8 { return repaired(Array(bytes.dropFirst(mark.count)), .byteOrderMark) }
        return convert(bytes.dropFirst(mark.count), from: charset, .byteOrderMark)
    }

    private func decodeOther(_ bytes: [UInt8], isMarkup: Bool, declared: Charset?) -> DecodedText {
        let sample = CharsetSample.take(from: bytes, isMarkup: isMarkup)
        var candidates: [(Charset, DecodedText.Evidence)] = []
        let isPlausible = declared.map { !isWide($0) && $0 != .utf8 } ?? false
        if let declared, isPlausible { candidates.append((declared, .declared)) }
        // Latin-1 is what servers and templates declare without knowing: a clean multi-byte guess overrules it.
        let isFirm = isPlausible && declared != .windows1252 && declared?.acceptsAnything == true
        if !isFirm, let guess = detector.guess(sample.bytes), guess != .utf8, !isWide(guess),
            guess != declared
        {
            if declared == .windows1252, !guess.acceptsAnything, sample.highBytes >= 20 {
                candidates.insert((guess, .detected), at: 0)
            } else if declared != .windows1252 {
                candidates.append((guess, .detected))
            }
        }
        candidates.append((.windows1252, .assumed))
        var best: DecodedText?
        for (charset, evidence) in candidates {
            let decoded = convert(bytes[...], from: charset, evidence)
            // A few damaged characters do not refute an encoding.
            if decoded.replacements * 100 <= sample.highBytes { return decoded }
            if decoded.replacements < best?.replacements ?? Int.max { best = decoded }
        }
        return best ?? repaired(bytes, .assumed)
    }

    private func isWide(_ charset: Charset) -> Bool {
        charset.name.hasPrefix("utf-16") || charset.name.hasPrefix("utf-32")
    }

    /// Seven-bit text that switches character sets by escape sequences.
    private func isEscapedJapanese(_ bytes: [UInt8], declared: Charset?) -> Bool {
        guard let escape = bytes.firstIndex(of: 0x1B), escape + 2 < bytes.count else { return false }
        let next = bytes[(escape + 1)...(escape + 2)]
        return next.elementsEqual(Array("$B".utf8)) || next.elementsEqual(Array("$@".utf8))
            || (declared == .iso2022JP && next.first == UInt8(ascii: "("))
    }

    private func repaired(_ bytes: [UInt8], _ evidence: DecodedText.Evidence) -> DecodedText {
        if UTF8Repair.isValid(bytes) {
            return DecodedText(bytes: bytes, charset: .utf8, evidence: evidence, replacements: 0)
        }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + 64)
        let replacements = UTF8Repair.append(bytes, in: 0..<bytes.count, to: &text)
        return DecodedText(bytes: text, charset: .utf8, evidence: evidence, replacements: replacements)
    }

    private func convert(
        _ bytes: ArraySlice<UInt8>,
        from charset: Charset,
        _ evidence: DecodedText.Evidence
    ) -> DecodedText {
        guard let converter = converter(from: charset) else { return repaired(Array(bytes), .assumed) }
        let (text, replacements) = converter.convert(bytes)
        return DecodedText(bytes: text, charset: charset, evidence: evidence, replacements: replacements)
    }

    private func converter(from charset: Charset) -> CharsetConverter? {
        if let known = converters[charset.iconvName] { return known }
        guard let opened = CharsetConverter(from: charset) else { return nil }
        converters[charset.iconvName] = opened
        return opened
    }
}

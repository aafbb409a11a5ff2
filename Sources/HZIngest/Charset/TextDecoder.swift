import HZJSON

/// Makes UTF-8 of text in any encoding. Believes, in this order: a byte order mark; UTF-8 that is valid, whatever a page
/// declares; what the text was sent with; the page's own declaration, where the bytes agree; uchardet's guess from the text
/// outside ASCII and outside tags; Windows-1252. Not for use by two threads at once.
final class TextDecoder {
    private let detector = CharsetDetector()
    private var converters: [String: CharsetConverter] = [:]

    /// Decodes a whole file. `isMarkup` says that tags are not to be guessed from, and may declare an encoding;
    /// `transport` is the encoding that a header of a message or of a server's answer names.
    func decode(_ bytes: [UInt8], isMarkup: Bool, transport: Charset? = nil) -> DecodedText {
        var decoded = decodeOnce(bytes, isMarkup: isMarkup, transport: transport)
        if let repaired = DoubleEncoding.repair(decoded.bytes) {
            decoded.bytes = repaired
            decoded.wasDoublyEncoded = true
        }
        return decoded
    }

    /// Opens the converters of all encodings, so that no later text needs a file of the system.
    func openAllConverters() {
        for charset in Charset.all { _ = converter(from: charset) }
    }

    private func decodeOnce(_ bytes: [UInt8], isMarkup: Bool, transport: Charset?) -> DecodedText {
        if let marked = decodeMarked(bytes) { return marked }
        if let wide = WideText.charset(of: bytes) {
            return convert(bytes[...], from: wide, .detected, confidence: 0.95)
        }
        let valid = UTF8Repair.validEnd(bytes, in: 0..<bytes.count)
        let declared = transport ?? (isMarkup ? CharsetDeclaration.find(in: bytes) : nil)
        if valid == bytes.count {
            if isEscapedJapanese(bytes, declared: declared) {
                let isDeclared = declared == .iso2022JP
                return convert(bytes[...], from: .iso2022JP, isDeclared ? .declared : .detected, confidence: 0.95)
            }
            return DecodedText(bytes: bytes, charset: .utf8, evidence: .valid, confidence: 1, replacements: 0)
        }
        let census = UTF8Census(bytes)
        if census.isMostlyUTF8 || (declared == .utf8 && census.sequences >= census.illFormed) {
            let share = Double(census.sequences) / Double(max(1, census.sequences + census.illFormed))
            return repaired(bytes, declared == .utf8 ? .declared : .detected, confidence: share)
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
        if charset == .utf8 {
            return repaired(Array(bytes.dropFirst(mark.count)), .byteOrderMark, confidence: 1)
        }
        return convert(bytes.dropFirst(mark.count), from: charset, .byteOrderMark, confidence: 1)
    }

    private func decodeOther(_ bytes: [UInt8], isMarkup: Bool, declared: Charset?) -> DecodedText {
        let sample = CharsetSample.take(from: bytes, isMarkup: isMarkup)
        var candidates: [(Charset, CharsetEvidence)] = []
        let isPlausible = declared.map { !isWide($0) && $0 != .utf8 } ?? false
        if let declared, isPlausible { candidates.append((declared, .declared)) }
        // Latin-1 is what servers and templates declare without knowing: a clean multi-byte guess overrules it, and one of
        // another script where its words are all of bytes outside ASCII.
        let isFirm = isPlausible && declared != .windows1252 && declared?.acceptsAnything == true
        if !isFirm, let guess = detector.guess(sample.bytes), guess != .utf8, !isWide(guess),
            guess != declared
        {
            let isCertain = !guess.acceptsAnything || guess.isOfOtherScript && sample.isOfOtherScript
            if declared == .windows1252, isCertain, sample.highBytes >= 20 {
                candidates.insert((guess, .detected), at: 0)
            } else if declared != .windows1252 {
                candidates.append((guess, .detected))
            }
        }
        candidates.append((.windows1252, .assumed))
        var best: DecodedText?
        for (charset, evidence) in candidates {
            var decoded = convert(bytes[...], from: charset, evidence, confidence: 0)
            decoded.confidence = confidence(in: decoded, highBytes: sample.highBytes)
            // A few damaged characters do not refute an encoding.
            if decoded.replacements * 100 <= sample.highBytes { return decoded }
            if decoded.replacements < best?.replacements ?? Int.max { best = decoded }
        }
        return best ?? repaired(bytes, .assumed, confidence: 0)
    }

    /// How sure a candidate is: a declaration more than a guess, a guess the more the more text it was made from, anything
    /// the less the more bytes do not fit.
    private func confidence(in decoded: DecodedText, highBytes: Int) -> Double {
        let fitting = max(0, 1 - Double(decoded.replacements) / Double(max(1, highBytes)))
        let trust =
            switch decoded.evidence {
            case .byteOrderMark, .valid: 1.0
            case .declared: 0.95
            case .detected: 0.5 + 0.4 * min(1, Double(highBytes) / 200)
            case .assumed: 0.3
            }
        return trust * fitting
    }

    private func isWide(_ charset: Charset) -> Bool {
        charset.name.hasPrefix("utf-16") || charset.name.hasPrefix("utf-32")
    }

    /// Seven-bit text that switches character sets by escape sequences.
    private func isEscapedJapanese(_ bytes: [UInt8], declared: Charset?) -> Bool {
        let escape = ByteScan.first(of: 0x1B, bytes.span, from: 0, to: bytes.count)
        guard escape + 2 < bytes.count else { return false }
        let next = bytes[(escape + 1)...(escape + 2)]
        return next.elementsEqual(Array("$B".utf8)) || next.elementsEqual(Array("$@".utf8))
            || (declared == .iso2022JP && next.first == UInt8(ascii: "("))
    }

    private func repaired(
        _ bytes: [UInt8],
        _ evidence: CharsetEvidence,
        confidence: Double
    ) -> DecodedText {
        var decoded = DecodedText(
            bytes: bytes,
            charset: .utf8,
            evidence: evidence,
            confidence: confidence,
            replacements: 0
        )
        if UTF8Repair.isValid(bytes) { return decoded }
        decoded.bytes = []
        decoded.bytes.reserveCapacity(bytes.count + 64)
        decoded.replacements = UTF8Repair.append(bytes, in: 0..<bytes.count, to: &decoded.bytes)
        return decoded
    }

    private func convert(
        _ bytes: ArraySlice<UInt8>,
        from charset: Charset,
        _ evidence: CharsetEvidence,
        confidence: Double
    ) -> DecodedText {
        guard let converter = converter(from: charset) else {
            return repaired(Array(bytes), .assumed, confidence: 0)
        }
        let (text, replacements) = converter.convert(bytes)
        return DecodedText(
            bytes: text,
            charset: charset,
            evidence: evidence,
            confidence: confidence,
            replacements: replacements
        )
    }

    private func converter(from charset: Charset) -> CharsetConverter? {
        if let known = converters[charset.iconvName] { return known }
        guard let opened = CharsetConverter(from: charset) else { return nil }
        converters[charset.iconvName] = opened
        return opened
    }
}

import Glibc
import Testing

@testable import HZIngest

private struct NoSuchEncoding: Error {}

/// Bytes of a text in an encoding, by the C library.
private func encoded(_ text: String, _ name: String) throws -> [UInt8] {
    let opened = unsafe iconv_open(name, "UTF-8")
    guard let handle = unsafe opened, Int(bitPattern: handle) != -1 else { throw NoSuchEncoding() }
    defer { unsafe iconv_close(handle) }
    var input = text.utf8.map { CChar(bitPattern: $0) }
    var inputLeft = input.count
    var output = [CChar](repeating: 0, count: input.count * 4 + 16)
    var left = output.count
    let failure = unsafe input.withUnsafeMutableBufferPointer { from in
        unsafe output.withUnsafeMutableBufferPointer { to in
            var source = from.baseAddress
            var target = to.baseAddress
            return unsafe iconv(handle, &source, &inputLeft, &target, &left)
        }
    }
    #expect(failure != -1 && inputLeft == 0, "\(name) has no room for the text")
    return output.prefix(output.count - left).map { UInt8(bitPattern: $0) }
}

@Suite struct CharsetTests {
    private static let texts: [(label: String, iconv: String, text: String)] = [
        ("gb18030", "GB18030", "杭州六小龙是六家科技公司，它们制造机器人、游戏和脑机接口。上周，一位记者参观了它们在城西的工厂，并写下了这篇报道。"),
        ("big5", "BIG5", "杭州六小龍是六家科技公司，它們製造機器人、遊戲和腦機介面。上週，一位記者參觀了它們在城西的工廠，並寫下了這篇報導。"),
        ("shift_jis", "CP932", "杭州の六小龍は六つの科学技術会社です。ロボットやゲームを作っています。先週、記者が工場を見学しました。"),
        ("euc-jp", "EUC-JP", "杭州の六小龍は六つの科学技術会社です。ロボットやゲームを作っています。先週、記者が工場を見学しました。"),
        ("euc-kr", "EUC-KR", "항저우의 여섯 마리 작은 용은 로봇과 게임을 만드는 회사입니다. 지난주에 기자가 공장을 방문했습니다."),
        (
            "koi8-r", "KOI8-R",
            "Шесть маленьких драконов Ханчжоу строят роботов и игры. На прошлой неделе журналист посетил их завод."
        ),
        (
            "windows-1251", "CP1251",
            "Шесть маленьких драконов Ханчжоу строят роботов и игры. На прошлой неделе журналист посетил их завод."
        ),
        (
            "windows-1252", "CP1252",
            "Les six petits dragons de Hangzhou fabriquent des robots. L’été dernier, un journaliste a visité l’usine – déjà célèbre."
        ),
        (
            "iso-8859-2", "ISO-8859-2",
            "Sześć małych smoków z Hangzhou buduje roboty. W zeszłym tygodniu dziennikarz odwiedził fabrykę i napisał o niej artykuł."
        ),
        (
            "iso-8859-7", "ISO-8859-7",
            "Οι έξι μικροί δράκοι της Χανγκτζόου κατασκευάζουν ρομπότ. Την περασμένη εβδομάδα ένας δημοσιογράφος πήγε εκεί."
        ),
    ]

    @Test(arguments: 0..<10)
    func aDeclaredEncodingIsReadAsDeclared(number: Int) throws {
        let (label, iconv, text) = Self.texts[number]
        let page = Array("<meta charset=\"\(label)\"><p>".utf8) + (try encoded(text, iconv)) + Array("</p>".utf8)
        let decoded = TextDecoder().decode(page, isMarkup: true)
        #expect(decoded.charset.name == label)
        #expect(decoded.evidence == .declared)
        #expect(decoded.replacements == 0)
        #expect(String(decoding: decoded.bytes, as: UTF8.self).contains(text))
    }

    @Test(arguments: 0..<10)
    func anUndeclaredEncodingIsFoundFromTheTextAlone(number: Int) throws {
        let (label, iconv, text) = Self.texts[number]
        // Kilobytes of tags around the text must not weigh.
        let tags = String(repeating: "<div class=\"menu\"><a href=\"/x\"></a></div>", count: 500)
        let page = Array((tags + "<p>").utf8) + (try encoded(text, iconv)) + Array(("</p>" + tags).utf8)
        let decoded = TextDecoder().decode(page, isMarkup: true)
        #expect(
            String(decoding: decoded.bytes, as: UTF8.self).contains(text),
            "\(label), read as \(decoded.charset.name)"
        )
        #expect(decoded.evidence == .detected || decoded.evidence == .assumed)
        #expect(decoded.confidence < 0.95)
        #expect(decoded.replacements == 0)
    }

    @Test func theHeaderOfAnAnswerIsBelievedBeforeThePage() throws {
        let (_, iconv, text) = Self.texts[5]
        let page = Array("<meta charset=windows-1251><p>".utf8) + (try encoded(text, iconv))
        let decoded = TextDecoder().decode(page, isMarkup: true, transport: Charset(label: "KOI8-R".utf8))
        #expect(String(decoding: decoded.bytes, as: UTF8.self).hasSuffix(text))
    }

    @Test func validUTF8IsBelievedBeforeAnyDeclaration() {
        let page = Array("<meta charset=gb2312><p>杭州 café</p>".utf8)
        let decoded = TextDecoder().decode(page, isMarkup: true)
        #expect(decoded.bytes == page)
        #expect(decoded.evidence == .valid)
    }

    @Test(arguments: ["UTF-16LE", "UTF-16BE", "UTF-32LE"])
    func wideTextIsReadWithAndWithoutMark(name: String) throws {
        let text = "A robot dog runs up a hill, and a journalist writes about it."
        let plain = try encoded(text, name)
        let marked = try encoded("\u{FEFF}" + text, name)
        #expect(String(decoding: TextDecoder().decode(plain, isMarkup: false).bytes, as: UTF8.self) == text)
        let decoded = TextDecoder().decode(marked, isMarkup: false)
        #expect(String(decoding: decoded.bytes, as: UTF8.self) == text)
        #expect(decoded.evidence == .byteOrderMark)
        #expect(decoded.confidence == 1)
    }

    @Test(arguments: ["UTF-16LE", "UTF-16BE"]) func wideTextWithoutLatinLettersIsKnownByItsLineBreaks(name: String)
        throws
    {
        for (_, _, text) in Self.texts {
            let lines = text + "\n一" + text + "\r\n"
            let bytes = try encoded(lines, name)
            #expect(!SourceSniffer.isBinary(bytes))
            #expect(String(decoding: TextDecoder().decode(bytes, isMarkup: false).bytes, as: UTF8.self) == lines)
        }
    }

    @Test func tablesOfSmallNumbersAreNoWideText() {
        let shorts = (0..<800).map { UInt8(truncatingIfNeeded: $0 % 2 == 0 ? $0 * 7 : $0 % 5) }
        let longs = (0..<800).map { UInt8(truncatingIfNeeded: [$0, 0x20, 0, 0][$0 % 4]) }
        for bytes in [shorts, longs] { #expect(WideText.charset(of: bytes) == nil) }
        #expect(SourceSniffer.isBinary(shorts))
    }

    @Test(arguments: [5, 6, 9]) func aPageThatCallsAnotherScriptLatinIsReadAsItsWordsSay(number: Int) throws {
        let (label, iconv, text) = Self.texts[number]
        for declared in ["windows-1252", "iso-8859-1"] {
            let page = Array("<meta charset=\(declared)><p>".utf8) + (try encoded(text, iconv)) + Array("</p>".utf8)
            let decoded = TextDecoder().decode(page, isMarkup: true)
            #expect(String(decoding: decoded.bytes, as: UTF8.self).contains(text), "\(label) as \(declared)")
        }
    }

    @Test func aLatinTextThatIsDeclaredSoIsNotDoubted() throws {
        for number in [7, 8] {
            let page =
                Array("<meta charset=windows-1252><p>".utf8)
                + (try encoded(Self.texts[number].text, Self.texts[number].iconv))
            #expect(TextDecoder().decode(page, isMarkup: true).charset == .windows1252)
        }
    }

    @Test func utf8ThatWasEncodedTwiceIsRepaired() throws {
        let text = "L’été, un café – déjà “célèbre”. 杭州 naïve."
        // As browsers read it: the five bytes that Windows-1252 lacks are control characters.
        var twice = ""
        for byte in text.utf8 {
            let scalar = Windows1252.scalar(byte)
            twice.unicodeScalars.append(Unicode.Scalar(scalar == 0 ? UInt32(byte) : scalar) ?? "?")
        }
        #expect(twice != text)
        let decoded = TextDecoder().decode(Array(twice.utf8), isMarkup: false)
        #expect(String(decoding: decoded.bytes, as: UTF8.self) == text)
        #expect(decoded.wasDoublyEncoded)
    }

    @Test(arguments: [
        "Straße »groß« für Übung, ÄÖÜ und Façade", "ÃÂ is how Ã looks", "Â© 2025", "naïve café",
        "Português: não, à São João",
        "杭州六小龙", "ΑΒΓ", "Ünïcödé ¿qué? £5",
    ])
    func textThatOnlyLooksLikeItStays(text: String) {
        let decoded = TextDecoder().decode(Array(text.utf8), isMarkup: false)
        #expect(decoded.bytes == Array(text.utf8))
        #expect(!decoded.wasDoublyEncoded)
    }

    @Test func bytesThatFitNothingAreCountedAndTheRestStays() {
        let bytes = Array("杭州 café ".utf8) + [0xFF, 0xC3] + Array(" Übung 龙".utf8)
        let decoded = TextDecoder().decode(bytes, isMarkup: false)
        #expect(String(decoding: decoded.bytes, as: UTF8.self) == "杭州 café \u{FFFD}\u{FFFD} Übung 龙")
        #expect(decoded.replacements == 2)
        #expect(decoded.charset == .utf8)
    }

    @Test func anyBytesAtAllBecomeValidText() throws {
        var random = SplitMix64(seed: 11)
        let decoder = TextDecoder()
        for round in 0..<400 {
            let bytes = (0..<(round * 3)).map { _ in UInt8(truncatingIfNeeded: random.next() >> 32) }
            let decoded = decoder.decode(bytes, isMarkup: round % 2 == 0)
            #expect(String(validating: decoded.bytes, as: UTF8.self) != nil)
            #expect(0...1 ~= decoded.confidence)
        }
    }

    @Test func everyEncodingHasAConverter() {
        for charset in Charset.all { #expect(CharsetConverter(from: charset) != nil, "\(charset.name)") }
    }
}

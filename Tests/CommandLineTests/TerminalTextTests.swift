import HZTestSupport
import Testing

@testable import HZCommandLine

@Suite struct TerminalTextTests {
    @Test func noScalarThatATerminalObeysGetsThrough() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for shown in TerminalText.escaped(String(scalar)).unicodeScalars {
                let isControl = shown.value < 0x20 || (0x7F...0x9F).contains(shown.value)
                let isDirection = (0x202A...0x202E).contains(shown.value) || (0x2066...0x2069).contains(shown.value)
                if isControl || isDirection { Issue.record("U+\(String(value, radix: 16))") }
            }
        }
    }

    @Test func linesAreWrittenWithEveryScalarReplacedButTheirBreaks() {
        var expected: [UInt8] = []
        var written: [UInt8] = []
        for value in UInt32(0)...0x2100 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let line = "a\(scalar)b"
            let safe = value == 0x0A ? line : TerminalText.escaped(line)
            expected += Array("\(safe)\n".utf8)
            TerminalText.append(lines: Array("\(line)\n".utf8)[...], to: &written)
        }
        #expect(written == expected)
    }

    @Test func everythingElseStaysAsItIs() {
        for text in ["plain", "杭州六小龙", "naïve — “quoted”", "👩‍🚀"] { #expect(TerminalText.escaped(text) == text) }
    }

    @Test func wideCharactersTakeTwoColumns() {
        #expect(TerminalText.columns(of: "ab") == 2)
        #expect(TerminalText.columns(of: "六小龙") == 6)
        #expect(TerminalText.columns(of: "e\u{301}") == 1)
    }

    @Test func passagesAreWrappedAtSpacesAndBetweenWideCharacters() {
        let style = TerminalStyle(isOn: false)
        #expect(WrappedText("one two three", highlights: []).lines(width: 8, style: style) == ["one two", "three"])
        #expect(WrappedText("六小龙杭州", highlights: []).lines(width: 4, style: style) == ["六小", "龙杭", "州"])
        #expect(WrappedText("abcdefgh", highlights: []).lines(width: 3, style: style) == ["abc", "def", "gh"])
        #expect(WrappedText("a\nb", highlights: []).lines(width: 9, style: style) == ["a b"])
    }

    @Test func matchesAreMarkedOverLineBreaks() {
        let style = TerminalStyle(isOn: true)
        let lines = WrappedText("one two three", highlights: [4..<13]).lines(width: 8, style: style)
        #expect(lines == ["one \u{1B}[1;33mtwo\u{1B}[0m", "\u{1B}[1;33mthree\u{1B}[0m"])
    }

    @Test func everyWidthKeepsEveryVisibleCharacter() {
        let text = "Robots, 六小龙 and dragons\u{1B}[2J of Hangzhou — 杭州。"
        let whole = WrappedText(text, highlights: []).lines(width: .max, style: TerminalStyle(isOn: false)).joined()
        for width in 1...60 {
            let lines = WrappedText(text, highlights: []).lines(width: width, style: TerminalStyle(isOn: false))
            #expect(lines.joined().filter { $0 != " " } == whole.filter { $0 != " " })
        }
    }

    @Test func linksEncodeWhatCouldEndThem() {
        let link = TerminalStyle(isOn: true).link("x", to: "/a\u{1B}\\b c")
        #expect(link.hasPrefix("\u{1B}]8;;file:///a%1B%5Cb%20c\u{1B}\\"))
        #expect(TerminalStyle(isOn: true).link("x", to: "javascript:alert(1)") == "x")
    }

    @Test func aWholeLineIsWhatWrappingGivesWithoutAWidth() {
        var random = SeededRandom(3)
        let scalars = Array("ab  \n\t\u{A0}é龙\u{1B}\u{202E}\u{7F}😀\u{301}".unicodeScalars)
        for _ in 0..<2_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...20, using: &random) {
                text.append(scalars.randomElement(using: &random) ?? "a")
            }
            var highlights: [Range<Int>] = []
            var place = 0
            while place < text.count {
                let start = place + Int.random(in: 0...4, using: &random)
                place = start + Int.random(in: 1...4, using: &random)
                highlights.append(start..<place)
            }
            for style in [TerminalStyle(isOn: false), TerminalStyle(isOn: true)] {
                let lines = WrappedText(String(text), highlights: highlights).lines(width: .max, style: style)
                let whole = WrappedText.whole(String(text), highlights: highlights, style: style)
                #expect(whole == lines.joined())
            }
        }
    }
}

import Testing

@testable import HZIngest

@Suite struct VisibleTextTests {
    private func shown(_ pieces: String...) -> String {
        var text = VisibleText()
        for piece in pieces { text.append(Array(piece.utf8).span) }
        _ = text.endBlock()
        return String(decoding: text.bytes, as: UTF8.self)
    }

    @Test func whiteSpaceCollapsesAsInABrowser() {
        #expect(shown("  a \n\t b  c\r\n") == "a b c")
        #expect(shown("a", " ", "b") == "a b")
        #expect(shown("a ", " b") == "a b")
        #expect(shown("a", "b") == "ab")
        #expect(shown(" \n ") == "")
    }

    @Test func spacesOfAllKindsAreSpaces() {
        for space in ["\u{A0}", "\u{2003}", "\u{202F}", "\u{2009}", "\u{3000}", "\u{205F}"] {
            #expect(shown("a\(space)b") == "a b", "\(space.unicodeScalars)")
            #expect(shown("a \(space) b") == "a b")
        }
    }

    @Test func whatHasNoWidthIsLeftOut() {
        for invisible in ["\u{AD}", "\u{200B}", "\u{2060}", "\u{FEFF}", "\u{0}", "\u{1B}", "\u{7F}"] {
            #expect(shown("star\(invisible)tup") == "startup", "\(invisible.unicodeScalars)")
        }
    }

    @Test func joinersOfScriptsAndEmojiStay() {
        #expect(shown("می‌خواهم") == "می‌خواهم")
        #expect(shown("👩‍💻") == "👩‍💻")
    }

    @Test func aLineBreakBetweenIdeographsIsNothing() {
        #expect(shown("六小\n   龙") == "六小龙")
        #expect(shown("六小", "\n", "龙") == "六小龙")
        #expect(shown("六小 龙") == "六小 龙")
        #expect(shown("龙\nDragon") == "龙 Dragon")
        #expect(shown("かな\nカナ") == "かなカナ")
        #expect(shown("한국\n어") == "한국 어")
        #expect(shown("𠀀\n𠀁") == "𠀀𠀁")
    }

    @Test func controlCharactersOfWindowsBecomeWhatTheyMean() {
        #expect(shown("it\u{92}s \u{93}good\u{94} \u{96} \u{85}") == "it’s “good” – …")
        #expect(shown("a\u{81}b") == "ab")
    }

    @Test func blocksAreApartAndPreformattedTextKeepsItsLines() {
        var text = VisibleText()
        text.append(Array(" one ".utf8).span)
        let first = text.endBlock()
        #expect(text.endBlock() == nil)
        text.append(preformatted: Array("\n  let x = 1\r\n    y\n\n".utf8).span)
        let second = text.endBlock()
        text.append(Array("a".utf8).span)
        text.appendLineBreak()
        text.append(Array(" b".utf8).span)
        text.appendSpace()
        text.append(Array("c".utf8).span)
        let third = text.endBlock()
        #expect(first == 0..<3)
        #expect(String(decoding: text.bytes, as: UTF8.self) == "one\n\nlet x = 1\n    y\n\na\nb c")
        #expect(second.map { text.bytes[$0].elementsEqual("let x = 1\n    y".utf8) } == true)
        #expect(third.map { text.bytes[$0].elementsEqual("a\nb c".utf8) } == true)
    }

    @Test func anyPiecesOfAnyTextGiveTheSameAsTheWhole() {
        var random = SplitMix64(seed: 5)
        let alphabet: [Character] = [
            "a", " ", "\n", "六", "\u{AD}", "\u{A0}", "é", "\u{92}", "😀", "\u{3000}", "\t",
        ]
        for _ in 0..<2_000 {
            let text = String(
                (0..<Int.random(in: 0..<30, using: &random)).map { _ in
                    alphabet.randomElement(using: &random) ?? "a"
                }
            )
            var pieces = VisibleText()
            for scalar in text.unicodeScalars { pieces.append(Array(String(scalar).utf8).span) }
            _ = pieces.endBlock()
            #expect(String(decoding: pieces.bytes, as: UTF8.self) == shown(text))
        }
    }

    @Test func anyBytesAtAllAreTakenWithoutATrap() {
        var random = SplitMix64(seed: 6)
        for _ in 0..<5_000 {
            let bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
                Bool.random(using: &random)
                    ? UInt8.random(in: 0...255, using: &random)
                    : [0xC2, 0xE2, 0x80, 0xEF, 0xF0, 0x92].randomElement(using: &random) ?? 0
            }
            var text = VisibleText()
            text.append(bytes.span)
            text.append(preformatted: bytes.span)
            if let range = text.endBlock() { #expect(range.upperBound == text.bytes.count) }
        }
    }
}

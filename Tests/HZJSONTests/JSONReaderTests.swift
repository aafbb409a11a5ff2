import HZJSON
import Testing

@Suite struct JSONReaderTests {
    private func text(_ json: String) throws -> String {
        var reader = JSONReader(Array(json.utf8))
        let value = try reader.readString()
        try reader.finish()
        return value
    }

    private func error(_ json: [UInt8]) -> JSONError? {
        do {
            _ = try JSONValue(parsing: json)
            return nil
        } catch {
            return error
        }
    }

    @Test func membersAreReadInAnyOrderAndTheRestIsSkipped() throws {
        let line = #" {"x":[1,{"y":null}],"title":"A \"b\"","n": -12 , "empty":{},"ok":true, "d":1.5e3} "#
        var reader = JSONReader(Array(line.utf8))
        var title: [UInt8] = []
        var number = ""
        var real = ""
        var isOK = false
        try reader.beginObject()
        while try reader.nextMember() {
            if reader.memberIs("title") {
                try reader.readString(into: &title)
            } else if reader.memberIs("n") {
                number = try reader.readNumberText()
            } else if reader.memberIs("ok") {
                isOK = try reader.readBool()
            } else if reader.memberIs("d") {
                real = try reader.readNumberText()
            }
        }
        try reader.finish()
        #expect(String(decoding: title, as: UTF8.self) == #"A "b""#)
        #expect(number == "-12")
        #expect(real == "1.5e3")
        #expect(isOK)
    }

    @Test func aRangeOfALargerBufferIsReadAlone() throws {
        let bytes = Array("garbage{\"a\":1}garbage".utf8)
        var reader = JSONReader(bytes, in: 7..<14)
        #expect(try JSONValue(reading: &reader)["a"]?.int == 1)
        try reader.finish()
        #expect(reader.offset == 14)
    }

    @Test func escapesBecomeTheCharactersTheyStandFor() throws {
        #expect(
            try text(#""\" \\ \/ \b \f \n \r \t \u0041 \u00e9 \u516d \uD83D\uDE00""#)
                == "\" \\ / \u{8} \u{c} \n \r \t A é 六 😀"
        )
    }

    @Test func whatIsNotACharacterBecomesTheReplacementCharacter() throws {
        #expect(try text(#""\uD83D""#) == "\u{FFFD}")
        #expect(try text(#""\uD83Dx""#) == "\u{FFFD}x")
        #expect(try text(#""\uDE00\u0041""#) == "\u{FFFD}A")
        #expect(try text(#""\uD83D\uD83D\uDE00""#) == "\u{FFFD}😀")
        #expect(try text(#""\u12G4""#) == "\u{FFFD}12G4")
        #expect(try text(#""\x41""#) == "\u{FFFD}x41")
        #expect(try text(#""\é""#) == "\u{FFFD}é")
        for (bytes, expected) in [
            ([0x22, 0x61, 0xFF, 0x62, 0x22], "a\u{FFFD}b"),
            ([0x22, 0xE5, 0x85, 0x22], "\u{FFFD}"),
            ([0x22, 0xED, 0xA0, 0x80, 0x22], "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0x22, 0xF0, 0x9F, 0x98, 0x5C, 0x6E, 0x22], "\u{FFFD}\n"),
        ] as [([UInt8], String)] {
            var reader = JSONReader(bytes)
            #expect(try reader.readString() == expected)
        }
    }

    @Test func aStringIsFoundWhateverItsLengthAndPlace() throws {
        for padding in 0..<20 {
            for length in 0..<40 {
                let content = String(repeating: "x", count: length)
                let json = Array((String(repeating: " ", count: padding) + "\"" + content + "\"").utf8)
                var reader = JSONReader(json)
                #expect(try reader.readString() == content)
                try reader.finish()
            }
        }
    }

    @Test func errorsNameTheByteWhereTheyAre() {
        #expect(error([]) == .unexpectedEnd(offset: 0))
        #expect(error(Array("  ".utf8)) == .unexpectedEnd(offset: 2))
        #expect(
            error(Array("[1,]".utf8))
                == .unexpectedByte(offset: 3, found: UInt8(ascii: "]"), expected: .value)
        )
        #expect(
            error(Array("[1 2]".utf8))
                == .unexpectedByte(offset: 3, found: UInt8(ascii: "2"), expected: .commaOrEnd)
        )
        #expect(
            error(Array("{a:1}".utf8))
                == .unexpectedByte(offset: 1, found: UInt8(ascii: "a"), expected: .memberName)
        )
        #expect(
            error(Array("{\"a\" 1}".utf8))
                == .unexpectedByte(offset: 5, found: UInt8(ascii: "1"), expected: .colon)
        )
        #expect(
            error(Array("{\"a\":1,}".utf8))
                == .unexpectedByte(offset: 7, found: UInt8(ascii: "}"), expected: .memberName)
        )
        #expect(error(Array("nul".utf8)) == .unexpectedEnd(offset: 3))
        #expect(
            error(Array("nulx".utf8))
                == .unexpectedByte(offset: 3, found: UInt8(ascii: "x"), expected: .literal)
        )
        #expect(error(Array("1 2".utf8)) == .trailingBytes(offset: 2))
        #expect(error(Array("\"abc".utf8)) == .unexpectedEnd(offset: 4))
        #expect(error(Array("\"abc\\".utf8)) == .unexpectedEnd(offset: 4))
        for number in ["01", "-", "1.", ".5", "1e", "1e+", "+1", "-01"] {
            #expect(error(Array(number.utf8)) != nil, "\(number)")
        }
    }

    @Test func aValueOfAnotherTypeIsAnErrorThatSaysSo() throws {
        var reader = JSONReader(Array("[1]".utf8))
        #expect(throws: JSONError.wrongType(offset: 0, found: .array, expected: .string)) {
            _ = try reader.readString()
        }
        try reader.beginArray()
        #expect(throws: JSONError.outOfPlace(offset: 1)) { _ = try reader.readNumberText() }
        #expect(throws: JSONError.outOfPlace(offset: 1)) { _ = try reader.nextMember() }
        #expect(try reader.nextElement())
        #expect(try reader.readNumberText() == "1")
        #expect(try !reader.nextElement())
        try reader.finish()
    }

    @Test func numbersThatDoNotFitAreErrors() throws {
        #expect(try JSONValue(parsing: Array("9223372036854775807".utf8)) == .int(.max))
        #expect(try JSONValue(parsing: Array("9223372036854775808".utf8)) == .double(0x1p63))
        #expect(throws: JSONError.numberOutOfRange(offset: 1)) { _ = try JSONValue(parsing: Array("[1e999]".utf8)) }
    }

    @Test func nestingIsCappedInEveryWayOfReading() throws {
        let allowed = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(error(Array(allowed.utf8)) == nil)
        for open in ["[", "{\"a\":"] {
            let deep = Array(String(repeating: open, count: 100_000).utf8)
            guard case .tooDeep = error(deep) else {
                Issue.record("nesting of \(open) was not refused")
                continue
            }
            var reader = JSONReader(deep)
            #expect(throws: JSONError.self) { try reader.skipValue() }
        }
    }

    @Test func skippedValuesAreCheckedToo() {
        for json in ["[1,{\"a\":[tru]}]", "{\"a\":1 \"b\":2}", "[\"\\", "[[]"] {
            var reader = JSONReader(Array(json.utf8))
            #expect(throws: JSONError.self) { try reader.finish() }
        }
    }
}

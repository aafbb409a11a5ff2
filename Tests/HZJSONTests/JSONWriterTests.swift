import HZJSON
import Testing

@Suite struct JSONWriterTests {
    private func written(_ text: String) -> String {
        var writer = JSONWriter()
        writer.string(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test func membersStandInTheOrderWritten() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("b", "x")
        writer.member("a", 1)
        writer.member("none", nil as String?)
        writer.name("list")
        writer.beginArray()
        writer.number(0.1)
        writer.bool(true)
        writer.beginArray()
        writer.endArray()
        writer.beginObject()
        writer.endObject()
        writer.null()
        writer.endArray()
        writer.member("last", false)
        writer.member("half", 0.5)
        writer.endObject()
        writer.newline()
        writer.number(2)
        let expected =
            #"{"b":"x","a":1,"none":null,"list":[0.1,true,[],{},null],"last":false,"half":0.5}"# + "\n2"
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
        writer.removeAll()
        writer.number(3)
        #expect(writer.bytes == [UInt8(ascii: "3")])
    }

    @Test func everyScalarRoundTripsAndNoDangerousOneIsShown() throws {
        let dangerous = [
            0...0x1F, 0x7F...0x9F, 0x61C...0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069,
            0xFEFF...0xFEFF,
        ]
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            var writer = JSONWriter()
            writer.string("a\(Character(scalar))b")
            let isPlain = writer.bytes.count == 4 + UTF8.width(scalar)
            let mustEscape =
                dangerous.contains { $0.contains(Int(value)) } || scalar == "\"" || scalar == "\\"
            if isPlain == mustEscape { Issue.record("U+\(String(value, radix: 16)) plain: \(isPlain)") }
            var reader = JSONReader(writer.bytes)
            let back = try reader.readString()
            if !back.unicodeScalars.elementsEqual(["a", scalar, "b"]) {
                Issue.record("U+\(String(value, radix: 16)) came back as \(back)")
            }
        }
    }

    @Test func escapesAreTheShortOnesWhereJSONHasThem() {
        #expect(written("\" \\ \n \r \t \u{1} \u{7f} \u{202E}") == #""\" \\ \n \r \t \u0001 \u007f \u202e""#)
    }

    @Test func bytesThatAreNotUTF8LeaveAsReplacementCharacters() throws {
        for bytes in [[0x61, 0xFF], [0xE2], [0xE2, 0x80], [0xC2], [0xEF, 0xBB], [0xE2, 0x80, 0x22]]
            as [[UInt8]]
        {
            var writer = JSONWriter()
            writer.string(utf8: bytes)
            var reader = JSONReader(writer.bytes)
            #expect(try reader.readString() == String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test func numbersAreTheShortestThatReadBack() throws {
        var random = SplitMix64(seed: 7)
        for _ in 0..<2_000 {
            let value = Double(bitPattern: random.next())
            var writer = JSONWriter()
            writer.number(value)
            var reader = JSONReader(writer.bytes)
            if value.isFinite {
                #expect(try Double(reader.readNumberText()) == value)
            } else {
                #expect(throws: Never.self) { try reader.readNull() }
            }
        }
        #expect(JSONValue.int(.min).bytes == Array("-9223372036854775808".utf8))
    }

    @Test func aRangeOutsideTheArrayIsCut() {
        var writer = JSONWriter()
        writer.string(utf8: [0x61, 0x62, 0x63], in: 1..<99)
        #expect(writer.bytes == Array("\"bc\"".utf8))
    }
}

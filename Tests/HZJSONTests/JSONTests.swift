import Foundation
import HZTestSupport
import Testing

@testable import HZJSON

@Suite struct JSONTests {
    /// Reads a whole text into Foundation's kind of values.
    private func read(_ bytes: [UInt8]) throws -> Any {
        unsafe try bytes.withUnsafeBufferPointer { pointer in
            var reader = unsafe JSONReader(pointer)
            let value = try value(&reader)
            try reader.end()
            return value
        }
    }

    private func value(_ reader: inout JSONReader) throws -> Any {
        switch try reader.kind() {
        case .object:
            var object: [String: Any] = [:]
            var key: [UInt8] = []
            try reader.beginObject()
            while try reader.nextKey(into: &key) { object[String(decoding: key, as: UTF8.self)] = try value(&reader) }
            return object
        case .array:
            var array: [Any] = []
            try reader.beginArray()
            while try reader.nextElement() { array.append(try value(&reader)) }
            return array
        case .string:
            var text: [UInt8] = []
            try reader.readString(into: &text)
            return String(decoding: text, as: UTF8.self)
        case .number: return try reader.readDouble()
        case .bool: return try reader.readBool()
        case .null:
            try reader.skipValue()
            return NSNull()
        }
    }

    private func random(_ random: inout SeededRandom, depth: Int = 0) -> Any {
        switch Int.random(in: 0..<(depth < 4 ? 7 : 5), using: &random) {
        case 0: return NSNull()
        case 1: return Bool.random(using: &random)
        case 2: return Double(Int.random(in: -1_000_000...1_000_000, using: &random)) / 64
        case 3, 4:
            let pieces = ["a", "\"", "\\", "\n", "\u{1}", "龙", "🐉", "\u{2028}", "plain text of some length", "\u{9B}"]
            return (0..<Int.random(in: 0...6, using: &random)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }.joined()
        case 5: return (0..<Int.random(in: 0...4, using: &random)).map { _ in self.random(&random, depth: depth + 1) }
        default:
            var object: [String: Any] = [:]
            for number in 0..<Int.random(in: 0...4, using: &random) {
                object["key\(number)"] = self.random(&random, depth: depth + 1)
            }
            return object
        }
    }

    private func write(_ value: Any, to writer: inout JSONWriter) {
        switch value {
        case let object as [String: Any]:
            writer.beginObject()
            for (key, member) in object.sorted(by: { $0.key < $1.key }) {
                writer.key(key)
                write(member, to: &writer)
            }
            writer.endObject()
        case let array as [Any]:
            writer.beginArray()
            for element in array { write(element, to: &writer) }
            writer.endArray()
        case let text as String: writer.string(text)
        case let flag as Bool: writer.bool(flag)
        case let number as Double: writer.number(number)
        default: writer.null()
        }
    }

    @Test func foundationAndWeReadWhatTheOtherWrites() throws {
        var random = SeededRandom(1)
        for _ in 0..<500 {
            let value = self.random(&random)
            let theirs = try JSONSerialization.data(withJSONObject: [value], options: [.fragmentsAllowed])
            #expect(try NSArray(object: value).isEqual(read(Array(theirs))))
            var writer = JSONWriter()
            write([value], to: &writer)
            #expect(try NSArray(object: value).isEqual(read(writer.bytes)))
            _ = try JSONSerialization.jsonObject(with: Data(writer.bytes))
            // Nothing that acts on a terminal or ends a line is left.
            #expect(
                !String(decoding: writer.bytes, as: UTF8.self).unicodeScalars.contains {
                    $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) || $0.value == 0x2028
                }
            )
        }
    }

    @Test func mutatedTextsAreRefusedOrReadAndNeverTrap() throws {
        var random = SeededRandom(2)
        let seed = Array(#"{"id":"a","title":"T\u00e9\ud83d\udc09","body":[1,-2.5e3,true,null,{"x":"\\\""}]}"#.utf8)
        for _ in 0..<30_000 {
            var bytes = seed
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.insert(contentsOf: bytes[place...].prefix(5), at: place)
                }
            }
            _ = try? read(bytes)
            unsafe bytes.withUnsafeBufferPointer { pointer in
                var reader = unsafe JSONReader(pointer)
                try? reader.skipValue()
            }
        }
    }

    @Test func errorsNameThePlace() {
        #expect(throws: JSONError(fact: .unexpected(0x7D), offset: 5)) { _ = try read(Array(#"{"a":}"#.utf8)) }
        #expect(throws: JSONError(fact: .end, offset: 4)) { _ = try read(Array(#"["ab"#.utf8)) }
        #expect(throws: JSONError(fact: .trailing, offset: 2)) { _ = try read(Array("1 2".utf8)) }
        #expect(throws: JSONError(fact: .unexpected(0x31), offset: 1)) { _ = try read(Array("01".utf8)) }
    }

    @Test func depthIsLimited() {
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
        #expect(throws: JSONError(fact: .tooDeep, offset: 64)) { _ = try read(deep) }
    }

    @Test func loneSurrogatesBecomeReplacementCharacters() throws {
        #expect(try read(Array(#""\ud800x\udc00\ud83d\udc09""#.utf8)) as? String == "\u{FFFD}x\u{FFFD}🐉")
    }
}

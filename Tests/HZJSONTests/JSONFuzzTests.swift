import Foundation
import HZJSON
import Testing

/// Random JSON, held against Foundation's reading of the same bytes, and random damage.
@Suite struct JSONFuzzTests {
    private static let scalars: [Unicode.Scalar] = [
        "a", "\"", "\\", "\n", "\u{0}", "é", "六", "😀", "\u{2028}", "\u{7F}", " ", "/",
    ]

    private func randomText(_ random: inout SplitMix64) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0..<20, using: &random) {
            text.append(Self.scalars.randomElement(using: &random) ?? "a")
        }
        return String(text)
    }

    private func randomValue(_ random: inout SplitMix64, depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth > 4 ? 5 : 7), using: &random) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &random))
        case 2: return .int(Int.random(in: -1_000_000...1_000_000, using: &random))
        case 3: return .double(Double.random(in: -1...1, using: &random))
        case 4: return .string(randomText(&random))
        case 5:
            return .array(
                (0..<Int.random(in: 0..<5, using: &random)).map { _ in randomValue(&random, depth: depth + 1)
                }
            )
        default:
            return .object(
                (0..<Int.random(in: 0..<5, using: &random)).map { index in
                    .init("\(index)" + randomText(&random), randomValue(&random, depth: depth + 1))
                }
            )
        }
    }

    private func agrees(_ value: JSONValue, _ theirs: Any) -> Bool {
        switch value {
        case .object(let members):
            guard let theirs = theirs as? [String: Any], theirs.count == members.count else { return false }
            return members.allSatisfy { member in
                theirs[member.name].map { agrees(member.value, $0) } ?? false
            }
        case .array(let elements):
            guard let theirs = theirs as? [Any], theirs.count == elements.count else { return false }
            return zip(elements, theirs).allSatisfy { agrees($0, $1) }
        case .string(let text): return theirs as? String == text
        case .int(let number): return (theirs as? NSNumber)?.intValue == number
        case .double(let number):
            // Foundation goes through a decimal number and loses the last bit.
            guard let theirs = (theirs as? NSNumber)?.doubleValue else { return false }
            return abs(theirs - number) <= abs(number) * 1e-15
        case .bool(let truth): return theirs as? Bool == truth
        case .null: return theirs is NSNull
        }
    }

    @Test func randomValuesReadTheSameHereAndInFoundation() throws {
        var random = SplitMix64(seed: 1)
        for _ in 0..<1_000 {
            let value = JSONValue.array([randomValue(&random, depth: 0)])
            #expect(try JSONValue(parsing: value.bytes) == value)
            let theirs = try JSONSerialization.jsonObject(
                with: Data(value.bytes),
                options: [.fragmentsAllowed]
            )
            #expect(agrees(value, theirs), "\(String(decoding: value.bytes, as: UTF8.self))")
            let rewritten = try JSONSerialization.data(
                withJSONObject: theirs,
                options: [.fragmentsAllowed, .prettyPrinted]
            )
            let back = try JSONValue(parsing: Array(rewritten))
            #expect(agrees(back, theirs), "\(String(decoding: rewritten, as: UTF8.self))")
        }
    }

    @Test func damagedJSONNeverTrapsAndNeverReadsWhatFoundationRefuses() {
        var random = SplitMix64(seed: 2)
        var accepted = 0
        for _ in 0..<20_000 {
            var bytes = JSONValue.array([randomValue(&random, depth: 0)]).bytes
            for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                case 2:
                    bytes.insert(Array("{}[]\",:\\u0e-+.".utf8).randomElement(using: &random) ?? 0, at: place)
                default: bytes.removeSubrange(place...)
                }
            }
            guard let value = try? JSONValue(parsing: bytes) else { continue }
            accepted += 1
            #expect((try? JSONValue(parsing: value.bytes)) == value)
            // Foundation also refuses bad escapes, bad UTF-8, repeated names and raw control characters, which are text here.
            if bytes.allSatisfy({ (0x20..<0x80).contains($0) }), !bytes.contains(UInt8(ascii: "\\")) {
                let theirs = try? JSONSerialization.jsonObject(
                    with: Data(bytes),
                    options: [.fragmentsAllowed]
                )
                #expect(theirs != nil, "\(String(decoding: bytes, as: UTF8.self))")
            }
        }
        #expect(accepted > 100)
    }

    @Test func randomBytesNeverTrapAnyWayOfReading() {
        var random = SplitMix64(seed: 3)
        let alphabet = Array("{}[]\",:\\u0e-+. tfnrul\u{0}1é".utf8) + [0xFF, 0xED, 0xA0]
        for _ in 0..<50_000 {
            let bytes = (0..<Int.random(in: 0..<30, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            var reader = JSONReader(bytes)
            var text: [UInt8] = []
            for _ in 0..<20 {
                switch Int.random(in: 0..<8, using: &random) {
                case 0: try? reader.beginObject()
                case 1: try? reader.beginArray()
                case 2: _ = try? reader.nextMember()
                case 3: _ = try? reader.nextElement()
                case 4: try? reader.readString(into: &text)
                case 5: _ = try? reader.readNumberText()
                case 6: try? reader.skipValue()
                default: try? reader.finish()
                }
            }
            #expect(String(validating: text, as: UTF8.self) != nil)
            #expect(reader.offset <= bytes.count)
        }
    }
}

import CHZKernels
import HZTestSupport
import Testing

@testable import HZAnalysis

/// The masks and the fast way through ASCII.
@Suite struct ASCIIWindowTests {
    private func filled(_ bytes: [UInt8], room: Int) -> [Range<Int>] {
        var found: [Range<Int>] = []
        unsafe bytes.withUnsafeBufferPointer { pointer in
            var scanner = unsafe WordScanner(pointer)
            let tokens = UnsafeMutablePointer<RawToken>.allocate(capacity: room)
            defer { unsafe tokens.deallocate() }
            while true {
                let count = unsafe scanner.fill(tokens, room: room)
                if count == 0 { break }
                for place in 0..<count { unsafe found.append(tokens[place].start..<tokens[place].end) }
            }
        }
        return found
    }

    private func tokens(_ bytes: [UInt8], isPlain: Bool) -> [Range<Int>] {
        var found: [Range<Int>] = []
        unsafe bytes.withUnsafeBufferPointer { pointer in
            var scanner = unsafe WordScanner(pointer)
            var token = RawToken()
            while isPlain ? scanner.next(&token) : scanner.nextGeneral(&token) { found.append(token.start..<token.end) }
        }
        return found
    }

    @Test func everyByteHasItsClass() {
        for byte in UInt8.min...UInt8.max {
            for place in [0, 15, 16, 40, 63] {
                var bytes = [UInt8](repeating: 0x20, count: 64)
                bytes[place] = byte
                var masks = hz_classes64()
                unsafe hz_classify64(bytes, &masks)
                let bit: UInt64 = 1 << UInt64(place)
                let character = Character(Unicode.Scalar(byte))
                let isASCII = byte < 0x80
                #expect(masks.letter == (isASCII && character.isLetter ? bit : 0))
                #expect(masks.digit == (isASCII && character.isNumber ? bit : 0))
                #expect(masks.mid_letter == ("'.:".contains(character) ? bit : 0))
                #expect(masks.mid_number == ("'.,;".contains(character) ? bit : 0))
                #expect(masks.underscore == (character == "_" ? bit : 0))
                #expect(masks.sign == ("+#".contains(character) ? bit : 0))
                #expect(masks.high == (isASCII ? 0 : bit))
            }
        }
    }

    @Test func theFastWayFindsTheWordsOfTheRules() {
        var random = SeededRandom(64)
        let pieces = [
            "a", "Z", "7", "word", "_", ".", ":", ",", ";", "'", " ", "-", "\"", "+", "#", "é", "\u{301}", "ש", "杭",
            "\u{200D}",
        ]
        for round in 0..<6_000 {
            // Mostly ASCII, around and beyond the length of a window.
            let rare = round % 3 == 0 ? pieces.count : 15
            var text: [UInt8] = []
            for _ in 0..<Int.random(in: 0...150, using: &random) {
                text += Array(pieces[Int.random(in: 0..<rare, using: &random)].utf8)
            }
            if round % 7 == 0 { text += [UInt8](repeating: 0x61, count: 70) }
            let expected = tokens(text, isPlain: false)
            #expect(tokens(text, isPlain: true) == expected, "\(String(decoding: text, as: UTF8.self))")
            let room = WordScanner.leastRoom + round % 40
            #expect(filled(text, room: room) == expected, "\(String(decoding: text, as: UTF8.self))")
        }
    }

    @Test func wordsAtTheEndOfTheTextAreFound() {
        for length in 60...70 {
            let text = [UInt8](repeating: 0x20, count: length) + Array("end".utf8)
            #expect(tokens(text, isPlain: true) == [length..<length + 3])
        }
    }
}

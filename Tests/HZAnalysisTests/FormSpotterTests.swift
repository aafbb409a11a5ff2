import CHZKernels
import HZTestSupport
import Testing

@testable import HZAnalysis

@Suite struct FormSpotterTests {
    /// What the spotter must find, by analysis of every token.
    private func expected(_ text: [UInt8], forms: [[UInt8]], prefixes: [[UInt8]]) -> [FormSpotter.Spot] {
        var spots: [FormSpotter.Spot] = []
        unsafe text.withUnsafeBufferPointer { bytes in
            var scanner = unsafe WordScanner(bytes)
            var normalizer = TermNormalizer(language: .none)
            var token = RawToken()
            var number = 0
            while scanner.next(&token) {
                unsafe normalizer.normalize(
                    UnsafeBufferPointer(rebasing: bytes[token.start..<token.end]),
                    kind: token.kind
                )
                var words: UInt64 = 0
                for (word, form) in forms.enumerated() where form == normalizer.form { words |= 1 << UInt64(word) }
                for (word, prefix) in prefixes.enumerated() where normalizer.form.starts(with: prefix) {
                    words |= 1 << UInt64(forms.count + word)
                }
                let isWhole = forms.contains(normalizer.form)
                var end = token.end
                if !isWhole, token.kind == .bigram {
                    let text = unsafe String(decoding: bytes[token.start..<token.end], as: UTF8.self)
                    end = token.start + String(text.unicodeScalars.prefix(1)).utf8.count
                }
                if words != 0 {
                    spots.append(FormSpotter.Spot(token: number, range: token.start..<end, words: words))
                }
                number += 1
            }
        }
        return spots
    }

    @Test func itFindsWhatFoldingEveryTokenFinds() {
        var random = SeededRandom(77)
        let alphabet = ["a", "B", "b", "é", "E\u{301}", " ", " ", ".", "-", "六", "小", "龙", "ｂ", "ß", "'", "\u{AD}"]
        for _ in 0..<3_000 {
            let text = (0..<Int.random(in: 0..<60, using: &random)).map { _ in alphabet.randomElement(using: &random)! }
            let bytes = Array(text.joined().utf8)
            let forms = ["ab", "b", "eb", "六小", "龙", "ass", "ba"].shuffled(using: &random).prefix(3)
                .map { Array($0.utf8) }
            let prefixes = ["a", "be", "小"].shuffled(using: &random).prefix(1).map { Array($0.utf8) }
            var spotter = FormSpotter()
            for (word, form) in forms.enumerated() { spotter.add(form: form, word: word) }
            for (word, prefix) in prefixes.enumerated() { spotter.add(prefix: prefix, word: forms.count + word) }
            let found = spotter.spots(in: bytes, 0..<bytes.count)
            #expect(found == expected(bytes, forms: forms, prefixes: prefixes), "\(text.joined())")
        }
    }

    /// Long texts of many words, of which few begin like a form, some with characters that are part of words or between
    /// them.
    @Test func wordsThatAreNotLookedAtAreCounted() {
        var random = SeededRandom(78)
        let words = [
            "robot", "Robots", "rocket", "Ro\u{301}bot", "r\u{AD}obot", "dogs", "dog’s", "d’or", "o'neill", "O’Neill",
            "“do”", "a",
            "–", "the", "hill\u{2018}s", "4th", "x1", "ROB", "六小龙", "ｒobot", "l\u{200D}ake", "under_score", "__", "_x",
            "C++", "c",
            "3.14", "e.g.", "a:b", "...", String(repeating: "long", count: 20),
        ]
        let forms = [
            "robot", "robots", "dog's", "dog", "or", "o'neill", "4th", "x1", "hill's", "六小", "under_score", "lake", "a",
            "c++", "c",
            "3.14", "__", "_x", "the",
        ]
        for round in 0..<4_000 {
            let few = words.shuffled(using: &random).prefix(round % 2 == 0 ? 4 : words.count)
            let count = Int.random(in: 0..<80, using: &random)
            let text = (0..<count).map { _ in few.randomElement(using: &random)! }.joined(separator: " ")
            let bytes = Array(text.utf8)
            let sought = forms.shuffled(using: &random).prefix(round % 8 == 0 ? 12 : 3).map { Array($0.utf8) }
            let prefixes = ["rob", "do", "hil", "t"].shuffled(using: &random).prefix(1).map { Array($0.utf8) }
            var spotter = FormSpotter()
            for (word, form) in sought.enumerated() { spotter.add(form: form, word: word) }
            for (word, prefix) in prefixes.enumerated() { spotter.add(prefix: prefix, word: sought.count + word) }
            let found = spotter.spots(in: bytes, 0..<bytes.count)
            #expect(found == expected(bytes, forms: sought, prefixes: prefixes), "\(text)")
        }
    }

    @Test func headsAreFoundWhereTheBytesAreThoseOfOne() {
        var random = SeededRandom(79)
        for _ in 0..<2_000 {
            let bytes = (0..<65).map { _ in
                UInt8.random(in: 0...255, using: &random) & (Bool.random(using: &random) ? 0x7F : 0xE3)
            }
            let heads = (0..<Int.random(in: 0...8, using: &random)).map { _ in
                let isOpen = Int.random(in: 0..<4, using: &random) == 0
                let (first, second) = (bytes.randomElement(using: &random)!, bytes.randomElement(using: &random)!)
                return hz_head(first: first | 0x20, second: second | 0x20, any_second: isOpen ? 0xFF : 0)
            }
            var wanted: UInt64 = 0
            for place in 0..<64 {
                let begins = heads.contains { head in
                    bytes[place] | 0x20 == head.first
                        && (head.any_second != 0 || bytes[place + 1] | 0x20 == head.second)
                }
                if begins { wanted |= 1 << UInt64(place) }
            }
            #expect(unsafe hz_find_heads64(bytes, heads, heads.count) == wanted)
        }
    }

    @Test func manyFormsAreAllFound() {
        var spotter = FormSpotter()
        let forms = (0..<1_000).map { "word\($0)" }
        for (word, form) in forms.enumerated() { spotter.add(form: Array(form.utf8), word: word % 7) }
        let text = Array(forms.joined(separator: " ").utf8)
        #expect(spotter.spots(in: text, 0..<text.count).count == 1_000)
        #expect(spotter.spots(in: text, 6..<17).map(\.range) == [0..<5, 6..<11])
    }
}

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

    @Test func manyFormsAreAllFound() {
        var spotter = FormSpotter()
        let forms = (0..<1_000).map { "word\($0)" }
        for (word, form) in forms.enumerated() { spotter.add(form: Array(form.utf8), word: word % 7) }
        let text = Array(forms.joined(separator: " ").utf8)
        #expect(spotter.spots(in: text, 0..<text.count).count == 1_000)
        #expect(spotter.spots(in: text, 6..<17).map(\.range) == [0..<5, 6..<11])
    }
}

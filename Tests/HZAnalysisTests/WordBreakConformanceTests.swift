import Foundation
import Testing

@testable import HZAnalysis

/// Unicode's own test of the word boundaries, from Debian's package unicode-data.
@Suite struct WordBreakConformanceTests {
    @Test func everyLineOfUnicodesTestGivesItsWords() throws {
        let path = "/usr/share/unicode/auxiliary/WordBreakTest.txt"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            print("skipped: \(path) is missing (package unicode-data)")
            return
        }
        var lines = 0
        for line in text.split(separator: "\n") {
            let data = line.prefix { $0 != "#" }
            guard data.contains("÷") else { continue }
            let segments = data.split(separator: "÷").map { part in
                part.split(whereSeparator: { $0 == " " || $0 == "×" || $0 == "\t" }).compactMap {
                    UInt32($0, radix: 16)
                }
            }.filter { !$0.isEmpty }
            lines += 1
            // A word for us is a segment with a letter or digit; scripts without spaces are tested elsewhere.
            let scalars = segments.flatMap { $0 }
            if scalars.contains(where: { UnicodeTables.properties($0) & UnicodeTables.cjk != 0 }) { continue }
            let expected = segments.filter {
                $0.contains { UnicodeTables.properties($0) & UnicodeTables.wordLike != 0 }
            }
            #expect(words(of: scalars) == expected, "\(line)")
        }
        #expect(lines > 1_800)
    }

    private func words(of scalars: [UInt32]) -> [[UInt32]] {
        let text = String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init)))
        let bytes = Array(text.utf8)
        var found: [[UInt32]] = []
        unsafe bytes.withUnsafeBufferPointer { pointer in
            var scanner = unsafe WordScanner(pointer)
            var token = RawToken()
            while scanner.next(&token) {
                found.append(
                    String(decoding: bytes[token.start..<token.end], as: UTF8.self).unicodeScalars.map(
                        \.value
                    )
                )
            }
        }
        return found
    }
}

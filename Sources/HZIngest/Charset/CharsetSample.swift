import HZJSON

/// The part of a text that tells encodings apart: bytes outside ASCII with what stands around them.
struct CharsetSample {
    private(set) var bytes: [UInt8] = []
    /// How many bytes of the whole text, tags apart, are outside ASCII.
    private(set) var highBytes = 0

    /// Words of bytes outside ASCII alone, as scripts have them that are not Latin: in Latin text such bytes are letters among
    /// those of ASCII, or marks by themselves.
    private(set) var wordsOutsideASCII = 0
    /// Words of both, and single bytes outside ASCII.
    private(set) var mixedWords = 0

    /// Whether the text is in another script than Latin.
    var isOfOtherScript: Bool { wordsOutsideASCII > 4 * mixedWords }

    /// More does not make a guess better.
    private static let longest = 64 << 10

    /// Takes the lines, or the texts between tags, that have bytes outside ASCII.
    static func take(from text: [UInt8], isMarkup: Bool) -> CharsetSample {
        var sample = CharsetSample()
        var position = 0
        while position < text.count {
            let border = isMarkup ? UInt8(ascii: "<") : 0x0A
            let end = ByteScan.first(of: border, text.span, from: position, to: text.count)
            sample.add(text[position..<end])
            position = isMarkup ? endOfTag(text, from: end) : end + 1
        }
        return sample
    }

    private mutating func add(_ run: ArraySlice<UInt8>) {
        var high = 0
        for byte in run where byte >= 0x80 { high += 1 }
        guard high > 0 else { return }
        highBytes += high
        countWords(run)
        guard bytes.count < Self.longest else { return }
        bytes.append(contentsOf: run.prefix(Self.longest))
        bytes.append(0x0A)
    }

    private mutating func countWords(_ run: ArraySlice<UInt8>) {
        for word in run.split(whereSeparator: { $0 < 0x80 && ($0 | 0x20) &- 0x61 >= 26 }) {
            let high = word.reduce(0) { $0 + ($1 >= 0x80 ? 1 : 0) }
            if high == word.count, high > 1 {
                wordsOutsideASCII += 1
            } else if high > 0 {
                mixedWords += 1
            }
        }
    }

    /// Behind the tag that opens at `start`, and behind the content of scripts and style sheets.
    private static func endOfTag(_ text: [UInt8], from start: Int) -> Int {
        guard start < text.count else { return start }
        let end = ByteScan.first(of: UInt8(ascii: ">"), text.span, from: start, to: text.count) + 1
        for name in ["script", "style"] where matches(text, start + 1, name) {
            var close = end
            while close < text.count {
                close = ByteScan.first(of: UInt8(ascii: "<"), text.span, from: close, to: text.count)
                if close + 1 < text.count, text[close + 1] == UInt8(ascii: "/"),
                    matches(text, close + 2, name)
                {
                    break
                }
                close += 1
            }
            return close
        }
        return end
    }

    private static func matches(_ text: [UInt8], _ start: Int, _ name: String) -> Bool {
        guard start + name.utf8.count <= text.count else { return false }
        return zip(text[start...], name.utf8).allSatisfy { $0 | 0x20 == $1 }
    }
}

/// Names of things of which there are several, by number: `Qwen2.5` and `GPT4o`, of which a word may be the name alone.
public enum VersionedName {
    /// Whether a word may be the name of such things: three letters or more and nothing else. O(word).
    public static func mayBeName(_ word: [UInt8]) -> Bool {
        word.count >= shortestName && word.allSatisfy(isLetter)
    }

    /// Whether this is what may follow a name: digits, perhaps with a point between them and one letter at the end. O(1).
    public static func isVersion(_ end: ArraySlice<UInt8>) -> Bool {
        guard let first = end.first, isDigit(first), let last = end.last, end.count <= longestVersion else {
            return false
        }
        var points = 0
        for byte in end.dropLast() {
            if byte == UInt8(ascii: ".") { points += 1 } else if !isDigit(byte) { return false }
        }
        return points <= 1 && (isDigit(last) || isLetter(last))
    }

    private static let shortestName = 3
    private static let longestVersion = 6

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    private static func isLetter(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }
}

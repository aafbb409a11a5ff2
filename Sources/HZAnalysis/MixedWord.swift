/// Words of letters and digits that some write as one and others apart: `GPT4` and `GPT-4`, `10km`, `CO2` and `CO₂`, of which
/// the low digit is a word by itself.
public enum MixedWord {
    /// The stretches of letters and of digits that a word consists of, where others may write them apart; empty elsewhere.
    /// O(word).
    public static func parts(of word: [UInt8]) -> [[UInt8]] {
        guard word.contains(where: isDigit) else { return [] }
        var parts: [[UInt8]] = []
        for byte in word {
            guard isDigit(byte) || isLetter(byte) else { return [] }
            if let last = parts.last?.last, isDigit(last) == isDigit(byte) {
                parts[parts.count - 1].append(byte)
            } else {
                guard parts.count < JoinedWord.mostParts else { return [] }
                parts.append([byte])
            }
        }
        return areOne(parts[...]) ? parts : []
    }

    /// How many words, from the first of some on, may be written as one: as a rule none, else the fewest first.
    public static func counts(of words: ArraySlice<[UInt8]>) -> [Int] {
        // Most that stand side by side are words.
        guard words.count > 1, let first = words.first?.first, let second = words.dropFirst().first?.first,
            isDigit(first) != isDigit(second)
        else { return [] }
        var count = 0
        var isNumber: Bool?
        for word in words.prefix(JoinedWord.mostParts) {
            guard let first = word.first, isDigit(first) != isNumber else { break }
            isNumber = isDigit(first)
            guard word.allSatisfy({ isDigit($0) ? isNumber == true : isNumber == false && isLetter($0) }) else { break }
            count += 1
        }
        return (0...count).filter { areOne(words.prefix($0)) }
    }

    /// Among two, one letter says too little: `a 4` is no `A4`.
    private static func areOne(_ parts: ArraySlice<[UInt8]>) -> Bool {
        parts.count > 2 || parts.count == 2 && parts.allSatisfy { isDigit($0[0]) || $0.count > 1 }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 &- 0x61 < 26 || byte >= 0x80 }
}

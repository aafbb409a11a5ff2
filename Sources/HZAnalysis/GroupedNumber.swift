/// Numbers that some write with commas between thousands and others without: `1,000` and `1000`.
public enum GroupedNumber {
    /// A number in the other way of writing; nil for what is none, or is written in one way only. O(word).
    public static func otherForm(of word: [UInt8]) -> [UInt8]? {
        guard let first = word.first, 0x31...0x39 ~= first else { return nil }
        let end = word.firstIndex(of: point) ?? word.count
        guard end > 3, isDigits(word[end...].dropFirst()) else { return nil }
        let groups = word[..<end].split(separator: comma, omittingEmptySubsequences: false)
        guard groups.allSatisfy(isDigits) else { return nil }
        if groups.count == 1 { return separated(word[..<end]) + word[end...] }
        guard groups[0].count <= 3, groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
        return groups.flatMap { $0 } + word[end...]
    }

    private static let (comma, point) = (UInt8(ascii: ","), UInt8(ascii: "."))

    private static func isDigits(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.allSatisfy { 0x30...0x39 ~= $0 } }

    private static func separated(_ digits: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { result.append(comma) }
            result.append(digit)
        }
        return result
    }
}

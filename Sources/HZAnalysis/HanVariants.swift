/// Chinese characters that differ in writing only: traditional ones and the simplified ones that stand for them, by
/// Unicode's Unihan_Variants.txt. Terms are in simplified characters, forms keep what was written.
public enum HanVariants {
    /// The simplified character that stands for one; nil for one that stands for itself. About 20 steps.
    static func simplified(_ scalar: UInt32) -> UInt32? {
        guard scalar >= 0x3400, scalar < UnicodeTables.limit else { return nil }
        let starts = unsafe VariantTable.starts.utf8Start + 2 * Int(scalar >> 7)
        var low = unsafe Int(starts[0]) << 7 | Int(starts[1])
        var high = unsafe Int(starts[2]) << 7 | Int(starts[3])
        let wanted = UInt8(truncatingIfNeeded: scalar & 127)
        while low < high {
            let middle = (low + high) / 2
            let entry = unsafe VariantTable.entries.utf8Start + 4 * middle
            if unsafe entry[0] == wanted {
                return unsafe UInt32(entry[1]) << 14 | UInt32(entry[2]) << 7 | UInt32(entry[3])
            }
            if unsafe entry[0] < wanted { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    /// Appends a form of Han, kana or Hangul in simplified characters.
    static func appendSimplified(_ form: [UInt8], to term: inout [UInt8]) {
        unsafe form.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            var offset = 0
            while offset < bytes.count {
                let scalar = unsafe decodeScalar(base, offset, bytes.count)
                let end = offset + max(1, scalar.length)
                if let other = simplified(scalar.value), let character = Unicode.Scalar(other) {
                    UTF8.encode(character)?.forEach { term.append($0) }
                } else {
                    unsafe term.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[offset..<min(end, bytes.count)]))
                }
                offset = end
            }
        }
    }

    /// All characters that are written as this one, a simplified character in UTF-8, in terms: itself among them.
    public static func forms(of character: [UInt8]) -> [[UInt8]] {
        [character] + (byTarget[character] ?? [])
    }

    private static let byTarget: [[UInt8]: [[UInt8]]] = {
        var result: [[UInt8]: [[UInt8]]] = [:]
        for value in UInt32(0x3400)..<UnicodeTables.limit {
            guard let target = simplified(value), let from = Unicode.Scalar(value), let to = Unicode.Scalar(target)
            else { continue }
            result[Array(String(Character(to)).utf8), default: []].append(Array(String(Character(from)).utf8))
        }
        return result
    }()
}

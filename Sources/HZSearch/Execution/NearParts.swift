/// Phrases that must stand near one another in a document.
final class NearParts {
    private struct Part {
        let words: Range<Int>
        /// How far the last word stands from the first.
        let length: UInt32
        var starts: [UInt32] = []
        var head = 0
    }

    private let offsets: [UInt32]
    private var parts: [Part] = []

    /// Parts of so many words each, at these offsets.
    init(offsets: [UInt32], parts: [Int]) {
        self.offsets = offsets
        var word = 0
        for count in parts {
            let words = word..<word + count
            word += count
            self.parts.append(Part(words: words, length: offsets[words.upperBound - 1] - offsets[words.lowerBound]))
        }
    }

    /// Whether some stretch of positions has all the parts, its first and last word at most `reach` apart.
    /// O(positions * parts).
    func areNear(within reach: UInt32, _ positions: (_ word: Int) -> UnsafeBufferPointer<UInt32>) -> Bool {
        for part in parts.indices where unsafe !find(part, positions) { return false }
        var high: UInt32 = 0
        for part in parts { high = max(high, part.starts[0] + part.length) }
        while true {
            var (low, lowest) = (0, UInt32.max)
            for part in parts.indices where parts[part].starts[parts[part].head] < lowest {
                (low, lowest) = (part, parts[part].starts[parts[part].head])
            }
            if high - lowest <= reach { return true }
            parts[low].head += 1
            guard parts[low].head < parts[low].starts.count else { return false }
            high = max(high, parts[low].starts[parts[low].head] + parts[low].length)
        }
    }

    /// Finds where a part stands; false where nowhere.
    private func find(_ number: Int, _ positions: (_ word: Int) -> UnsafeBufferPointer<UInt32>) -> Bool {
        let words = parts[number].words
        parts[number].head = 0
        parts[number].starts.removeAll(keepingCapacity: true)
        unsafe parts[number].starts.append(contentsOf: positions(words.lowerBound))
        for word in words.dropFirst() {
            let offset = offsets[word] - offsets[words.lowerBound]
            let list = unsafe positions(word)
            var (kept, next) = (0, 0)
            for start in parts[number].starts {
                // Positions of a damaged segment may end where numbers do.
                let (wanted, isTooLarge) = start.addingReportingOverflow(offset)
                guard !isTooLarge else { break }
                while unsafe next < list.count && list[next] < wanted { next += 1 }
                guard next < list.count else { break }
                guard unsafe list[next] == wanted else { continue }
                parts[number].starts[kept] = start
                kept += 1
            }
            parts[number].starts.removeLast(parts[number].starts.count - kept)
        }
        return !parts[number].starts.isEmpty
    }
}

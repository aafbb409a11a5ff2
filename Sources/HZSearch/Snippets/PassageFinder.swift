import HZAnalysis
import HZIndex

/// Finds the place of an article that shows most of what was sought: the rarest words, the most of them, near one
/// another and in order.
struct PassageFinder {
    /// A place to be marked, in bytes of its block.
    struct Mark: Equatable {
        var range: Range<Int>
        /// Its first token, and the one after its last.
        var tokens: Range<Int>
        /// The words that it shows.
        var words: UInt64
    }

    /// A place of an article.
    struct Passage {
        var block: Document.Block
        /// The block's place in the article.
        var number: Int
        /// The bytes of the block that must be shown.
        var core: Range<Int>
        /// What there is to mark in the block, in order.
        var marks: [Mark]
        fileprivate var value: Float
        /// The words that its core shows, and over how many tokens it reaches.
        fileprivate var words: UInt64
        fileprivate var length: Int

        /// Whether its words stand side by side in the text, or are one: another place could only repeat them.
        fileprivate var isTight: Bool {
            let count = words.nonzeroBitCount
            return block.zone == .main && (count == 1 || length <= count)
        }
    }

    let sought: SoughtWords
    /// How many columns of a terminal a passage has: wide characters take two.
    let width: Int

    /// So many bytes after a passage that shows every word, no better one is looked for: it could only show them more
    /// often or a little nearer, and long articles would cost by their length.
    private static let reach = 32 << 10

    /// The best passages, each of another block; of equal ones the first comes first. Empty where nothing is there. O(text).
    ///
    /// Of a document that is not whole: nil where what is missing could change them.
    func best(of document: Document, isWhole: Bool, most: Int) -> [Passage]? {
        var best: [Passage] = []
        var end = Int.max
        // The words of groups that stand somewhere in the text: they are marked there alone.
        var bound: UInt64 = 0
        for (number, block) in document.blocks.enumerated() where block.start < end {
            let (marks, stands) = marks(in: block, document.text, bound: bound)
            if stands & ~bound != 0 {
                bound |= stands
                best = best.compactMap { passage(of: document, $0.number, bound) }
                best.sort { ($1.value, $0.number) < ($0.value, $1.number) }
            }
            guard let found = passage(number, block, marks, document.text) else { continue }
            if found.words == sought.inside | sought.outside {
                let isBest = found.isTight && found.words & sought.grouped & ~bound == 0
                end = min(end, block.end + (most == 1 && isBest ? 0 : Self.reach))
            }
            if best.count == most, found.value <= best[most - 1].value { continue }
            let place = best.firstIndex { $0.value < found.value } ?? best.count
            best.insert(found, at: place)
            if best.count > most { best.removeLast() }
        }
        return isWhole || end <= document.text.count ? best : nil
    }

    /// What a block shows where some words are marked in their groups alone.
    private func passage(of document: Document, _ number: Int, _ bound: UInt64) -> Passage? {
        let block = document.blocks[number]
        return passage(number, block, marks(in: block, document.text, bound: bound).marks, document.text)
    }

    /// The words of groups that stand somewhere in a text. O(text) where there are groups.
    func bound(in blocks: [Document.Block], _ text: [UInt8]) -> UInt64 {
        guard !sought.groups.isEmpty else { return 0 }
        return blocks.reduce(0) { $0 | marks(in: $1, text, bound: 0).stands }
    }

    /// What there is to mark in a block of a text, in order, and the words of the groups that stand there. Those of `bound`
    /// are marked in their groups alone, those of `without` nowhere; others of a group where it does not stand here. O(text).
    func marks(
        in block: Document.Block,
        _ text: [UInt8],
        bound: UInt64,
        without: UInt64 = 0
    ) -> (marks: [Mark], stands: UInt64) {
        let words = block.zone == .comments || block.zone == .page ? sought.outside : sought.inside & ~without
        guard words != 0 else { return ([], 0) }
        let spots = sought.spotter.spots(in: text, block.start..<block.end)
        return spots.isEmpty ? ([], 0) : marks(spots, words, bound)
    }

    /// A phrase that stands there becomes one mark, parts that stand near one another one each.
    private func marks(
        _ spots: [FormSpotter.Spot],
        _ wanted: UInt64,
        _ bound: UInt64
    ) -> (marks: [Mark], stands: UInt64) {
        var marks: [Mark] = []
        var stands: UInt64 = 0
        for group in sought.groups where group.words & ~wanted == 0 {
            for stand in group.stands(among: spots) {
                stands |= group.words
                let (first, last) = (spots[stand.first], spots[stand.last])
                marks.append(
                    Mark(
                        range: first.range.lowerBound..<last.range.upperBound,
                        tokens: first.token..<last.token + 1,
                        words: group.parts.count == 1 ? group.words : first.words & group.words
                    )
                )
            }
        }
        let free = wanted & ~stands & ~bound
        for spot in spots where spot.words & free != 0 {
            marks.append(Mark(range: spot.range, tokens: spot.token..<spot.token + 1, words: spot.words & free))
        }
        if !sought.groups.isEmpty {
            marks.sort { ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound) }
        }
        return (merged(marks), stands)
    }

    /// Marks that touch become one, as the pairs of characters of a run do.
    private func merged(_ marks: [Mark]) -> [Mark] {
        var merged: [Mark] = []
        for mark in marks {
            guard let last = merged.last, mark.range.lowerBound <= last.range.upperBound else {
                merged.append(mark)
                continue
            }
            let end = max(last.range.upperBound, mark.range.upperBound)
            merged[merged.count - 1].range = last.range.lowerBound..<end
            let tokens = max(last.tokens.upperBound, mark.tokens.upperBound)
            merged[merged.count - 1].tokens = last.tokens.lowerBound..<tokens
            merged[merged.count - 1].words |= mark.words
        }
        return merged
    }

    /// The neighbouring marks that are worth most of those that fit into a passage.
    private func passage(_ number: Int, _ block: Document.Block, _ marks: [Mark], _ text: [UInt8]) -> Passage? {
        guard !marks.isEmpty else { return nil }
        let places = places(of: marks, text, block)
        var best: (value: Float, marks: Range<Int>, words: UInt64)?
        for first in marks.indices {
            var seen: UInt64 = 0
            var value: Float = 0
            for last in first..<marks.count {
                if last > first, places[last].upperBound - places[first].lowerBound > width { break }
                value += worth(marks[last].words & ~seen) + 0.1 * worth(marks[last].words & seen)
                if last > first { value += nearness(marks[last - 1], marks[last]) }
                seen |= marks[last].words
                if value > best?.value ?? 0 { best = (value, first..<last + 1, seen) }
            }
        }
        guard let best else { return nil }
        let core = marks[best.marks.lowerBound].range.lowerBound..<marks[best.marks.upperBound - 1].range.upperBound
        // A heading says less than the text below it.
        let value = block.zone == .heading ? best.value * 0.8 : best.value
        let length = marks[best.marks.upperBound - 1].tokens.upperBound - marks[best.marks.lowerBound].tokens.lowerBound
        return Passage(
            block: block,
            number: number,
            core: core,
            marks: marks,
            value: value,
            words: best.words,
            length: length
        )
    }

    /// The columns that each mark takes, from the first mark on. Between marks that no passage holds together, more
    /// columns than a passage has stand for all.
    private func places(of marks: [Mark], _ text: [UInt8], _ block: Document.Block) -> [Range<Int>] {
        guard marks.count > 1 else { return [0..<0] }
        var places: [Range<Int>] = []
        places.reserveCapacity(marks.count)
        var (end, columns) = (marks[0].range.lowerBound, 0)
        for mark in marks {
            let isFar = mark.range.lowerBound - end > PassageText.mostBytesOfColumn * width
            columns += isFar ? width + 1 : Self.columns(text[block.start + end..<block.start + mark.range.lowerBound])
            let start = columns
            columns += Self.columns(text[block.start + mark.range.lowerBound..<block.start + mark.range.upperBound])
            places.append(start..<columns)
            end = mark.range.upperBound
        }
        return places
    }

    private func worth(_ words: UInt64) -> Float {
        var rest = words
        var worth: Float = 0
        while rest != 0 {
            worth += sought.weights[rest.trailingZeroBitCount]
            rest &= rest - 1
        }
        return worth
    }

    /// What two marks are worth for being near each other, more in the order of the query than against it.
    private func nearness(_ left: Mark, _ right: Mark) -> Float {
        guard left.words != right.words else { return 0 }
        let gap = Float(right.tokens.lowerBound - left.tokens.upperBound)
        guard gap <= 10 else { return 0 }
        let isOrdered = left.words.trailingZeroBitCount < right.words.trailingZeroBitCount
        return min(worth(left.words), worth(right.words)) * (isOrdered ? 0.5 : 0.3) / (1 + gap)
    }

    /// How many columns of a terminal a text takes, nearly: characters of three bytes and more are wide.
    static func columns(_ text: ArraySlice<UInt8>) -> Int {
        let text = text.span
        var columns = 0
        var start = 0
        while start < text.count {
            // Sums of bytes, which so few can't overflow, are made many at a time.
            let end = min(start + 127, text.count)
            var sum: UInt8 = 0
            for index in start..<end { sum &+= (text[index] & 0xC0 != 0x80 ? 1 : 0) &+ (text[index] >= 0xE3 ? 1 : 0) }
            columns += Int(sum)
            start = end
        }
        return columns
    }
}

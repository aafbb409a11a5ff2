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
        var number = 0
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
        for (number, block) in document.blocks.enumerated() where block.start < end {
            let marks = marks(in: block, document.text)
            guard var found = window(of: marks, document.text, block) else { continue }
            if found.words == sought.inside | sought.outside {
                end = min(end, block.end + (most == 1 && found.isTight ? 0 : Self.reach))
            }
            found.number = number
            if best.count == most, found.value <= best[most - 1].value { continue }
            let place = best.firstIndex { $0.value < found.value } ?? best.count
            best.insert(found, at: place)
            if best.count > most { best.removeLast() }
        }
        return isWhole || end <= document.text.count ? best : nil
    }

    /// What there is to mark in a block of a text, in order. O(text).
    func marks(in block: Document.Block, _ text: [UInt8]) -> [Mark] {
        let words = block.zone == .comments || block.zone == .page ? sought.outside : sought.inside
        guard words != 0 else { return [] }
        let spots = sought.spotter.spots(in: text, block.start..<block.end)
        return spots.isEmpty ? [] : marks(spots, words)
    }

    /// Phrases that stand there become one mark each. Where a phrase stands, its words elsewhere are not marked.
    private func marks(_ spots: [FormSpotter.Spot], _ wanted: UInt64) -> [Mark] {
        var marks: [Mark] = []
        var wholes: UInt64 = 0
        for phrase in sought.phrases {
            let words = phrase.words.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
            guard words & ~wanted == 0 else { continue }
            for (place, spot) in spots.enumerated() where spot.words >> UInt64(phrase.words[0]) & 1 == 1 {
                guard let end = end(of: phrase, from: place, spots) else { continue }
                wholes |= words
                marks.append(
                    Mark(
                        range: spot.range.lowerBound..<spots[end].range.upperBound,
                        tokens: spot.token..<spots[end].token + 1,
                        words: words
                    )
                )
            }
        }
        for spot in spots where spot.words & wanted & ~wholes != 0 {
            let words = spot.words & wanted & ~wholes
            marks.append(Mark(range: spot.range, tokens: spot.token..<spot.token + 1, words: words))
        }
        if !sought.phrases.isEmpty {
            marks.sort { ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound) }
        }
        return merged(marks)
    }

    /// The place among the spots where a phrase ends that begins at `place`; nil where it does not stand there.
    private func end(of phrase: SoughtWords.Phrase, from place: Int, _ spots: [FormSpotter.Spot]) -> Int? {
        var next = place
        for (word, offset) in zip(phrase.words, phrase.offsets).dropFirst() {
            let token = spots[place].token + offset
            while next < spots.count, spots[next].token < token { next += 1 }
            guard next < spots.count, spots[next].token == token, spots[next].words >> UInt64(word) & 1 == 1 else {
                return nil
            }
        }
        return next
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
    private func window(of marks: [Mark], _ text: [UInt8], _ block: Document.Block) -> Passage? {
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
        return Passage(block: block, core: core, marks: marks, value: value, words: best.words, length: length)
    }

    /// The columns that each mark takes, from the first mark on. Between marks that no passage holds together, more
    /// columns than a passage has stand for all.
    private func places(of marks: [Mark], _ text: [UInt8], _ block: Document.Block) -> [Range<Int>] {
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
        var columns = 0
        for byte in text { columns += byte >= 0xE3 ? 2 : byte & 0xC0 != 0x80 ? 1 : 0 }
        return columns
    }
}

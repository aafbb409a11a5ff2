/// What a page says more than once.
extension BlockFilter {
    /// Takes away what a page of posts says at each of them: ranks, counters, "Like", "Reply". Counters differ by their
    /// numbers.
    func dropRepeated(_ kept: inout [Bool]) {
        let short = order.filter {
            kept[$0] && page.blocks[$0].count <= Self.longestLabel && (kinds[$0] == .short || kinds[$0] == .links)
        }
        let keys = short.map { isCounter($0) ? withoutNumbers($0) : Array(page.text[page.blocks[$0].range]) }
        var counts: [[UInt8]: Int] = [:]
        for key in keys { counts[key, default: 0] += 1 }
        for (block, key) in zip(short, keys) where counts[key, default: 0] >= Self.repetitions { kept[block] = false }
    }

    /// Whether a block may say how many there are of something: one word beside its number, in no line of a post, no row of a
    /// table, and no day.
    private func isCounter(_ block: Int) -> Bool {
        guard page.blocks[block].count <= Self.longestCounter, !Self.linesOfTexts.contains(tag(block)) else {
            return false
        }
        let isLetter = { (byte: UInt8) in byte | 0x20 &- 0x61 < 26 || byte >= 0x80 }
        let words = page.text[page.blocks[block].range].split { !isLetter($0) }
        return words.count == 1 && words[0].count >= Self.shortestUnit && !hasDate(block)
    }

    /// The text of a short block with one zero in the place of each number.
    private func withoutNumbers(_ block: Int) -> [UInt8] {
        var key: [UInt8] = []
        for byte in page.text[page.blocks[block].range] {
            let isDigit = byte &- 0x30 < 10
            let isInNumber = key.last == 0x30 && (isDigit || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "."))
            if !isInNumber { key.append(isDigit ? 0x30 : byte) }
        }
        return key
    }

    /// Takes away what a page says again, all but the first time.
    func dropAgain(_ kept: inout [Bool]) {
        var seen: Set<ArraySlice<UInt8>> = []
        for block in order where kept[block] && !seen.insert(page.text[page.blocks[block].range]).inserted {
            kept[block] = false
        }
    }

    /// Takes away the titles of cards that stand there a second time, as the link of a picture and as that of a heading. On
    /// an index whatever a card says again: there is one for small screens and one for large ones.
    func dropEchoes(_ kept: inout [Bool], isIndex: Bool) {
        for (place, block) in order.enumerated() where kept[block] && page.blocks[block].count >= Self.shortestTitle {
            switch kinds[block] {
            case .heading, .links: break
            case .short where isIndex && !readsAsSentence(block): break
            case .short, .paragraph, .caption: continue
            }
            let text = page.blocks[block]
            for before in order[max(0, place - Self.longestCard)..<place]
            where page.blocks[before].count == text.count && kept[before] {
                guard page.text[page.blocks[before].range] == page.text[text.range] else { continue }
                kept[block] = false
                break
            }
        }
    }

    private static let repetitions = 3
    private static let longestCounter = 20
    /// "Likes", "回".
    private static let shortestUnit = 3
    private static let linesOfTexts: [HTMLTag] = [.p, .li, .dt, .dd, .tr, .td, .th, .pre, .code, .blockquote]
    private static let shortestTitle = 20
    /// Blocks.
    private static let longestCard = 10
}

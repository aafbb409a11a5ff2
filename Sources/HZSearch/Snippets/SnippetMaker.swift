import HZAnalysis
import HZIndex

/// Picks the passage of an article that shows best why it matched.
struct SnippetMaker {
    /// About how long a passage is, in bytes.
    static let length = 240
    /// Terms of inflected words, forms of exact ones, and prefixes of forms.
    var terms: Set<[UInt8]> = []
    var forms: Set<[UInt8]> = []
    var prefixes: [[UInt8]] = []

    /// The passage of a document, with ranges of Unicode scalars to mark.
    func snippet(of document: Document) -> Snippet {
        let language = StemmingLanguage(documentLanguage: document.language.isEmpty ? nil : document.language)
        var best: (distinct: Int, block: Document.Block, ranges: [Range<Int>])?
        for block in document.blocks where block.zone != .comments && block.zone != .page {
            let (distinct, ranges) = matches(Array(document.text[block.start..<block.end]), language)
            if best == nil || distinct > (best?.distinct ?? 0) { best = (distinct, block, ranges) }
        }
        guard let best else { return Snippet(text: "", highlights: []) }
        return cut(Array(document.text[best.block.start..<best.block.end]), best.ranges)
    }

    private func matches(_ text: [UInt8], _ language: StemmingLanguage) -> (distinct: Int, ranges: [Range<Int>]) {
        var seen: Set<[UInt8]> = []
        var ranges: [Range<Int>] = []
        for word in analyzeText(text, language: language) {
            let isMatch =
                terms.contains(word.term) || forms.contains(word.form)
                || prefixes.contains { word.form.starts(with: $0) }
            guard isMatch else { continue }
            seen.insert(word.term)
            if let last = ranges.last, word.range.lowerBound <= last.upperBound {
                ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, word.range.upperBound)
            } else {
                ranges.append(word.range)
            }
        }
        return (seen.count, ranges)
    }

    /// Cuts a passage around the first match, at blanks where there are any.
    private func cut(_ text: [UInt8], _ ranges: [Range<Int>]) -> Snippet {
        var start = max(0, (ranges.first?.lowerBound ?? 0) - Self.length / 3)
        if text.count <= Self.length { start = 0 }
        var end = min(text.count, start + Self.length)
        if start > 0 {
            let limit = min(start + 30, ranges.first?.lowerBound ?? start)
            if let blank = text[start..<limit].firstIndex(of: 0x20) { start = blank + 1 }
        }
        if end < text.count, let blank = text[max(start, end - 30)..<end].lastIndex(of: 0x20) { end = blank }
        while start < text.count, text[start] & 0xC0 == 0x80 { start += 1 }
        while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
        if start > end { start = end }
        func scalars(_ range: Range<Int>) -> Int { text[range].count { $0 & 0xC0 != 0x80 } }
        let isCut = start > 0
        var highlights: [Range<Int>] = []
        for range in ranges where range.lowerBound >= start && range.upperBound <= end {
            let low = scalars(start..<range.lowerBound) + (isCut ? 1 : 0)
            highlights.append(low..<low + scalars(range))
        }
        let passage = String(
            decoding: text[start..<end].map { $0 == 0x0A || $0 == 0x09 || $0 == 0x0D ? 0x20 : $0 },
            as: UTF8.self
        )
        return Snippet(text: (isCut ? "…" : "") + passage + (end < text.count ? "…" : ""), highlights: highlights)
    }
}

/// The words of a text as documents are indexed: with the last character of a run.
private func analyzeText(_ text: [UInt8], language: StemmingLanguage) -> [QueryWord] {
    analyzeQuery(text, language: language)
}

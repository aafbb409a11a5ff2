import HZAnalysis
import HZIndex

/// Makes of an article the passage that shows best why it matched: whole sentences where they fit.
struct SnippetMaker {
    /// About how many columns of a terminal a passage has.
    static let width = 240
    /// Less of a sentence before the first mark is shown as it is, more is cut.
    private static let lead = 90

    private let finder: PassageFinder

    /// A maker for what was sought in the articles of one segment.
    init(_ sought: SoughtWords) {
        finder = PassageFinder(sought: sought, width: Self.width)
    }

    /// The passages of a document that show most, the best first, each of another paragraph, with ranges of Unicode scalars
    /// to mark; its beginning where nothing is to be marked. Nil where the document is not whole and what is missing could
    /// change them.
    func snippets(of document: Document, isWhole: Bool, most: Int) -> [Snippet]? {
        guard let passages = finder.best(of: document, isWhole: isWhole, most: most) else { return nil }
        if passages.isEmpty {
            let first = document.blocks.firstIndex { $0.zone == .main } ?? 0
            guard first < document.blocks.count else { return [] }
            return [cut(document, first, 0..<0, [])]
        }
        return passages.map { cut(document, $0.number, $0.core, $0.marks) }
    }

    private func cut(_ document: Document, _ number: Int, _ core: Range<Int>, _ marks: [PassageFinder.Mark]) -> Snippet
    {
        let block = document.blocks[number]
        var snippet = cut(document.text[block.start..<block.end], core, marks)
        snippet.paragraph = number + 1
        return snippet
    }

    /// Cuts a block to a passage around its core.
    private func cut(_ block: ArraySlice<UInt8>, _ core: Range<Int>, _ marks: [PassageFinder.Mark]) -> Snippet {
        let text = PassageText(block)
        var range = core
        if text.fits(Self.width) {
            range = 0..<text.count
        } else {
            // What is farther away than both limits is not near, whatever it is.
            let reach = max(Self.lead, Self.width * 2 / 3) * PassageText.mostBytesOfColumn
            var start = text.sentenceStart(before: core.lowerBound, within: reach)
            if let sentence = start, text.columns(sentence..<core.lowerBound) > Self.lead,
                text.columns(sentence..<core.upperBound) > Self.width * 2 / 3
            {
                start = nil
            }
            let first = start ?? text.wordStart(before: core.lowerBound, columns: Self.lead / 2)
            range = first..<text.end(after: first..<core.upperBound, columns: Self.width)
            if start == nil {
                // What the end of the text or of a sentence leaves free is for what stands before.
                let room = Self.width - text.columns(range)
                range = text.wordStart(before: first, columns: room)..<range.upperBound
            }
        }
        range = text.trimmed(range)
        let isCutBefore =
            range.lowerBound > text.trimmed(0..<text.count).lowerBound
            && !text.isSentenceStart(range.lowerBound)
        let isCutAfter =
            range.upperBound < text.trimmed(0..<text.count).upperBound
            && !text.isSentenceEnd(range.upperBound)
        var highlights: [Range<Int>] = []
        for mark in marks where mark.range.lowerBound >= range.lowerBound && mark.range.upperBound <= range.upperBound {
            let low = text.scalars(range.lowerBound..<mark.range.lowerBound) + (isCutBefore ? 1 : 0)
            highlights.append(low..<low + text.scalars(mark.range))
        }
        return Snippet(
            text: (isCutBefore ? "…" : "") + text.line(range) + (isCutAfter ? "…" : ""),
            highlights: highlights,
            bytes: range
        )
    }
}

import HZAnalysis
import HZIndex

/// What an article begins with: its title and the first bytes of its text. What an article is about stands there.
struct ArticleBeginning {
    private let article: Document
    private let title: [UInt8]
    private let bytes: Int

    /// Up to so many bytes of the text of an article.
    init(_ article: Document, bytes: Int) {
        self.article = article
        self.bytes = bytes
        title = Array(article.title.utf8)
    }

    /// The same of a document of a segment; nothing is read that is not wanted, as far as that is known.
    init(_ document: UInt32, of reader: SegmentReader, bytes: Int) throws(IndexError) {
        let (beginning, isWhole) = try reader.beginning(document, length: bytes)
        // A long block is left out as a whole.
        let isEnough = isWhole || Self.count(beginning) >= bytes
        self.init(isEnough ? beginning : try reader.document(document), bytes: bytes)
    }

    private static func count(_ article: Document) -> Int {
        article.blocks.reduce(0) { $0 + ($1.zone.field == .text ? $1.end - $1.start : 0) }
    }

    /// The language whose stems it has.
    private var language: StemmingLanguage {
        StemmingLanguage(documentLanguage: article.language.isEmpty ? nil : article.language)
    }

    /// Calls with the title, then with stretches of the text, each with what its words count.
    func forEachStretch(_ body: (_ text: [UInt8], _ range: Range<Int>, _ weight: UInt32) -> Void) {
        body(title, title.indices, UInt32(Zone.titleWeight))
        var left = bytes
        for block in article.blocks where block.zone.field == .text && left > 0 {
            let end = block.end - block.start > left ? border(block.start + left, after: block.start) : block.end
            left -= end - block.start
            body(article.text, block.start..<end, UInt32(block.zone.weight))
            if end < block.end { break }
        }
    }

    /// The last place up to one where no word is cut; in scripts without spaces, no character.
    private func border(_ place: Int, after start: Int) -> Int {
        let least = max(start, place - Self.longestWord)
        if let blank = (least...place).last(where: { article.text[$0] <= 0x20 }) { return blank }
        return (start...place).last { article.text[$0] & 0xC0 != 0x80 } ?? start
    }

    /// A blank is looked for so many bytes back.
    private static let longestWord = 64

    /// The weighted frequencies of its terms of some kinds, in its language, by their numbers.
    func frequencies(
        _ numbers: inout TermNumbers,
        of kinds: [TokenKind]
    ) -> [(number: Int, frequency: UInt32)] {
        var counts = [UInt32](repeating: 0, count: numbers.terms.count)
        var met: [Int] = []
        forEachStretch { text, range, weight in
            numbers.forEach(in: text, range, language: language) { number, kind in
                guard kinds.contains(kind) else { return }
                while counts.count <= number { counts.append(0) }
                if counts[number] == 0 { met.append(number) }
                counts[number] += weight
            }
        }
        return met.map { ($0, counts[$0]) }
    }
}

import HZAnalysis
import HZJSON

/// What tells whether two articles are the same one saved twice, without their texts: fingerprints of the title, the address
/// and the text, and one that differs in few bits where texts differ in few words (M. Charikar, STOC 2002,
/// doi:10.1145/509907.509965, over runs of three words).
public struct ArticleFingerprint: Sendable, Hashable {
    /// Of the title's words; 0 for a title of few.
    public var title: UInt64
    /// Of the address without what only follows its readers; 0 for none.
    public var address: UInt64
    /// Of the words of headings, main text and captions; odd for a long text.
    public var text: UInt64
    /// Similar for similar texts; 0 for texts that are too short for that.
    public var similarity: UInt64

    /// Texts of fewer words are never taken for copies of others.
    static let leastWords = 8
    /// Texts of fewer words are copies only where all words agree.
    static let leastWordsForSimilarity = 60
    /// Texts of fewer words may be the same by chance, or by their pattern, under other titles.
    static let leastWordsForText = 200

    /// Pages with shorter titles ("Member List", "Index") are many pages of one kind, not one page saved often.
    static let leastTitleWords = 3

    /// Nil for an article whose text is too short, or that has neither a title nor an address nor a text to be known by.
    ///
    /// - Complexity: O(bytes of the text).
    public init?(_ article: Article) {
        let title = TitleKey(article.title)
        var words = ShingleSet.Words()
        var bits = [Int32](repeating: 0, count: 64)
        var text: UInt64 = 0
        words.forEach(in: article.text, article.blocks) { word, shingle, _ in
            text = ShingleSet.mixed(text &* 31 &+ word)
            // One in four says the same in a quarter of the time.
            guard shingle & 3 == 0 else { return }
            for bit in 0..<64 { bits[bit] &+= shingle >> UInt64(bit) & 1 == 1 ? 1 : -1 }
        }
        guard words.count >= Self.leastWords else { return nil }
        self.text = words.count >= Self.leastWordsForText ? text | 1 : text & ~1
        self.title = title.length >= Self.leastTitleWords ? ShingleSet.hash(title.bytes[...]) : 0
        address = article.url.map { ShingleSet.hash(Array(PageAddress.canonical($0).utf8)[...]) } ?? 0
        similarity = 0
        if words.count >= Self.leastWordsForSimilarity {
            for bit in 0..<64 where bits[bit] > 0 { similarity |= 1 << UInt64(bit) }
        }
        if terms.isEmpty { return nil }
    }

    /// Whether texts that are the same make copies under any title.
    public var isLong: Bool { text & 1 == 1 }

    /// As terms of an index, which stand together where articles have the same title, address or long text: 64 hexadecimal
    /// digits, with a letter and the address or text once more before them.
    public var terms: [String] {
        let all = [title, address, text, similarity].map { Hexadecimal.text($0) }.joined()
        var terms: [String] = []
        if title != 0 { terms.append(all) }
        if address != 0 { terms.append("u" + Hexadecimal.text(address) + all) }
        if isLong { terms.append("w" + Hexadecimal.text(text) + all) }
        return terms
    }

    /// By what articles stand together in the terms, and the length of the beginning that they share.
    public enum Grouping: Sendable {
        case title, address, text

        /// Nil for a term that is none of ``ArticleFingerprint/terms``.
        public init?(term: some Collection<UInt8>) {
            switch (term.first, term.count) {
            case (UInt8(ascii: "u"), 81): self = .address
            case (UInt8(ascii: "w"), 81): self = .text
            case (_, 64): self = .title
            default: return nil
            }
        }

        /// Bytes.
        public var length: Int { self == .title ? 16 : 17 }
    }

    /// Reads one of ``terms``; nil for anything else.
    public init?(term: some Collection<UInt8>) {
        guard Grouping(term: term) != nil else { return nil }
        var numbers: [UInt64] = []
        var rest = Array(term.suffix(64))[...]
        while !rest.isEmpty {
            guard let number = UInt64(String(decoding: rest.prefix(16), as: UTF8.self), radix: 16) else { return nil }
            numbers.append(number)
            rest = rest.dropFirst(16)
        }
        (title, address, text, similarity) = (numbers[0], numbers[1], numbers[2], numbers[3])
    }
}

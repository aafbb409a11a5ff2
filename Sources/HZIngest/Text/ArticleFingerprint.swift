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

/// The runs of three words of a text, to measure how much two texts have in common, and its particulars: the words that
/// tell one report of a kind from another (``differsInParticulars(from:)``).
public struct ShingleSet: Sendable {
    private let shingles: Set<UInt64>
    private let words: Set<UInt64>
    private let particulars: Set<UInt64>
    /// How many particulars there are, one of each place, and a hash of them in their order.
    private let places: Int
    private let order: UInt64

    /// Of the main text in `text`, the given blocks.
    public init(_ text: [UInt8], blocks: [Range<Int>]) {
        var shingles: Set<UInt64> = []
        var all: Set<UInt64> = []
        var particulars: Set<UInt64> = []
        var (places, order) = (0, UInt64(0))
        var words = Words()
        for block in blocks {
            words.add(text, block) { word, shingle, isParticular in
                shingles.insert(shingle)
                all.insert(word)
                guard isParticular else { return }
                particulars.insert(word)
                places += 1
                order = Self.mixed(order &* 31 &+ word)
            }
        }
        self.shingles = shingles
        self.words = all
        self.particulars = particulars
        self.places = places
        self.order = order
    }

    /// Whether two nearly equal texts tell of different things: they have as many particulars (numbers, names, in scripts without
    /// spaces any character), and not the same ones in the same order; or they have others, and each has words that the other
    /// lacks. Whoever corrects or lengthens an article rarely does that; reports made after one pattern (weather, results,
    /// prices) differ in nothing else.
    public func differsInParticulars(from other: ShingleSet) -> Bool {
        if places == other.places { return order != other.order }
        guard particulars != other.particulars else { return false }
        return !words.isSubset(of: other.words) && !other.words.isSubset(of: words)
    }

    /// The share of runs that both have, of those that either has: 0 to 1.
    public func resemblance(to other: ShingleSet) -> Double {
        let shared = shingles.intersection(other.shingles).count
        return Double(shared) / Double(max(1, shingles.count + other.shingles.count - shared))
    }

    /// The share of runs of the shorter text that the longer one has too: 0 to 1.
    public func containment(in other: ShingleSet) -> Double {
        let shared = shingles.intersection(other.shingles).count
        return Double(shared) / Double(max(1, min(shingles.count, other.shingles.count)))
    }

    /// Walks words: letters and digits without case; characters of scripts without spaces one by one.
    struct Words {
        private(set) var count = 0
        /// Whether the word at hand has a digit, begins with a capital or is a character of a script without spaces.
        private var isParticular = false
        private var before: UInt64 = 0
        private var beforeThat: UInt64 = 0

        mutating func forEach(
            in text: [UInt8],
            _ blocks: [ArticleBlock],
            _ body: (_ word: UInt64, _ shingle: UInt64, _ isParticular: Bool) -> Void
        ) {
            for block in blocks {
                switch block.zone {
                case .heading, .main, .caption: add(text, block.range, body)
                case .title, .comments, .page: continue
                }
            }
        }

        mutating func add(_ text: [UInt8], _ range: Range<Int>, _ body: (UInt64, UInt64, Bool) -> Void) {
            let bytes = text.span
            var word: UInt64 = 0
            var position = range.lowerBound
            while position < range.upperBound {
                let byte = bytes[position]
                position &+= 1
                if byte >= 0xE3 {
                    end(&word, body)
                    isParticular = true
                    word = UInt64(byte)
                    while position < range.upperBound, bytes[position] & 0xC0 == 0x80 {
                        word = word << 8 | UInt64(bytes[position])
                        position &+= 1
                    }
                    end(&word, body)
                } else if byte >= 0x80 || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 {
                    let folded = byte &- 0x41 < 26 ? byte | 0x20 : byte
                    if word == 0 { isParticular = folded != byte || Self.beginsCapital(bytes, position &- 1) }
                    if byte &- 0x30 < 10 { isParticular = true }
                    word = (word ^ UInt64(folded) &+ 1) &* 0x0000_0100_0000_01B3
                } else {
                    end(&word, body)
                }
            }
            end(&word, body)
        }

        /// Whether a capital of Latin-1, Greek or Cyrillic stands at an offset.
        private static func beginsCapital(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
            guard start &+ 1 < bytes.count else { return false }
            switch (bytes[start], bytes[start &+ 1]) {
            case (0xC3, 0x80...0x9E), (0xCE, 0x86...0xAB), (0xD0, 0x80...0xAF): return true
            default: return false
            }
        }

        private mutating func end(_ word: inout UInt64, _ body: (UInt64, UInt64, Bool) -> Void) {
            guard word != 0 else { return }
            let hash = ShingleSet.mixed(word)
            word = 0
            count &+= 1
            body(hash, ShingleSet.mixed(hash ^ before &* 3 ^ beforeThat &* 5), isParticular)
            beforeThat = before
            before = hash
        }
    }

    /// The finalizer of SplitMix64 (Steele, Lea, Flood 2014): every bit depends on all.
    @inline(__always)
    static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { mixed($0 ^ UInt64($1)) }
    }
}

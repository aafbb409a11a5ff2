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

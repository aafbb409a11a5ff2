import Testing

@testable import HZIngest

/// Which texts are one article saved twice, and which are two reports made after one pattern.
@Suite struct NearCopyTests {
    private func shingles(_ text: String) -> ShingleSet {
        let bytes = Array(text.utf8)
        return ShingleSet(bytes, blocks: [0..<bytes.count])
    }

    private static let places = [
        "Hamar", "Bergen", "Visby", "Lund", "Odense", "Turku", "Narva", "Riga", "Vaasa", "Oslo",
    ]
    private static let chinesePlaces = ["杭州", "宁波", "温州", "绍兴", "湖州", "嘉兴", "金华", "台州", "丽水", "衢州"]

    /// What stands in each report of a kind, whatever it reports.
    private static let pattern = (0..<60).map { number in
        "The office that writes this report explains \(["wind", "rain", "trade", "play"][number % 4]) of kind "
            + String(repeating: "x", count: number % 7 + 1) + String(repeating: "y", count: number / 7 + 1)
            + " to its readers as it did before."
    }.joined(separator: " ")

    private static let chinesePattern = (0..<40).map { sentence in
        let scalars = (0..<12).compactMap { Unicode.Scalar(UInt32(0x4E00 + (sentence * 12 + $0) * 41 % 18_000)) }
        return String(String.UnicodeScalarView(scalars)) + "。"
    }.joined()

    private func report(_ kind: Int, _ random: inout SplitMix64) -> String {
        func number(_ limit: UInt64) -> String { String(random.next() % limit) }
        let first = Int(random.next() % 10)
        let place = Self.places[first]
        switch kind {
        case 0:
            return "In \(place) it will be \(number(35)) degrees, with wind of \(number(20)) metres a second. "
                + Self.pattern
        case 1:
            return "Revenue rose to \(number(9_000)) million from \(number(9_000)) million a year before. "
                + Self.pattern
        case 2:
            let other = Self.places[(first + 1 + Int(random.next() % 9)) % 10]
            return "The team of \(place) has beaten that of \(other) at home. " + Self.pattern
        default:
            return "\(Self.chinesePlaces[Int(random.next() % 10)])今天最高气温\(number(35))度。" + Self.chinesePattern
        }
    }

    @Test(arguments: 0..<4)
    func reportsMadeAfterOnePatternAreNoCopies(kind: Int) {
        var random = SplitMix64(seed: UInt64(kind) + 1)
        var alike = 0
        for _ in 0..<100 {
            let (one, other) = (report(kind, &random), report(kind, &random))
            if one == other { continue }
            let (left, right) = (shingles(one), shingles(other))
            if left.resemblance(to: right) >= 0.9 { alike += 1 }
            #expect(left.differsInParticulars(from: right), "\(one.prefix(60)) and \(other.prefix(60))")
        }
        // By their runs of words alone nearly all would be.
        #expect(alike > 80)
    }

    @Test func anArticleThatWasCorrectedOrLengthenedIsACopy() {
        var random = SplitMix64(seed: 9)
        for round in 0..<100 {
            let text = report(round / 3 % 3, &random)
            var words = text.split(separator: " ").map(String.init)
            switch round % 3 {
            case 0: words.append("One more line stands below it, of \(round) words.")
            case 1: words.removeLast(3)
            default: words[Int(random.next() % UInt64(words.count))] += "e"
            }
            let edited = words.joined(separator: " ")
            guard shingles(text).resemblance(to: shingles(edited)) >= 0.9 else { continue }
            let isApart = shingles(text).differsInParticulars(from: shingles(edited))
            // A name that was written otherwise is the one correction that looks like another report.
            #expect(!isApart || round % 3 == 2, "\(round)")
        }
    }
}

import HZIndex

/// Random little documents of few words, so that terms, phrases and ties repeat.
public struct TinyCorpus {
    private var random: SeededRandom
    private let words = [
        "dragon", "dragons", "six", "little", "hangzhou", "startup", "startups", "robot", "running", "runs", "Résumé",
        "杭州", "六小龙", "小龙虾", "AI", "3.14", "can't", "the", "of",
    ]

    /// A corpus that is the same for the same seed.
    public init(seed: UInt64) {
        random = SeededRandom(seed)
    }

    /// A document with the id `doc-<number>`.
    public mutating func document(_ number: Int) -> Document {
        var document = Document(id: "doc-\(number)")
        document.title = sentence(upTo: 5)
        document.author = Bool.random(using: &random) ? "Jane Roe" : ""
        document.language = ["", "en", "zh", "de"].randomElement(using: &random) ?? ""
        document.site = ["", "lake.example", "tea.example"].randomElement(using: &random) ?? ""
        document.date = [0, 2_025_0913, 2_025_0600, 2_024_0101].randomElement(using: &random) ?? 0
        document.stamp = SourceStamp(size: UInt64(number), modified: Int64(number) * 7, hash: random.next())
        let zones: [Zone] = [.main, .main, .heading, .caption, .comments, .page]
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let start = document.text.count
            document.text.append(contentsOf: sentence(upTo: 12).utf8)
            document.blocks.append(
                Document.Block(
                    zone: zones.randomElement(using: &random) ?? .main,
                    start: start,
                    end: document.text.count
                )
            )
        }
        return document
    }

    private mutating func sentence(upTo limit: Int) -> String {
        (0..<Int.random(in: 0...limit, using: &random)).map { _ in
            words[Int.random(in: 0..<words.count, using: &random)]
        }.joined(separator: " ")
    }
}

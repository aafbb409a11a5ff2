import HZJSON

/// A part of a hit's score.
public struct ScorePart: Sendable, Equatable {
    /// What it is for.
    public enum Kind: String, Sendable {
        /// A word that was typed: BM25 of its frequency.
        case word
        /// Words that stand together.
        case phrase
        /// How near one another the query's words stand.
        case nearness
        /// Neighbours of the question that are neighbours in the article.
        case neighbours
        /// Single characters of the question, in scripts without spaces.
        case characters
        /// A word that the best articles have in common.
        case feedback
        /// What all have that match by the rule of the query, so that they come before those that lack words.
        case rule
    }

    /// What a word's score is made of: weight * frequency / (frequency + k1 * (1 - b + b * length / average)).
    public struct Frequency: Sendable, Equatable {
        /// What the score grows to; for a typed word (k1 + 1) * idf.
        public var weight: Double
        /// How often it is there; in the title thrice, in a heading twice.
        public var frequency: Int
        /// How long the article is, and how long articles are on average, counted so.
        public var length: Int
        public var averageLength: Double
    }

    /// What it is for.
    public var kind: Kind
    /// The term or the terms, as the index has them.
    public var text = ""
    /// Where they are looked for; empty where that says nothing.
    public var field = ""
    /// What it adds to the score.
    public var score: Double
    /// What it follows from, of words and phrases.
    public var frequency: Frequency?
    /// Of nearness: how many steps (docs/QUERY.md).
    public var steps: Int?

    init(_ kind: Kind, _ text: String = "", score: Double) {
        self.kind = kind
        self.text = text
        self.score = score
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("part", kind.rawValue)
        if !text.isEmpty { writer.member("text", text) }
        if !field.isEmpty { writer.member("field", field) }
        writer.member("score", score)
        if let frequency {
            writer.member("weight", frequency.weight)
            writer.member("frequency", frequency.frequency)
            writer.member("length", frequency.length)
            writer.member("average_length", frequency.averageLength)
        }
        if let steps { writer.member("steps", steps) }
        writer.endObject()
    }

    init?(_ json: JSONValue) {
        guard let kind = Kind(rawValue: json["part"]?.string ?? "") else { return nil }
        self.kind = kind
        text = json["text"]?.string ?? ""
        field = json["field"]?.string ?? ""
        score = json["score"]?.double ?? 0
        steps = json["steps"]?.int
        if let times = json["frequency"]?.int {
            frequency = Frequency(
                weight: json["weight"]?.double ?? 0,
                frequency: times,
                length: json["length"]?.int ?? 0,
                averageLength: json["average_length"]?.double ?? 0
            )
        }
    }
}

extension QueryNote {
    /// What is wrong with which part of the query `text`, and what it was read as, for people.
    public func sentence(of text: String) -> String {
        switch fact {
        case .notADate, .badExpression:
            let part = String(decoding: text.utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
            return fact.sentence.replacing("this", with: part, maxReplacements: 1)
        default:
            return fact.sentence
        }
    }
}

extension QueryNote.Fact {
    /// What is wrong, for people.
    public var fault: String { sentences.fault }

    /// What is wrong, and what it was read as, for people.
    public var sentence: String { "\(sentences.fault): \(sentences.reading)" }

    private var sentences: (fault: String, reading: String) {
        switch self {
        case .unclosedQuote: ("a quotation mark is not closed", "the phrase ends with the query")
        case .unclosedBracket: ("a bracket is not closed", "it ends with the query")
        case .strayBracket: ("a closing bracket has no partner", "left out")
        case .strayOperator: ("AND, OR or NOT has nothing to join", "read as a word")
        case .straySign: ("a sign stands by itself", "left out")
        case .notExcluded: ("! leaves nothing out, - before a word does", "read as a word")
        case .notADate: ("this is no date (2025, 2025-09, 2025-09-13, 2024..2025)", "read as a word")
        case .strayField: ("nothing stands right behind the colon of a field", "read as a word")
        case .badSlop: ("~ behind a phrase has no number", "left out")
        case .badEdits: ("~ behind a word takes 1 or 2", "read as a word")
        case .badNear: ("NEAR/ takes a number from 1 on", "read as a word")
        case .badBoost: ("^ takes a number such as 2 or 0.5", "read as a word")
        case .tooDeep: ("brackets are too deep", "left out")
        case .strayNear: ("NEAR joins words and phrases of one field only", "read as AND")
        case .badExpression: ("this is no regular expression", "read as words")
        case .largePattern: ("the pattern is too large", "read as words")
        case .tooManyPatterns: ("the query has too many patterns", "the rest is left out")
        case .tooLong: ("the query is too long", "the rest is left out")
        case .tooManyClauses: ("the query has too many parts", "the rest is left out")
        }
    }
}

/// One query of a set, in the terms of what is compared.
struct BenchmarkQuery {
    /// What is asked of the words and the phrase.
    enum Operation: String {
        case term, and, or, phrase, andphrase, prefix, fuzzy
    }

    let operation: Operation
    let words: [String]
    let phrase: [String]
}

/// Queries that are measured together.
struct QuerySet {
    let name: String
    private(set) var queries: [BenchmarkQuery] = []

    /// Reads sets in the order of their first lines. A line: set, operation, words, phrase, between tabs; words between
    /// blanks.
    static func read(_ path: String) throws -> [QuerySet] {
        var sets: [QuerySet] = []
        var number = 0
        try InputFile(path).forEachLine { line in
            number += 1
            let fields = String(decoding: line, as: UTF8.self)
                .split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 4, let operation = BenchmarkQuery.Operation(rawValue: fields[1]) else {
                throw BenchmarkError.malformedQuery(line: number)
            }
            let query = BenchmarkQuery(
                operation: operation,
                words: fields[2].split(separator: " ").map(String.init),
                phrase: fields[3].split(separator: " ").map(String.init)
            )
            let place = sets.firstIndex { $0.name == fields[0] } ?? sets.count
            if place == sets.count { sets.append(QuerySet(name: fields[0])) }
            sets[place].queries.append(query)
        }
        return sets
    }
}

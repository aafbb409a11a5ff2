import HZAnalysis
import HZIndex

extension Searcher {
    /// How many continuations of a query of several words are tried.
    private static let mostTries = 12
    /// How many titles are told at most, and of how many words.
    private static let mostTitles = 5
    private static let mostTitleWords = 16
    /// Longer queries are not completed.
    private static let longestTyped = 512

    /// What a query that is being typed may become: words by how many articles have them, then titles. What stands before
    /// the last word is kept; where there is something, only words are told that articles have together with it.
    public func complete(
        _ text: String,
        limit: Int = 10,
        deadline: ContinuousClock.Instant? = nil
    ) throws(SearchError) -> CompletionResult {
        let start = ContinuousClock.now
        var result = CompletionResult()
        result.query = text
        let bytes = Array(text.utf8)
        let words = analyzeQuery(
            Array(bytes.suffix(bytes.count > Self.longestTyped ? 0 : bytes.count)),
            language: .none
        )
        // A word that is over is not completed.
        if let last = words.last, last.range.upperBound == bytes.count, limit > 0 {
            let isRun = last.kind != .word
            let typed = isRun ? Self.lastCharacter(bytes) : last.form
            // What is kept: in a run all of it.
            let head = String(decoding: isRun ? bytes[...] : bytes[..<last.range.lowerBound], as: UTF8.self)
            let found = try indexed { () throws(IndexError) in
                try frequentTerms.words(beginning: typed, in: snapshot)
            }
            let isAlone = words.count == 1 && (isRun ? last.kind == .runEnd : last.range.lowerBound == 0)
            var completions: [Completion] = []
            for word in found.prefix(isAlone ? limit : Self.mostTries) {
                let end = isRun ? Array(word.form.dropFirst(typed.count)) : word.form
                var completion = Completion(kind: .words, text: head + String(decoding: end, as: UTF8.self))
                completion.articles = word.documents
                if !isAlone {
                    completion.articles = try articles(completion.text, deadline)
                    guard completion.articles > 0 else { continue }
                }
                completions.append(completion)
            }
            if !isAlone {
                completions = completions.enumerated().sorted {
                    ($1.element.articles, $0.offset) < ($0.element.articles, $1.offset)
                }.map(\.element)
            }
            result.completions = Array(completions.prefix(limit))
            let room = min(Self.mostTitles, max(limit - result.completions.count, limit / 3))
            let titles = try titles(words, bytes, room, deadline)
            result.completions = Array(result.completions.prefix(limit - titles.count)) + titles
        }
        result.tookMicroseconds = Int((ContinuousClock.now - start) / .microseconds(1))
        return result
    }

    private static func lastCharacter(_ bytes: [UInt8]) -> [UInt8] {
        var start = bytes.count
        repeat { start -= 1 } while start > 0 && bytes[start] & 0xC0 == 0x80
        let words = analyzeQuery(Array(bytes[start...]), language: .none)
        return words.first?.form ?? Array(bytes[start...])
    }

    /// How many articles a query finds by its rule, as far as that is known at once.
    private func articles(_ query: String, _ deadline: ContinuousClock.Instant?) throws(SearchError) -> Int {
        var request = SearchRequest(query: query)
        request.limit = 1
        request.detail = .id
        request.corrects = false
        request.options.mode = .all
        return try search(request, deadline: deadline).total.value
    }

    /// The titles that have all the words and one that begins as the last does, the best first.
    private func titles(
        _ words: [QueryWord],
        _ bytes: [UInt8],
        _ limit: Int,
        _ deadline: ContinuousClock.Instant?
    ) throws(SearchError) -> [Completion] {
        guard let last = words.last, limit > 0, words.count <= Self.mostTitleWords else { return [] }
        // One letter begins too many.
        guard last.kind != .word || words.count > 1 || last.form.count > 1 else { return [] }
        // A run is written once, not by its pairs; other words folded, so that none is an operator.
        var parts: [String] = []
        var end = 0
        for word in words {
            if word.kind == .word {
                parts.append(String(decoding: word.form, as: UTF8.self))
            } else if word.range.lowerBound < end, let run = parts.popLast() {
                parts.append(run + String(decoding: bytes[end..<word.range.upperBound], as: UTF8.self))
            } else {
                parts.append(String(decoding: bytes[word.range], as: UTF8.self))
            }
            end = word.range.upperBound
        }
        if last.kind == .word { parts[parts.count - 1] += "*" }
        var request = SearchRequest(query: parts.map { "title:" + $0 }.joined(separator: " "))
        request.limit = limit
        request.detail = .title
        request.corrects = false
        request.countCheaply = false
        let hits = try search(request, deadline: deadline).hits
        return hits.map { Completion(kind: .title, text: $0.title, id: $0.id) }
    }
}

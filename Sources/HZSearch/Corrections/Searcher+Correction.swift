import HZIndex

extension Searcher {
    /// Of words that some articles have none is thought mistyped where more articles than these match.
    private static let few = 3
    /// How many corrected queries are tried, and how many words of a query are looked at.
    private static let mostTries = 8
    private static let mostWords = 16
    /// So many times as many articles a query must find where words of the index were replaced.
    private static let leastGain = 10
    /// Longer queries were not typed.
    private static let longest = 1_024
    /// Too much begins as shorter words do.
    private static let shortestBeginning = 3

    /// The query that may have been meant where a request found nothing or little, made of the index's own words. It was
    /// tried: it finds more.
    func correction(
        of request: SearchRequest,
        _ result: SearchResult,
        deadline: ContinuousClock.Instant?
    ) throws(SearchError) -> Correction? {
        guard request.corrects, request.detail != .id, request.offset == 0, request.query.utf8.count <= Self.longest,
            result.total.relation == .equal
        else { return nil }
        let isPoor = result.total.value <= Self.few
        let isLong = result.notes.contains { $0.code == "best_match" }
        guard isPoor || isLong || result.hits.contains(where: { !$0.missing.isEmpty }) else { return nil }
        if result.total.value == 0, let other = try inOtherField(request, deadline: deadline) { return other }
        var words: [TypedWord] = []
        for word in TypedWord.words(of: request.query).prefix(Self.mostWords) {
            // A run is right that some article has: what is one character off is another word.
            if isPoor, word.isRun, try has(word, of: request.query, deadline) { continue }
            words.append(word)
        }
        let choices = try indexed { () throws(IndexError) -> [[WordCorrector.Option]] in
            try edits(words, request.query, isPoor: isPoor)
        }
        for options in choices.prefix(Self.mostTries) {
            let (query, highlights) = Self.replacing(options, in: request.query)
            var trial = request
            trial.query = query
            trial.corrects = false
            trial.limit = 1
            trial.detail = .id
            trial.facets = []
            trial.explain = false
            let found = try search(trial, deadline: deadline)
            let isByRule = found.hits.first.map(\.missing.isEmpty) ?? false
            guard isByRule, !found.notes.contains(where: { $0.code == "page" }) else { continue }
            // What was typed may be a word of its own: then little more is no reason.
            let least = options.contains(where: \.isForKnown) ? Self.leastGain * max(1, result.total.value) : 0
            guard found.total.value > result.total.value && found.total.value >= least || isLong else { continue }
            return Correction(query: query, highlights: highlights, total: found.total)
        }
        return nil
    }

    /// Whether some article has a run of a query as it was typed.
    private func has(
        _ run: TypedWord,
        of query: String,
        _ deadline: ContinuousClock.Instant?
    ) throws(SearchError) -> Bool {
        let name = run.field == .text ? "" : run.field.rawValue + ":"
        var trial = SearchRequest(query: name + Self.text(query, run.range))
        trial.options.mode = .all
        trial.corrects = false
        trial.limit = 1
        trial.detail = .id
        let found = try search(trial, deadline: deadline)
        return !found.hits.isEmpty && !found.notes.contains { $0.code == "page" }
    }

    /// What may be put instead of parts of the query, the likeliest first: in each, one option for each mistyped word.
    private func edits(
        _ words: [TypedWord],
        _ query: String,
        isPoor: Bool
    ) throws(IndexError) -> [[WordCorrector.Option]] {
        let corrector = WordCorrector(planner: QueryPlanner(snapshot: snapshot, languages: languages))
        var choices: [[WordCorrector.Option]] = []
        var joins: [[WordCorrector.Option]] = []
        for (place, word) in words.enumerated() {
            let text = Self.text(query, word.range)
            if word.isRun {
                let options = isPoor ? try RunCorrector(snapshot: snapshot).options(word, text) : []
                if !options.isEmpty { choices.append(options) }
                continue
            }
            let isAbsent = try corrector.frequency(word.field, String(decoding: word.parts[0].form, as: UTF8.self)) == 0
            guard isAbsent || isPoor && !word.isMarked else { continue }
            if isAbsent {
                for other in [place - 1, place] where other >= 0 && other + 1 < words.count && !words[other].isRun {
                    guard !words[other + 1].isRun else { continue }
                    if let join = try corrector.joined(words[other], words[other + 1]) { joins.append([join]) }
                }
            }
            // Of words with digits none is a mistyped other one.
            var options = word.hasDigits ? [] : try corrector.options(word)
            for index in options.indices { options[index].text = Self.inCase(of: text, options[index].text) }
            if isAbsent, word.isBare, let (beginning, isLikely) = try beginning(word, text) {
                options.insert(beginning, at: isLikely ? 0 : options.count)
            }
            if !options.isEmpty { choices.append(options) }
        }
        return joins + Self.combinations(choices)
    }

    /// What begins as a word that no article has; likely meant where some of it goes on by no letter: Node.js for Node.
    private func beginning(
        _ word: TypedWord,
        _ text: String
    ) throws(IndexError) -> (option: WordCorrector.Option, isLikely: Bool)? {
        let form = word.parts[0].form
        guard form.count >= Self.shortestBeginning else { return nil }
        let longer = try frequentTerms.words(beginning: form, in: snapshot)
        guard let most = longer.first else { return nil }
        let isLikely = longer.contains { longer in
            let end = String(decoding: longer.form.dropFirst(form.count), as: UTF8.self)
            return end.unicodeScalars.first?.properties.isAlphabetic == false
        }
        let value = Double(most.documents)
        return (WordCorrector.Option(range: word.range, text: text + "*", value: value), isLikely)
    }

    /// One option of each word, those with the likeliest options first; then the words one by one, where not all of
    /// them were mistyped.
    private static func combinations(_ choices: [[WordCorrector.Option]]) -> [[WordCorrector.Option]] {
        guard choices.count > 1 else { return (choices.first ?? []).map { [$0] } }
        let first = choices.map { $0[0] }
        var combinations = [first]
        for (place, options) in choices.enumerated() {
            for option in options.dropFirst() {
                var changed = first
                changed[place] = option
                combinations.append(changed)
            }
        }
        // Some of all words together, then each word alone: trying is dear.
        return Array(combinations.prefix(mostTries / 2)) + choices.map { [$0[0]] }
            + combinations.dropFirst(mostTries / 2)
    }

    private static func text(_ query: String, _ range: Range<Int>) -> String {
        String(decoding: Array(query.utf8)[range], as: UTF8.self)
    }

    /// A word with the capitals of the typed one; never one that is an operator.
    private static func inCase(of typed: String, _ word: String) -> String {
        guard let first = typed.unicodeScalars.first, first.properties.isUppercase else { return word }
        let isAllUpper = typed.unicodeScalars.count > 1 && typed.unicodeScalars.allSatisfy(\.properties.isUppercase)
        let result = isAllUpper ? word.uppercased() : word.prefix(1).uppercased() + word.dropFirst()
        return ["AND", "OR", "NOT"].contains(result) ? word : result
    }

    /// The query with its parts replaced, and where these are in it.
    static func replacing(
        _ options: [WordCorrector.Option],
        in query: String
    ) -> (query: String, highlights: [Range<Int>]) {
        let bytes = Array(query.utf8)
        var result = ""
        var highlights: [Range<Int>] = []
        var place = 0
        for option in options.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            guard option.range.lowerBound >= place else { continue }
            result += String(decoding: bytes[place..<option.range.lowerBound], as: UTF8.self)
            let start = result.unicodeScalars.count
            result += option.text
            highlights.append(start..<result.unicodeScalars.count)
            place = option.range.upperBound
        }
        return (result + String(decoding: bytes[place...], as: UTF8.self), highlights)
    }
}

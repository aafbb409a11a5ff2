import HZIndex

/// Runs one pass over all segments of a snapshot.
struct PassSearch {
    let snapshot: IndexSnapshot
    let factors: LengthFactors
    let pass: SearchPass
    let scratch: SearchScratch
    let deadline: ContinuousClock.Instant?

    /// The best `limit` documents, in their order, and how many match in all where that was learned on the way.
    func best(_ limit: Int, isByDate: Bool) throws(SearchError) -> (documents: [RankedDocument], count: Int?) {
        var documents: [RankedDocument] = []
        var count: Int? = 0
        var floor: Float = 0
        for segment in snapshot.segments.indices where snapshot.segments[segment].reader.documentCount > 0 {
            if let deadline, ContinuousClock.now > deadline { throw .timedOut }
            let context = context(segment)
            let reader = snapshot.segments[segment].reader
            // Where documents are in the order of their ranks, their numbers do, and no column is read.
            let ranks = reader.isInTieOrder ? nil : reader.lentTieRanks
            var top = TopDocuments(segment: segment, capacity: limit, floor: floor, tieRanks: ranks)
            let search = SegmentSearch(pass: pass, segment: segment, context: context)
            let found = search.collect(into: &top, isByDate: isByDate)
            try context.throwFailure()
            // Reading all of them says what is wrong.
            if top.isDamaged { _ = unsafe try indexed { () throws(IndexError) in unsafe try reader.tieRanks() } }
            count = if let count, let found { count + found } else { nil }
            if documents.isEmpty {
                documents = top.takeSorted()
            } else {
                documents += top.takeSorted()
                try indexed { () throws(IndexError) in try RankedDocument.sort(&documents, in: snapshot) }
            }
            if documents.count > limit { documents.removeLast(documents.count - limit) }
            if documents.count == limit, !isByDate { floor = documents.last?.score(isByDate: false) ?? 0 }
        }
        if documents.count < limit { count = documents.count }
        return (documents, count)
    }

    /// How many documents match.
    func count() throws(SearchError) -> Int {
        var count = 0
        for segment in snapshot.segments.indices where snapshot.segments[segment].reader.documentCount > 0 {
            if let deadline, ContinuousClock.now > deadline { throw .timedOut }
            let context = context(segment)
            count += SegmentSearch(pass: pass, segment: segment, context: context).count()
            try context.throwFailure()
        }
        return count
    }

    /// About how many postings counting has to read.
    var costOfCounting: Int { cost(pass.plan) }

    private func cost(_ plan: Plan) -> Int {
        switch plan {
        case .nothing: return 0
        case .everything, .dates, .path: return snapshot.articleCount
        case .word(let word):
            let isClean = snapshot.segments.allSatisfy { $0.deleted.count == 0 }
            if isClean, !word.isGathered, word.apart == nil, word.terms.allSatisfy({ $0.count <= 1 }) { return 0 }
            return postings(word)
        case .phrase(let phrase): return 8 * (phrase.words.map { postings($0) }.min() ?? 0)
        case .any(let plans): return plans.reduce(0) { $0 + cost($1) }
        case .all(let required, _, let excluded):
            let least = required.map { part in
                if case .word(let word) = part { postings(word) } else { cost(part) }
            }.min()
            return (least ?? snapshot.articleCount) + excluded.reduce(0) { $0 + cost($1) }
        }
    }

    private func postings(_ word: WordPlan) -> Int {
        Int(word.documentFrequency) + (word.apart.map { cost(.phrase($0)) } ?? 0)
    }

    /// What the parts of the pass share in a segment.
    func context(_ segment: Int) -> SegmentContext {
        SegmentContext(
            segment: snapshot.segments[segment],
            factors: factors,
            grid: ScoreGrid(most: pass.bound),
            scratch: scratch,
            deadline: deadline
        )
    }
}

/// Runs a call of the index, turning its error into ours.
func indexed<Result>(_ body: () throws(IndexError) -> Result) throws(SearchError) -> Result {
    do throws(IndexError) {
        return try body()
    } catch {
        throw .index(error)
    }
}

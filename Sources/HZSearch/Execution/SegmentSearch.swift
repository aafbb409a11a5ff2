import HZIndex

/// Runs the plan of a pass in one segment, by the cheapest way that gives the exact answer.
struct SegmentSearch {
    let pass: SearchPass
    let segment: Int
    let context: SegmentContext

    private var plan: Plan { pass.plan }

    /// Offers the matches: those with the highest scores, or the newest. Returns how many there are; nil where it was not
    /// needed to know.
    func collect(into top: inout TopDocuments, isByDate: Bool) -> Int? {
        let parts = parts(isLifted: pass.lift != nil)
        if !isByDate, let parts, parts.any.isEmpty {
            let pairs = pass.lift.flatMap { self.pairs(parts, $0) }
            let allowed = allowed(parts)
            if let pairs, collectNeighbours(parts, pairs, into: &top, allowed: allowed) { return nil }
            guard let conjunction = conjunction(parts, pass.lift, pairs) else { return 0 }
            conjunction.collect(into: &top, allowed: allowed)
            return nil
        }
        if !isByDate, let parts, parts.words.isEmpty, parts.phrases.isEmpty {
            if let word = SummedWord(parts.any, segment: segment, in: context) {
                word.collect(into: &top, allowed: allowed(parts))
                return nil
            }
            guard let disjunction = BlockMaxDisjunction(parts.any, segment: segment, in: context) else { return 0 }
            disjunction.collect(into: &top, allowed: allowed(parts))
            return nil
        }
        return collectAll(into: &top, isByDate: isByDate)
    }

    /// How many documents match.
    func count() -> Int {
        if case .phrase(let phrase) = pass.plan,
            var counter = PhraseCounter(phrase, segment: segment, in: context)
        {
            return counter.countAll(allowed: context.liveDocuments())
        }
        if let parts = parts(isLifted: false) {
            let allowed = allowed(parts)
            guard let word = parts.any.first else { return conjunction(parts, nil)?.countAll(allowed: allowed) ?? 0 }
            let terms = word.terms[segment]
            if allowed == nil, parts.any.count == 1, terms.count <= 1, terms.first?.forms == nil, word.apart == nil {
                return Int(terms.first?.info.documentFrequency ?? 0)
            }
            let bitmap = Bitmap(documentCount: context.documentCount, memory: context.memory)
            let marker = WordMarker(segment: segment, context: context)
            for word in parts.any { marker.mark(word, in: bitmap) }
            if let allowed { bitmap.formIntersection(allowed) }
            return bitmap.count
        }
        let source = source(plan, needsScores: false)
        let live = context.liveDocuments()
        var count = 0
        forEachWindow(of: source) { window, base in
            if let live { unsafe window.formIntersection(live.words + Int(base / 64)) }
            count += window.count
        }
        return count
    }

    /// All documents that match.
    func matches() -> Bitmap {
        let bitmap = Bitmap(documentCount: context.documentCount, memory: context.memory)
        if let parts = parts(isLifted: false), !parts.any.isEmpty {
            let allowed = allowed(parts)
            let marker = WordMarker(segment: segment, context: context)
            for word in parts.any { marker.mark(word, in: bitmap) }
            if let allowed { bitmap.formIntersection(allowed) }
            return bitmap
        }
        let live = context.liveDocuments()
        forEachWindow(of: source(plan, needsScores: false)) { window, base in
            if let live { unsafe window.formIntersection(live.words + Int(base / 64)) }
            unsafe window.copyBits(to: bitmap.words + Int(base / 64))
        }
        return bitmap
    }

    /// The plan taken apart. Phrases of which the segment has a list are words, unless their words' nearness counts.
    private func parts(isLifted: Bool) -> PlanParts? {
        let (segment, context) = (segment, context)
        return PlanParts(pass.plan) { phrase in
            isLifted ? nil : PhrasePairs.word(phrase, segment: segment, in: context)
        }
    }

    private func conjunction(_ parts: PlanParts, _ lift: LiftPlan?, _ pairs: PhrasePairs? = nil) -> Conjunction? {
        Conjunction(words: parts.words, phrases: parts.phrases, lift: lift, pairs: pairs, segment: segment, in: context)
    }

    /// What the segment knows of the words whose nearness counts, where they are all that is asked for.
    private func pairs(_ parts: PlanParts, _ lift: LiftPlan) -> PhrasePairs? {
        guard parts.phrases.isEmpty else { return nil }
        let words = lift.members.map { parts.words[$0] }
        let phrase = PhrasePlan(words: words, offsets: lift.offsets, slop: nil, weight: 0)
        return PhrasePairs(phrase, segment: segment, in: context)
    }

    /// Looks at the documents alone in which neighbouring words of the query are neighbours: where enough of them are a
    /// phrase, no other can be among the best. False, and nothing offered, where they are too few.
    private func collectNeighbours(
        _ parts: PlanParts,
        _ pairs: PhrasePairs,
        into top: inout TopDocuments,
        allowed: Bitmap?
    ) -> Bool {
        guard let fewest = pairs.lists.map(\.documentFrequency).min(), top.canFill(Int(fewest)),
            let conjunction = Conjunction(
                words: parts.words,
                phrases: [],
                lift: pass.lift,
                pairs: pairs,
                isNarrow: true,
                segment: segment,
                in: context
            )
        else { return false }
        var found = top
        conjunction.collect(into: &found, allowed: allowed)
        guard conjunction.boundApart < found.threshold else { return false }
        top = found
        return true
    }

    /// The documents that filters leave; nil for all.
    private func allowed(_ parts: PlanParts) -> Bitmap? {
        guard !parts.filters.isEmpty || !parts.excluded.isEmpty else { return context.liveDocuments() }
        let all = AllSource(
            required: parts.filters.isEmpty
                ? [EverySource(context)] : parts.filters.map { source($0, needsScores: false) },
            optional: [],
            excluded: parts.excluded.map { source($0, needsScores: false) },
            memory: context.memory
        )
        let live = context.liveDocuments()
        let bitmap = Bitmap(documentCount: context.documentCount, memory: context.memory)
        forEachWindow(of: all) { window, base in
            if let live { unsafe window.formIntersection(live.words + Int(base / 64)) }
            unsafe window.copyBits(to: bitmap.words + Int(base / 64))
        }
        return bitmap
    }

    private func collectAll(into top: inout TopDocuments, isByDate: Bool) -> Int {
        let source = source(plan, needsScores: true)
        let live = context.liveDocuments()
        var count = 0
        forEachWindow(of: source) { window, base in
            if let live { unsafe window.formIntersection(live.words + Int(base / 64)) }
            count += window.count
            window.forEach { place in
                let document = base + UInt32(truncatingIfNeeded: place)
                if isByDate {
                    let key = UInt64(date(document)) << 32 | UInt64(window.score(place).bitPattern)
                    top.insert(document, key: key)
                } else {
                    top.offer(document, score: window.score(place))
                }
            }
        }
        return count
    }

    private func date(_ document: UInt32) -> UInt32 {
        do throws(IndexError) {
            return try context.segment.reader.date(document)
        } catch {
            context.fail(error)
            return 0
        }
    }

    // MARK: Any tree of parts

    private func forEachWindow(of source: any WindowSource, _ body: (_ window: Window, _ base: UInt32) -> Void) {
        let window = Window(context.memory)
        var base: UInt32 = 0
        while !context.mustStop() {
            let next = source.candidate(from: base)
            guard next < context.documentCount else { return }
            base = next & ~63
            window.clear()
            source.fill(window, base: base)
            body(window, base)
            base += UInt32(Window.length)
        }
    }

    private func source(_ plan: Plan, needsScores: Bool) -> any WindowSource {
        switch plan {
        case .nothing: return NoSource()
        case .everything: return EverySource(context)
        case .word(let word):
            guard !word.isAbsent(in: segment) else { return NoSource() }
            return WordSource(word, segment: segment, in: context, needsScores: needsScores)
        case .phrase(let phrase):
            if let word = PhrasePairs.word(phrase, segment: segment, in: context) {
                return WordSource(word, segment: segment, in: context, needsScores: needsScores)
            }
            let conjunction = Conjunction(words: [], phrases: [phrase], segment: segment, in: context)
            guard let conjunction else { return NoSource() }
            return PhraseSource(conjunction, in: context, needsScores: needsScores)
        case .dates(let bounds):
            let reader = context.segment.reader
            return TestSource(context) { document throws(IndexError) in bounds.contains(try reader.date(document)) }
        case .path(let bytes):
            let reader = context.segment.reader
            return TestSource(context) { document throws(IndexError) in
                let id = try reader.id(document)
                return id.indices.contains { id[$0...].starts(with: bytes) }
            }
        case .all(let required, let optional, let excluded):
            let needed = required.map { source($0, needsScores: needsScores) }
            let liked = needsScores ? optional.map { source($0, needsScores: true) } : []
            return AllSource(
                required: needed.isEmpty ? [EverySource(context)] : needed,
                optional: liked,
                excluded: excluded.map { source($0, needsScores: false) },
                memory: context.memory
            )
        case .any(let plans):
            return AnySource(plans.map { source($0, needsScores: needsScores) }, memory: context.memory)
        }
    }
}

/// A plan taken apart where it has a simple shape: words and phrases that are all required, or words of which any will
/// do, narrowed by filters. Nil for other shapes.
struct PlanParts {
    var words: [WordPlan] = []
    var phrases: [PhrasePlan] = []
    var any: [WordPlan] = []
    var filters: [Plan] = []
    var excluded: [Plan] = []

    /// `word` makes a word of a phrase, where there is one that stands for it.
    init?(_ plan: Plan, _ word: (PhrasePlan) -> WordPlan?) {
        if case .all(let required, let optional, let excluded) = plan {
            guard optional.isEmpty else { return nil }
            self.excluded = excluded
            words.reserveCapacity(required.count)
            for part in required where !add(part, word) { return nil }
        } else if !add(plan, word) {
            return nil
        }
        guard !words.isEmpty || !phrases.isEmpty || !any.isEmpty else { return nil }
        guard any.isEmpty || words.isEmpty && phrases.isEmpty else { return nil }
        // One word alone is a disjunction too: it is searched by blocks of its own.
        if phrases.isEmpty, words.count == 1 { swap(&any, &words) }
    }

    /// Adds a part that is required; false where it is of no simple shape.
    private mutating func add(_ part: Plan, _ word: (PhrasePlan) -> WordPlan?) -> Bool {
        switch part {
        case _ where part.isFilter: filters.append(part)
        case .word(let word): words.append(word)
        case .phrase(let phrase):
            if let word = word(phrase) { words.append(word) } else { phrases.append(phrase) }
        case .any(let plans):
            guard any.isEmpty else { return false }
            for plan in plans {
                guard case .word(let word) = plan else { return false }
                any.append(word)
            }
        default: return false
        }
        return true
    }
}

import HZIndex

/// The documents of a segment that have all of some words and phrases.
///
/// The rarest word leads, the others gallop after it. Documents are found first; only then positions are read, and only
/// for documents whose score can still matter.
@safe final class Conjunction {
    /// Words among the cursors that must stand together.
    private struct Phrase {
        var cursors: [Int]
        var matcher: PhraseMatcher
        var slop: Int?
        var weight: Float
    }

    /// Words whose nearness adds to the score.
    private struct Lift {
        var cursors: [Int]
        var matcher: PhraseMatcher
        var plan: LiftPlan
    }

    private let context: SegmentContext
    /// All words, the rarest first.
    private let cursors: UnsafeMutablePointer<WordCursor>
    private let count: Int
    private var phrases: [Phrase] = []
    private var lift: Lift?

    /// A conjunction of words and phrases. Nil where it matches nothing in this segment. Members of the lift count the
    /// words first, then the words of the phrases.
    init?(words: [WordPlan], phrases: [PhrasePlan], lift: LiftPlan? = nil, segment: Int, in context: SegmentContext) {
        self.context = context
        var made: [WordCursor] = []
        var groups: [[Int]] = []
        let hasAll =
            words.allSatisfy { !$0.terms[segment].isEmpty }
            && phrases.allSatisfy { $0.words.allSatisfy { !$0.terms[segment].isEmpty } }
        guard hasAll, !words.isEmpty || !phrases.isEmpty else { return nil }
        for word in words {
            made.append(WordCursor(word, segment: segment, in: context, needsPositions: lift != nil))
        }
        for phrase in phrases {
            groups.append([])
            for word in phrase.words {
                groups[groups.count - 1].append(made.count)
                var cursor = WordCursor(
                    word,
                    segment: segment,
                    in: context,
                    weight: phrase.weight,
                    needsPositions: true
                )
                cursor.isScoring = false
                made.append(cursor)
            }
        }
        let order = made.indices.sorted {
            (made[$0].documentFrequency, $0) < (made[$1].documentFrequency, $1)
        }
        var places = [Int](repeating: 0, count: made.count)
        for (place, index) in order.enumerated() { places[index] = place }
        count = made.count
        unsafe cursors = .allocate(capacity: count)
        for (place, index) in order.enumerated() { unsafe (cursors + place).initialize(to: made[index]) }
        for (phrase, group) in zip(phrases, groups) {
            let matcher = PhraseMatcher(offsets: phrase.offsets, memory: context.memory)
            self.phrases.append(
                Phrase(cursors: group.map { places[$0] }, matcher: matcher, slop: phrase.slop, weight: phrase.weight)
            )
        }
        if let lift {
            let matcher = PhraseMatcher(offsets: lift.offsets, memory: context.memory)
            self.lift = Lift(cursors: lift.members.map { places[$0] }, matcher: matcher, plan: lift)
        }
    }

    deinit {
        for index in 0..<count { unsafe cursors[index].destroy() }
        unsafe cursors.deinitialize(count: count)
        unsafe cursors.deallocate()
    }

    // MARK: Finding

    /// The first document at or after `target` that has all the words, wherever they stand. Targets never decrease.
    @inline(__always)
    func seek(_ target: UInt32) -> UInt32 {
        var candidate = unsafe cursors[0].seek(target)
        search: while candidate != PostingCursor.exhausted {
            var index = 1
            while index < count {
                let found = unsafe cursors[index].seek(candidate)
                if found != candidate {
                    guard found != PostingCursor.exhausted else { return found }
                    candidate = unsafe cursors[0].seek(found)
                    continue search
                }
                index &+= 1
            }
            return candidate
        }
        return candidate
    }

    /// How often a phrase stands in the present document; for nearby words at most once.
    private func frequency(_ phrase: Phrase, upTo most: UInt32) -> UInt32 {
        for (word, cursor) in phrase.cursors.enumerated() {
            let positions = unsafe cursors[cursor].positions()
            if positions.isEmpty { return 0 }
            unsafe phrase.matcher.set(word, positions)
        }
        guard let slop = phrase.slop else { return phrase.matcher.count(upTo: most) }
        let reach = UInt32(clamping: slop + phrase.cursors.count - 1)
        guard let closest = phrase.matcher.closest() else { return 0 }
        return closest.span <= reach ? 1 : 0
    }

    /// Whether all phrases stand in the present document.
    func isMatch() -> Bool {
        phrases.allSatisfy { frequency($0, upTo: 1) > 0 }
    }

    /// The score of the present document; nil where a phrase does not stand there, or the score is below `threshold`.
    func score(_ document: UInt32, threshold: Float) -> Float? {
        var sum: Float = 0
        for index in 0..<count where unsafe cursors[index].isScoring { unsafe sum += cursors[index].score }
        guard !phrases.isEmpty || lift != nil else { return sum }
        var bound = sum + (lift?.plan.bound ?? 0)
        for phrase in phrases { bound += phraseBound(phrase, document) }
        guard bound >= threshold else { return nil }
        for phrase in phrases {
            let frequency = frequency(phrase, upTo: .max)
            guard frequency > 0, let first = phrase.cursors.first else { return nil }
            unsafe sum += cursors[first].score(of: document, frequency: frequency)
        }
        return sum + liftScore(document)
    }

    /// What the phrase can score here: it stands here no more often than any of its words.
    private func phraseBound(_ phrase: Phrase, _ document: UInt32) -> Float {
        var least = Float.infinity
        for index in phrase.cursors { least = unsafe min(least, cursors[index].score) }
        return least
    }

    private func liftScore(_ document: UInt32) -> Float {
        guard let lift else { return 0 }
        for (word, cursor) in lift.cursors.enumerated() {
            unsafe lift.matcher.set(word, cursors[cursor].positions())
        }
        let steps = Nearness.steps(lift.matcher, offsets: lift.plan.offsets) { titleLength(document) }
        return steps < lift.plan.fewestSteps ? 0 : context.grid.round(lift.plan.step) * Float(steps)
    }

    private func titleLength(_ document: UInt32) -> UInt32 {
        do throws(IndexError) {
            return UInt32(try context.segment.reader.titleLength(document))
        } catch {
            context.fail(error)
            return 0
        }
    }

    // MARK: The best

    /// Offers all documents whose score can matter.
    func collect(into top: inout TopDocuments, allowed: Bitmap?) {
        var target: UInt32 = 0
        var stretchEnd: UInt32 = 0
        var hasStretch = false
        while true {
            if top.threshold > 0, !hasStretch || target > stretchEnd {
                let (start, end) = competitiveStretch(from: target, threshold: top.threshold)
                guard start != PostingCursor.exhausted else { return }
                (target, stretchEnd, hasStretch) = (start, end, true)
            }
            let document = seek(target)
            guard document != PostingCursor.exhausted, !context.mustStop() else { return }
            target = document &+ 1
            if hasStretch, document > stretchEnd, top.threshold > 0 {
                target = document
                continue
            }
            if let allowed, !allowed.contains(document) { continue }
            guard let score = score(document, threshold: top.threshold) else { continue }
            top.offer(document, score: score)
        }
    }

    /// The first stretch of documents from `target` on in which some score can reach the threshold.
    private func competitiveStretch(from target: UInt32, threshold: Float) -> (start: UInt32, end: UInt32) {
        var start = target
        while true {
            let end = unsafe cursors[0].boundEnd(from: start)
            if bound(from: start, through: end) >= threshold { return (start, end) }
            guard end != PostingCursor.exhausted, !context.mustStop() else { return (PostingCursor.exhausted, end) }
            start = end &+ 1
        }
    }

    private func bound(from start: UInt32, through end: UInt32) -> Float {
        var sum = lift?.plan.bound ?? 0
        for index in 0..<count where unsafe cursors[index].isScoring {
            unsafe sum += cursors[index].bound(from: start, through: end)
        }
        for phrase in phrases {
            var least = Float.infinity
            for index in phrase.cursors { least = unsafe min(least, cursors[index].bound(from: start, through: end)) }
            sum += least
        }
        return sum
    }

    /// How many documents match.
    func countAll(allowed: Bitmap?) -> Int {
        var found = 0
        var document = seek(0)
        while document != PostingCursor.exhausted, !context.mustStop() {
            if allowed?.contains(document) ?? true, isMatch() { found += 1 }
            document = seek(document &+ 1)
        }
        return found
    }
}

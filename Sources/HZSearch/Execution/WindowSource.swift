import HZIndex

/// A part of a query that gives its matches window by window: any tree of parts can be put together of these. Every
/// match is found, none is passed over for its score.
protocol WindowSource: AnyObject {
    /// No document from `target` up to the result matches; `exhausted` when none does any more.
    func candidate(from target: UInt32) -> UInt32
    /// Sets the matches in an empty window that begins at `base`, with their scores if there are any. Windows ascend.
    func fill(_ window: Window, base: UInt32)
}

/// The documents of a word.
final class WordSource: WindowSource {
    private var cursor: WordCursor
    private let needsScores: Bool

    init(_ word: WordPlan, segment: Int, in context: SegmentContext, needsScores: Bool) {
        cursor = WordCursor(word, segment: segment, in: context, needsPositions: false)
        self.needsScores = needsScores && word.weight > 0
    }

    func candidate(from target: UInt32) -> UInt32 { cursor.seek(target) }

    func fill(_ window: Window, base: UInt32) {
        let end = base + UInt32(Window.length)
        guard cursor.seek(base) < end else { return }
        if needsScores {
            cursor.accumulate(into: window, base: base, end: end)
        } else {
            cursor.mark(in: window, base: base, end: end)
        }
    }
}

/// The documents of a phrase.
final class PhraseSource: WindowSource {
    private let conjunction: Conjunction
    private let needsScores: Bool
    private let context: SegmentContext
    private var present: UInt32

    init(_ conjunction: Conjunction, in context: SegmentContext, needsScores: Bool) {
        self.conjunction = conjunction
        self.context = context
        self.needsScores = needsScores
        present = conjunction.seek(0)
    }

    func candidate(from target: UInt32) -> UInt32 {
        if present < target { present = conjunction.seek(target) }
        return present
    }

    func fill(_ window: Window, base: UInt32) {
        let end = base + UInt32(Window.length)
        var document = candidate(from: base)
        while document < end, !context.mustStop() {
            if !needsScores {
                if conjunction.isMatch(document) { window.mark(Int(document - base)) }
            } else if let score = conjunction.score(document, threshold: 0) {
                window.add(Int(document - base), score)
            }
            document = conjunction.seek(document + 1)
        }
        present = document
    }
}

/// The documents for which a test holds.
final class TestSource: WindowSource {
    private let context: SegmentContext
    private let test: (UInt32) throws(IndexError) -> Bool

    init(_ context: SegmentContext, _ test: @escaping (UInt32) throws(IndexError) -> Bool) {
        self.context = context
        self.test = test
    }

    func candidate(from target: UInt32) -> UInt32 {
        target < context.documentCount ? target : PostingCursor.exhausted
    }

    func fill(_ window: Window, base: UInt32) {
        let end = min(base + UInt32(Window.length), context.documentCount)
        for document in base..<max(base, end) where !context.mustStop() {
            do throws(IndexError) {
                if !context.segment.unsearchable.contains(document), try test(document) {
                    window.mark(Int(document - base))
                }
            } catch {
                return context.fail(error)
            }
        }
    }
}

/// Every article.
final class EverySource: WindowSource {
    private let context: SegmentContext

    init(_ context: SegmentContext) { self.context = context }

    func candidate(from target: UInt32) -> UInt32 {
        target < context.documentCount ? target : PostingCursor.exhausted
    }

    func fill(_ window: Window, base: UInt32) {
        let count = min(UInt32(Window.length), context.documentCount - min(base, context.documentCount))
        let hidden = context.segment.unsearchable
        window.fill(Int(count))
        guard hidden.count > 0 else { return }
        for place in 0..<count where hidden.contains(base + place) { window.remove(Int(place)) }
    }
}

/// Nothing.
final class NoSource: WindowSource {
    func candidate(from target: UInt32) -> UInt32 { PostingCursor.exhausted }
    func fill(_ window: Window, base: UInt32) {}
}

/// What matches all of the required parts (at least one), with the scores of optional ones, and none of the excluded.
final class AllSource: WindowSource {
    private let required: [any WindowSource]
    private let optional: [any WindowSource]
    private let excluded: [any WindowSource]
    private let other: Window

    init(
        required: [any WindowSource],
        optional: [any WindowSource],
        excluded: [any WindowSource],
        memory: QueryMemory
    ) {
        self.required = required
        self.optional = optional
        self.excluded = excluded
        other = Window(memory)
    }

    func candidate(from target: UInt32) -> UInt32 {
        var result = target
        for part in required { result = max(result, part.candidate(from: result)) }
        return result
    }

    func fill(_ window: Window, base: UInt32) {
        let end = base + UInt32(Window.length)
        for part in required where part.candidate(from: base) >= end { return }
        for (index, part) in required.enumerated() {
            if index == 0 {
                part.fill(window, base: base)
            } else if !window.isEmpty {
                window.formIntersection(filled(part, base))
            }
        }
        guard !window.isEmpty else { return }
        for part in excluded where part.candidate(from: base) < end { window.subtract(filled(part, base)) }
        for part in optional where part.candidate(from: base) < end { window.addScores(filled(part, base)) }
    }

    private func filled(_ part: any WindowSource, _ base: UInt32) -> Window {
        other.clear()
        part.fill(other, base: base)
        return other
    }
}

/// What matches any of its parts.
final class AnySource: WindowSource {
    private let parts: [any WindowSource]
    private let other: Window

    init(_ parts: [any WindowSource], memory: QueryMemory) {
        self.parts = parts
        other = Window(memory)
    }

    func candidate(from target: UInt32) -> UInt32 {
        parts.reduce(PostingCursor.exhausted) { min($0, $1.candidate(from: target)) }
    }

    func fill(_ window: Window, base: UInt32) {
        let end = base + UInt32(Window.length)
        for part in parts where part.candidate(from: base) < end {
            other.clear()
            part.fill(other, base: base)
            window.formUnion(other)
        }
    }
}

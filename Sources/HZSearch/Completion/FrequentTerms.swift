import HZIndex
import Synchronization

/// The most frequent words that begin with something typed. Where many begin so, what was found is remembered.
final class FrequentTerms: Sendable {
    /// A word as it stands in texts, and how many articles have it in any inflection.
    struct Word: Sendable {
        var form: [UInt8]
        var documents: Int
    }

    /// A term that may be told of.
    private struct Candidate {
        var term: [UInt8]
        var documents = 0
        /// The segments that have it, those where most articles do first.
        var segments: [(number: Int, info: TermInfo)] = []
    }

    /// More words than these are not told.
    static let most = 32
    /// Where more terms than these were looked at, the answer is kept; and how many answers are kept.
    private static let many = 500
    private static let mostKept = 4_096
    /// So many forms of a term are counted, in so many articles each.
    private static let (mostForms, sample) = (8, 64)

    private let kept = Mutex<[[UInt8]: [Word]]>([:])

    /// The words of titles and texts, the most frequent first. O(words that begin so), the first time.
    func words(beginning prefix: [UInt8], in snapshot: IndexSnapshot) throws(IndexError) -> [Word] {
        if let known = kept.withLock({ $0[prefix] }) { return known }
        var seen = 0
        // The most frequent of each segment, then how frequent they are in all.
        var terms: Set<[UInt8]> = []
        for segment in snapshot.segments {
            var best: [(documents: UInt32, term: [UInt8])] = []
            var least: UInt32 = 0
            try segment.reader.forEachTerm(of: .text, beginning: prefix) { info, term throws(IndexError) in
                seen += 1
                guard info.documentFrequency > least else { return }
                best.append((info.documentFrequency, try term()))
                guard best.count >= 4 * Self.most else { return }
                best.sort { $0.documents > $1.documents }
                best.removeLast(best.count - 2 * Self.most)
                least = best.last?.documents ?? 0
            }
            for entry in best { terms.insert(entry.term) }
        }
        var candidates: [Candidate] = []
        for term in terms { candidates.append(try candidate(term, in: snapshot)) }
        candidates.sort {
            $0.documents != $1.documents ? $0.documents > $1.documents : $0.term.lexicographicallyPrecedes($1.term)
        }
        var words: [Word] = []
        for candidate in candidates where words.count < Self.most {
            guard let form = try form(of: candidate, prefix, in: snapshot) else { continue }
            words.append(Word(form: form, documents: candidate.documents))
        }
        words.sort {
            $0.documents != $1.documents ? $0.documents > $1.documents : $0.form.lexicographicallyPrecedes($1.form)
        }
        if seen > Self.many {
            kept.withLock { kept in
                if kept.count >= Self.mostKept { kept.removeAll() }
                kept[prefix] = words
            }
        }
        return words
    }

    /// How many articles have a term, and where.
    private func candidate(_ term: [UInt8], in snapshot: IndexSnapshot) throws(IndexError) -> Candidate {
        var candidate = Candidate(term: term)
        for (number, segment) in snapshot.segments.enumerated() {
            guard let info = try segment.reader.find(.text, term) else { continue }
            candidate.documents += Int(info.documentFrequency)
            candidate.segments.append((number, info))
        }
        candidate.segments.sort { $0.info.documentFrequency > $1.info.documentFrequency }
        return candidate
    }

    /// The form of a term that goes on from what was typed: of several in a segment the one that most articles have of a few.
    private func form(
        of candidate: Candidate,
        _ prefix: [UInt8],
        in snapshot: IndexSnapshot
    ) throws(IndexError) -> [UInt8]? {
        for (number, info) in candidate.segments {
            let reader = snapshot.segments[number].reader
            let forms = try reader.forms(of: info, term: candidate.term).enumerated().filter {
                $0.element.count > prefix.count && $0.element.starts(with: prefix)
            }
            if forms.count < 2 {
                if let only = forms.first { return only.element }
                continue
            }
            var chosen: (form: [UInt8], share: Double)?
            for (id, form) in forms.prefix(Self.mostForms) {
                let share = reader.share(of: UInt32(id), in: info, sample: Self.sample)
                if share > chosen?.share ?? -1 { chosen = (form, share) }
            }
            return chosen?.form
        }
        return nil
    }
}

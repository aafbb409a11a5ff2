import HZIndex
import Synchronization

/// The most frequent words that begin with something typed. Where many begin so, what was found is remembered.
final class FrequentTerms: Sendable {
    /// A word as it stands in texts, and how many articles have it in any inflection.
    struct Word: Sendable {
        var form: [UInt8]
        var documents: Int
    }

    /// More words than these are not told.
    static let most = 32
    /// Where more terms than these were looked at, the answer is kept; and how many answers are kept.
    private static let many = 500
    private static let mostKept = 4_096

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
        var words: [Word] = []
        for term in terms {
            if let word = try word(term, prefix, in: snapshot) { words.append(word) }
        }
        words.sort {
            $0.documents != $1.documents ? $0.documents > $1.documents : $0.form.lexicographicallyPrecedes($1.form)
        }
        words = Array(words.prefix(Self.most))
        if seen > Self.many {
            kept.withLock { kept in
                if kept.count >= Self.mostKept { kept.removeAll() }
                kept[prefix] = words
            }
        }
        return words
    }

    /// The form of a term that goes on from what was typed. Of several the first by its id, where most articles have the
    /// term: forms are numbered as they are met, so that is most often the most frequent one.
    private func word(_ term: [UInt8], _ prefix: [UInt8], in snapshot: IndexSnapshot) throws(IndexError) -> Word? {
        var chosen: (form: [UInt8], documents: UInt32)?
        var documents = 0
        for segment in snapshot.segments {
            guard let info = try segment.reader.find(.text, term) else { continue }
            documents += Int(info.documentFrequency)
            guard info.documentFrequency > chosen?.documents ?? 0 else { continue }
            let forms = try segment.reader.forms(of: info, term: term)
            if let form = forms.first(where: { $0.count > prefix.count && $0.starts(with: prefix) }) {
                chosen = (form, info.documentFrequency)
            }
        }
        return chosen.map { Word(form: $0.form, documents: documents) }
    }
}

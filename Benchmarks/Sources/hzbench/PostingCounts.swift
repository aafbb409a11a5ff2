import HZIndex
import HZStorage

/// How many postings the main text of an index has, and what one takes.
struct PostingCounts {
    /// Pairs of a word and an article.
    private(set) var postings: UInt64 = 0
    /// Words in the texts.
    private(set) var occurrences: UInt64 = 0
    /// The files of postings and of positions, over the occurrences.
    let bytesOfOccurrence: Double

    /// Counts by the term dictionaries.
    init(index: String) throws {
        let snapshot = try IndexSnapshot(directory: FileSystemDirectory(opening: index))
        for segment in snapshot.segments {
            var terms = try segment.reader.terms(from: .text)
            while try terms.next(), terms.key.first == Field.text.rawValue {
                postings += UInt64(terms.info.documentFrequency)
                occurrences += terms.info.occurrences
            }
        }
        let bytes = try IndexSizes(index: index).byKind
            .filter { $0.name == "postings" || $0.name == "positions" }
            .reduce(0) { $0 + $1.bytes }
        bytesOfOccurrence = Double(bytes) / Double(max(1, occurrences))
    }

    /// A line for people.
    var text: String {
        let hundredths = Int((bytesOfOccurrence * 100).rounded())
        let bytes = "\(hundredths / 100).\(hundredths / 10 % 10)\(hundredths % 10)"
        return "\(postings) postings, \(occurrences) occurrences, \(bytes) bytes an occurrence"
    }
}

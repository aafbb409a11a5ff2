/// Reads every byte of a commit, and every posting, position and stored article, and holds them against each other.
public enum IndexChecker {
    /// What a sound index has.
    public struct Summary: Sendable, Equatable {
        /// Bytes read.
        public var bytes: UInt64 = 0
        /// Documents read.
        public var documents = 0
        /// Terms whose postings were read.
        public var terms = 0
    }

    /// Checks all segments; throws the first damage that is found. Takes some 60 bytes of memory for each document of the
    /// largest segment.
    public static func check(_ snapshot: IndexSnapshot) throws(IndexError) -> Summary {
        var summary = Summary()
        for (segment, entry) in zip(snapshot.segments, snapshot.manifest.entries) {
            try segment.reader.verifyAll()
            summary.bytes += segment.reader.info.byteCount
            var checker = SegmentChecker(segment.reader)
            try checker.checkDocuments(hidden: entry.hidden)
            summary.documents += Int(segment.reader.documentCount)
            summary.terms += try checker.checkTerms()
            try checker.checkLengths()
            try checker.checkForms()
        }
        return summary
    }
}

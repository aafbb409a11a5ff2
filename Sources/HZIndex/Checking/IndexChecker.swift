/// Reads every byte of a commit, and every posting, position and stored article.
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

    /// Checks all segments; throws the first damage that is found.
    public static func check(_ snapshot: IndexSnapshot) throws(IndexError) -> Summary {
        var summary = Summary()
        for segment in snapshot.segments {
            try segment.reader.verifyAll()
            summary.bytes += segment.reader.info.byteCount
            for document in 0..<segment.reader.documentCount {
                _ = try segment.reader.document(document)
                summary.documents += 1
            }
            summary.terms += try checkPostings(segment.reader)
        }
        return summary
    }

    private static func checkPostings(_ reader: SegmentReader) throws(IndexError) -> Int {
        var count = 0
        var iterator = try reader.terms(from: .id)
        while try iterator.next() {
            guard !iterator.isForm else { continue }
            var cursor = reader.cursor(iterator.info, arena: CursorArena())
            var found = 0
            while cursor.next() != PostingCursor.exhausted {
                found += 1
                if iterator.info.field.isPositional { _ = cursor.positions() } else { _ = cursor.frequency }
            }
            guard !cursor.isCorrupt, found == Int(iterator.info.documentFrequency) else {
                throw .storage(.corrupt(file: "\(reader.info.id.name).postings", offset: 0, fact: .value("postings")))
            }
            count += 1
        }
        return count
    }
}

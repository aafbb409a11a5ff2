import HZStorage

extension SegmentReader {
    /// The documents of a term, ascending, deleted ones included. O(documents).
    func documents(of info: TermInfo) throws(IndexError) -> [UInt32] {
        var documents: [UInt32] = []
        var cursor = cursor(info, arena: CursorArena())
        while cursor.next() != PostingCursor.exhausted { documents.append(cursor.document) }
        guard !cursor.isCorrupt else {
            throw .storage(.corrupt(file: self.info.id.name + ".postings", offset: 0, fact: .value("postings")))
        }
        return documents
    }
}

extension IndexSnapshot.Segment {
    /// The documents that have a whole value in a field, without those that were replaced or removed, ascending.
    /// O(log terms + documents).
    public func documents(with value: some Collection<UInt8>, in field: Field) throws(IndexError) -> [UInt32] {
        guard let info = try reader.find(field, Field.wholeTerm(value)) else { return [] }
        return try documents(of: info)
    }

    /// The documents of a term, without those that were replaced or removed, ascending. O(documents).
    public func documents(of info: TermInfo) throws(IndexError) -> [UInt32] {
        let documents = try reader.documents(of: info)
        return deleted.count == 0 ? documents : documents.filter { !deleted.contains($0) }
    }
}

extension IndexSnapshot {
    /// The ids of the other copies of an article, in order.
    ///
    /// - Complexity: O(log terms) for each segment that holds copies of anything.
    public func duplicates(of id: String) throws(IndexError) -> [String] {
        var ids: [String] = []
        for segment in segments where segment.unsearchable.count > segment.deleted.count {
            guard let info = try segment.reader.find(.original, Array(id.utf8)) else { continue }
            var cursor = segment.reader.cursor(info, arena: CursorArena())
            while cursor.next() != PostingCursor.exhausted {
                guard !segment.deleted.contains(cursor.document) else { continue }
                ids.append(String(decoding: try segment.reader.id(cursor.document), as: UTF8.self))
            }
        }
        return ids.sorted()
    }
}

extension IndexSnapshot {
    /// The ids of the other copies of an article, in order.
    ///
    /// - Complexity: O(log terms) for each segment that holds copies of anything.
    public func duplicates(of id: String) throws(IndexError) -> [String] {
        var ids: [String] = []
        for segment in segments where segment.unsearchable.count > segment.deleted.count {
            for document in try segment.documents(with: id.utf8, in: .original) {
                ids.append(String(decoding: try segment.reader.id(document), as: UTF8.self))
            }
        }
        return ids.sorted()
    }
}

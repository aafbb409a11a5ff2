import HZIndex

/// A document that was found, without anything that is stored of it.
public struct ScoredID: Sendable, Equatable {
    /// Its id.
    public let id: String
    /// How well it matches; comparable within one answer only.
    public let score: Float
}

extension Searcher {
    /// The ids of the documents that answer a request, in the order of its hits, and how many match: for programs that know
    /// the documents. Nothing stored is read, no hit is made, facets and corrections are left out, `request.detail` says
    /// nothing. After the deadline it throws `timedOut`.
    public func ids(
        _ request: SearchRequest,
        deadline: ContinuousClock.Instant? = nil
    ) throws(SearchError) -> (found: [ScoredID], total: Total) {
        var notes: [Note] = []
        let answer = try withFound(request, notes: &notes, deadline) { finder throws(SearchError) in
            let found = finder.found.dropFirst(max(0, request.offset))
            var ids: [ScoredID] = []
            ids.reserveCapacity(found.count)
            for entry in found {
                let reader = snapshot.segments[entry.document.segment].reader
                let id = try indexed { () throws(IndexError) in try reader.idText(entry.document.document) }
                ids.append(ScoredID(id: id, score: entry.score))
            }
            return (found: ids, total: finder.total)
        }
        try indexed { () throws(IndexError) in try snapshot.checkMappings() }
        return answer
    }
}

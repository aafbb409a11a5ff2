import HZIndex

extension Searcher {
    /// The ids of the documents that answer a request, in the order of its hits, and how many match: for programs that know
    /// the documents. Nothing stored is read, no hit is made, facets and corrections are left out, `request.detail` says
    /// nothing. There are `most` of them or fewer, whatever the request's limit. After the deadline it throws `timedOut`.
    public func ids(
        _ request: SearchRequest,
        most: Int = Searcher.mostHits,
        deadline: ContinuousClock.Instant? = nil
    ) throws(SearchError) -> (found: FoundIDs, total: Total) {
        var notes: [Note] = []
        let offset = max(0, request.offset)
        let answer = try withFound(request, most: most, notes: &notes, deadline) { finder throws(SearchError) in
            let found = finder.found
            let first = min(offset, found.count)
            var ids = FoundIDs(capacity: found.count - first)
            try indexed { () throws(IndexError) in
                for place in first..<found.count {
                    let document = found[place].document
                    try ids.append(score: found[place].score) { bytes throws(IndexError) in
                        try snapshot.segments[document.segment].reader.appendID(document.document, to: &bytes)
                    }
                }
            }
            return (found: ids, total: finder.total)
        }
        try indexed { () throws(IndexError) in try snapshot.checkMappings() }
        return answer
    }
}

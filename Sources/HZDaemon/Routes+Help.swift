import HZClient
import HZSearch

/// What helps whoever searches: completions, reasons, places, articles like one.
extension Routes {
    func complete(_ call: Endpoint.Call) throws(SearchTarget.Flaw) -> Endpoint.Answer {
        let (text, limit) = try CompletionTarget.request(query: call.query)
        return tried(call, on: snapshots.commit()) { searcher, deadline throws(SearchError) in
            try searcher.complete(text, limit: limit, deadline: deadline).line()
        }
    }

    /// Looks at many articles: always for a worker.
    func why(_ call: Endpoint.Call) throws(SearchTarget.Flaw) -> Endpoint.Answer {
        let (request, id) = try WhyTarget.request(query: call.query)
        return aboutArticle(id) { searcher, deadline throws(SearchError) in
            try searcher.why(request, id: id, deadline: deadline)?.line()
        }
    }

    func address(_ call: Endpoint.Call) throws(SearchTarget.Flaw) -> Endpoint.Answer {
        let address = try AddressTarget.request(query: call.query)
        return tried(call, on: snapshots.commit()) { searcher, _ throws(SearchError) in
            try searcher.articles(at: address).line()
        }
    }

    func similar(_ call: Endpoint.Call) throws(SearchTarget.Flaw) -> Endpoint.Answer {
        let (request, id) = try SimilarTarget.request(query: call.query)
        return aboutArticle(id) { searcher, deadline throws(SearchError) in
            try searcher.similar(to: id, request, deadline: deadline)?.line()
        }
    }

    func concordance(_ call: Endpoint.Call) throws(SearchTarget.Flaw) -> Endpoint.Answer {
        let (request, width) = try ConcordanceTarget.request(query: call.query)
        return work { searcher, deadline throws(SearchError) in
            Reply(body: try searcher.concordance(request, width: width, deadline: deadline).line())
        }
    }

    /// An answer about one article, by a worker; nil where the index does not have it.
    func aboutArticle(
        _ id: String,
        _ body: @escaping @Sendable (Searcher, ContinuousClock.Instant) throws(SearchError) -> [UInt8]?
    ) -> Endpoint.Answer {
        work { searcher, deadline throws(SearchError) in
            guard let json = try body(searcher, deadline) else {
                return Reply(.noArticle, "There is no article \(id).")
            }
            return Reply(body: json)
        }
    }

    private func work(
        _ body: @escaping @Sendable (Searcher, ContinuousClock.Instant) throws(SearchError) -> Reply
    ) -> Endpoint.Answer {
        .work { [configuration, snapshots] in
            do throws(SearchError) {
                return try body(snapshots.current(), .now + configuration.searchLimit)
            } catch {
                return configuration.reply(to: error) ?? .timedOut
            }
        }
    }
}

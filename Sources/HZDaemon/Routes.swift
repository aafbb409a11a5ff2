import HZClient
import HZCollection
import HZSearch
import NIOHTTP1

/// What the daemon answers at each path. Short answers are made on the loop that they are asked on; searches are tried
/// there with a small budget, and what does not fit is left to a worker.
struct Routes: Sendable {
    /// A request's target may be this long.
    static let targetLimit = 64 << 10
    /// A request's target and fields may be this long together: what is beyond it is not even read.
    static let headLimit = 128 << 10

    /// All paths of the interface.
    static let endpoints: [Endpoint] = [
        Endpoint(.get, SearchTarget.path, Routes.search),
        Endpoint(.get, CompletionTarget.path, Routes.complete),
        Endpoint(.get, WhyTarget.path, Routes.why),
        Endpoint(.get, AddressTarget.path, Routes.address),
        Endpoint(.get, SimilarTarget.path, Routes.similar),
        Endpoint(.get, ConcordanceTarget.path, Routes.concordance),
        Endpoint(.get, ArticleTarget.path, Routes.article),
        Endpoint(.get, "/v1/status", plain: Routes.status),
        Endpoint(.get, "/v1/metrics", plain: Routes.metrics),
        Endpoint(.post, "/v1/reload", plain: Routes.reload),
        Endpoint(.post, "/v1/index", plain: Routes.update),
    ]

    private static let places = Dictionary(
        uniqueKeysWithValues: endpoints.enumerated().map { ($1.path, $0) }
    )

    let configuration: DaemonConfiguration
    let snapshots: SnapshotSource
    let tally: Tally
    let updates: ContinuousUpdate?
    /// What clients from the network must show; nil on the Unix socket, whose clients the kernel vouches for.
    let gate: WebGate?

    /// Answers a request head; the body was dropped. Nothing is tried here that may take long where that is not wanted.
    /// The number is that of the endpoint, for the tally.
    func answer(_ head: HTTPRequestHead, tryingHere isTriedHere: Bool) -> (Endpoint.Answer, endpoint: Int?) {
        guard head.uri.utf8.count <= Self.targetLimit else {
            return (.ready(Reply(.targetTooLong, "The request target is too long.")), nil)
        }
        let head = head.inOriginForm
        if let refusal = gate?.refusal(of: head) { return (.ready(refusal), nil) }
        let mark = head.uri.utf8.firstIndex(of: UInt8(ascii: "?"))
        let path = head.uri[..<(mark ?? head.uri.endIndex)]
        guard let number = Self.places[String(path)] else { return (.ready(page(path, head)), nil) }
        let endpoint = Self.endpoints[number]
        guard isAllowed(head.method, by: endpoint.method) else {
            return (.ready(Self.wrongMethod(endpoint.method == .get ? "GET, HEAD" : "POST")), nil)
        }
        if let refusal = gate?.refusalWithoutToken(head) { return (.ready(refusal), number) }
        let query = mark.map { head.uri[head.uri.utf8.index(after: $0)...] } ?? ""
        do {
            return (try endpoint.answer(self)(Endpoint.Call(query: query, isTriedHere: isTriedHere)), number)
        } catch {
            return (.ready(Reply(error)), number)
        }
    }

    private func isAllowed(_ method: HTTPMethod, by allowed: Endpoint.Method) -> Bool {
        switch allowed {
        case .get: method == .GET || method == .HEAD
        case .post: method == .POST
        }
    }

    static func wrongMethod(_ allowed: String) -> Reply {
        var reply = Reply(.methodNotAllowed, "Only \(allowed) can be done here.")
        reply.fields.append(("Allow", allowed))
        return reply
    }

    /// The search page and what belongs to it; an error at every other path.
    private func page(_ path: Substring, _ head: HTTPRequestHead) -> Reply {
        guard let file = PageFiles.file(at: path) else {
            let known = Self.endpoints.map(\.path).joined(separator: ", ")
            return Reply(.notFound, "There is \(known).")
        }
        guard isAllowed(head.method, by: .get) else { return Self.wrongMethod("GET, HEAD") }
        return file.reply(to: head)
    }

    private func search(_ call: Endpoint.Call) throws(SearchTarget.Flaw) -> Endpoint.Answer {
        let query = String(call.query)
        let commit = snapshots.commit()
        if let answer = commit.answers.answer(to: query) {
            tally.repeated.wrappingAdd(1, ordering: .relaxed)
            return .ready(Reply(body: answer))
        }
        let request = try SearchTarget.request(query: call.query)
        return tried(call, on: commit, keptAs: query) { searcher, deadline throws(SearchError) in
            try searcher.search(request, deadline: deadline).line()
        }
    }

    /// An answer from a commit that is tried here with a small budget of time; a worker has all that a search may take. With
    /// a key, it is kept.
    func tried(
        _ call: Endpoint.Call,
        on commit: (searcher: Searcher, answers: KeptAnswers),
        keptAs key: String? = nil,
        _ body: @escaping @Sendable (Searcher, ContinuousClock.Instant) throws(SearchError) -> [UInt8]
    ) -> Endpoint.Answer {
        // Nil where it ran out of time.
        let answer: @Sendable (Duration) -> Reply? = { [tally, configuration] limit in
            let start = ContinuousClock.now
            do throws(SearchError) {
                let answer = try body(commit.searcher, start + limit)
                tally.noteSearch(took: ContinuousClock.now - start)
                if let key { commit.answers.keep(answer, to: key) }
                return Reply(body: answer)
            } catch {
                return configuration.reply(to: error)
            }
        }
        if call.isTriedHere, let reply = answer(tally.loopBudget(configuration.loopBudget)) { return .ready(reply) }
        tally.moved.wrappingAdd(1, ordering: .relaxed)
        return .work { answer(configuration.searchLimit) ?? .timedOut }
    }

    /// Articles may be long: always for a worker.
    private func article(_ call: Endpoint.Call) throws(SearchTarget.Flaw) -> Endpoint.Answer {
        let (id, request) = try ArticleTarget.request(query: call.query)
        return aboutArticle(id) { searcher, deadline throws(SearchError) in
            try searcher.article(id: id, marking: request, deadline: deadline)?.line()
        }
    }

    private func reload() -> Reply {
        if let failure = snapshots.reload() { return configuration.reply(to: failure) }
        return status()
    }

    private func update() -> Reply {
        guard let updates, updates.requestAll() else {
            let message = "The index does not know what it was made of: run hzsearch index FOLDER once."
            return Reply(.nothingToUpdate, message)
        }
        var reply = status()
        reply.status = .accepted
        return reply
    }
}

import HZClient

/// One path of the interface, and how it is answered.
struct Endpoint: Sendable {
    /// What may be done at a path. GET includes HEAD.
    enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    /// A request, as far as answers depend on it.
    struct Call: Sendable {
        /// The part of the target after the `?`.
        var query: Substring
        /// Whether an answer may be tried on the loop, with a small budget of time.
        var isTriedHere: Bool
    }

    /// An answer, or the work that it takes, for a worker.
    enum Answer: Sendable {
        case ready(Reply)
        case work(@Sendable () -> Reply)
    }

    let path: String
    let method: Method
    /// Answers a call; throws what is wrong with its parameters.
    let answer: @Sendable (Routes) -> (Call) throws(SearchTarget.Flaw) -> Answer

    init(
        _ method: Method,
        _ path: String,
        _ answer: @escaping @Sendable (Routes) -> (Call) throws(SearchTarget.Flaw) -> Answer
    ) {
        self.path = path
        self.method = method
        self.answer = answer
    }

    /// One that takes no parameters and little time.
    init(_ method: Method, _ path: String, plain reply: @escaping @Sendable (Routes) -> () -> Reply) {
        self.init(method, path) { routes in
            { call throws(SearchTarget.Flaw) in
                guard call.query.isEmpty else {
                    let name = call.query.split(separator: "&").first?.split(separator: "=").first ?? ""
                    throw .unknownParameter(String(name))
                }
                return .ready(reply(routes)())
            }
        }
    }
}

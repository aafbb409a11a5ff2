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
    let answer: @Sendable (Routes, Call) -> Answer

    init(_ method: Method, _ path: String, _ answer: @escaping @Sendable (Routes, Call) -> Answer) {
        self.path = path
        self.method = method
        self.answer = answer
    }
}

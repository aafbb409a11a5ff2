import HZClient
import HZIndex
import HZSearch
import NIOHTTP1

extension Reply {
    /// The answer to a target that can't be read as a search.
    init(_ flaw: SearchTarget.Flaw) {
        switch flaw {
        case .noQuery:
            self.init(.badRequest, code: "missing_query", message: "The parameter q is missing.")
        case .unknownParameter(let name):
            self.init(.badRequest, code: "unknown_parameter", message: "There is no parameter \(name).")
        case .repeatedParameter(let name):
            self.init(.badRequest, code: "repeated_parameter", message: "The parameter \(name) stands twice.")
        case .badValue(let name, let value, let expected):
            let message = "The parameter \(name) takes \(expected), not \(value.isEmpty ? "nothing" : value)."
            self.init(.badRequest, code: "bad_value", message: message)
        case .badEncoding:
            self.init(
                .badRequest,
                code: "bad_encoding",
                message: "A % is not followed by two hexadecimal digits."
            )
        }
    }

    /// The answer to a search that failed; nil where it ran out of time.
    init?(_ error: SearchError) {
        switch error {
        case .timedOut:
            return nil
        case .query(let text, let note):
            let place = "at byte \(note.range.lowerBound) of \(text)"
            self.init(.badRequest, code: "bad_query", message: "\(note.fact.fault), \(place)")
        case .index(let fact):
            self.init(
                .internalServerError,
                code: "index_failure",
                message: "The index can't be read: \(fact)."
            )
        }
    }
}

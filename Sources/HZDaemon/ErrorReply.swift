import HZClient
import HZCollection
import HZIndex
import HZSearch

extension Reply {
    /// The answer to a target that can't be read.
    init(_ flaw: SearchTarget.Flaw) {
        switch flaw {
        case .noQuery:
            self.init(.missingQuery, "The parameter q is missing.")
        case .noID:
            self.init(.missingID, "The parameter id is missing.")
        case .noAddress:
            self.init(.missingURL, "The parameter url is missing.")
        case .unknownParameter(let name):
            self.init(.unknownParameter, "There is no parameter \(name).")
        case .repeatedParameter(let name):
            self.init(.repeatedParameter, "The parameter \(name) stands twice.")
        case .badValue(let name, let value, let expected):
            let message = "The parameter \(name) takes \(expected), not \(value.isEmpty ? "nothing" : value)."
            self.init(.badValue, message)
        case .badEncoding:
            self.init(.badEncoding, "A % is not followed by two hexadecimal digits.")
        }
    }

    /// The answer to a question that took too long.
    static var timedOut: Reply {
        Reply(.timedOut, "The search took too long; ask for less.")
    }
}

extension DaemonConfiguration {
    /// The answer to a search that failed; nil where it ran out of time.
    func reply(to error: SearchError) -> Reply? {
        switch error {
        case .timedOut:
            return nil
        case .query(let text, let note):
            let place = "at byte \(note.range.lowerBound) of \(text)"
            return Reply(.badQuery, "\(note.fact.fault), \(place)")
        case .index(let fact):
            return reply(to: fact)
        }
    }

    /// The answer where the index can't be read.
    func reply(to error: IndexError) -> Reply {
        Reply(.indexFailure, "The index can't be read: \(sentence(.index(error))).")
    }
}

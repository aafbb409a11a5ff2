import Synchronization

/// Answers to the searches of one commit, kept for whoever asks the same again: a page that is loaded twice, a key pressed
/// and taken back. A new commit begins with none.
///
/// What was not asked for while half of the memory filled up is forgotten; each look-up is O(1), without an order of use
/// to be kept. Safe for many threads.
final class KeptAnswers: Sendable {
    private struct State {
        /// What was kept or asked for since the last change of generations, and what was before that.
        var young: [String: [UInt8]] = [:]
        var old: [String: [UInt8]] = [:]
        /// Bytes of `young`, about.
        var bytes = 0
    }

    private let limit: Int
    private let state = Mutex(State())
    /// What an answer takes besides its bytes, about.
    private static let overhead = 128

    /// Memory for answers of so many bytes; 0 keeps none.
    init(bytes: Int) {
        limit = bytes
    }

    /// What was kept for a query.
    func answer(to query: String) -> [UInt8]? {
        guard limit > 0 else { return nil }
        return state.withLock { state in
            if let answer = state.young[query] { return answer }
            guard let answer = state.old.removeValue(forKey: query) else { return nil }
            keep(answer, query, &state)
            return answer
        }
    }

    /// Keeps an answer that is small enough for others to have room besides.
    func keep(_ answer: [UInt8], to query: String) {
        guard cost(answer, query) <= limit / 64 else { return }
        state.withLock { keep(answer, query, &$0) }
    }

    /// How many answers are kept.
    var count: Int { state.withLock { $0.young.count + $0.old.count } }

    private func keep(_ answer: [UInt8], _ query: String, _ state: inout State) {
        if state.bytes + cost(answer, query) > limit / 2 {
            state.old = state.young
            state.young = [:]
            state.bytes = 0
        }
        if let before = state.young.updateValue(answer, forKey: query) { state.bytes -= cost(before, query) }
        state.bytes += cost(answer, query)
    }

    private func cost(_ answer: [UInt8], _ query: String) -> Int {
        answer.count + query.utf8.count + Self.overhead
    }
}

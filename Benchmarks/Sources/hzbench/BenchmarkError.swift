/// Why a measurement could not be made.
enum BenchmarkError: Error {
    /// The command was given wrongly; says how.
    case usage(String)
    /// A file can't be read.
    case unreadable(path: String)
    /// A line of a file of queries is none.
    case malformedQuery(line: Int)
    /// Two passes over the same queries gave different answers.
    case answersDiffer(set: String, query: String)
}

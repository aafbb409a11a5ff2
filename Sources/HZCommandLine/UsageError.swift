/// What is wrong with a command line: facts only.
public enum UsageError: Error, Equatable, Sendable {
    /// There is no such command.
    case unknownCommand(String, nearest: String?)
    /// There is no help about it.
    case unknownTopic(String, nearest: String?)
    /// The command has no such option.
    case unknownOption(String, command: String, nearest: String?)
    /// The option needs a value.
    case missingValue(option: String, placeholder: String)
    /// The option takes no value.
    case unexpectedValue(option: String, value: String)
    /// The option does not take this value.
    case badValue(option: String, value: String, expected: String)
    /// What configuration says of the option is no value for it.
    case badSetting(name: String, source: String, value: String, expected: String)
    /// The option may be given once.
    case repeatedOption(String)
    /// Two options that exclude each other.
    case conflict(String, String)
    /// The command needs operands.
    case missingOperands(command: String, operands: String)
    /// The command takes no operands.
    case unexpectedOperand(String, command: String)
}

/// The name that was probably meant: at most two letters away, or the only one that begins so.
func nearest(to name: String, among names: [String]) -> String? {
    let beginning = names.filter { $0.hasPrefix(name) }
    if beginning.count == 1 { return beginning[0] }
    let best = names.map { ($0, editDistance(name, $0)) }.min { $0.1 < $1.1 }
    guard let (candidate, distance) = best, distance <= min(2, candidate.count / 2) else { return nil }
    return candidate
}

/// Levenshtein's distance, by one row of the table.
private func editDistance(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for j in right.indices {
            let above = row[j + 1]
            row[j + 1] = min(above + 1, row[j] + 1, diagonal + (letter == right[j] ? 0 : 1))
            diagonal = above
        }
    }
    return row[right.count]
}

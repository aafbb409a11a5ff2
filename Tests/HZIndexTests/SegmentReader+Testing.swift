@testable import HZIndex

extension SegmentReader {
    /// The forms of a term, by their ids.
    func formsForTesting(_ info: TermInfo, term: [UInt8]) throws -> [[UInt8]] {
        let table = try dictionary.forms(of: info, term: term)
        return (0..<table.count).map { Array(table[$0]) }
    }
}

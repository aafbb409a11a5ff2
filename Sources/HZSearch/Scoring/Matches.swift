/// The documents of a segment that match a part of a query, ascending, each with what it scores.
struct Matches {
    var documents: [UInt32] = []
    var scores: [Float] = []

    /// Documents of both, with the sum of their scores.
    func intersection(_ other: Matches) -> Matches {
        var result = Matches()
        var place = 0
        for (index, document) in documents.enumerated() {
            while place < other.documents.count, other.documents[place] < document { place += 1 }
            guard place < other.documents.count else { break }
            if other.documents[place] == document {
                result.append(document, scores[index] + other.scores[place])
            }
        }
        return result
    }

    /// Documents of either, with the sum of their scores.
    func union(_ other: Matches) -> Matches {
        var result = Matches()
        var (left, right) = (0, 0)
        while left < documents.count || right < other.documents.count {
            if right == other.documents.count || left < documents.count && documents[left] < other.documents[right] {
                result.append(documents[left], scores[left])
                left += 1
            } else if left == documents.count || other.documents[right] < documents[left] {
                result.append(other.documents[right], other.scores[right])
                right += 1
            } else {
                result.append(documents[left], scores[left] + other.scores[right])
                left += 1
                right += 1
            }
        }
        return result
    }

    /// Documents of this that are not in the other.
    func subtracting(_ other: Matches) -> Matches {
        var result = Matches()
        var place = 0
        for (index, document) in documents.enumerated() {
            while place < other.documents.count, other.documents[place] < document { place += 1 }
            if place < other.documents.count, other.documents[place] == document { continue }
            result.append(document, scores[index])
        }
        return result
    }

    mutating func append(_ document: UInt32, _ score: Float) {
        documents.append(document)
        scores.append(score)
    }
}

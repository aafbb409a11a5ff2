/// Words that are written as one somewhere (see `JoinedWord`).
extension SegmentReader {
    /// The terms that a word of a query, or it and those behind it, are called by: for each, how many of the words make it.
    /// One look-up where there are none.
    public func joined(_ words: ArraySlice<[UInt8]>) throws(IndexError) -> [(count: Int, term: [UInt8])] {
        var found: [(count: Int, term: [UInt8])] = []
        guard let first = words.first else { return found }
        var iterator = try forms(from: .joined, first)
        guard try iterator.next(), isJoined(iterator, beginningWith: first) else { return found }
        if iterator.key.count == first.count + 1 {
            for term in try terms(of: iterator) { found.append((1, term)) }
            guard try iterator.next(), isJoined(iterator, beginningWith: first) else { return found }
        }
        // Names of several words come right behind that of their first.
        guard words.count > 1, iterator.key[first.count + 1] == 0x20 else { return found }
        var name = first
        for (place, word) in words.enumerated().dropFirst() {
            name.append(0x20)
            name += word
            for term in try dictionary.terms(ofForm: name, field: .joined) { found.append((place + 1, term)) }
        }
        return found
    }

    private func isJoined(_ iterator: TermIterator, beginningWith form: [UInt8]) -> Bool {
        iterator.key.first == Field.joined.rawValue | TermFormat.formFlag && iterator.key.dropFirst().starts(with: form)
    }
}

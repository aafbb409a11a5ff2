import HZStorage

/// Walks the entries of a term dictionary whose keys begin alike. What lies in front of each key's bytes says how many
/// of them it shares with the one before, so that most keys need no look.
struct PrefixTerms {
    private let dictionary: TermDictionaryReader
    private let prefix: [UInt8]

    /// The entries whose keys, without their first bytes, begin with a prefix.
    init(_ dictionary: TermDictionaryReader, prefix: [UInt8]) {
        self.dictionary = dictionary
        self.prefix = prefix
    }

    /// Calls with each term of a field that begins so, or has forms that do, and with the ids of these: nil for all forms.
    /// `other` is a term that begins otherwise. O(terms and forms that begin so).
    func forEach(
        _ field: Field,
        _ body: (_ info: TermInfo, _ forms: [UInt32]?, _ other: [UInt8]?) -> Void
    ) throws(IndexError) {
        try forEachEntry(field.rawValue) { block, key, isInside, number throws(IndexError) in
            guard var info = block.nextTerm(field) else { throw dictionary.malformed(number) }
            guard isInside else { return }
            guard info.formsLength > 0 else { return body(info, nil, nil) }
            info.formCount = try dictionary.formCount(at: info.formsOffset, length: info.formsLength)
            if try sharesPrefix(at: info.formsOffset, length: info.formsLength, hasCount: true) {
                return body(info, nil, nil)
            }
            body(info, try forms(of: info, term: key), nil)
        }
        try forEachOther(field) { term, info throws(IndexError) in
            body(info, try forms(of: info, term: term), term)
        }
    }

    /// Calls with each term of a field that begins so or has a form that does. O(terms and forms that begin so).
    func forEachTerm(_ field: Field, _ body: (_ term: [UInt8], _ info: TermInfo) -> Void) throws(IndexError) {
        try forEachEntry(field.rawValue) { block, key, isInside, number throws(IndexError) in
            guard let info = block.nextTerm(field) else { throw dictionary.malformed(number) }
            if isInside { body(key, info) }
        }
        try forEachOther(field) { term, info throws(IndexError) in body(term, info) }
    }

    /// Calls with each term that begins otherwise and has a form that begins so: "happiest" of "happi" begins as its term
    /// does, "ran" of "run" does not.
    private func forEachOther(
        _ field: Field,
        _ body: (_ term: [UInt8], _ info: TermInfo) throws(IndexError) -> Void
    ) throws(IndexError) {
        var others: Set<[UInt8]> = []
        try forEachEntry(field.rawValue | TermFormat.formFlag) { block, key, isInside, number throws(IndexError) in
            guard let tail = block.nextTail() else { throw dictionary.malformed(number) }
            guard isInside, try !sharesPrefix(at: tail.offset, length: tail.length, hasCount: false) else { return }
            for term in try dictionary.terms(ofForm: key, field: field)
            where !term.starts(with: prefix) && others.insert(term).inserted {
                if let info = try dictionary.find(field, term) { try body(term, info) }
            }
        }
    }

    private func forms(of info: TermInfo, term: [UInt8]) throws(IndexError) -> [UInt32]? {
        let forms = try dictionary.forms(of: info, term: term)
        guard forms.count > 0 else { return term.starts(with: prefix) ? nil : [] }
        let ids = (0..<forms.count).filter { forms[$0].starts(with: prefix) }
        return ids.count == forms.count ? nil : ids.map { UInt32($0) }
    }

    /// Calls with each entry in the blocks that have keys with the prefix, and with whether its key has it. The body
    /// reads the entry's value. The key is lent, not to be counted by references: there may be very many.
    @inline(__always)
    private func forEachEntry(
        _ first: UInt8,
        _ body: (_ block: inout TermBlock, _ key: inout [UInt8], _ isInside: Bool, _ number: Int) throws(IndexError) ->
            Void
    ) throws(IndexError) {
        var number = try dictionary.blockNumber(of: prefix, after: first)
        while number < dictionary.blockCount {
            var block = try dictionary.block(number)
            guard block.first <= first else { return }
            if block.first == first {
                var key: [UInt8] = []
                var isInside = false
                for _ in 0..<block.count {
                    let (shared, suffix) = block.keys.sharedAndSuffix(upTo: key.count)
                    let bytes = unsafe block.keys.pointer
                    guard shared <= key.count, block.keys.skip(suffix) else { throw dictionary.malformed(number) }
                    key.removeLast(key.count - shared)
                    unsafe key.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: suffix))
                    if !isInside || shared < prefix.count {
                        isInside = key.starts(with: prefix)
                        if !isInside, prefix.lexicographicallyPrecedes(key) { return }
                    }
                    try body(&block, &key, isInside, number)
                }
            }
            number += 1
        }
    }

    /// Whether all entries of a tail share the prefix with the key that they were shortened by.
    private func sharesPrefix(at offset: Int, length: Int, hasCount: Bool) throws(IndexError) -> Bool {
        var reader = unsafe LentBytes(dictionary.file.verifier.base, from: offset, to: offset + length)
        if hasCount { _ = reader.varint() }
        while reader.remaining > 0 {
            let (shared, suffix) = reader.sharedAndSuffix(upTo: length + TermFormat.nibble + 255)
            guard reader.skip(suffix), shared >= prefix.count else { return false }
        }
        return reader.isValid
    }
}

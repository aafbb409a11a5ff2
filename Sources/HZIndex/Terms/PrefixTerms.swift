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
        try forEachEntry(field.rawValue) { block, place, isInside, number throws(IndexError) in
            guard isInside else {
                if block.skipTerms(1, field) { return }
                throw dictionary.malformed(number)
            }
            guard var info = block.nextTerm(field) else { throw dictionary.malformed(number) }
            guard info.formsLength > 0 else { return body(info, nil, nil) }
            info.formCount = try dictionary.formCount(at: info.formsOffset, length: info.formsLength)
            if try sharesPrefix(at: info.formsOffset, length: info.formsLength, hasCount: true) {
                return body(info, nil, nil)
            }
            body(info, try forms(of: info, term: try key(at: place, ofBlock: number)), nil)
        }
        try forEachOther(field) { term, info throws(IndexError) in
            body(info, try forms(of: info, term: term), term)
        }
    }

    /// Calls with each term of a field that begins so or has a form that does; its bytes are made when they are asked for.
    /// O(terms and forms that begin so).
    func forEachTerm(
        _ field: Field,
        _ body: (_ info: TermInfo, _ term: () throws(IndexError) -> [UInt8]) throws(IndexError) -> Void
    ) throws(IndexError) {
        try forEachEntry(field.rawValue) { block, place, isInside, number throws(IndexError) in
            guard let info = block.nextTerm(field) else { throw dictionary.malformed(number) }
            if isInside { try body(info) { () throws(IndexError) in try key(at: place, ofBlock: number) } }
        }
        try forEachOther(field) { term, info throws(IndexError) in try body(info) { term } }
    }

    /// Calls with each term that begins otherwise and has a form that begins so: "happiest" of "happi" begins as its term
    /// does, "ran" of "run" does not.
    private func forEachOther(
        _ field: Field,
        _ body: (_ term: [UInt8], _ info: TermInfo) throws(IndexError) -> Void
    ) throws(IndexError) {
        var others: Set<[UInt8]> = []
        try forEachEntry(field.rawValue | TermFormat.formFlag) { block, place, isInside, number throws(IndexError) in
            guard let tail = block.nextTail() else { throw dictionary.malformed(number) }
            guard isInside, try !sharesPrefix(at: tail.offset, length: tail.length, hasCount: false) else { return }
            for term in try dictionary.terms(ofForm: try key(at: place, ofBlock: number), field: field)
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
    /// reads the entry's value. No key is put together: there may be very many.
    @inline(__always)
    private func forEachEntry(
        _ first: UInt8,
        _ body: (_ block: inout TermBlock, _ place: Int, _ isInside: Bool, _ number: Int) throws(IndexError) -> Void
    ) throws(IndexError) {
        var number = try dictionary.blockNumber(of: prefix, after: first)
        while number < dictionary.blockCount {
            var block = try dictionary.block(number)
            guard block.first <= first else { return }
            if block.first == first {
                // How many bytes of the prefix the present key begins with.
                var matched = 0
                for place in 0..<block.count {
                    let (shared, suffix) = block.keys.sharedAndSuffix(upTo: Int(Int32.max))
                    let bytes = unsafe UnsafeRawBufferPointer(start: block.keys.pointer, count: max(0, suffix))
                    guard block.keys.skip(suffix) else { throw dictionary.malformed(number) }
                    // Keys ascend: one that leaves the prefix earlier than the one before is above it.
                    if shared < matched { return }
                    if shared == matched, matched < prefix.count {
                        let same = unsafe TermFormat.sharedCount(bytes, prefix[matched...])
                        matched += same
                        if matched < prefix.count, same < suffix, unsafe bytes[same] > prefix[matched] { return }
                    }
                    try body(&block, place, matched == prefix.count, number)
                }
            }
            number += 1
        }
    }

    /// The key at a place of a block, without its first byte.
    private func key(at place: Int, ofBlock number: Int) throws(IndexError) -> [UInt8] {
        var block = try dictionary.block(number)
        var key: [UInt8] = []
        for _ in 0...place {
            let (shared, suffix) = block.keys.sharedAndSuffix(upTo: key.count)
            let bytes = unsafe block.keys.pointer
            guard shared <= key.count, block.keys.skip(suffix) else { throw dictionary.malformed(number) }
            key.removeLast(key.count - shared)
            unsafe key.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: suffix))
        }
        return key
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

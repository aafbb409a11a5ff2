/// Finds the keys of a term dictionary that are within some edits of a word, in their order. Beginnings that are out of
/// reach are leapt over to the next that is not, so that the cost is that of a few hundred look-ups whatever the size
/// of the dictionary.
struct NearKeys: ~Copyable {
    /// The present key, and its distance. Valid after `next` returned true.
    var key: [UInt8] { scanner.key }
    private(set) var distance = 0

    private(set) var scanner: TermKeyScanner
    private var edits: EditDistance
    /// The bytes of the characters that `edits` was given, and where each ends.
    private var path: [UInt8] = []
    private var ends: [Int] = []

    /// The keys with this first byte; nil where the word is too long for edits.
    init?(_ dictionary: TermDictionaryReader, first: UInt8, word: [UInt8], most: Int) {
        var characters: [UInt32] = []
        var offset = 0
        while offset < word.count { characters.append(Self.character(word, &offset)) }
        guard let edits = EditDistance(characters, most: most) else { return nil }
        self.edits = edits
        scanner = TermKeyScanner(dictionary, first: first)
    }

    /// Moves to the next such key; false at the end.
    mutating func next() throws(IndexError) -> Bool {
        guard try scanner.next() else { return false }
        while true {
            guard let target = leap() else {
                if distance <= edits.most { return true }
                guard try scanner.next() else { return false }
                continue
            }
            guard !target.isEmpty, scanner.key.lexicographicallyPrecedes(target) else { return false }
            guard try scanner.seek(target) else { return false }
        }
    }

    /// Measures the present key. Nil where all of it is within reach; else the first key that may be, empty for none.
    private mutating func leap() -> [UInt8]? {
        let key = scanner.key
        var shared = 0
        while shared < min(key.count, path.count), key[shared] == path[shared] { shared += 1 }
        while let end = ends.last, end > shared { ends.removeLast() }
        edits.cut(to: ends.count)
        var offset = ends.last ?? 0
        path.removeLast(path.count - offset)
        while offset < key.count {
            let start = offset
            let character = Self.character(key, &offset)
            guard edits.add(character) else { return target(above: character) }
            path.append(contentsOf: key[start..<offset])
            ends.append(offset)
        }
        distance = edits.distance
        return nil
    }

    /// The least key above all that begin with the present path and `character`.
    private mutating func target(above character: UInt32) -> [UInt8] {
        var character = character
        while true {
            if let next = edits.next(above: character) {
                // No character is coded so; the next ones are.
                let valid = (0xD800..<0xE000).contains(next) ? 0xE000 : next
                return path + Array(String(Unicode.Scalar(valid) ?? "\u{FFFD}").utf8)
            }
            guard let end = ends.popLast() else { return [] }
            var start = ends.last ?? 0
            character = Self.character(path, &start)
            path.removeLast(end - (ends.last ?? 0))
            edits.cut(to: ends.count)
        }
    }

    /// The character at an offset of UTF-8; of bytes that are none, one byte.
    private static func character(_ bytes: [UInt8], _ offset: inout Int) -> UInt32 {
        let byte = bytes[offset]
        let length = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        guard length > 1, offset + length <= bytes.count else {
            offset += 1
            return UInt32(byte)
        }
        var value = UInt32(byte) & (0xFF >> UInt32(length + 1))
        for place in offset + 1..<offset + length { value = value << 6 | UInt32(bytes[place] & 0x3F) }
        offset += length
        return value
    }
}

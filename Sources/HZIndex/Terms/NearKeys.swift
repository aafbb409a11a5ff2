/// Finds the keys of a term dictionary that are within some edits of a word, in their order. As long as an edit is left,
/// every beginning that the dictionary has is followed; from there on only the few ends that the word may have are
/// looked up. So the cost is that of some hundred look-ups whatever the size of the dictionary.
struct NearKeys: ~Copyable {
    /// The present key, and its distance. Valid after `next` returned true.
    var key: [UInt8] { scanner.key }
    private(set) var distance = 0
    private(set) var scanner: TermKeyScanner

    private var edits: EditDistance
    /// The word, and where each of its characters begins in it, and the end.
    private let word: [UInt8]
    private var offsets: [Int] = [0]
    /// The bytes of the characters that `edits` was given, and where each ends.
    private var path: [UInt8] = []
    private var ends: [Int] = []
    /// Where to go next, and the end that is being tried.
    private var target: [UInt8] = []
    private var trial: [UInt8] = []

    private enum Step { case match, next, leap, end }

    /// The keys with this first byte; nil where the word is too long for edits.
    init?(_ dictionary: TermDictionaryReader, first: UInt8, word: [UInt8], most: Int) {
        var characters: [UInt32] = []
        var offset = 0
        while offset < word.count {
            characters.append(Self.character(word, &offset))
            offsets.append(offset)
        }
        guard let edits = EditDistance(characters, most: most) else { return nil }
        self.edits = edits
        self.word = word
        scanner = TermKeyScanner(dictionary, first: first)
    }

    /// Moves to the next such key; false at the end.
    mutating func next() throws(IndexError) -> Bool {
        var step = Step.next
        while true {
            switch step {
            case .match: return true
            case .end: return false
            case .next: guard try scanner.next() else { return false }
            case .leap: guard try scanner.seek(target) else { return false }
            }
            step = look()
        }
    }

    /// Looks at the present key.
    private mutating func look() -> Step {
        let key = scanner.key
        var shared = 0
        let most = min(key.count, path.count)
        while shared < most, key[shared] == path[shared] { shared += 1 }
        while let end = ends.last, end > shared { ends.removeLast() }
        edits.cut(to: ends.count)
        var offset = ends.last ?? 0
        path.removeLast(path.count - offset)
        while edits.takesAny {
            guard offset < key.count else {
                distance = edits.distance
                return distance <= edits.most ? .match : .next
            }
            let start = offset
            edits.add(Self.character(key, &offset))
            path.append(contentsOf: key[start..<offset])
            ends.append(offset)
        }
        return lookUpEnds(key)
    }

    /// No edit is left: chooses the first end that gives a key from the present one on.
    private mutating func lookUpEnds(_ key: [UInt8]) -> Step {
        var isFound = false
        target.removeAll(keepingCapacity: true)
        edits.forEachEnd { swapped, rest in
            trial.removeAll(keepingCapacity: true)
            trial.append(contentsOf: path)
            if let swapped { trial.append(contentsOf: word[offsets[swapped]..<offsets[swapped + 1]]) }
            trial.append(contentsOf: word[offsets[rest]...])
            guard !Self.isBelow(trial, key), !isFound || Self.isBelow(trial, target) else { return }
            isFound = true
            swap(&trial, &target)
        }
        if isFound {
            guard target == key else { return .leap }
            distance = edits.most
            return .match
        }
        return ascend(key)
    }

    /// Goes on to the next character in the place of the last one.
    private mutating func ascend(_ key: [UInt8]) -> Step {
        while let end = ends.popLast() {
            var start = ends.last ?? 0
            let next = Self.character(path, &start) + 1
            path.removeLast(end - (ends.last ?? 0))
            edits.cut(to: ends.count)
            // No character is coded so; the next ones are.
            let valid = (0xD800..<0xE000).contains(next) ? 0xE000 : next
            guard let scalar = Unicode.Scalar(valid) else { continue }
            target.removeAll(keepingCapacity: true)
            target.append(contentsOf: path)
            UTF8.encode(scalar)?.forEach { target.append($0) }
            return Self.isBelow(key, target) ? .leap : .next
        }
        return .end
    }

    private static func isBelow(_ first: [UInt8], _ second: [UInt8]) -> Bool {
        let most = min(first.count, second.count)
        var place = 0
        while place < most, first[place] == second[place] { place += 1 }
        return place < most ? first[place] < second[place] : first.count < second.count
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

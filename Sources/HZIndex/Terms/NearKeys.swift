/// Finds the keys of a term dictionary that are within some edits of a word, in their order. As long as an edit is left,
/// every beginning that the dictionary has is followed; from there on only the few ends that the word may have are
/// looked up. So the cost is that of some hundred look-ups whatever the size of the dictionary.
@safe struct NearKeys: ~Copyable {
    /// The present key, and its distance. Valid after `next` returned true.
    var key: [UInt8] { unsafe Array(UnsafeBufferPointer(start: scanner.key, count: scanner.length)) }
    private(set) var distance = 0
    private(set) var scanner: TermKeyScanner

    private var edits: EditDistance
    /// The word, and where each of its characters begins in it, and the end.
    private let word: UnsafeMutablePointer<UInt8>
    private let offsets: UnsafeMutablePointer<Int>
    private let characterCount: Int
    /// The bytes of the characters that `edits` was given, and where each ends, after a zero.
    private let path: UnsafeMutablePointer<UInt8>
    private let ends: UnsafeMutablePointer<Int>
    /// Where to go next.
    private let target: UnsafeMutablePointer<UInt8>
    private var targetLength = 0
    /// How many of the word's first bytes the keys begin with.
    private let commonLength: Int
    private var isStarted = false
    /// Of the bytes above ASCII, a bit for each that may begin a near key.
    private let leads: UInt64

    private enum Step { case match, next, leap, end }

    /// The keys with this first byte that begin with the word's first `common` characters; nil where the word is too long
    /// for edits.
    init?(
        _ dictionary: TermDictionaryReader,
        first: UInt8,
        word: [UInt8],
        most: Int,
        common: Int = 0
    ) throws(IndexError) {
        guard word.count <= 4 * EditDistance.longestWord else { return nil }
        var characters: [UInt32] = []
        var starts = [0]
        unsafe word.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return }
            var offset = 0
            while offset < bytes.count {
                characters.append(unsafe UTF8Characters.read(start, &offset, bytes.count))
                starts.append(offset)
            }
        }
        // Each edit takes one character away at most: the others must be in the key.
        let hasASCII = word.count(where: { $0 < 0x80 }) > most
        let leads = hasASCII ? try dictionary.mixedLeads(first) ?? .max : .max
        let scanner = try TermKeyScanner(dictionary, first: first)
        guard let edits = EditDistance(characters, most: most) else { return nil }
        self.edits = edits
        self.scanner = scanner
        characterCount = characters.count
        commonLength = starts[min(common, characters.count)]
        // A path has no more characters than the word and all edits.
        let pathCount = characters.count + most + 1
        unsafe self.word = .allocate(capacity: max(1, word.count))
        for (place, byte) in word.enumerated() { unsafe self.word[place] = byte }
        unsafe offsets = .allocate(capacity: starts.count)
        for (place, start) in starts.enumerated() { unsafe offsets[place] = start }
        unsafe path = .allocate(capacity: 4 * pathCount)
        unsafe ends = .allocate(capacity: pathCount + 1)
        unsafe ends[0] = 0
        unsafe target = .allocate(capacity: 4 * pathCount + word.count + 4)
        self.leads = leads
    }

    deinit {
        unsafe word.deallocate()
        unsafe offsets.deallocate()
        unsafe path.deallocate()
        unsafe ends.deallocate()
        unsafe target.deallocate()
    }

    /// Moves to the next such key; false at the end.
    mutating func next() throws(IndexError) -> Bool {
        var step = isStarted ? Step.next : start()
        while true {
            switch step {
            case .match: return true
            case .end: return false
            case .next: guard try scanner.next() else { return false }
            case .leap: guard unsafe try scanner.seek(target, targetLength) else { return false }
            }
            step = look()
        }
    }

    /// Goes to the first key that may be near.
    private mutating func start() -> Step {
        isStarted = true
        guard commonLength > 0 else { return .next }
        unsafe target.update(from: word, count: commonLength)
        targetLength = commonLength
        return .leap
    }

    /// Where the path ends.
    private var end: Int { unsafe ends[edits.depth] }

    /// Looks at the present key.
    private mutating func look() -> Step {
        let key = unsafe scanner.key
        let length = min(scanner.length, TermKeyScanner.longestKey)
        guard unsafe sharedBytes(key, word, upTo: min(length, commonLength)) == commonLength else { return .end }
        if unsafe length > 0 && key[0] >= MixedLeads.lowest, unsafe leads & MixedLeads.bit(key[0]) == 0 {
            return passLead(unsafe key[0])
        }
        let shared = unsafe sharedBytes(key, path, upTo: min(length, end))
        var depth = edits.depth
        while unsafe ends[depth] > shared { depth -= 1 }
        edits.cut(to: depth)
        var offset = end
        while edits.takesAny {
            guard offset < length else {
                distance = edits.distance
                return distance <= edits.most ? .match : .next
            }
            let start = offset
            edits.add(unsafe UTF8Characters.read(key, &offset, length))
            unsafe (path + start).update(from: key + start, count: offset - start)
            unsafe ends[edits.depth] = offset
        }
        return lookUpEnds()
    }

    /// Goes on to the next byte that may begin a near key.
    private mutating func passLead(_ lead: UInt8) -> Step {
        edits.cut(to: 0)
        let later = leads & ~(MixedLeads.bit(lead) &* 2 &- 1)
        guard later != 0 else { return .end }
        unsafe target[0] = MixedLeads.lowest + UInt8(later.trailingZeroBitCount)
        targetLength = 1
        return .leap
    }

    /// One way to the word's end: its bytes from an offset on, perhaps after those of one character.
    private struct End {
        var swapped = 0
        var swappedLength = 0
        var rest: Int
    }

    /// No edit is left: chooses the first end that gives a key from the present one on.
    private mutating func lookUpEnds() -> Step {
        var chosen: End?
        edits.forEachEnd { swapped, rest in
            var tried = unsafe End(rest: offsets[rest])
            if let swapped {
                tried.swapped = unsafe offsets[swapped]
                tried.swappedLength = unsafe offsets[swapped + 1] - offsets[swapped]
            }
            guard !isBelowKey(tried) else { return }
            if let best = chosen, !isBelow(tried, best) { return }
            chosen = tried
        }
        guard let chosen else { return ascend() }
        let end = end
        let wordLength = unsafe offsets[characterCount]
        unsafe target.update(from: path, count: end)
        unsafe (target + end).update(from: word + chosen.swapped, count: chosen.swappedLength)
        let rest = end + chosen.swappedLength
        unsafe (target + rest).update(from: word + chosen.rest, count: wordLength - chosen.rest)
        targetLength = rest + wordLength - chosen.rest
        guard unsafe scanner.isKey(target, targetLength) else { return .leap }
        distance = edits.most
        return .match
    }

    /// The byte of an end at a place; -1 after its last.
    @inline(__always)
    private func byte(_ end: End, _ place: Int) -> Int {
        if place < end.swappedLength { return unsafe Int(word[end.swapped + place]) }
        let offset = end.rest + place - end.swappedLength
        return unsafe offset < offsets[characterCount] ? Int(word[offset]) : -1
    }

    /// Whether the path and an end give a key below the present one, which begins with the path.
    @inline(__always)
    private func isBelowKey(_ end: End) -> Bool {
        let start = self.end
        let length = min(scanner.length, TermKeyScanner.longestKey)
        var place = 0
        while true {
            let mine = byte(end, place)
            let other = start + place < length ? unsafe Int(scanner.key[start + place]) : -1
            if mine != other { return mine < other }
            if mine < 0 { return false }
            place += 1
        }
    }

    @inline(__always)
    private func isBelow(_ first: End, _ second: End) -> Bool {
        var place = 0
        while true {
            let (mine, other) = (byte(first, place), byte(second, place))
            if mine != other { return mine < other }
            if mine < 0 { return false }
            place += 1
        }
    }

    /// Goes on to the next character in the place of the last one.
    private mutating func ascend() -> Step {
        while edits.depth > 0 {
            let end = end
            edits.cut(to: edits.depth - 1)
            let start = self.end
            var place = start
            let next = unsafe UTF8Characters.read(path, &place, end) + 1
            guard let count = unsafe UTF8Characters.write(firstFrom: next, to: target + start) else { continue }
            unsafe target.update(from: path, count: start)
            targetLength = start + count
            return unsafe scanner.isBefore(target, targetLength) ? .leap : .next
        }
        return .end
    }
}

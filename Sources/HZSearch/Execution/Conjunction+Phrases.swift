import HZIndex

/// How often the phrases of a conjunction stand in a document that has all its words.
extension Conjunction {
    /// How often a phrase stands in the present document; for nearby words at most once.
    func frequency(_ phrase: Int, _ document: UInt32, upTo most: UInt32) -> UInt32 {
        if unsafe phrases[phrase].count == 1 { return unsafe readers[phrases[phrase][0]].chosenFrequency() }
        let choosesForms = unsafe chooseForms(phrases[phrase])
        var words: UInt64 = 0
        if let implied = unsafe implied[phrase] {
            let told = unsafe implied.told(document, phrases[phrase], readers)
            if told.isCertain, most == 1, !choosesForms { return 1 }
            words = told.words
        }
        if !choosesForms { return frequency(phrase, upTo: most, anyForm: false, without: words) }
        // Forms are read only where the words stand right.
        if frequency(phrase, upTo: 1, anyForm: true, without: words) == 0 { return 0 }
        return frequency(phrase, upTo: most, anyForm: false)
    }

    @inline(__always)
    private func chooseForms(_ group: WordGroup) -> Bool {
        for word in 0..<group.count where unsafe readers[group[word]].choosesForms { return true }
        return false
    }

    private func frequency(_ phrase: Int, upTo most: UInt32, anyForm: Bool, without implied: UInt64 = 0) -> UInt32 {
        let group = unsafe phrases[phrase]
        if group.slop < 0 { return frequency(group, upTo: most, anyForm: anyForm, without: implied) }
        for word in 0..<group.count {
            let positions = unsafe readers[group[word]].positions(anyForm: anyForm)
            if positions.isEmpty { return 0 }
            unsafe group.matcher.set(word, positions)
        }
        if let parts = nearParts.isEmpty ? nil : nearParts[phrase] {
            let reach = UInt32(clamping: group.slop + group.count - 1)
            let isNear = unsafe parts.areNear(within: reach) { word in
                unsafe readers[group[word]].positions(anyForm: anyForm)
            }
            return isNear ? 1 : 0
        }
        return group.matcher.isNear(within: UInt32(clamping: group.slop + group.count - 1)) ? 1 : 0
    }

    /// How often words stand one behind the other; counts no further than to one where `most` is 1. Positions of the rarest
    /// words are read first: mostly they suffice. `implied` are words, as bits, that stand wherever the others do.
    private func frequency(_ group: WordGroup, upTo most: UInt32, anyForm: Bool, without implied: UInt64) -> UInt32 {
        guard let starts = unsafe starts else { return 0 }
        // The first and the last of them that are looked at.
        var (place, end) = (0, group.count - 1)
        if implied != 0 {
            while end > 0, implied & 1 << UInt64(group.word(end)) != 0 { end -= 1 }
            while place < end, implied & 1 << UInt64(group.word(place)) != 0 { place += 1 }
        }
        let first = group.word(place)
        var firstOffset = group.matcher.offset(first)
        let positions = unsafe readers[group[first]].positions(anyForm: anyForm)
        // Where the words so far stand, which is where a phrase begins, or as far behind as the first of them.
        var places = unsafe positions
        for place in place + 1..<max(end + 1, place + 1) {
            let word = group.word(place)
            guard let lastPlace = unsafe places.last else { return 0 }
            if implied & 1 << UInt64(word) != 0 { continue }
            if place == end, most == 1 {
                return unsafe stands(word, of: group, behind: places, firstOffset, anyForm: anyForm) ? 1 : 0
            }
            let offset = group.matcher.offset(word)
            let isSame = group[word] == group[first]
            let limit = lastPlace < .max - offset ? lastPlace &+ offset : .max
            let others = unsafe isSame ? positions : readers[group[word]].positions(anyForm: anyForm, through: limit)
            unsafe starts.pointee.begin(places, offset: firstOffset, others, otherOffset: offset)
            unsafe places = starts.pointee.lent
            firstOffset = 0
        }
        return UInt32(truncatingIfNeeded: places.count)
    }

    /// Whether a word of a phrase stands right behind some of the places where the words before it do. Its positions are
    /// read as far as that takes.
    @inline(__always)
    private func stands(
        _ word: Int,
        of group: WordGroup,
        behind places: UnsafeBufferPointer<UInt32>,
        _ placeOffset: UInt32,
        anyForm: Bool
    ) -> Bool {
        let offset = group.matcher.offset(word)
        let wanted = unsafe places[0] &- placeOffset &+ offset
        let limit = unsafe readers[group[word]].readsInParts(anyForm: anyForm) ? wanted : .max
        let found = unsafe readers[group[word]].positions(anyForm: anyForm, through: limit)
        guard let last = unsafe found.last else { return false }
        if unsafe PhraseStarts.isAny(places, offset: placeOffset, found, otherOffset: offset) { return true }
        // Else that was all of them.
        guard last >= limit, places.count > 1 else { return false }
        return unsafe standsLater(word, of: group, behind: places, placeOffset, seen: found.count, last)
    }

    /// The same where so many positions were looked at, through `last`.
    @inline(never)
    private func standsLater(
        _ word: Int,
        of group: WordGroup,
        behind places: UnsafeBufferPointer<UInt32>,
        _ placeOffset: UInt32,
        seen: Int,
        _ last: UInt32
    ) -> Bool {
        let offset = group.matcher.offset(word)
        var (next, seen, last) = (0, seen, last)
        while true {
            while unsafe next < places.count && places[next] &- placeOffset &+ offset <= last { next += 1 }
            guard next < places.count else { return false }
            // Twice as far as before at least: each time a reader has to find again where it was.
            let twice = last < .max / 2 ? 2 * last : .max
            let limit = unsafe max(places[next] &- placeOffset &+ offset, twice)
            let found = unsafe readers[group[word]].positions(anyForm: true, through: limit)
            guard found.count > seen, let end = unsafe found.last else { return false }
            let (left, fresh) = unsafe (
                UnsafeBufferPointer(rebasing: places[next...]), UnsafeBufferPointer(rebasing: found[seen...])
            )
            if unsafe PhraseStarts.isAny(left, offset: placeOffset, fresh, otherOffset: offset) { return true }
            (seen, last) = (found.count, end)
        }
    }
}

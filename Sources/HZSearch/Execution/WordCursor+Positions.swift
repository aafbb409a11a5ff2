import HZIndex

/// Where a word stands in the present document.
extension WordCursor {
    /// Whether `positions` depends on forms, which cost more to read.
    var choosesForms: Bool { unsafe forms != nil && list?.starts == nil }

    /// Whether positions are those of one term, which can be read a part at a time.
    @inline(__always)
    func readsInParts(anyForm: Bool) -> Bool { postingCount == 1 && shifts == nil && (anyForm || forms == nil) }

    /// Where the word stands in the present document, ascending; lent until the next call. With `anyForm`, also where
    /// other forms of its terms stand. Positions after the first at or above `limit` may be left out.
    @inline(__always)
    mutating func positions(anyForm: Bool = false, through limit: UInt32 = .max) -> UnsafeBufferPointer<UInt32> {
        if readsInParts(anyForm: anyForm) { return unsafe postings.pointee.places(through: limit) }
        return unsafe gatheredPositions(anyForm: anyForm)
    }

    /// The same of a word of several terms, or of some forms.
    @inline(never)
    private mutating func gatheredPositions(anyForm: Bool) -> UnsafeBufferPointer<UInt32> {
        if let list, let starts = unsafe list.starts, let positions = unsafe list.positions {
            let start = unsafe Int(starts[place])
            return unsafe UnsafeBufferPointer(start: positions + start, count: Int(starts[place + 1]) - start)
        }
        var count = 0
        for index in 0..<postingCount {
            if postingCount > 1, unsafe postings[index].seek(document) != document { continue }
            let wanted = anyForm ? nil : forms?[index]
            let found = unsafe postings[index].positions(needsForms: wanted != nil)
            unsafe reserve(count + found.positions.count, keeping: count)
            guard let buffer = unsafe buffer else { break }
            for place in unsafe found.positions.indices where unsafe WordList.has(wanted, found.forms, place) {
                unsafe buffer[count] = found.positions[place] &+ (shifts?[index] ?? 0)
                count += 1
            }
        }
        var result = unsafe UnsafeMutableBufferPointer(start: buffer, count: count)
        if postingCount > 1 { unsafe result.sort() }
        if shifts != nil, count > 0 {
            // The last part of a term may seem to stand where a word does.
            var kept = 1
            for place in 1..<count where unsafe result[place] != result[kept - 1] {
                unsafe result[kept] = result[place]
                kept += 1
            }
            unsafe result = UnsafeMutableBufferPointer(start: buffer, count: kept)
        }
        return UnsafeBufferPointer(result)
    }

    /// How often the only term occurs in the present document, in all its forms. Words of several terms have no such number.
    var occurrences: UInt32 { mutating get { unsafe postings.pointee.occurrences } }

    /// How often the present document has the forms that are wanted: as weighted where it has no others of their term,
    /// else each once.
    mutating func chosenFrequency() -> UInt32 {
        if let list, unsafe list.starts != nil { return unsafe list.frequencies[place] }
        var sum: UInt32 = 0
        for index in 0..<postingCount {
            if postingCount > 1, unsafe postings[index].seek(document) != document { continue }
            unsafe sum &+= WordList.frequency(&postings[index], forms: forms?[index])
        }
        return sum
    }

    private mutating func reserve(_ count: Int, keeping written: Int) {
        guard count > capacity else { return }
        capacity = max(2 * count, 64)
        let fresh = unsafe context.memory.take(capacity, of: UInt32.self)
        if let buffer = unsafe buffer { unsafe fresh.update(from: buffer, count: written) }
        unsafe buffer = unsafe fresh
    }
}

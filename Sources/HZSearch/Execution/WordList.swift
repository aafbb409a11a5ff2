import HZIndex

/// The documents of a word that stands for several terms, gathered before the search: ascending, with weighted
/// frequencies, and with positions where they were asked for.
@safe struct WordList {
    /// Documents, with one `exhausted` after the last.
    let documents: UnsafePointer<UInt32>
    /// Their frequencies.
    let frequencies: UnsafePointer<UInt32>
    /// How many documents there are.
    let count: Int
    /// Where each document's positions begin in `positions`, and the end; nil where they were not gathered.
    let starts: UnsafePointer<UInt32>?
    let positions: UnsafePointer<UInt32>?

    /// Sorting so many pairs costs less than a sum for every document.
    private static let fewPostings = 256

    /// Gathers the postings of terms, and `apart`, the occurrences of phrases that say the same. Terms with a choice of
    /// forms are read by their positions.
    init(_ terms: [TermMatch], apart: [UInt64] = [], in context: SegmentContext, needsPositions: Bool) {
        let total = Int(terms.postingCount)
        if needsPositions || !apart.isEmpty {
            self.init(occurrencesOf: terms, apart: apart, in: context)
        } else if total < Self.fewPostings {
            self.init(pairsOf: terms, in: context, total: total)
        } else {
            self.init(sumsOf: terms, in: context)
        }
    }

    /// Few postings: sorted pairs.
    private init(pairsOf terms: [TermMatch], in context: SegmentContext, total: Int) {
        var pairs: [UInt64] = []
        pairs.reserveCapacity(total)
        Self.read(terms, in: context) { document, frequency in pairs.append(UInt64(document) << 32 | UInt64(frequency))
        }
        pairs.sort()
        let documents = unsafe context.memory.take(pairs.count + 1, of: UInt32.self)
        let frequencies = unsafe context.memory.take(pairs.count + 1, of: UInt32.self)
        var count = 0
        for pair in pairs {
            let document = UInt32(truncatingIfNeeded: pair >> 32)
            if unsafe count == 0 || documents[count - 1] != document {
                unsafe documents[count] = document
                count += 1
            }
            unsafe frequencies[count - 1] &+= UInt32(truncatingIfNeeded: pair)
        }
        unsafe self.init(documents: documents, frequencies: frequencies, count: count)
    }

    /// Many postings: a sum for every document of the segment, and a bit.
    private init(sumsOf terms: [TermMatch], in context: SegmentContext) {
        let all = Int(context.documentCount)
        let sums = context.sums.lend(all, context.memory)
        let bitmap = Bitmap(documentCount: context.documentCount, memory: context.memory)
        Self.add(terms, to: sums, marking: bitmap, in: context)
        let count = bitmap.count
        let documents = unsafe context.memory.takeRaw(count + 1, of: UInt32.self)
        let frequencies = unsafe context.memory.takeRaw(count + 1, of: UInt32.self)
        var place = 0
        bitmap.forEach { document in
            unsafe documents[place] = document
            unsafe frequencies[place] = sums.take(Int(document))
            place += 1
        }
        unsafe frequencies[count] = 0
        unsafe self.init(documents: documents, frequencies: frequencies, count: count)
    }

    /// Adds the frequencies of all postings of terms to their documents' sums, and sets the documents' bits.
    static func add(
        _ terms: [TermMatch],
        to sums: DocumentSums,
        marking bitmap: Bitmap? = nil,
        in context: SegmentContext
    ) {
        let arena = CursorArena()
        // By their places: there may be thousands, and a copy counts references.
        for place in terms.indices where terms[place].forms == nil && !context.mustStop() {
            // Most of many terms have one document.
            if let only = terms[place].info.onlyPosting, only.document < context.documentCount {
                bitmap?.insert(only.document)
                sums.add(only.frequency, to: Int(only.document))
                continue
            }
            unsafe context.segment.reader.gather(terms[place].info, arena: arena, marking: bitmap?.words, adding: sums)
        }
        if let failure = arena.failure { context.fail(failure) }
        read(terms.filter { $0.forms != nil }, in: context) { document, frequency in
            bitmap?.insert(document)
            sums.add(frequency, to: Int(document))
        }
    }

    private init(documents: UnsafeMutablePointer<UInt32>, frequencies: UnsafeMutablePointer<UInt32>, count: Int) {
        unsafe documents[count] = PostingCursor.exhausted
        unsafe self.documents = UnsafePointer(documents)
        unsafe self.frequencies = UnsafePointer(frequencies)
        self.count = count
        unsafe starts = nil
        unsafe positions = nil
    }

    /// Where a phrase stands in a segment: documents in the upper half, positions in the lower; ascending.
    static func occurrences(of phrase: PhrasePlan?, segment: Int, in context: SegmentContext) -> [UInt64] {
        guard let phrase,
            let found = Conjunction(words: [], phrases: [phrase], readsPlaces: true, segment: segment, in: context)
        else { return [] }
        var occurrences: [UInt64] = []
        var document = found.seek(0)
        while document != PostingCursor.exhausted, !context.mustStop() {
            occurrences += found.phrasePlaces(document).map { UInt64(document) << 32 | UInt64($0) }
            document = found.seek(document + 1)
        }
        return occurrences
    }

    /// All occurrences, sorted.
    private init(occurrencesOf terms: [TermMatch], apart: [UInt64], in context: SegmentContext) {
        var occurrences = apart
        var extras: [UInt64] = []
        let arena = CursorArena()
        for term in terms {
            arena.reset()
            var cursor = context.segment.reader.cursor(term.info, arena: arena)
            while cursor.next() != PostingCursor.exhausted, !context.mustStop() {
                let high = UInt64(cursor.document) << 32
                let before = occurrences.count
                let found = cursor.positions(needsForms: term.forms != nil)
                for place in unsafe found.positions.indices where unsafe Self.has(term.forms, found.forms, place) {
                    unsafe occurrences.append(high | UInt64(found.positions[place] &+ term.shift))
                }
                let all = cursor.occurrences
                if occurrences.count - before == Int(all), cursor.extra > 0 {
                    extras.append(high | UInt64(cursor.extra))
                }
            }
        }
        if let failure = arena.failure { context.fail(failure) }
        occurrences.sort()
        if terms.contains(where: { $0.shift > 0 }) { Self.removeRepeated(&occurrences) }
        extras.sort()
        var count = 0
        for (place, pair) in occurrences.enumerated() where place == 0 || occurrences[place - 1] >> 32 != pair >> 32 {
            count += 1
        }
        let documents = unsafe context.memory.take(count + 1, of: UInt32.self)
        let frequencies = unsafe context.memory.take(count + 1, of: UInt32.self)
        let starts = unsafe context.memory.take(count + 1, of: UInt32.self)
        let positions = unsafe context.memory.take(occurrences.count, of: UInt32.self)
        count = 0
        var extra = 0
        for (place, pair) in occurrences.enumerated() {
            let document = UInt32(truncatingIfNeeded: pair >> 32)
            if unsafe count == 0 || documents[count - 1] != document {
                unsafe documents[count] = document
                unsafe starts[count] = UInt32(truncatingIfNeeded: place)
                count += 1
                while extra < extras.count, extras[extra] >> 32 <= pair >> 32 {
                    if extras[extra] >> 32 == pair >> 32 {
                        unsafe frequencies[count - 1] &+= UInt32(truncatingIfNeeded: extras[extra])
                    }
                    extra += 1
                }
            }
            unsafe frequencies[count - 1] &+= 1
            unsafe positions[place] = UInt32(truncatingIfNeeded: pair)
        }
        unsafe documents[count] = PostingCursor.exhausted
        unsafe starts[count] = UInt32(truncatingIfNeeded: occurrences.count)
        unsafe self.documents = UnsafePointer(documents)
        unsafe self.frequencies = UnsafePointer(frequencies)
        self.count = count
        unsafe self.starts = UnsafePointer(starts)
        unsafe self.positions = UnsafePointer(positions)
    }

    /// Whether an occurrence has one of the forms that are wanted; nil wants all.
    @inline(__always)
    static func has(_ forms: [UInt32]?, _ found: UnsafeBufferPointer<UInt32>?, _ place: Int) -> Bool {
        guard let forms, let found = unsafe found else { return true }
        return unsafe forms.contains(found[place])
    }

    /// How often the present document has the forms of a term that are wanted: as weighted where it has no others, else
    /// each once, since it is not known which of them stand in the title.
    static func frequency(_ cursor: inout PostingCursor, forms: [UInt32]?) -> UInt32 {
        guard let forms else { return cursor.frequency }
        let count = cursor.occurrences(of: forms)
        return count == cursor.occurrences ? cursor.frequency : count
    }

    private static func removeRepeated(_ sorted: inout [UInt64]) {
        var last: UInt64?
        sorted.removeAll { value in
            defer { last = value }
            return value == last
        }
    }

    private static func read(
        _ terms: [TermMatch],
        in context: SegmentContext,
        _ body: (_ document: UInt32, _ frequency: UInt32) -> Void
    ) {
        let arena = CursorArena()
        for term in terms {
            guard !context.mustStop() else { return }
            arena.reset()
            var cursor = context.segment.reader.cursor(term.info, arena: arena)
            if let forms = term.forms {
                while cursor.next() != PostingCursor.exhausted {
                    let count = frequency(&cursor, forms: forms)
                    if count > 0 { body(cursor.document, count) }
                }
            } else {
                var document = cursor.next()
                while document != PostingCursor.exhausted {
                    let (block, frequencies) = unsafe cursor.restWithFrequencies()
                    for place in block.indices { unsafe body(block[place], frequencies[place]) }
                    document = cursor.skipRest()
                }
            }
        }
        if let failure = arena.failure { context.fail(failure) }
    }
}

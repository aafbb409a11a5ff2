import HZAnalysis

/// The terms, forms and postings of the documents since the last spill, in memory: the heart of indexing.
///
/// Later occurrences of a word find term and form by one look-up; each becomes two or three bytes of its list's stream:
///
///     Occurrence := varint(gap << 3 | flags), [flag 1: varint document gap], [flag 2: varint form id],
///                   [flag 4: varint weight]       gap: to the position before in the document
@safe struct InvertedTerms: ~Copyable {
    private(set) var terms = ByteTable()
    /// All forms; those of a term are linked, the newest first.
    private(set) var forms: [Form] = []
    /// The bytes of the forms that differ from their terms.
    private(set) var formBytes: [UInt8] = []
    /// How else words may be written that are joined somewhere, with their terms (see `JoinedWord`).
    private(set) var joins: [Join] = []
    /// By term: its newest form.
    private(set) var newestForms: [UInt32] = []
    private(set) var arena = PostingArena()
    /// By document: where its positions in `text` end.
    private(set) var lengths: [UInt32] = []
    /// The lists of each positional field.
    private var lists: UnsafeMutablePointer<ListTable>
    /// One table a stemming language, since the same word may have another stem in each.
    private var surfaces: UnsafeMutablePointer<SurfaceTable>
    private var languageCount = 0
    private static let mostLanguages = 64

    private let batch = TokenBatch()

    /// One form of a term.
    struct Form {
        var term: UInt32
        var id: UInt32
        /// The form of the term before it, or `none`.
        var older: UInt32
        /// Where its bytes lie; none where they are the term's.
        var start: UInt32
        var length: UInt32

        static let none = UInt32.max
        var isTerm: Bool { length == 0 }
        var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
    }

    /// Another way of writing a term; its bytes are among those of the forms.
    struct Join {
        var term: UInt32
        var start: UInt32
        var length: UInt32
        var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
    }

    init() {
        unsafe lists = .allocate(capacity: Field.positionalCount)
        for field in 0..<Field.positionalCount {
            // Nearly every term occurs in the text: its lists need no look-up.
            unsafe (lists + field).initialize(to: ListTable(isDirect: field == Field.text.positionalIndex))
        }
        unsafe surfaces = .allocate(capacity: Self.mostLanguages)
    }

    deinit {
        unsafe lists.deinitialize(count: Field.positionalCount)
        unsafe lists.deallocate()
        unsafe surfaces.deinitialize(count: languageCount)
        unsafe surfaces.deallocate()
        batch.deallocate()
    }

    /// Bytes of memory in use, about.
    var memory: Int {
        // Pairs, which are found when the rest is written, take about a twelfth of the streams.
        var sum = terms.memory + arena.memory + arena.memory / 12 + formBytes.count
        sum += forms.count * MemoryLayout<Form>.stride + (newestForms.count + lengths.count) * 4
        sum += joins.count * MemoryLayout<Join>.stride
        for language in 0..<languageCount { unsafe sum += surfaces[language].memory }
        for field in 0..<Field.positionalCount { unsafe sum += lists[field].memory }
        return sum
    }

    /// Indexes a stretch of text in a positional field; positions go on from `position`. Returns how many tokens were
    /// indexed.
    mutating func add(
        _ text: UnsafeBufferPointer<UInt8>,
        language: StemmingLanguage,
        field: Int,
        document: UInt32,
        weight: UInt8,
        position: inout UInt32
    ) -> UInt32 {
        let table = unsafe surfaces(of: language)
        let lists = unsafe lists + field
        var scanner = unsafe WordScanner(text)
        var indexed: UInt32 = 0
        // Nearly all the time goes into waiting for memory and into branches that are guessed wrong: tokens go through
        // each step together, and each step asks for the cache lines of the next.
        while true {
            let count = unsafe scanner.fill(batch.tokens, room: TokenBatch.room)
            if count == 0 { return indexed }
            unsafe lookUp(count, text, table, lists)
            for place in 0..<count {
                guard let stream = unsafe lists.pointee.stream(term: Int(batch.meanings[place].term)) else { continue }
                arena.prefetch(stream)
            }
            for place in 0..<count {
                let meaning = unsafe batch.meanings[place]
                if meaning.term != SurfaceTable.dropped {
                    let list = unsafe lists.pointee.list(term: Int(meaning.term))
                    unsafe append(meaning.form, to: list, document: document, weight: weight, position: position)
                    indexed &+= 1
                }
                position &+= 1
            }
        }
    }

    /// Ends the document at hand, whose number is how many came before; its positions in `text` end there.
    mutating func endDocument(textLength: UInt32) {
        lengths.append(textLength)
    }

    /// Finds the meanings of the batch's tokens.
    @inline(__always)
    private mutating func lookUp(
        _ count: Int,
        _ text: UnsafeBufferPointer<UInt8>,
        _ table: UnsafeMutablePointer<SurfaceTable>,
        _ lists: UnsafeMutablePointer<ListTable>
    ) {
        let batch = batch
        var longCount = 0
        for place in 0..<count {
            let token = unsafe batch.tokens[place]
            let key = unsafe SurfaceTable.shortKey(text, token)
            unsafe batch.keys[place] = key
            unsafe table.pointee.prefetch(key)
            unsafe batch.longs[longCount] = UInt8(truncatingIfNeeded: place)
            longCount &+= token.end &- token.start > SurfaceTable.longestShort ? 1 : 0
        }
        for number in 0..<longCount {
            let place = unsafe Int(batch.longs[number])
            let key = unsafe table.pointee.longKey(text, batch.tokens[place])
            unsafe batch.keys[place] = key
            unsafe table.pointee.prefetch(key)
        }
        let slotCount = unsafe table.pointee.slotCount
        for place in 0..<count {
            let key = unsafe batch.keys[place]
            let slot = unsafe table.pointee.find(key) ?? learn(key, text, batch.tokens[place], table)
            let meaning = unsafe table.pointee.meaning(slot)
            unsafe batch.slots[place] = slot
            unsafe batch.meanings[place] = meaning
            unsafe lists.pointee.prefetch(term: Int(meaning.term))
        }
        if unsafe slotCount != table.pointee.slotCount {
            for number in 0..<longCount {
                let place = unsafe Int(batch.longs[number])
                unsafe batch.slots[place] = table.pointee.find(batch.keys[place]) ?? 0
            }
        }
        for number in 0..<longCount { unsafe table.pointee.prefetchPlace(batch.slots[Int(batch.longs[number])]) }
        for number in 0..<longCount { unsafe table.pointee.prefetchWord(batch.slots[Int(batch.longs[number])]) }
        for number in 0..<longCount {
            let place = unsafe Int(batch.longs[number])
            let token = unsafe batch.tokens[place]
            if unsafe table.pointee.isWord(batch.slots[place], text, token) { continue }
            // Another word has the same hash.
            let key = unsafe batch.keys[place]
            let slot = unsafe table.pointee.findWord(key, text, token) ?? learn(key, text, token, table)
            unsafe batch.meanings[place] = table.pointee.meaning(slot)
            // The slots of the rest may have moved with what was learnt.
            for later in number..<longCount {
                let place = unsafe Int(batch.longs[later])
                unsafe batch.slots[place] = table.pointee.find(batch.keys[place]) ?? 0
            }
        }
    }

    /// How many lists a positional field has.
    func listCount(field: Int) -> Int { unsafe lists[field].count }

    /// A list of a positional field.
    func list(field: Int, _ number: Int) -> ListTable.List { unsafe lists[field][number] }

    /// The term of a list of a positional field.
    func term(field: Int, list number: Int) -> Int { unsafe lists[field].term(of: number) }

    /// Whether a term occurs in a positional field.
    func hasList(field: Int, term: Int) -> Bool { unsafe lists[field].hasList(term: term) }

    private mutating func surfaces(of language: StemmingLanguage) -> UnsafeMutablePointer<SurfaceTable> {
        for number in 0..<languageCount where unsafe surfaces[number].language == language {
            return unsafe surfaces + number
        }
        // There are fewer languages than places: the last would be shared, not overrun.
        guard languageCount < Self.mostLanguages else { return unsafe surfaces + (languageCount - 1) }
        unsafe (surfaces + languageCount).initialize(to: SurfaceTable(language))
        languageCount += 1
        return unsafe surfaces + (languageCount - 1)
    }

    /// Folds and stems a new surface; its slot in the table.
    @inline(never)
    private mutating func learn(
        _ key: UInt64,
        _ text: UnsafeBufferPointer<UInt8>,
        _ token: RawToken,
        _ table: UnsafeMutablePointer<SurfaceTable>
    ) -> Int {
        let bytes = unsafe UnsafeBufferPointer(rebasing: text[token.start..<token.end])
        unsafe table.pointee.normalizer.normalize(bytes, kind: token.kind)
        let meaning = unsafe meaning(of: table.pointee.normalizer)
        if token.kind == .word, meaning.term != SurfaceTable.dropped, let word = unsafe JoinedWord(bytes) {
            unsafe note(word, of: bytes, term: meaning.term)
        }
        return unsafe table.pointee.learn(key, text, token, meaning)
    }

    /// Notes how else a word may be written.
    private mutating func note(_ word: JoinedWord, of bytes: UnsafeBufferPointer<UInt8>, term: UInt32) {
        for withBlanks in word.hasApostrophe ? [true, false] : [true] {
            let start = formBytes.count
            unsafe word.append(of: bytes, withBlanks: withBlanks, to: &formBytes)
            let length = formBytes.count - start
            if length <= TermNormalizer.longestTerm {
                joins.append(Join(term: term, start: UInt32(start), length: UInt32(length)))
            } else {
                formBytes.removeLast(length)
            }
        }
    }

    private mutating func meaning(of normalizer: borrowing TermNormalizer) -> SurfaceTable.Meaning {
        guard !normalizer.form.isEmpty else { return SurfaceTable.Meaning(term: SurfaceTable.dropped, form: 0) }
        let term = unsafe normalizer.term.withUnsafeBufferPointer { unsafe terms.insert($0) }
        if term == newestForms.count {
            newestForms.append(Form.none)
            for field in 0..<Field.positionalCount { unsafe lists[field].reserve(term: term) }
        }
        let isTerm = normalizer.form == normalizer.term
        // A term has few forms: what stems leave to differ.
        var next = newestForms[term]
        while next != Form.none {
            let known = forms[Int(next)]
            if known.isTerm == isTerm, isTerm || formBytes[known.range].elementsEqual(normalizer.form) {
                return SurfaceTable.Meaning(term: known.term, form: known.id)
            }
            next = known.older
        }
        let older = newestForms[term]
        let form = Form(
            term: UInt32(term),
            id: older == Form.none ? 0 : forms[Int(older)].id + 1,
            older: older,
            start: UInt32(formBytes.count),
            length: isTerm ? 0 : UInt32(normalizer.form.count)
        )
        newestForms[term] = UInt32(forms.count)
        forms.append(form)
        if !isTerm { formBytes.append(contentsOf: normalizer.form) }
        return SurfaceTable.Meaning(term: form.term, form: form.id)
    }

    /// Appends an occurrence: without a branch for what changes from one to the next, which nobody can guess.
    @inline(__always)
    private mutating func append(
        _ form: UInt32,
        to list: UnsafeMutablePointer<ListTable.List>,
        document: UInt32,
        weight: UInt8,
        position: UInt32
    ) {
        let isNew = unsafe list.pointee.document != document
        let formChanges = unsafe list.pointee.form != form
        let gap = unsafe position &- (isNew ? 0 : list.pointee.position)
        let documentGap = unsafe document &- list.pointee.document &- 1
        var bits = PostingArena.Bits()
        if unsafe list.pointee.weight == weight {
            bits.append(UInt64(gap) << 3 | (isNew ? 1 : 0) | (formChanges ? 2 : 0))
            bits.append(UInt64(documentGap), if: isNew)
            bits.append(UInt64(form), if: formChanges)
        } else {
            bits.append(UInt64(gap) << 3 | (isNew ? 1 : 0) | (formChanges ? 2 : 0) | 4)
            bits.append(UInt64(documentGap), if: isNew)
            bits.append(UInt64(form), if: formChanges)
            bits.append(UInt64(weight))
        }
        let weightChanges = unsafe list.pointee.weight != weight
        unsafe list.pointee.position = position
        unsafe list.pointee.document = document
        unsafe list.pointee.documentCount &+= isNew ? 1 : 0
        unsafe list.pointee.form = form
        unsafe list.pointee.weight = weight
        guard bits.isOverfull else { return unsafe arena.append(bits, to: &list.pointee.stream) }
        let code = UInt64(gap) << 3 | (isNew ? 1 : 0) | (formChanges ? 2 : 0) | (weightChanges ? 4 : 0)
        unsafe arena.append(code, to: &list.pointee.stream)
        if isNew { unsafe arena.append(UInt64(documentGap), to: &list.pointee.stream) }
        if formChanges { unsafe arena.append(UInt64(form), to: &list.pointee.stream) }
        if weightChanges { unsafe arena.append(UInt64(weight), to: &list.pointee.stream) }
    }
}

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
    /// By term: its newest form.
    private(set) var newestForms: [UInt32] = []
    private(set) var arena = PostingArena()
    /// The lists of each positional field.
    private var lists: UnsafeMutablePointer<ListTable>
    /// One table a stemming language, since the same word may have another stem in each.
    private var surfaces: UnsafeMutablePointer<SurfaceTable>
    private var languageCount = 0
    private static let mostLanguages = 64

    /// A token on its way into its list.
    private struct Pending {
        var key: SurfaceTable.Key
        var meaning: SurfaceTable.Meaning
    }

    private static let together = 32
    private let batch: UnsafeMutablePointer<Pending>

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

    init() {
        unsafe lists = .allocate(capacity: Field.positionalCount)
        for field in 0..<Field.positionalCount {
            // Nearly every term occurs in the text: its lists need no look-up.
            unsafe (lists + field).initialize(to: ListTable(isDirect: field == Field.text.positionalIndex))
        }
        unsafe surfaces = .allocate(capacity: Self.mostLanguages)
        unsafe batch = .allocate(capacity: Self.together)
    }

    deinit {
        unsafe lists.deinitialize(count: Field.positionalCount)
        unsafe lists.deallocate()
        unsafe surfaces.deinitialize(count: languageCount)
        unsafe surfaces.deallocate()
        unsafe batch.deallocate()
    }

    /// Bytes of memory in use, about.
    var memory: Int {
        var sum = terms.memory + arena.memory + formBytes.count
        sum += forms.count * MemoryLayout<Form>.stride + newestForms.count * 4
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
        var token = RawToken()
        var indexed: UInt32 = 0
        // Nearly all the time goes into waiting for memory: tokens go through each step together, and each step asks for
        // the cache lines of the next.
        while true {
            var count = 0
            while count < Self.together, scanner.next(&token) {
                unsafe batch[count].key = table.pointee.key(text, token)
                count &+= 1
            }
            for place in 0..<count {
                let key = unsafe batch[place].key
                let meaning = unsafe table.pointee.meaning(text, key) ?? learn(text, key, table)
                unsafe batch[place].meaning = meaning
                unsafe lists.pointee.prefetch(term: Int(meaning.term))
            }
            for place in 0..<count {
                guard let stream = unsafe lists.pointee.stream(term: Int(batch[place].meaning.term)) else { continue }
                arena.prefetch(stream)
            }
            for place in 0..<count {
                let meaning = unsafe batch[place].meaning
                if meaning.term != SurfaceTable.dropped {
                    let list = unsafe lists.pointee.list(term: Int(meaning.term))
                    unsafe append(meaning.form, to: list, document: document, weight: weight, position: position)
                    indexed &+= 1
                }
                position &+= 1
            }
            if count < Self.together { return indexed }
        }
    }

    /// How many lists a positional field has.
    func listCount(field: Int) -> Int { unsafe lists[field].count }

    /// A list of a positional field.
    func list(field: Int, _ number: Int) -> ListTable.List { unsafe lists[field][number] }

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

    /// Folds and stems a new surface.
    @inline(never)
    private mutating func learn(
        _ text: UnsafeBufferPointer<UInt8>,
        _ key: SurfaceTable.Key,
        _ table: UnsafeMutablePointer<SurfaceTable>
    ) -> SurfaceTable.Meaning {
        let bytes = unsafe UnsafeBufferPointer(rebasing: text[key.start..<key.end])
        unsafe table.pointee.normalizer.normalize(bytes, kind: key.kind)
        let meaning = unsafe meaning(of: table.pointee.normalizer)
        unsafe table.pointee.learn(text, key, meaning)
        return meaning
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

    @inline(__always)
    private mutating func append(
        _ form: UInt32,
        to list: UnsafeMutablePointer<ListTable.List>,
        document: UInt32,
        weight: UInt8,
        position: UInt32
    ) {
        let isNew = unsafe list.pointee.document != document
        let gap = unsafe isNew ? position : position &- list.pointee.position
        let formChanges = unsafe list.pointee.form != form
        let weightChanges = unsafe list.pointee.weight != weight
        let flags: UInt64 = (isNew ? 1 : 0) | (formChanges ? 2 : 0) | (weightChanges ? 4 : 0)
        let code = UInt64(gap) << 3 | flags
        let documentGap = unsafe UInt64(document &- list.pointee.document &- 1)
        var bits = PostingArena.Bits()
        bits.append(code)
        if flags != 0 {
            if isNew { bits.append(documentGap) }
            if formChanges { bits.append(UInt64(form)) }
            if weightChanges { bits.append(UInt64(weight)) }
        }
        unsafe list.pointee.position = position
        unsafe list.pointee.document = document
        unsafe list.pointee.form = form
        unsafe list.pointee.weight = weight
        guard bits.isOverfull else { return unsafe arena.append(bits, to: &list.pointee.stream) }
        unsafe arena.append(code, to: &list.pointee.stream)
        if isNew { unsafe arena.append(documentGap, to: &list.pointee.stream) }
        if formChanges { unsafe arena.append(UInt64(form), to: &list.pointee.stream) }
        if weightChanges { unsafe arena.append(UInt64(weight), to: &list.pointee.stream) }
    }
}

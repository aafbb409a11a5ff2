import HZAnalysis

/// The terms, forms and postings of the documents since the last spill, in memory: the heart of indexing.
///
/// A surface (the bytes of a word as written) is folded and stemmed once; later occurrences find term and form by one
/// look-up. Each occurrence becomes two or three bytes of its list's stream:
///
///     Occurrence := varint(gap << 3 | flags), [flag 1: varint document gap], [flag 2: varint form id],
///                   [flag 4: varint weight]       gap: to the position before in the document
struct InvertedTerms: ~Copyable {
    /// One posting list in memory.
    struct List {
        var stream: PostingArena.Stream
        var term: UInt32
        var document: UInt32 = .max
        var position: UInt32 = 0
        var form: UInt32 = 0
        var weight: UInt32 = 1
    }

    /// A form: which term it belongs to, and its id there.
    struct Form {
        var term: UInt32
        var id: UInt32
    }

    private(set) var terms = ByteTable()
    private(set) var forms = ByteTable()
    private(set) var formEntries: [Form] = []
    private(set) var arena = PostingArena()
    /// The lists of each positional field.
    private(set) var lists = [[List]](repeating: [], count: Field.positionalCount)

    /// One table of surfaces a stemming language, since the same word may have another stem in each.
    private var surfaces: [Surfaces] = []
    /// By positional field: number plus one of the list of a term, 0 for none.
    private var listOfTerm = [[UInt32]](repeating: [], count: Field.positionalCount)
    private var formCounts: [UInt32] = []
    private var key: [UInt8] = []

    /// Surfaces of one language, with what they stand for.
    private final class Surfaces {
        let language: StemmingLanguage
        var table = ByteTable()
        var normalizer: TermNormalizer
        /// Term and form of each surface; `dropped` for nothing searchable.
        var meanings: [Form] = []

        init(_ language: StemmingLanguage) {
            self.language = language
            normalizer = TermNormalizer(language: language)
        }
    }

    private static let dropped = UInt32.max

    init() {}

    /// Bytes of memory in use, about.
    var memory: Int {
        var sum = terms.memory + forms.memory + arena.memory + formEntries.capacity * 8 + formCounts.capacity * 4
        for language in surfaces { sum += language.table.memory + language.meanings.capacity * 8 }
        for field in 0..<Field.positionalCount {
            sum += lists[field].capacity * MemoryLayout<List>.stride + listOfTerm[field].capacity * 4
        }
        return sum
    }

    /// Indexes a stretch of text in a positional field; positions go on from `position`. Returns how many tokens were
    /// indexed.
    mutating func add(
        _ text: UnsafeBufferPointer<UInt8>,
        language: StemmingLanguage,
        field: Int,
        document: UInt32,
        weight: UInt32,
        position: inout UInt32
    ) -> UInt32 {
        let surfaces = surfaces(of: language)
        var scanner = unsafe WordScanner(text)
        var token = RawToken()
        var indexed: UInt32 = 0
        while scanner.next(&token) {
            let bytes = unsafe UnsafeBufferPointer(rebasing: text[token.start..<token.end])
            let index = unsafe surfaces.table.insert(bytes)
            if index == surfaces.meanings.count { unsafe learn(bytes, token.kind, surfaces) }
            let meaning = surfaces.meanings[index]
            if meaning.term != Self.dropped {
                append(meaning, field: field, document: document, weight: weight, position: position)
                indexed &+= 1
            }
            position &+= 1
        }
        return indexed
    }

    private mutating func surfaces(of language: StemmingLanguage) -> Surfaces {
        if let known = surfaces.first(where: { $0.language == language }) { return known }
        let new = Surfaces(language)
        surfaces.append(new)
        return new
    }

    /// Folds and stems a new surface.
    @inline(never)
    private mutating func learn(_ bytes: UnsafeBufferPointer<UInt8>, _ kind: TokenKind, _ surfaces: Surfaces) {
        unsafe surfaces.normalizer.normalize(bytes, kind: kind)
        guard !surfaces.normalizer.form.isEmpty else {
            surfaces.meanings.append(Form(term: Self.dropped, id: 0))
            return
        }
        let term = unsafe surfaces.normalizer.term.withUnsafeBufferPointer { unsafe terms.insert($0) }
        if term == formCounts.count {
            formCounts.append(0)
            for field in 0..<Field.positionalCount { listOfTerm[field].append(0) }
        }
        // A form is known by its bytes together with its term.
        key.removeAll(keepingCapacity: true)
        key.append(contentsOf: surfaces.normalizer.form)
        unsafe withUnsafeBytes(of: UInt32(term).bigEndian) { unsafe key.append(contentsOf: $0) }
        let form = unsafe key.withUnsafeBufferPointer { unsafe forms.insert($0) }
        if form == formEntries.count {
            formEntries.append(Form(term: UInt32(term), id: formCounts[term]))
            formCounts[term] += 1
        }
        surfaces.meanings.append(formEntries[form])
    }

    @inline(__always)
    private mutating func append(_ meaning: Form, field: Int, document: UInt32, weight: UInt32, position: UInt32) {
        let term = Int(meaning.term)
        var number = Int(listOfTerm[field][term])
        if number == 0 {
            lists[field].append(List(stream: arena.begin(), term: meaning.term))
            number = lists[field].count
            listOfTerm[field][term] = UInt32(number)
        }
        number -= 1
        let isNew = lists[field][number].document != document
        let gap = isNew ? position : position &- lists[field][number].position
        let formChanges = lists[field][number].form != meaning.id
        let weightChanges = lists[field][number].weight != weight
        let flags: UInt64 = (isNew ? 1 : 0) | (formChanges ? 2 : 0) | (weightChanges ? 4 : 0)
        arena.append(UInt64(gap) << 3 | flags, to: &lists[field][number].stream)
        if isNew {
            let documentGap = document &- lists[field][number].document &- 1
            arena.append(UInt64(documentGap), to: &lists[field][number].stream)
            lists[field][number].document = document
        }
        if formChanges {
            arena.append(UInt64(meaning.id), to: &lists[field][number].stream)
            lists[field][number].form = meaning.id
        }
        if weightChanges {
            arena.append(UInt64(weight), to: &lists[field][number].stream)
            lists[field][number].weight = weight
        }
        lists[field][number].position = position
    }

    /// Whether a term occurs in a positional field.
    func hasList(field: Int, term: Int) -> Bool { listOfTerm[field][term] != 0 }
}

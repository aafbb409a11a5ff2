import HZStorage

/// One segment opened for reading: immutable, safe for many threads.
public final class SegmentReader: Sendable {
    /// What the manifest says of it.
    public let info: SegmentInfo
    let dictionary: TermDictionaryReader
    let columns: ColumnsReader
    let store: DocStoreReader
    let postings: EnvelopedFile
    let positions: EnvelopedFile

    /// Opens the five files and verifies what opening verifies; contents are verified when they are touched.
    init(directory: any Directory, info: SegmentInfo) throws(IndexError) {
        self.info = info
        func open(_ index: Int) throws(IndexError) -> EnvelopedFile {
            let name = SegmentInfo.extensions[index]
            guard let digest = info.digest(name) else {
                throw .storage(.notFound(file: "\(info.id.name).\(name)"))
            }
            return try storage { () throws(StorageError) in
                try EnvelopedFile(
                    directory: directory,
                    name: digest.name,
                    kind: SegmentWriter.kinds[index],
                    formats: 1...SegmentWriter.formats[index],
                    segment: info.id,
                    digest: digest
                )
            }
        }
        dictionary = try TermDictionaryReader(file: try open(0))
        postings = try open(1)
        positions = try open(2)
        store = try DocStoreReader(file: try open(3))
        columns = try ColumnsReader(file: try open(4))
        guard columns.documentCount == info.documentCount, store.documentCount == info.documentCount else {
            throw .storage(.corrupt(file: columns.file.name, offset: 0, fact: .value("document count")))
        }
    }

    private var files: [EnvelopedFile] { [dictionary.file, postings, positions, store.file, columns.file] }

    /// Gives back the memory that reading took, until it is read again.
    func release() {
        for file in files { file.release() }
    }

    /// The name of a file of which bytes were read that are not there any more; nil for none.
    var damagedFile: String? { files.first(where: \.hasLostPages)?.name }

    /// How many documents it holds, deleted ones included.
    public var documentCount: UInt32 { info.documentCount }

    /// Whether documents are in the order of their tie ranks: then a higher number never wins a tie.
    public var isInTieOrder: Bool { columns.isInTieOrder }

    /// The term of a field, or nil. O(log terms).
    public func find(_ field: Field, _ term: [UInt8]) throws(IndexError) -> TermInfo? {
        try dictionary.find(field, term)
    }

    /// All entries of the term dictionary from a term of a field on, in the order of their keys.
    public func terms(from field: Field, _ term: [UInt8] = []) throws(IndexError) -> TermIterator {
        try dictionary.iterator(from: [field.rawValue] + term)
    }

    /// The form entries from a form of a field on: the present key is the field's byte with 0x80 and the form.
    public func forms(from field: Field, _ form: [UInt8] = []) throws(IndexError) -> TermIterator {
        try dictionary.iterator(from: [field.rawValue | TermFormat.formFlag] + form)
    }

    /// The terms of a field that have a form within so many edits (1...3) of a folded word, in the order of their
    /// bytes, each with the fewest edits of its forms. A word of more than 64 characters has no such terms. Costs some
    /// hundred look-ups for one edit, some thousand for two.
    public func terms(
        of field: Field,
        within edits: Int,
        of form: [UInt8]
    ) throws(IndexError) -> [(term: [UInt8], info: TermInfo, edits: Int)] {
        var found: [(term: [UInt8], info: TermInfo, edits: Int)] = []
        if var near = try NearKeys(dictionary, first: field.rawValue, word: form, most: edits) {
            while try near.next() {
                let (term, info) = (near.key, try near.scanner.info())
                // A term that is no word by itself counts by its forms.
                guard try formID(term, of: info, term: term) != nil else { continue }
                found.append((term, info, near.distance))
            }
        }
        if var near = try NearKeys(dictionary, first: field.rawValue | TermFormat.formFlag, word: form, most: edits) {
            while try near.next() {
                for term in try near.scanner.terms(of: near.key) {
                    if let info = try find(field, term) { found.append((term, info, near.distance)) }
                }
            }
        }
        found.sort { $0.term != $1.term ? $0.term.lexicographicallyPrecedes($1.term) : $0.edits < $1.edits }
        var count = 0
        for entry in found where count == 0 || found[count - 1].term != entry.term {
            found[count] = entry
            count += 1
        }
        found.removeLast(found.count - count)
        return found
    }

    /// The terms of the form entry at which an iterator stands.
    public func terms(of iterator: TermIterator) throws(IndexError) -> [[UInt8]] {
        try dictionary.terms(of: iterator)
    }

    /// The id of a form among those of a term; nil where the term has no such form. A term without a form table has
    /// one form, itself, and no ids: then the result is 0.
    public func formID(_ form: [UInt8], of info: TermInfo, term: [UInt8]) throws(IndexError) -> Int? {
        guard info.formCount > 0 else { return form == term ? 0 : nil }
        return try dictionary.forms(of: info, term: term).id(of: form)
    }

    /// The forms of a term: the folded words that stand in texts where the term is in the postings.
    public func forms(of info: TermInfo, term: [UInt8]) throws(IndexError) -> [[UInt8]] {
        let forms = try dictionary.forms(of: info, term: term)
        return forms.count == 0 ? [term] : (0..<forms.count).map { Array(forms[$0]) }
    }

    /// A cursor over a term's postings, with scratch memory of the arena.
    public func cursor(_ info: TermInfo, arena: CursorArena) -> PostingCursor {
        unsafe PostingCursor(info: info, segment: self, norms: try? norms(info.field), arena: arena)
    }

    /// The length codes of a positional field, one byte a document; lent for the life of this reader.
    public func norms(_ field: Field) throws(IndexError) -> UnsafePointer<UInt8>? {
        guard let index = field.normIndex else { return nil }
        return unsafe try columns.norms(index)
    }

    /// The dates (yyyymmdd, little endian) of all documents; lent for the life of this reader.
    public func dates() throws(IndexError) -> UnsafePointer<UInt32> {
        unsafe try columns.column(.dates, of: UInt32.self)
    }

    /// The tie ranks of all documents (a permutation of their numbers); lent for the life of this reader.
    public func tieRanks() throws(IndexError) -> UnsafePointer<UInt32> {
        unsafe try columns.column(.tieRanks, of: UInt32.self)
    }

    /// The same one by one, each verified when it is read; lent for the life of this reader.
    public var lentTieRanks: TieRanks { columns.lentTieRanks }

    /// The number of positions of the field `text` that are title.
    public func titleLength(_ document: UInt32) throws(IndexError) -> UInt16 {
        try columns.value(.titleLengths, document, as: UInt16.self)
    }

    /// A document's date, yyyymmdd; 0 for unknown.
    public func date(_ document: UInt32) throws(IndexError) -> UInt32 {
        try columns.value(.dates, document, as: UInt32.self)
    }

    /// What a document is; unknown codes count as containers, which no search finds.
    public func kind(_ document: UInt32) throws(IndexError) -> DocumentKind {
        DocumentKind(rawValue: try columns.value(.kinds, document, as: UInt8.self)) ?? .container
    }

    /// Calls `body` with each document that is no article, in order. O(documents), eight at a time.
    func forEachHidden(_ body: (UInt32) -> Void) throws(IndexError) {
        let kinds = unsafe UnsafeRawPointer(try columns.column(.kinds, of: UInt8.self))
        var document = 0
        while document < Int(documentCount) {
            let isWord = document + 8 <= Int(documentCount)
            if isWord, unsafe kinds.loadUnaligned(fromByteOffset: document, as: UInt64.self) == Self.eightArticles {
                document += 8
                continue
            }
            let end = isWord ? document + 8 : Int(documentCount)
            for place in document..<end where unsafe kinds.load(fromByteOffset: place, as: UInt8.self) != Self.article {
                body(UInt32(place))
            }
            document = end
        }
    }

    private static let article = DocumentKind.article.rawValue
    private static let eightArticles = 0x0101_0101_0101_0101 &* UInt64(article)

    /// A document's id, UTF-8.
    public func id(_ document: UInt32) throws(IndexError) -> [UInt8] {
        try columns.id(document)
    }

    /// A document's id as text; what is no UTF-8 is repaired.
    public func idText(_ document: UInt32) throws(IndexError) -> String {
        try columns.idText(document)
    }

    /// Appends a document's id.
    public func appendID(_ document: UInt32, to bytes: inout [UInt8]) throws(IndexError) {
        try columns.appendID(document, to: &bytes)
    }

    /// The version of a document's source.
    public func stamp(_ document: UInt32) throws(IndexError) -> SourceStamp {
        try columns.stamp(document)
    }

    /// The whole stored document. Its chunk is decompressed, of about 12 KiB, and the lead before that, of about 48, unless
    /// that was read lately.
    public func document(_ number: UInt32) throws(IndexError) -> Document {
        var document = try store.document(number)
        document.kind = try kind(number)
        document.date = try date(number)
        document.stamp = try stamp(number)
        return document
    }

    /// A stored article as searches show it: without its stamp, which lies on pages that nothing else of it touches.
    public func article(_ number: UInt32) throws(IndexError) -> Document {
        var document = try store.document(number)
        document.date = try date(number)
        return document
    }

    /// The same with about the first `length` bytes of its text alone, in blocks that are whole; and whether that is all.
    /// Of long articles no more is read, so that what is said about them costs nothing by their length.
    public func beginning(
        _ number: UInt32,
        length: Int
    ) throws(IndexError) -> (article: Document, isWhole: Bool) {
        var (document, isWhole) = try store.beginning(number, length: length)
        document.date = try date(number)
        return (document, isWhole)
    }

    /// Verifies every byte of all files against their checksums.
    func verifyAll() throws(IndexError) {
        try storage { () throws(StorageError) in
            for file in files { try file.verifyAll() }
        }
    }
}

import HZStorage

/// Writes one segment: first all documents in the order of their numbers, then all terms in the order of their keys,
/// then all form entries. Not safe for two threads at once.
final class SegmentWriter {
    let id: SegmentID
    private(set) var columns: ColumnsWriter
    private let directory: any Directory
    private let termsFile: FileWriter
    private let postingsFile: FileWriter
    private let positionsFile: FileWriter
    private let columnsFile: FileWriter
    private let storeFile: FileWriter
    private let store: DocStoreWriter
    private var dictionary: TermDictionaryWriter
    private var postings: PostingWriter
    private var totalLengths = [UInt64](repeating: 0, count: Field.positionalCount)
    private var fieldCounts = [UInt32](repeating: 0, count: Field.positionalCount)
    private var key: [UInt8] = []

    /// `compressesAside`: a thread beside the caller's compresses the stored articles.
    init(directory: any Directory, compressesAside: Bool = false) throws(IndexError) {
        let id = SegmentID.random()
        self.id = id
        self.directory = directory
        var opened: [FileWriter] = []
        do throws(StorageError) {
            for (index, name) in SegmentInfo.extensions.enumerated() {
                opened.append(
                    try FileWriter(
                        directory: directory,
                        name: "\(id.name).\(name)",
                        kind: Self.kinds[index],
                        format: Self.formats[index],
                        segment: id
                    )
                )
            }
        } catch {
            for file in opened { file.abandon() }
            throw .storage(error)
        }
        (termsFile, postingsFile, positionsFile) = (opened[0], opened[1], opened[2])
        (storeFile, columnsFile) = (opened[3], opened[4])
        store = DocStoreWriter(file: storeFile, aside: compressesAside)
        columns = ColumnsWriter(file: columnsFile)
        dictionary = TermDictionaryWriter(file: termsFile)
        postings = PostingWriter(postings: postingsFile, positions: positionsFile)
    }

    /// The kinds of a segment's files, in the order of `SegmentInfo.extensions`.
    static let kinds = [
        TermDictionaryReader.kind, FileKind("POST"), FileKind("POSN"), DocStoreWriter.kind, ColumnsWriter.kind,
    ]

    /// Their formats, in the same order; every format before is read as well.
    static let formats: [UInt16] = [TermDictionaryReader.format, 1, 1, DocStoreWriter.format, 1]

    // MARK: Documents

    /// Adds a document; its number is how many came before. `lengths` are the weighted lengths of the positional
    /// fields.
    func add(_ document: Document, titleLength: UInt16, lengths: InlineArray<5, UInt32>) throws(IndexError) {
        try store.add(document)
        var norms = InlineArray<5, UInt8>(repeating: 0)
        for field in 0..<Field.positionalCount {
            norms[field] = NormCode.encode(lengths[field])
            guard document.kind == .article, lengths[field] > 0 else { continue }
            // As the norm tells it, so that merging, which knows norms only, changes no score.
            totalLengths[field] += UInt64(NormCode.decode(norms[field]))
            fieldCounts[field] += 1
        }
        columns.add(
            ColumnsWriter.Row(
                id: Array(document.id.utf8),
                kind: document.kind.rawValue,
                date: document.date,
                stamp: document.stamp,
                titleLength: titleLength,
                norms: norms
            )
        )
    }

    /// Adds the columns of a document of another segment, for merging; its record follows, or its group.
    func add(_ row: ColumnsWriter.Row) {
        columns.add(row)
    }

    /// Adds the record of a document of another segment.
    func add(record: UnsafeRawBufferPointer) throws(IndexError) {
        unsafe try store.add(record: record)
    }

    /// Adds the records of documents of another segment as they are there.
    func add(_ group: DocStoreReader.Group, of store: DocStoreReader) throws(IndexError) {
        try self.store.add(group, of: store)
    }

    /// Sets the totals that merging knows from its sources.
    func setTotals(lengths: [UInt64], counts: [UInt32]) {
        totalLengths = lengths
        fieldCounts = counts
    }

    // MARK: Terms

    /// Bytes of postings and positions so far.
    var listBytes: Int { postingsFile.position + positionsFile.position }

    /// Writes a term with the postings that `body` adds, given the length codes of the field's documents; one without
    /// postings is left out. `forms` is nil where the term is its only form. Returns how many documents it has.
    @discardableResult
    func writeTerm(
        field: Field,
        term: some Collection<UInt8>,
        forms: FormTable?,
        _ body: (inout PostingWriter, [UInt8]) throws(IndexError) -> Void
    ) throws(IndexError) -> UInt32 {
        key.removeAll(keepingCapacity: true)
        key.append(field.rawValue)
        key.append(contentsOf: term)
        postings.begin(field: field, hasForms: forms != nil)
        try body(&postings, field.normIndex.map { columns.norms[$0] } ?? [])
        let frequency = postings.documentFrequency
        if frequency > 0 { dictionary.add(key: key, info: try postings.end(), forms: forms) }
        return frequency
    }

    /// Says which pairs of words were written, by the least product of their frequencies.
    func setPairs(leastProduct: UInt64) { dictionary.leastPairProduct = leastProduct }

    /// Adds a form entry.
    func addForm(field: Field, form: some Collection<UInt8>, terms: [[UInt8]]) {
        dictionary.addForm(key: [field.rawValue | TermFormat.formFlag] + form, terms: terms)
    }

    // MARK: End

    /// Completes all files and makes them durable. `tieRanks` has the rank of each document.
    func finish(tieRanks: [UInt32]) throws(IndexError) -> SegmentInfo {
        dictionary.end()
        try store.end()
        columns.end(tieRanks: tieRanks)
        var digests: [FileDigest] = []
        do throws(StorageError) {
            for file in files { digests.append(try file.finish()) }
        } catch {
            abandon()
            throw .storage(error)
        }
        return SegmentInfo(
            id: id,
            documentCount: columns.count,
            files: digests,
            totalLengths: totalLengths,
            fieldCounts: fieldCounts
        )
    }

    /// Removes the unfinished files.
    func abandon() {
        store.abandon()
        for file in files { file.abandon() }
    }

    private var files: [FileWriter] { [termsFile, postingsFile, positionsFile, storeFile, columnsFile] }
}

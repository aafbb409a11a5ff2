/// An export as a source of articles: ``JSONLReader`` in a box, since ways to read are chosen at run time.
final class ExportRecords {
    private var reader: JSONLReader
    private let before: FileStatus

    /// Reads a file that is open already.
    init(_ opened: consuming OpenFile, as file: WalkedFile) throws(IngestError) {
        before = try FileSource.status(opened, file)
        if let reason = FileSource.refusal(of: before, limit: .max) { throw .skipped(reason) }
        reader = try JSONLReader(opened, as: file)
    }

    /// The next article or bad line; nil at the end.
    func next() -> SourceItem? { reader.nextItem() }

    /// The version that was read; nil where the file changed meanwhile.
    var version: SourceVersion? {
        guard let after = reader.status, after == before else { return nil }
        return SourceVersion(
            size: UInt64(before.size),
            mtimeNanoseconds: Int64(before.modified),
            contentHash: 0
        )
    }
}

extension JSONLReader {
    /// The next article or bad line, as sources of articles give them; nil at the end.
    public mutating func nextItem() -> SourceItem? {
        switch next() {
        case nil: nil
        case .success(let article)?: .article(article)
        case .failure(let bad)?: .badRecord(line: bad.line, bad.why.fault)
        }
    }
}

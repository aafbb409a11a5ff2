/// What reading a file or a member of a container came to, and why.
public struct Examination: Sendable {
    /// The article's id, or where it would be.
    public var id: String
    /// The format that the name promises.
    public var named: SourceKind
    /// How the file is packed.
    public var compression: Compression
    /// The format that it was read as; nil where it was not read.
    public var read: SourceKind?
    /// The article, or why there is none.
    public var result: Result<Article, IngestError>
    /// Where what is known of it was found.
    public var origins: MetadataOrigins?
}

/// Reads files as indexing does, in this process, and keeps the reasons. Not for use by two threads at once.
public final class SourceExaminer {
    private let articles = ArticleReader()
    private let limit: Int

    /// An examiner of files, and members of containers, of at most `limit` bytes.
    public init(limit: Int = FileSource.defaultLimitBytes) { self.limit = limit }

    /// Examines a file that is no export; calls `report` for the file, or for each member of a container, until it
    /// returns false.
    public func examine(_ file: WalkedFile, _ report: (Examination) -> Bool) {
        var examination = Examination(
            id: file.path.text,
            named: file.kind,
            compression: file.compression,
            result: .failure(.skipped(.unsupportedType))
        )
        do throws(IngestError) {
            if file.kind.isContainer { return try examineMembers(file, examination, report) }
            let source = try FileSource.read(file, limit: limit)
            fill(&examination, RawPage(source.bytes, kind: source.kind), source.mtimeNanoseconds)
        } catch {
            examination.result = .failure(error)
        }
        _ = report(examination)
    }

    private func examineMembers(
        _ file: WalkedFile,
        _ whole: Examination,
        _ report: (Examination) -> Bool
    ) throws(IngestError) {
        guard file.kind != .jsonl else { throw .skipped(.unsupportedType) }
        let opened = try FileSource.open(file)
        do throws(StreamError) {
            let members: any MemberReader =
                file.kind == .epub
                ? try EPUBReader(opened, pageLimit: limit)
                : try WARCReader(opened, file.compression, pageLimit: limit, beforeRecord: {})
            while let member = try members.next() {
                var examination = whole
                examination.id += "!" + member.name
                switch member.content {
                case .success(let page): fill(&examination, page, file.mtimeNanoseconds)
                case .failure(let skipped): examination.result = .failure(.skipped(skipped.reason))
                }
                guard report(examination) else { return }
            }
        } catch {
            throw error == .damaged
                ? .skipped(.damaged) : .unreadable(path: file.path.text, errno: error.code)
        }
    }

    private func fill(_ examination: inout Examination, _ page: RawPage, _ mtimeNanoseconds: Int64) {
        do throws(IngestError) {
            let found = try articles.examine(page, path: examination.id, mtimeNanoseconds: mtimeNanoseconds)
            if found.article.isBlank { throw .skipped(.empty) }
            examination.read = found.kind
            examination.origins = found.origins
            examination.result = .success(found.article)
        } catch {
            examination.result = .failure(error)
        }
    }
}

extension StreamError {
    fileprivate var code: Int32 {
        switch self {
        case .unreadable(let errno): errno
        case .damaged: 0
        }
    }
}

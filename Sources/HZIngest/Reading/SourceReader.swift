/// Reads the articles of files, in this process: single pages, texts and letters; books, crawls and exports with many.
public final class SourceReader: ArticleSource {
    public private(set) var version: SourceVersion?

    private let limit: Int
    private let articles = ArticleReader()
    /// Called before each page.
    private let beforePage: () -> Void
    private var pending: Pending?
    private var opened: SharedFile?
    private var members: (any MemberReader)?
    private var records: ExportRecords?
    private var file: WalkedFile?
    private var before: FileStatus?
    private var names: Set<String> = []
    /// Members that are passed over without being read.
    private var passed = 0

    private enum Pending {
        case page
        case members
        case records
    }

    /// Open files can't be copied: this is the box around one.
    private final class SharedFile {
        let file: OpenFile

        init(_ file: consuming OpenFile) { self.file = file }
    }

    /// A reader of files of at most `limit` bytes; in containers that holds for each member.
    public convenience init(limit: Int = FileSource.defaultLimitBytes) {
        self.init(limit: limit, beforePage: {})
    }

    init(limit: Int, beforePage: @escaping () -> Void) {
        self.limit = limit
        self.beforePage = beforePage
    }

    public func open(_ file: WalkedFile) throws(IngestError) {
        try open(try FileSource.open(file), as: file, passing: 0)
    }

    /// Opens all that later articles may need of the system's files.
    func prepare() { articles.prepare() }

    /// Begins with a file that is open already; passes over the first members of a container.
    func open(_ opened: consuming OpenFile, as file: WalkedFile, passing passed: Int) throws(IngestError) {
        self.file = file
        self.passed = passed
        version = nil
        members = nil
        records = nil
        pending = nil
        names.removeAll()
        if file.kind == .jsonl {
            records = try ExportRecords(opened, as: file)
            pending = .records
            return
        }
        guard file.kind.isContainer else {
            self.opened = SharedFile(opened)
            pending = .page
            return
        }
        let status = try FileSource.status(opened, file)
        // A container may be of any size: it is never in memory as a whole.
        if let reason = FileSource.refusal(of: status, limit: .max) { throw .skipped(reason) }
        before = status
        do throws(StreamError) {
            members =
                file.kind == .epub
                ? try EPUBReader(opened, pageLimit: limit)
                : try WARCReader(opened, file.compression, pageLimit: limit, beforeRecord: beforePage)
        } catch {
            throw failure(error, file)
        }
        pending = .members
    }

    public func next() throws(IngestError) -> SourceItem? {
        guard let file else { return nil }
        switch pending.take() {
        case nil:
            return nil
        case .page?:
            guard let opened = opened.take() else { return nil }
            beforePage()
            let source = try FileSource.read(opened.file, as: file, limit: limit)
            let article = try articles.read(source, path: file.path)
            if article.isBlank { throw .skipped(.empty) }
            version = SourceVersion(
                size: source.fileSize,
                mtimeNanoseconds: source.mtimeNanoseconds,
                contentHash: source.contentHash
            )
            return .article(article)
        case .members?:
            let item = try nextMember(file)
            if item != nil { pending = .members }
            return item
        case .records?:
            beforePage()
            guard let item = records?.next() else {
                version = records?.version
                records = nil
                return nil
            }
            pending = .records
            return item
        }
    }

    private func nextMember(_ file: WalkedFile) throws(IngestError) -> SourceItem? {
        guard let members else { return nil }
        do throws(StreamError) {
            while true {
                beforePage()
                guard let member = try members.next() else { break }
                if passed > 0 {
                    passed -= 1
                    names.insert(member.name)
                    continue
                }
                return item(member, file)
            }
            let after = try members.status()
            self.members = nil
            if let before, after == before {
                version = SourceVersion(
                    size: UInt64(before.size),
                    mtimeNanoseconds: Int64(before.modified),
                    contentHash: 0
                )
            }
            return nil
        } catch {
            self.members = nil
            throw failure(error, file)
        }
    }

    private func item(_ member: Member, _ file: WalkedFile) -> SourceItem {
        // Two members of one name would be one article: the later ones are told apart by a number.
        var name = member.name
        var number = 2
        while !names.insert(name).inserted {
            name = member.name + "#" + String(number)
            number += 1
        }
        let id = file.path.text + "!" + name
        do throws(SkippedMember) {
            let page = try member.content.get()
            do throws(IngestError) {
                var article = try articles.read(page, path: id, mtimeNanoseconds: file.mtimeNanoseconds)
                // A cover or an empty answer.
                if article.blocks.isEmpty { return .skipped(member: id, .empty) }
                article.path = file.path.text
                return .article(article)
            } catch {
                return .skipped(member: id, error.reason)
            }
        } catch {
            return .skipped(member: id, error.reason)
        }
    }

    private func failure(_ error: StreamError, _ file: WalkedFile) -> IngestError {
        switch error {
        case .unreadable(let code): FileSource.failure(Errno(code: code), file.path)
        case .damaged: .skipped(.damaged)
        }
    }
}

import HZIndex
import HZIngest
import HZStorage

/// One working thread of an update: reads what changed, turns it into articles, feeds its inverter. Not shared.
struct IngestWorker: ~Copyable {
    /// What a thread has to tell when it ends.
    struct Outcome: Sendable {
        var summary = UpdateSummary()
        var seen: SeenDocuments
        var failure: IndexError?
        /// Whether it met the end of all work, and nothing before was left out.
        var isComplete = false
    }

    private let prior: PriorCommit
    private let inverter: DocumentInverter
    private let options: UpdateOptions
    private let progress: UpdateProgress
    private let articles: any ArticleSource
    private var outcome: Outcome
    /// How the article at hand was decoded, and whether it is one.
    private var met = (charset: "utf-8", replacements: 0, isStub: false)

    init(prior: PriorCommit, inverter: DocumentInverter, options: UpdateOptions, progress: UpdateProgress) {
        self.prior = prior
        self.inverter = inverter
        self.options = options
        self.progress = progress
        articles =
            options.parser.map { IsolatedReader(program: $0, limits: options.pageLimits) }
            ?? SourceReader(limit: options.fileLimit)
        outcome = Outcome(seen: prior.nothingSeen())
    }

    /// Works until the queue is closed and empty, or the index fails; then what is in memory is written, by each thread
    /// for itself.
    consuming func run(_ queue: WorkQueue<WorkItem>) -> Outcome {
        do throws(IndexError) {
            var isDone = false
            while let item = queue.take(isDone: isDone) {
                isDone = true
                switch item {
                case .files(let files):
                    for file in files where !options.isCancelled() { try take(file) }
                case .records(let articles, let source):
                    for article in articles where !options.isCancelled() {
                        try take(article, source: source, of: .jsonl)
                    }
                case .end(let containers):
                    guard !options.isCancelled() else { continue }
                    for container in containers { try inverter.add(container) }
                    outcome.isComplete = true
                }
            }
            try inverter.finish()
        } catch {
            // The other threads and the walker must not wait for this one.
            queue.abandon()
            outcome.failure = error
        }
        return outcome
    }

    private mutating func take(_ file: WalkedFile) throws(IndexError) {
        let path = file.path.text
        let known = try prior.find(path)
        defer { progress.done(files: 1, bytes: Int(clamping: file.size)) }
        if let known, known.stamp.size == file.size, known.stamp.modified == file.mtimeNanoseconds {
            outcome.seen.insert(known.place)
            outcome.summary.unchanged +=
                file.kind.isContainer ? try prior.markRecords(of: path, in: &outcome.seen) : 1
            options.onArticle?(MetArticle(id: path, outcome: .unchanged))
            return
        }
        if file.kind.isContainer { return try takeMembers(of: file) }
        let document: Document
        do throws(IngestError) {
            document = try read(file)
        } catch {
            skip(path, error.reason)
            // What can't be read at the moment is not gone: its last version stays.
            switch error.reason {
            case .unreadable, .changedWhileRead, .parserUnavailable, .parserCrashed, .parserTimedOut:
                if let known { outcome.seen.insert(known.place) }
            default: break
            }
            return
        }
        if let known {
            outcome.seen.insert(known.place)
            // Touched but the same: written again only for the time in its stamp.
            let isSame = known.stamp.hash == document.stamp.hash && known.stamp.size == document.stamp.size
            count(isSame ? .unchanged : .changed, article: document.id)
        } else {
            count(.added, article: document.id)
        }
        try inverter.add(document)
    }

    private mutating func read(_ file: WalkedFile) throws(IngestError) -> Document {
        try articles.open(file)
        guard case .article(let article)? = try articles.next(), try articles.next() == nil,
            let version = articles.version
        else { throw .skipped(.parserCrashed) }
        outcome.summary.bytes += version.size
        met = (article.charset, article.replacements, file.kind.isOfWeb && article.isStub)
        let stamp = SourceStamp(
            size: version.size,
            modified: version.mtimeNanoseconds,
            hash: version.contentHash
        )
        var document = Document(article, source: "", stamp: stamp, isStub: met.isStub)
        document.fingerprints = ArticleFingerprint(article)?.terms ?? []
        return document
    }

    /// Reads a container, article by article. Where that fails midway, what it held before and was not met is not gone.
    private mutating func takeMembers(of file: WalkedFile) throws(IndexError) {
        let path = file.path.text
        var version: SourceVersion?
        var failure: IngestError?
        do throws(IngestError) {
            try articles.open(file)
        } catch {
            failure = error
        }
        while failure == nil, !options.isCancelled() {
            let item: SourceItem
            do throws(IngestError) {
                guard let next = try articles.next() else {
                    version = articles.version
                    if version == nil { failure = .skipped(.changedWhileRead) }
                    break
                }
                item = next
            } catch {
                failure = error
                break
            }
            switch item {
            case .article(let article): try take(article, source: path, of: file.kind)
            case .skipped(let member, let reason): skip(member, reason)
            case .badRecord: break
            }
        }
        guard let version else {
            if let failure { skip(path, failure.reason) }
            if let known = try prior.find(path) { outcome.seen.insert(known.place) }
            _ = try prior.markRecords(of: path, in: &outcome.seen)
            return
        }
        // All its articles are in this inverter already: what stands for it may follow at once.
        var container = Document(id: path, kind: .container)
        container.stamp = SourceStamp(size: version.size, modified: version.mtimeNanoseconds)
        if let known = try prior.find(path) { outcome.seen.insert(known.place) }
        try inverter.add(container)
    }

    /// Takes a member of a container or a record of an export; records are never taken for copies of other articles.
    private mutating func take(
        _ article: Article,
        source: String,
        of kind: SourceKind
    ) throws(IndexError) {
        let stamp = article.recordStamp(source: source)
        progress.done(files: 1, bytes: article.text.count)
        outcome.summary.bytes += stamp.size
        met = (article.charset, article.replacements, kind.isOfWeb && article.isStub)
        if let known = try prior.find(article.id) {
            outcome.seen.insert(known.place)
            guard known.stamp != stamp else { return count(.unchanged, article: article.id) }
            count(.changed, article: article.id)
        } else {
            count(.added, article: article.id)
        }
        var document = Document(article, source: source, stamp: stamp, isStub: met.isStub)
        if kind != .jsonl { document.fingerprints = ArticleFingerprint(article)?.terms ?? [] }
        try inverter.add(document)
    }

    private mutating func count(_ what: MetArticle.Outcome, article id: String) {
        switch what {
        case .added: outcome.summary.added += 1
        case .changed: outcome.summary.changed += 1
        case .unchanged: outcome.summary.unchanged += 1
        case .removed: outcome.summary.removed += 1
        case .duplicate: outcome.summary.duplicates += 1
        }
        if met.replacements > 0 { outcome.summary.repaired += 1 }
        if met.isStub { outcome.summary.stubs += 1 }
        options.onArticle?(
            MetArticle(id: id, outcome: what, charset: met.charset, replacements: met.replacements, isStub: met.isStub)
        )
    }

    private mutating func skip(_ path: String, _ reason: SkipReason) {
        let isOfOtherType = reason == .unsupportedType
        outcome.summary.skips.count(reason, fileExtension: isOfOtherType ? CorpusPath(path).unsupportedExtension : nil)
        options.onSkip?(SkippedSource(path: path, line: nil, reason: reason.rawValue))
    }
}

extension Article {
    /// The version of a record: a fingerprint of all that is indexed of it, and of the export it belongs to.
    fileprivate func recordStamp(source: String) -> SourceStamp {
        var facts: [UInt8] = []
        for fact in [title, author, date?.iso, language, site, url, source] {
            facts += (fact ?? "").utf8
            facts.append(0)
        }
        let hash = ContentHash.hash(text) &* 31 &+ ContentHash.hash(facts)
        return SourceStamp(size: UInt64(text.count), modified: 0, hash: hash)
    }
}

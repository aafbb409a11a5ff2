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
    private let reader = ArticleReader()
    private var outcome: Outcome

    init(prior: PriorCommit, inverter: DocumentInverter, options: UpdateOptions, progress: UpdateProgress) {
        self.prior = prior
        self.inverter = inverter
        self.options = options
        self.progress = progress
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
                    for article in articles where !options.isCancelled() { try take(article, source: source) }
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
            outcome.summary.unchanged += 1
            return
        }
        let document: Document
        do throws(IngestError) {
            document = try read(file)
        } catch {
            skip(path, error.reason)
            // What can't be read at the moment is not gone: its last version stays.
            if let known, error.reason == .unreadable || error.reason == .changedWhileRead {
                outcome.seen.insert(known.place)
            }
            return
        }
        if let known {
            outcome.seen.insert(known.place)
            // Touched but the same: written again only for the time in its stamp.
            let isSame = known.stamp.hash == document.stamp.hash && known.stamp.size == document.stamp.size
            if isSame { outcome.summary.unchanged += 1 } else { outcome.summary.changed += 1 }
        } else {
            outcome.summary.added += 1
        }
        try inverter.add(document)
    }

    private mutating func read(_ file: WalkedFile) throws(IngestError) -> Document {
        let source = try FileSource.read(file, limit: options.fileLimit)
        outcome.summary.bytes += UInt64(source.bytes.count)
        let stamp = SourceStamp(
            size: UInt64(source.bytes.count),
            modified: source.mtimeNanoseconds,
            hash: source.contentHash
        )
        return Document(try reader.read(source, path: file.path), source: "", stamp: stamp)
    }

    private mutating func take(_ article: Article, source: String) throws(IndexError) {
        let stamp = article.recordStamp(source: source)
        progress.done(files: 1, bytes: article.text.count)
        outcome.summary.bytes += stamp.size
        if let known = try prior.find(article.id) {
            outcome.seen.insert(known.place)
            guard known.stamp != stamp else {
                outcome.summary.unchanged += 1
                return
            }
            outcome.summary.changed += 1
        } else {
            outcome.summary.added += 1
        }
        try inverter.add(Document(article, source: source, stamp: stamp))
    }

    private mutating func skip(_ path: String, _ reason: SkipReason) {
        outcome.summary.skips.count(reason)
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

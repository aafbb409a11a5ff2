import HZIndex
import HZIngest
import HZStorage

/// The walking side of an update: finds files and records and puts them before the working threads.
struct CorpusFeed: ~Copyable {
    /// Counts of what the workers never see.
    private(set) var summary = UpdateSummary()
    /// Documents that were met without the workers' help.
    private(set) var seen: SeenDocuments
    /// Folders and files that can't be read now: what is below them is not gone.
    private(set) var spared: [String] = []
    /// Folders that were given and walked.
    private(set) var roots: [WalkedRoot] = []
    /// Exports that were read to their end, as documents that keep their stamps.
    private(set) var containers: [Document] = []

    private let prior: PriorCommit
    private let options: UpdateOptions
    private let progress: UpdateProgress
    private let queue: WorkQueue<WorkItem>
    private var batch: [WalkedFile] = []

    init(prior: PriorCommit, options: UpdateOptions, progress: UpdateProgress, queue: WorkQueue<WorkItem>) {
        self.prior = prior
        self.options = options
        self.progress = progress
        self.queue = queue
        seen = prior.nothingSeen()
    }

    /// Walks folders, files and exports; leaves out what lies in `excluded`, the index itself.
    mutating func walk(_ paths: [String], excluding excluded: String) throws(IndexError) {
        let canMeetIndex = paths.contains { RootPaths.isBelow(excluded, $0) }
        var walker = CorpusWalker(
            roots: paths.map { CorpusPath($0) },
            options: options.walking
        )
        while !options.isCancelled(), let item = walker.nextItem() {
            switch item {
            case .file(let file):
                if canMeetIndex, RootPaths.isBelow(file.path.text, excluded) { continue }
                progress.found(bytes: Int(clamping: file.size))
                if file.kind == .jsonl { try readExport(file) } else { put(file) }
            case .skipped(let path, let reason):
                if canMeetIndex, RootPaths.isBelow(path.text, excluded) { continue }
                if reason == .unreadable { spared.append(path.text) }
                skip(path, reason)
            }
        }
        roots = walker.walkedRoots
        flush()
    }

    /// Reads an export on standard input. Nothing of it vanishes: who knows what the next one holds.
    mutating func readInput() {
        var reader = JSONLReader(owning: 0, path: CollectionUpdater.standardInput)
        _ = readRecords(&reader, source: CollectionUpdater.standardInput)
    }

    private mutating func put(_ file: WalkedFile) {
        batch.append(file)
        if batch.count >= WorkItem.filesTogether { flush() }
    }

    private mutating func flush() {
        guard !batch.isEmpty else { return }
        queue.put(.files(batch), weight: batch.count * WorkItem.fileWeight)
        batch.removeAll(keepingCapacity: true)
    }

    private mutating func readExport(_ file: WalkedFile) throws(IndexError) {
        let path = file.path.text
        let stamp = SourceStamp(size: file.size, modified: file.mtimeNanoseconds)
        if let known = try prior.find(path) {
            seen.insert(known.place)
            if known.stamp == stamp {
                let count = try prior.markRecords(of: path, in: &seen)
                summary.unchanged += count
                options.onArticle?(MetArticle(id: path, outcome: .unchanged))
                progress.done(files: 0, bytes: Int(clamping: file.size))
                return
            }
        }
        do throws(IngestError) {
            let textBytes = try readRecords(of: file)
            progress.done(files: 0, bytes: Int(clamping: file.size) - (textBytes ?? 0))
            if textBytes != nil, !options.isCancelled() {
                var container = Document(id: path, kind: .container)
                container.stamp = stamp
                containers.append(container)
            } else {
                spared.append(path)
            }
        } catch {
            spared.append(path)
            skip(file.path, error.reason)
        }
    }

    /// Reads the records of a file: in a parsing process where they are compressed, since to decompress is the work of
    /// libraries in C; here where they are JSON, which is read by none.
    private mutating func readRecords(of file: WalkedFile) throws(IngestError) -> Int? {
        let path = file.path.text
        guard file.compression != .none, let program = options.parser else {
            var reader = try JSONLReader(file)
            return readRecords(&reader, source: path)
        }
        let reader = IsolatedReader(program: program, limits: options.pageLimits)
        try reader.open(file)
        var records = Records(source: path)
        do throws(IngestError) {
            while !options.isCancelled(), let item = try reader.next() { take(item, &records) }
        } catch {
            // What came before is whole.
            put(&records)
            throw error
        }
        put(&records)
        return records.isComplete && reader.version != nil ? records.textBytes : nil
    }

    /// Puts all records before the workers; the bytes of their texts, or nil where reading failed midway.
    private mutating func readRecords(_ reader: inout JSONLReader, source: String) -> Int? {
        var records = Records(source: source)
        while !options.isCancelled(), let item = reader.nextItem() { take(item, &records) }
        put(&records)
        return records.isComplete ? records.textBytes : nil
    }

    /// What was read of an export, and not yet put before the workers.
    private struct Records {
        let source: String
        var articles: [Article] = []
        var weight = 0
        var textBytes = 0
        var isComplete = true
    }

    private mutating func take(_ item: SourceItem, _ records: inout Records) {
        switch item {
        case .article(let article):
            records.textBytes += article.text.count
            records.weight += article.text.count + WorkItem.fileWeight
            records.articles.append(article)
            if records.weight >= WorkItem.recordBytesTogether { put(&records) }
        case .badRecord(let line, let fault):
            if fault.endsExport { records.isComplete = false }
            summary.badRecords += 1
            options.onSkip?(SkippedSource(path: records.source, line: line, reason: fault.rawValue))
        case .skipped: break
        }
    }

    private func put(_ records: inout Records) {
        guard !records.articles.isEmpty else { return }
        queue.put(.records(records.articles, source: records.source), weight: records.weight)
        records.articles.removeAll(keepingCapacity: true)
        records.weight = 0
    }

    private mutating func skip(_ path: CorpusPath, _ reason: SkipReason) {
        summary.skips.count(reason, fileExtension: path.unsupportedExtension)
        options.onSkip?(SkippedSource(path: path.text, line: nil, reason: reason.rawValue))
    }
}

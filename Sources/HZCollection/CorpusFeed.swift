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
            roots: paths.map { CorpusPath(bytes: Array($0.utf8)) },
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
            var reader = try JSONLReader(file)
            let textBytes = readRecords(&reader, source: path)
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

    /// Puts all records before the workers; the bytes of their texts, or nil where reading failed midway.
    private mutating func readRecords(_ reader: inout JSONLReader, source: String) -> Int? {
        var articles: [Article] = []
        var weight = 0
        var textBytes = 0
        var isComplete = true
        while !options.isCancelled(), let record = reader.next() {
            switch record {
            case .success(let article):
                textBytes += article.text.count
                weight += article.text.count + WorkItem.fileWeight
                articles.append(article)
                guard weight >= WorkItem.recordBytesTogether else { continue }
                queue.put(.records(articles, source: source), weight: weight)
                articles.removeAll(keepingCapacity: true)
                weight = 0
            case .failure(let bad):
                switch bad.why {
                case .unreadable, .damaged: isComplete = false
                case .malformed, .notAnObject, .noText, .tooLong: break
                }
                summary.badRecords += 1
                options.onSkip?(SkippedSource(path: source, line: bad.line, reason: bad.why.reason))
            }
        }
        if !articles.isEmpty { queue.put(.records(articles, source: source), weight: weight) }
        return isComplete ? textBytes : nil
    }

    private mutating func skip(_ path: CorpusPath, _ reason: SkipReason) {
        summary.skips.count(reason, fileExtension: path.unsupportedExtension)
        options.onSkip?(SkippedSource(path: path.text, line: nil, reason: reason.rawValue))
    }
}

extension BadRecord.Cause {
    /// A word for reports, in the manner of `SkipReason`.
    fileprivate var reason: String {
        switch self {
        case .malformed: "malformedJSON"
        case .notAnObject: "notAnObject"
        case .noText: "noText"
        case .tooLong: "tooLong"
        case .damaged: SkipReason.damaged.rawValue
        case .unreadable: "unreadable"
        }
    }
}

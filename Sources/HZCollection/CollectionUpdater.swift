import HZIndex
import HZIngest
import HZStorage
import Synchronization

/// Brings an index up to date with folders, files and exports: what is new or changed is read and indexed, what is
/// unchanged is not read, what vanished below the given paths is removed; then one commit.
///
/// One thread walks, the others read, parse and invert. Articles are named by their absolute paths without symbolic
/// links, so that an update means the same from any folder. An interrupted update commits what it has read and
/// removes nothing; the next one goes on from there.
public struct CollectionUpdater: Sendable {
    /// The path that stands for standard input: an export, read once.
    public static let standardInput = "-"

    private let directory: FileSystemDirectory
    private let options: UpdateOptions
    private let progress: UpdateProgress

    /// An updater of the index in `directory`, which may be empty.
    public init(
        directory: FileSystemDirectory,
        options: UpdateOptions = UpdateOptions(),
        progress: UpdateProgress = UpdateProgress()
    ) {
        self.directory = directory
        self.options = options
        self.progress = progress
    }

    /// Updates the index from `paths`. Throws where a path never existed, and where the index can't be written:
    /// then it stays as it was.
    public func update(_ paths: [String]) throws(CollectionError) -> UpdateSummary {
        try update(paths, within: nil)
    }

    /// Updates the index from all that earlier updates were given (`IndexSources`), each walked as it was then. What is not
    /// there, such as a disk that is not mounted, keeps its articles; so does a folder that is empty and not the one that
    /// was walked before, since an empty folder stands where the disk was. Nothing happens where nothing is known.
    public func updateAll() throws(CollectionError) -> UpdateSummary {
        var summary = UpdateSummary()
        for group in IndexSources(of: directory).groups where !summary.wasInterrupted {
            let paths = group.map(\.path)
            let updater = CollectionUpdater(
                directory: directory,
                options: group[0].options(options),
                progress: progress
            )
            summary.append(try updater.update(paths, within: paths))
        }
        return summary
    }

    /// The same for what lies at or below the paths `within` alone, which lie below `paths`. Where one of `paths` is not
    /// there, what it held stays, as does what other sources below `paths` hold: it is theirs to update.
    func update(_ paths: [String], within: [String]?) throws(CollectionError) -> UpdateSummary {
        let start = ContinuousClock.now
        let given = paths.filter { $0 != Self.standardInput }
        let roots = RootPaths(given)
        // A folder may have moved, a symbolic link in its place: what it holds has new ids, below where that leads.
        let within = within.map { within in
            within + zip(given, roots.paths).filter { $0 != $1 && within.contains($0) }.map(\.1)
        }
        var summary = UpdateSummary()
        var missing: String?
        do throws(IndexError) {
            let writer = try IndexWriter(directory: directory, options: writerOptions)
            let prior = PriorCommit(writer.snapshot)
            if within == nil {
                for path in roots.missing where try !prior.holdsAnything(below: path) { missing = path }
            }
            if missing == nil {
                if within == nil { try changeSources { $0.add(roots.paths, options) } }
                summary = try run(writer, prior, roots, within, readsInput: paths.contains(Self.standardInput))
            }
        } catch {
            throw .index(error)
        }
        if let missing { throw .missing(path: missing) }
        let elapsed = (ContinuousClock.now - start).components
        summary.seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
        return summary
    }

    private var writerOptions: IndexWriter.Options {
        var writing = IndexWriter.Options()
        writing.memoryBudget = options.memoryBudget
        writing.threads = max(1, options.threads)
        writing.worksAside = true
        return writing
    }

    private func run(
        _ writer: IndexWriter,
        _ prior: PriorCommit,
        _ roots: RootPaths,
        _ within: [String]?,
        readsInput: Bool
    ) throws(IndexError) -> UpdateSummary {
        do throws(IndexError) {
            let queue = WorkQueue<WorkItem>(limit: WorkItem.queueLimit)
            var crew = try WorkerCrew(writer, prior: prior, queue: queue, options: options, progress: progress)
            let others = within == nil ? [] : IndexSources(of: directory).others(than: roots.paths)
            var walking = options
            walking.walking.focus = (within ?? []).map { CorpusPath($0) }
            walking.walking.apart = Set(others.map { CorpusPath($0) })
            var feed = CorpusFeed(prior: prior, options: walking, progress: progress, queue: queue)
            // The threads are waited for whatever happens to the walk: they use the writer.
            let walked = Result { () throws(IndexError) in
                try feed.walk(roots.paths.filter { !roots.missing.contains($0) }, excluding: indexPath)
                if readsInput { feed.readInput() }
            }
            progress.foundAll()
            if (try? walked.get()) == nil {
                queue.abandon()
            } else {
                queue.close(last: .end(containers: feed.containers))
            }
            var outcome = crew.join()
            try walked.get()
            if let failure = outcome.failure { throw failure }
            outcome.summary.add(feed.summary)
            outcome.seen.formUnion(feed.seen)
            let sources = try changeSources { $0.note(feed.roots) }
            let away = within == nil ? [] : roots.missing + sources.strangers(among: feed.roots)
            for path in away where try prior.holdsLiving(below: path) { outcome.summary.away.append(path) }
            if !outcome.isComplete {
                outcome.summary.wasInterrupted = true
            } else {
                let vanished = try prior.vanished(
                    below: within.map { RootPaths(exactly: $0) } ?? roots,
                    sparing: feed.spared + away + others,
                    seen: outcome.seen
                )
                for id in vanished.articles + vanished.containers { writer.delete(id: id) }
                for id in vanished.articles {
                    options.onArticle?(MetArticle(id: id, outcome: .removed))
                }
                outcome.summary.removed = vanished.articles.count
            }
            progress.startCommit()
            outcome.summary.generation = try writer.commit()
            if outcome.isComplete, outcome.summary.changesAnything {
                outcome.summary.duplicates = try settleDuplicates(writer)
                outcome.summary.generation = try writer.commit()
            }
            outcome.summary.articles = writer.snapshot?.articleCount ?? 0
            outcome.summary.indexBytes =
                writer.snapshot?.segments.reduce(0) { $0 + $1.reader.info.byteCount } ?? 0
            return outcome.summary
        } catch {
            try? writer.rollback()
            throw error
        }
    }

    /// Gives each article one copy that is found and hides the others; a second commit, where that changes anything.
    private func settleDuplicates(_ writer: IndexWriter) throws(IndexError) -> Int {
        guard let snapshot = writer.snapshot else { return 0 }
        let inverter = writer.makeInverter()
        var finder = DuplicateFinder(snapshot, keepsAll: options.keepsDuplicates)
        var count = 0
        while let change = try finder.next() {
            try inverter.add(change)
            guard change.kind == .alias else { continue }
            count += 1
            options.onArticle?(MetArticle(id: change.id, outcome: .duplicate, original: change.original))
        }
        return count
    }

    /// Takes down what the index is made of, for updates that are not told.
    @discardableResult
    private func changeSources(_ change: (inout IndexSources) -> Void) throws(IndexError) -> IndexSources {
        IndexSources.removeLeftover(in: directory)
        let before = IndexSources(of: directory)
        var sources = before
        change(&sources)
        guard sources != before else { return sources }
        do throws(StorageError) {
            try sources.write(to: directory)
        } catch {
            throw .storage(error)
        }
        return sources
    }

    private var indexPath: String { RootPaths.realPath(directory.path) ?? directory.path }
}

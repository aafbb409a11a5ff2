import HZIndex
import HZIngest
import HZStorage
import Synchronization

/// Keeps an index true to what it was made of, on a thread of its own: when it is told to, and where it watches, within
/// two seconds after something changed.
///
/// Changes that come close together make one update. Another writer is waited for. What can't be done is tried again;
/// where the kernel lost track of changes, everything is walked.
public final class ContinuousUpdate: Sendable {
    /// What it has done so far.
    public struct State: Equatable, Sendable {
        /// Updates that were made.
        public var updates = 0
        /// Updates that failed.
        public var failures = 0
        /// Folders that are watched.
        public var folders = 0
        /// Whether an update is under way or waits.
        public var isBusy = false
        /// Why the last update failed; nil where it did not.
        public var failure: String?
    }

    /// Told of each update that changed something.
    public typealias Listener = @Sendable (Result<UpdateSummary, CollectionError>) -> Void

    private let opened: Mutex<FileSystemDirectory>
    private let base: UpdateOptions
    private let watches: Bool
    private let listener: Listener
    private let shared = Mutex(State())
    private let isStopped = Atomic<Bool>(false)
    private let hasEnded = Atomic<Bool>(false)
    private let isAsked = Atomic<Bool>(false)

    /// Changes are waited out until none came for this long, but no longer than `longest`.
    private static let quiet = Duration.milliseconds(150)
    private static let longest = Duration.milliseconds(700)
    /// How often the list of sources is read again, and roots that were away are looked for.
    private static let look = Duration.seconds(2)
    /// How often everything is walked, for what no event tells (network drives) or too many watches.
    private static let rescan = Duration.seconds(3600)
    private static let limitedRescan = Duration.seconds(60)
    /// More changes than these at once are found by walking everything.
    private static let mostPaths = 256

    /// An update of the index at the path of `directory`; `watches`: whenever something changed, else only when told to.
    public init(directory: FileSystemDirectory, options: UpdateOptions, watches: Bool, listener: @escaping Listener) {
        opened = Mutex(directory)
        self.watches = watches
        self.listener = listener
        base = options
    }

    /// The index directory: the one that stands at its path now, since an index may be made anew.
    private var directory: FileSystemDirectory {
        opened.withLock { opened in
            if !opened.isAtItsPath, let other = try? FileSystemDirectory(opening: opened.path) { opened = other }
            return opened
        }
    }

    /// What it has done so far.
    public var state: State { shared.withLock { $0 } }

    /// Asks to walk all sources; false where none are known.
    public func requestAll() -> Bool {
        guard !IndexSources(of: directory).all.isEmpty else { return false }
        shared.withLock { $0.isBusy = true }
        isAsked.store(true, ordering: .releasing)
        return true
    }

    /// Starts the thread; false where the system refuses it.
    public func start() -> Bool {
        var threads = WorkerThreads()
        return threads.start(count: 1) { [self] _ in
            run()
            hasEnded.store(true, ordering: .releasing)
        } == 0
    }

    /// Asks the thread to end; an update that is under way commits what it has.
    public func stop() {
        isStopped.store(true, ordering: .releasing)
    }

    /// Whether the thread has ended.
    public var isOver: Bool { hasEnded.load(ordering: .acquiring) }

    private func run() {
        var directory = directory
        let index = RootPaths.realPath(directory.path) ?? directory.path
        let watcher = FolderWatcher(excluding: index)
        var (looked, walked) = (ContinuousClock.now - Self.look, ContinuousClock.now)
        var (first, last): (ContinuousClock.Instant?, ContinuousClock.Instant?)
        var notBefore = ContinuousClock.now
        while !isStopped.load(ordering: .acquiring) {
            let hasNews = watcher?.wait(milliseconds: first == nil ? 250 : 50) ?? false
            let now = ContinuousClock.now
            if watches, let watcher, now - looked >= Self.look {
                looked = now
                if self.directory !== directory {
                    // Another index: it may not know what the one before was told.
                    directory = self.directory
                    watcher.isIncomplete = true
                }
                watcher.watch(IndexSources(of: directory).all)
                shared.withLock { $0.folders = watcher.folderCount }
                if now - walked >= (watcher.isLimited ? Self.limitedRescan : Self.rescan) {
                    watcher.isIncomplete = true
                }
            }
            if isAsked.exchange(false, ordering: .acquiring) {
                watcher?.isIncomplete = true
                (first, last) = (now - Self.longest, now)
            }
            guard let watcher, watcher.isIncomplete || !watcher.changed.isEmpty else { continue }
            first = first ?? now
            if hasNews || last == nil { last = now }
            guard let since = first, let until = last, now >= notBefore,
                now - until >= Self.quiet || now - since >= Self.longest
            else { continue }
            shared.withLock { $0.isBusy = true }
            let isAll = watcher.isIncomplete || watcher.changed.count > Self.mostPaths
            let changes = watcher.takeChanges()
            watcher.isIncomplete = false
            if update(isAll ? nil : changes, watcher) {
                (first, last) = (nil, nil)
                if isAll { walked = now }
            } else {
                if isAll { watcher.isIncomplete = true } else { for path in changes { watcher.add(path) } }
                notBefore = .now + .milliseconds(state.failure == nil ? 100 : 5000)
            }
            shared.withLock { $0.isBusy = watcher.isIncomplete || !watcher.changed.isEmpty }
        }
    }

    /// False where it is to be tried again.
    private func update(_ changes: Set<String>?, _ watcher: FolderWatcher) -> Bool {
        let directory = directory
        let sources = IndexSources(of: directory).all
        var isDone = true
        var groups: [[IndexSources.Source]] = []
        for source in sources {
            if let place = groups.firstIndex(where: { $0[0].isWalkedLike(source) }) {
                groups[place].append(source)
            } else {
                groups.append([source])
            }
        }
        for group in groups {
            let within = changes.map { paths in
                paths.filter { path in group.contains { RootPaths.isBelow(path, $0.path) } }
            }
            if let within, within.isEmpty { continue }
            isDone = update(directory, group, within ?? Set(group.map(\.path)), watcher) && isDone
        }
        return isDone
    }

    private func update(
        _ directory: FileSystemDirectory,
        _ group: [IndexSources.Source],
        _ within: Set<String>,
        _ watcher: FolderWatcher
    ) -> Bool {
        let unread = AgainList()
        var options = group[0].options(base)
        options.isCancelled = { [self] in isStopped.load(ordering: .relaxed) }
        options.onSkip = { skipped in
            if skipped.reason == SkipReason.changedWhileRead.rawValue { unread.add(skipped.path) }
        }
        do throws(CollectionError) {
            let updater = CollectionUpdater(directory: directory, options: options)
            let summary = try updater.update(group.map(\.path), within: within.sorted())
            for path in unread.paths { watcher.add(path) }
            shared.withLock { state in
                state.updates += 1
                state.failure = nil
            }
            if summary.added + summary.changed + summary.removed > 0 { listener(.success(summary)) }
            return true
        } catch {
            if case .index(.storage(.locked)) = error {
                shared.withLock { $0.failure = nil }
                return false
            }
            shared.withLock { state in
                state.failures += 1
                state.failure = "\(error)"
            }
            listener(.failure(error))
            return false
        }
    }
}

/// Paths that are to be read again.
private final class AgainList: Sendable {
    private let list = Mutex<[String]>([])

    func add(_ path: String) { list.withLock { $0.append(path) } }
    var paths: [String] { list.withLock { $0 } }
}

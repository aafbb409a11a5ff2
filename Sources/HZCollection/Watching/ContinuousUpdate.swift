import Glibc
import HZIndex
import HZIngest
import HZStorage
import Synchronization

/// Keeps an index true to what it was made of, on a thread of its own: when it is told to, and where it watches, within
/// two seconds after something changed.
///
/// Changes that come close together make one update. Another writer is waited for. What can't be done is tried again;
/// where the kernel lost track of changes, everything is walked; where it has no more queues of changes, every minute.
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
        public var failure: CollectionError?
    }

    /// Told of each update that changed something or failed, and where folders can't be watched, once.
    public typealias Listener = @Sendable (Result<UpdateSummary, CollectionError>) -> Void

    private let opened: Mutex<FileSystemDirectory>
    private let base: UpdateOptions
    private let watches: Bool
    private let listener: Listener
    private let makeWatcher: @Sendable (String) -> FolderWatcher?
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
    public convenience init(
        directory: FileSystemDirectory,
        options: UpdateOptions,
        watches: Bool,
        listener: @escaping Listener
    ) {
        self.init(directory: directory, options: options, watches: watches, listener: listener) {
            FolderWatcher(excluding: $0)
        }
    }

    /// The same with watchers that leave a folder out, the index, from elsewhere; nil, and `errno`, where there is none.
    init(
        directory: FileSystemDirectory,
        options: UpdateOptions,
        watches: Bool,
        listener: @escaping Listener,
        makeWatcher: @escaping @Sendable (String) -> FolderWatcher?
    ) {
        self.makeWatcher = makeWatcher
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

    /// What is to be updated next, and since when.
    private struct Pending {
        var isAll = false
        var paths: Set<String> = []
        var isEmpty: Bool { !isAll && paths.isEmpty }
        /// When the first and the last of it became known; nil where that is not settled yet.
        var first: ContinuousClock.Instant?
        var last: ContinuousClock.Instant?
        /// What failed is not tried again before.
        var notBefore = ContinuousClock.now

        /// Takes over what a watcher knows; whether that is more than was known.
        mutating func take(from watcher: FolderWatcher) -> Bool {
            let (count, wasAll) = (paths.count, isAll)
            paths.formUnion(watcher.takeChanges())
            isAll = isAll || watcher.isIncomplete
            watcher.isIncomplete = false
            return paths.count > count || isAll != wasAll
        }

        /// All is asked for, and is not waited for.
        mutating func hurry(_ now: ContinuousClock.Instant) {
            isAll = true
            (first, last) = (now - ContinuousUpdate.longest, now)
        }

        /// Whether its time has come. `hasNews`: more became known now.
        mutating func isDue(_ now: ContinuousClock.Instant, hasNews: Bool) -> Bool {
            let since = first ?? now
            let until = hasNews ? now : last ?? now
            (first, last) = (since, until)
            let isQuiet = now - until >= ContinuousUpdate.quiet
            return now >= notBefore && (isQuiet || now - since >= ContinuousUpdate.longest)
        }
    }

    /// What is watched, and when what was last done about it.
    private struct Watch {
        var directory: FileSystemDirectory
        /// The index's path without symbolic links: nothing below it is watched.
        let index: String
        var watcher: FolderWatcher?
        /// The listener knows that folders can't be watched.
        var isFailureTold = false
        var looked = ContinuousClock.now - ContinuousUpdate.look
        var walked = ContinuousClock.now

        init(_ directory: FileSystemDirectory) {
            self.directory = directory
            index = RootPaths.realPath(directory.path) ?? directory.path
        }

        /// Waits for changes, or for their time to come; whether there are any.
        func wait(milliseconds: Int32) -> Bool {
            if let watcher { return watcher.wait(milliseconds: milliseconds) }
            usleep(UInt32(milliseconds) * 1_000)
            return false
        }
    }

    private func run() {
        var watch = Watch(directory)
        var pending = Pending()
        while !isStopped.load(ordering: .acquiring) {
            var hasNews = watch.wait(milliseconds: pending.first == nil ? 250 : 50)
            let now = ContinuousClock.now
            if watches, now - watch.looked >= Self.look { lookForSources(&watch, &pending, now) }
            if let watcher = watch.watcher { hasNews = pending.take(from: watcher) || (pending.isAll && hasNews) }
            if isAsked.exchange(false, ordering: .acquiring) { pending.hurry(now) }
            guard !pending.isEmpty, pending.isDue(now, hasNews: hasNews) else { continue }
            shared.withLock { $0.isBusy = true }
            if settle(&pending) { watch.walked = now }
            shared.withLock { $0.isBusy = !pending.isEmpty }
        }
    }

    /// Watches what the index is made of by now; all of it is to be walked where that is another index, or time.
    private func lookForSources(_ watch: inout Watch, _ pending: inout Pending, _ now: ContinuousClock.Instant) {
        watch.looked = now
        if watch.watcher == nil {
            watch.watcher = makeWatcher(watch.index)
            let failure = errno
            if watch.watcher == nil, !watch.isFailureTold { listener(.failure(.notWatched(errno: failure))) }
            watch.isFailureTold = watch.watcher == nil
        }
        let directory = directory
        if directory !== watch.directory {
            // Another index: it may not know what the one before was told.
            watch.directory = directory
            pending.isAll = true
        }
        watch.watcher?.watch(IndexSources(of: directory).all)
        shared.withLock { $0.folders = watch.watcher?.folderCount ?? 0 }
        let isLimited = watch.watcher?.isLimited ?? true
        if now - watch.walked >= (isLimited ? Self.limitedRescan : Self.rescan) { pending.isAll = true }
    }

    /// Updates what is pending, or leaves it for later; whether all was walked.
    private func settle(_ pending: inout Pending) -> Bool {
        let tried = pending
        let isAll = tried.isAll || tried.paths.count > Self.mostPaths
        pending = Pending()
        if update(isAll ? nil : tried.paths, &pending) { return isAll }
        pending.isAll = isAll
        if !isAll { pending.paths.formUnion(tried.paths) }
        (pending.first, pending.last) = (tried.first, tried.last)
        pending.notBefore = .now + .milliseconds(state.failure == nil ? 100 : 5000)
        return false
    }

    /// False where it is to be tried again.
    private func update(_ changes: Set<String>?, _ pending: inout Pending) -> Bool {
        let directory = directory
        var isDone = true
        for group in IndexSources(of: directory).groups {
            let within = changes.map { paths in
                paths.filter { path in group.contains { RootPaths.isBelow(path, $0.path) } }
            }
            if let within, within.isEmpty { continue }
            isDone = update(directory, group, within ?? Set(group.map(\.path)), &pending) && isDone
        }
        return isDone
    }

    private func update(
        _ directory: FileSystemDirectory,
        _ group: [IndexSources.Source],
        _ within: Set<String>,
        _ pending: inout Pending
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
            pending.paths.formUnion(unread.paths)
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
                state.failure = error
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

import HZCollection
import HZIndex
import HZSearch
import HZStorage
import Logging
import Synchronization

/// The searcher over the newest commit of an index. A commit by any process is seen by the next search, without
/// a restart: the directory's time stamp is read (a microsecond), and where it moved, the manifests' names.
/// Searches that run keep the snapshot that they began with.
final class SnapshotSource: Sendable {
    /// Which commit is the newest: an index made anew may count its commits from one again.
    private struct Newest: Equatable {
        var name: String?
        var file: FileIdentity?
    }

    private struct State {
        var searcher: Searcher
        var answers: KeptAnswers
        var manifest: Newest
        var seen: FileIdentity?
        var failure: IndexError?
    }

    private let path: String
    private let answerMemory: Int
    private let sentence: @Sendable (CollectionError) -> String
    private let logger: Logger
    private let state: Mutex<State>

    /// The newest commit of a daemon's index.
    init(_ configuration: DaemonConfiguration, logger: Logger) throws(IndexError) {
        path = configuration.index
        answerMemory = configuration.answerMemory
        sentence = configuration.sentence
        self.logger = logger
        let seen = FileIdentity(path: path)
        let (searcher, manifest) = try Self.open(path, previous: nil)
        let answers = KeptAnswers(bytes: answerMemory)
        state = Mutex(State(searcher: searcher, answers: answers, manifest: manifest, seen: Self.settled(seen)))
    }

    /// The searcher over the newest commit that can be opened.
    func current() -> Searcher { commit().searcher }

    /// The same, with the answers that were kept of this commit.
    func commit() -> (searcher: Searcher, answers: KeptAnswers) {
        state.withLock { state in
            let seen = FileIdentity(path: path)
            if seen == nil || seen != state.seen { reload(&state, seen) }
            return (state.searcher, state.answers)
        }
    }

    /// Why the newest commit can't be opened, if so: answers come from the one before.
    var failure: IndexError? {
        state.withLock { $0.failure }
    }

    /// Looks for a new commit whatever the time stamps say; the result is why it can't be opened.
    func reload() -> IndexError? {
        state.withLock { state in
            reload(&state, FileIdentity(path: path))
            return state.failure
        }
    }

    private func reload(_ state: inout State, _ seen: FileIdentity?) {
        state.seen = Self.settled(seen)
        do throws(IndexError) {
            let newest = try Self.newestManifest(path)
            if newest == state.manifest, state.failure == nil { return }
            let before = state.searcher.snapshot
            let (searcher, manifest) = try Self.open(path, previous: before)
            state.searcher = searcher
            state.answers = KeptAnswers(bytes: answerMemory)
            state.manifest = manifest
            state.failure = nil
            if before !== searcher.snapshot {
                logger.info(
                    "new commit",
                    metadata: [
                        "generation": "\(searcher.snapshot.generation)",
                        "articles": "\(searcher.snapshot.articleCount)",
                    ]
                )
            }
        } catch {
            if state.failure != error {
                logger.error("commit can't be opened", metadata: ["error": "\(sentence(.index(error)))"])
            }
            state.failure = error
        }
    }

    /// File systems stamp times by a clock that ticks every few milliseconds: a stamp this young may stay the
    /// same through another change, so it is not remembered.
    private static func settled(_ seen: FileIdentity?) -> FileIdentity? {
        guard let seen else { return nil }
        return wallClock() - seen.modified > 50_000_000 ? seen : nil
    }

    private static func open(
        _ path: String,
        previous: IndexSnapshot?
    ) throws(IndexError) -> (Searcher, Newest) {
        let directory = try directory(path)
        // Named before opening: a commit in between is then found by the next look.
        let manifest = try newestManifest(path)
        return (Searcher(snapshot: try IndexSnapshot(directory: directory, previous: previous)), manifest)
    }

    private static func newestManifest(_ path: String) throws(IndexError) -> Newest {
        let directory = try directory(path)
        do {
            let name = IndexSnapshot.newestCommit(among: try directory.list())
            return Newest(name: name, file: name.flatMap { FileIdentity(path: path + "/" + $0) })
        } catch {
            throw .storage(error)
        }
    }

    private static func directory(_ path: String) throws(IndexError) -> FileSystemDirectory {
        do {
            return try FileSystemDirectory(opening: path)
        } catch {
            throw .storage(error)
        }
    }
}

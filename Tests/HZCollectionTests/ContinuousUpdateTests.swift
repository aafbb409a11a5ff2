import Foundation
import HZIndex
import HZStorage
import Synchronization
import Testing

@testable import HZCollection

/// Updates in the background that meet what is in their way.
@Suite struct ContinuousUpdateTests {
    /// One that runs, and what it told; ended with the test.
    private final class Running: Sendable {
        let update: ContinuousUpdate
        private let told: Told

        final class Told: Sendable {
            let results = Mutex<[Result<UpdateSummary, CollectionError>]>([])
        }

        init(
            _ scratch: ScratchFolder,
            watches: Bool,
            makeWatcher: @escaping @Sendable (String) -> FolderWatcher? = { FolderWatcher(excluding: $0) }
        ) throws {
            let told = Told()
            self.told = told
            update = ContinuousUpdate(
                directory: try FileSystemDirectory(creating: scratch.path + "/index"),
                options: UpdateOptions(),
                watches: watches,
                listener: { result in told.results.withLock { $0.append(result) } },
                makeWatcher: makeWatcher
            )
            #expect(update.start())
        }

        var results: [Result<UpdateSummary, CollectionError>] { told.results.withLock { $0 } }

        /// Waits until something holds of its state, for a minute at most.
        func wait(until holds: (ContinuousUpdate.State) -> Bool) -> Bool {
            for _ in 0..<3000 {
                if holds(update.state) { return true }
                usleep(20_000)
            }
            return false
        }

        /// Ends its thread.
        func end() {
            update.stop()
            #expect(wait { _ in update.isOver })
        }
    }

    @Test func thereIsNothingToDoForAnIndexWithoutSources() throws {
        let running = try Running(try ScratchFolder(), watches: false)
        #expect(!running.update.requestAll())
        running.end()
        #expect(running.update.state == ContinuousUpdate.State())
    }

    @Test func whatFailsIsToldAndTriedAgain() throws {
        let scratch = try ScratchFolder()
        try scratch.write("One.", to: "a.txt")
        try scratch.update()
        try scratch.write("Two.", to: "b.txt")
        let index = URL(fileURLWithPath: scratch.path + "/index")
        let names = try FileManager.default.contentsOfDirectory(atPath: index.path)
        let manifest = index.appendingPathComponent(try #require(names.first { $0.hasPrefix("manifest-") }))
        let sound = try Data(contentsOf: manifest)
        try sound.dropLast(9).write(to: manifest)
        let running = try Running(scratch, watches: false)
        #expect(running.update.requestAll())
        #expect(running.wait { $0.failures > 0 })
        let state = running.update.state
        #expect(state.updates == 0 && state.isBusy && "\(state.failure as Any)".contains("manifest-"))
        guard case .failure(.index) = try #require(running.results.first) else {
            Issue.record("told \(running.results)")
            return
        }
        try sound.write(to: manifest)
        #expect(running.wait { $0.updates == 1 && !$0.isBusy })
        #expect(running.update.state.failure == nil)
        running.end()
        #expect(try scratch.articles().count == 2)
        guard case .success(let summary)? = running.results.last else {
            Issue.record("told \(running.results)")
            return
        }
        #expect(summary.added == 1)
    }

    @Test func whatIsAskedForIsDoneThoughNothingCanBeWatched() throws {
        let scratch = try ScratchFolder()
        try scratch.write("One.", to: "a.txt")
        try scratch.update()
        try scratch.write("Two.", to: "b.txt")
        let tries = Atomic<Int>(0)
        let running = try Running(scratch, watches: true) { index in
            errno = EMFILE
            return tries.add(1, ordering: .relaxed).newValue < 3 ? nil : FolderWatcher(excluding: index)
        }
        #expect(running.update.requestAll())
        #expect(running.wait { $0.updates == 1 && !$0.isBusy })
        #expect(try scratch.articles().count == 2)
        // Until there is a watcher, which sees to what comes.
        #expect(running.wait { $0.folders == 1 && $0.updates >= 2 && !$0.isBusy })
        try scratch.write("Three.", to: "c.txt")
        #expect(running.wait { $0.updates >= 3 && !$0.isBusy })
        running.end()
        #expect(try scratch.articles().count == 3)
        let failures = running.results.filter { (try? $0.get()) == nil }
        #expect(failures == [.failure(.notWatched(errno: EMFILE))], "told once")
        #expect(tries.load(ordering: .relaxed) == 3)
    }

    @Test func aFolderOfAnyNameIsWatched() throws {
        let scratch = try ScratchFolder()
        try scratch.write("One.", to: "folder/a.txt")
        let (plain, named) = (scratch.files + "/folder", scratch.files + "/fold\u{FFFD}FFer")
        let bytes = Array((scratch.files + "/fold").utf8CString.dropLast()) + [-1] + Array("er".utf8CString)
        #expect(unsafe rename(plain, bytes) == 0)
        // Foundation removes what it can name.
        defer { _ = unsafe rename(bytes, plain) }
        try scratch.update([named])
        let running = try Running(scratch, watches: true)
        #expect(running.wait { $0.folders == 1 && $0.updates > 0 && !$0.isBusy })
        let updates = running.update.state.updates
        try scratch.write("Two.", to: "b.txt")
        #expect(unsafe rename(scratch.files + "/b.txt", bytes.dropLast() + Array("/b.txt".utf8CString)) == 0)
        #expect(running.wait { $0.updates > updates && !$0.isBusy })
        running.end()
        #expect(try scratch.articles().keys.sorted() == [named + "/a.txt", named + "/b.txt"])
    }

    @Test func anotherWriterIsWaitedForAndIsNoFailure() throws {
        let scratch = try ScratchFolder()
        try scratch.write("One.", to: "a.txt")
        try scratch.update()
        try scratch.write("Two.", to: "b.txt")
        var other: IndexWriter? = try IndexWriter(directory: FileSystemDirectory(opening: scratch.path + "/index"))
        let running = try Running(scratch, watches: false)
        #expect(running.update.requestAll())
        // Long enough for some attempts.
        usleep(400_000)
        #expect(running.update.state.updates == 0 && running.update.state.failures == 0)
        #expect(running.update.state.isBusy && running.results.isEmpty && other != nil)
        other = nil
        #expect(running.wait { $0.updates == 1 && !$0.isBusy })
        running.end()
        #expect(running.update.state.failures == 0)
        #expect(try scratch.articles().count == 2)
    }

    @Test func anIndexThatIsMadeAnewIsKeptTrueAsTheOneBefore() throws {
        let scratch = try ScratchFolder()
        try scratch.write("One.", to: "a.txt")
        try scratch.update()
        let running = try Running(scratch, watches: true)
        #expect(running.wait { $0.updates == 1 && !$0.isBusy })
        try FileManager.default.removeItem(atPath: scratch.path + "/index")
        #expect(!running.update.requestAll(), "there is none")
        try scratch.update()
        #expect(running.update.requestAll())
        #expect(running.wait { $0.updates > 1 && !$0.isBusy })
        try scratch.write("Two.", to: "b.txt")
        #expect(running.wait { _ in (try? scratch.articles().count) == 2 })
        running.end()
    }

    @Test func sourcesThatAreWalkedInOtherWaysAreUpdatedEachInItsOwn() throws {
        let scratch = try ScratchFolder()
        try scratch.write("One.", to: "plain/a.txt")
        try scratch.write("Hidden.", to: "all/.b.txt")
        try scratch.update([scratch.files + "/plain"])
        var hidden = UpdateOptions()
        hidden.walking.includesHidden = true
        try scratch.update([scratch.files + "/all"], options: hidden)
        let running = try Running(scratch, watches: true)
        #expect(running.wait { $0.folders == 2 && $0.updates == 2 && !$0.isBusy })
        try scratch.write("Another.", to: "plain/.c.txt")
        try scratch.write("Another.", to: "all/.d.txt")
        #expect(running.wait { $0.updates >= 3 && !$0.isBusy })
        running.end()
        let names = try scratch.articles().keys.map { $0.dropFirst(scratch.files.count) }.sorted()
        #expect(names == ["/all/.b.txt", "/all/.d.txt", "/plain/a.txt"])
    }
}

import Foundation
import Testing

@testable import HZCollection

/// What the kernel tells of watched folders, and what is made of it.
@Suite struct FolderWatcherTests {
    /// A watcher of a scratch folder, which has taken up what there was at its start.
    private struct Watched {
        let scratch: ScratchFolder
        let watcher: FolderWatcher

        init(hidden: Bool = false) throws {
            scratch = try ScratchFolder()
            watcher = try #require(FolderWatcher(excluding: scratch.path + "/files/index"))
            var source = IndexSources.Source(path: scratch.files)
            source.includesHidden = hidden
            watcher.watch([source])
            #expect(watcher.isIncomplete, "what was there before has to be walked")
            watcher.isIncomplete = false
        }

        /// Waits until something holds of what changed since the last time, for a minute at most; then forgets it.
        func changes(until holds: (Set<String>) -> Bool) -> Set<String> {
            for _ in 0..<300 where !holds(watcher.changed) { _ = watcher.wait(milliseconds: 200) }
            return Set(watcher.takeChanges().map { String($0.dropFirst(scratch.files.count)) })
        }

        /// The same until a file of this name changed: what happened before it was told before.
        func changes(upTo name: String) -> Set<String> {
            changes { $0.contains(scratch.files + "/" + name) }
        }

        func makeFolder(_ name: String) throws {
            try FileManager.default.createDirectory(
                atPath: scratch.files + "/" + name,
                withIntermediateDirectories: true
            )
        }

        func move(_ name: String, to other: String) throws {
            try FileManager.default.moveItem(atPath: scratch.files + "/" + name, toPath: other)
        }
    }

    /// Gives two folders each other's name at once, by a call that Glibc's module does not show.
    private func exchange(_ first: String, _ second: String) throws {
        typealias Rename = @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
        let call = try unsafe #require(dlsym(nil, "renameat2"))
        let renameExchange: UInt32 = 2
        let rename = unsafe unsafeBitCast(call, to: Rename.self)
        #expect(unsafe rename(AT_FDCWD, first, AT_FDCWD, second, renameExchange) == 0)
    }

    @Test func newChangedAndDeletedFilesAreChanges() throws {
        let watched = try Watched()
        try watched.scratch.write("One.", to: "a.txt")
        #expect(watched.changes(upTo: "a.txt") == ["/a.txt"])
        try watched.scratch.write("Two.", to: "a.txt")
        #expect(watched.changes(upTo: "a.txt").contains("/a.txt"))
        try watched.scratch.remove("a.txt")
        #expect(watched.changes(upTo: "a.txt") == ["/a.txt"])
        #expect(!watched.watcher.isIncomplete)
    }

    @Test func hiddenFilesAndTheIndexAreNoChanges() throws {
        let watched = try Watched()
        try watched.makeFolder("index")
        try watched.scratch.write("One.", to: "index/a.txt")
        try watched.scratch.write("One.", to: ".hidden.txt")
        try watched.scratch.write("One.", to: "z.txt")
        #expect(watched.changes(upTo: "z.txt") == ["/z.txt"])
    }

    @Test func hiddenFilesAreChangesWhereTheyCount() throws {
        let watched = try Watched(hidden: true)
        try watched.scratch.write("One.", to: ".hidden/a.txt")
        #expect(watched.changes { $0.contains(watched.scratch.files + "/.hidden") }.contains("/.hidden"))
    }

    @Test func aFolderThatAppearsIsWatchedWithAllBelowIt() throws {
        let watched = try Watched()
        try watched.makeFolder("new/deep/deeper")
        #expect(watched.changes(upTo: "new").contains("/new"))
        #expect(watched.watcher.folderCount == 4)
        try watched.scratch.write("One.", to: "new/deep/deeper/a.txt")
        #expect(watched.changes(upTo: "new/deep/deeper/a.txt").contains("/new/deep/deeper/a.txt"))
    }

    @Test func aFolderThatMovesAwayIsForgotten() throws {
        let watched = try Watched()
        try watched.makeFolder("old/deep")
        _ = watched.changes(upTo: "old")
        #expect(watched.watcher.folderCount == 3)
        try watched.move("old", to: watched.scratch.path + "/elsewhere")
        #expect(watched.changes(upTo: "old") == ["/old"])
        try Data("One.".utf8).write(to: URL(fileURLWithPath: watched.scratch.path + "/elsewhere/deep/a.txt"))
        try watched.scratch.write("One.", to: "z.txt")
        #expect(watched.changes(upTo: "z.txt") == ["/z.txt"])
        #expect(watched.watcher.folderCount == 1)
    }

    @Test func aFolderThatMovesWithinIsWatchedUnderItsNewName() throws {
        let watched = try Watched()
        try watched.makeFolder("old")
        _ = watched.changes(upTo: "old")
        try watched.move("old", to: watched.scratch.files + "/new")
        #expect(watched.changes(upTo: "new").isSuperset(of: ["/old", "/new"]))
        try watched.scratch.write("One.", to: "new/a.txt")
        #expect(watched.changes(upTo: "new/a.txt") == ["/new/a.txt"])
    }

    @Test func rulesOfWhatToLeaveOutChangeTheirWholeFolder() throws {
        let watched = try Watched()
        try watched.scratch.write("*.txt\n", to: ".hzsearchignore")
        #expect(watched.changes { !$0.isEmpty } == [""])
    }

    @Test func aRootThatMovesAwayAndComesBackIsWalkedAgain() throws {
        let watched = try Watched()
        try watched.scratch.write("One.", to: "a.txt")
        _ = watched.changes(upTo: "a.txt")
        try FileManager.default.moveItem(atPath: watched.scratch.files, toPath: watched.scratch.path + "/elsewhere")
        for _ in 0..<300 where watched.watcher.folderCount > 0 { _ = watched.watcher.wait(milliseconds: 200) }
        #expect(watched.watcher.folderCount == 0)
        let source = IndexSources.Source(path: watched.scratch.files)
        // While it is away, the folder that held it is watched.
        watched.watcher.watch([source])
        #expect(watched.watcher.folderCount == 1)
        watched.watcher.isIncomplete = false
        try watched.makeFolder("")
        #expect(watched.changes { !$0.isEmpty } == [""])
        try watched.scratch.write("Two.", to: "b.txt")
        #expect(watched.changes(upTo: "b.txt").contains("/b.txt"))
    }

    @Test func aRootWhoseParentIsReplacedIsWalkedAndWatchedAgain() throws {
        let scratch = try ScratchFolder()
        try scratch.write("One.", to: "parent/root/deep/a.txt")
        let watcher = try #require(FolderWatcher(excluding: scratch.path + "/index"))
        let source = IndexSources.Source(path: scratch.files + "/parent/root")
        watcher.watch([source])
        #expect(watcher.folderCount == 2)
        watcher.isIncomplete = false
        watcher.watch([source])
        #expect(!watcher.isIncomplete, "nothing is new")
        // No event tells of it: neither folder that is watched moved by itself.
        let parent = scratch.files + "/parent"
        try FileManager.default.moveItem(atPath: parent, toPath: parent + ".old")
        watcher.watch([source])
        #expect(watcher.folderCount == 0)
        try scratch.write("Two.", to: "parent/root/b.txt")
        watcher.watch([source])
        #expect(watcher.isIncomplete)
        #expect(watcher.folderCount == 1, "the folders that moved away are forgotten")
        _ = watcher.takeChanges()
        try scratch.write("Three.", to: "parent.old/root/deep/lost.txt")
        try scratch.write("Three.", to: "parent/root/c.txt")
        let path = source.path + "/c.txt"
        for _ in 0..<300 where !watcher.changed.contains(path) { _ = watcher.wait(milliseconds: 200) }
        #expect(watcher.takeChanges() == [path])
    }

    @Test func twoFoldersThatAreExchangedAreBothStillWatched() throws {
        let watched = try Watched()
        for (folder, below) in [("a", "mine"), ("a", "both"), ("b", "both"), ("b", "yours")] {
            try watched.makeFolder("\(folder)/\(below)")
        }
        try watched.scratch.write("One.", to: "z.txt")
        _ = watched.changes(upTo: "z.txt")
        #expect(watched.watcher.folderCount == 7)
        try exchange(watched.scratch.files + "/a", watched.scratch.files + "/b")
        try watched.scratch.write("Two.", to: "z.txt")
        #expect(watched.changes(upTo: "z.txt").isSuperset(of: ["/a", "/b"]))
        #expect(watched.watcher.folderCount == 7)
        for name in ["a/1.txt", "a/both/1.txt", "a/yours/1.txt", "b/1.txt", "b/both/1.txt", "b/mine/1.txt"] {
            try watched.scratch.write("Three.", to: name)
            #expect(watched.changes(upTo: name).contains("/" + name))
        }
    }

    @Test func whereTheKernelLostChangesAllIsToBeWalked() throws {
        let text = try String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
        let most = try #require(Int(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        guard most <= 100_000 else {
            print("the kernel keeps \(most) changes, too many to make it lose some: skipped")
            return
        }
        let watched = try Watched()
        // Names alternate: two changes that are alike are one to the kernel.
        for turn in 0...most / 2 {
            for name in ["a", "b"] {
                _ = unsafe chmod("\(watched.scratch.files)/\(name).txt", turn % 2 == 0 ? 0o600 : 0o644)
                if turn == 0 { try watched.scratch.write("One.", to: "\(name).txt") }
            }
        }
        for _ in 0..<2000 where !watched.watcher.isIncomplete { _ = watched.watcher.wait(milliseconds: 200) }
        #expect(watched.watcher.isIncomplete)
        _ = watched.watcher.takeChanges()
        try watched.scratch.write("One.", to: "z.txt")
        #expect(watched.changes(upTo: "z.txt").contains("/z.txt"), "it goes on")
    }

    @Test func aSourceThatIsAFileIsSeenFromItsFolder() throws {
        let scratch = try ScratchFolder()
        let path = try scratch.write("One.", to: "only.txt")
        let watcher = try #require(FolderWatcher(excluding: scratch.path + "/index"))
        watcher.watch([IndexSources.Source(path: path)])
        try scratch.write("Two.", to: "other.txt")
        try scratch.write("Two.", to: "only.txt")
        for _ in 0..<300 where watcher.changed.isEmpty { _ = watcher.wait(milliseconds: 200) }
        #expect(watcher.takeChanges() == [path])
    }
}

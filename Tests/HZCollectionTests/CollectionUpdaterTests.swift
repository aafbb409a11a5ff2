import Foundation
import HZCollection
import HZIndex
import Synchronization
import Testing

@Suite struct CollectionUpdaterTests {
    @Test func newFilesAreAdded() throws {
        let scratch = try ScratchFolder()
        try scratch.write("Robots learn to dance.", to: "a.txt")
        try scratch.write("# Chips\n\nA factory opens.", to: "deep/er/b.md")
        let summary = try scratch.update()
        #expect(summary.added == 2)
        #expect(summary.articles == 2)
        #expect(try Set(scratch.articles().keys) == [scratch.files + "/a.txt", scratch.files + "/deep/er/b.md"])
    }

    @Test func unchangedFilesAreNotRead() throws {
        let scratch = try ScratchFolder()
        try scratch.write("Robots learn to dance.", to: "a.txt")
        let first = try scratch.update()
        let second = try scratch.update()
        #expect(second.unchanged == 1)
        #expect(second.bytes == 0)
        #expect(second.generation == first.generation)
    }

    @Test func changedFilesAreReplaced() throws {
        let scratch = try ScratchFolder()
        let path = try scratch.write("Robots learn to dance.", to: "a.txt")
        try scratch.update()
        try scratch.write("Robots have learned to dance.", to: "a.txt")
        let summary = try scratch.update()
        #expect(summary.changed == 1)
        #expect(summary.added == 0)
        let text = try #require(scratch.articles()[path]?.text)
        #expect(String(decoding: text, as: UTF8.self).contains("have learned"))
    }

    @Test func aTouchedFileCountsAsUnchangedAndIsNotReadASecondTime() throws {
        let scratch = try ScratchFolder()
        let path = try scratch.write("Robots learn to dance.", to: "a.txt")
        try scratch.update()
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)],
            ofItemAtPath: path
        )
        #expect(try scratch.update().unchanged == 1)
        #expect(try scratch.update().bytes == 0)
        #expect(try scratch.articles().count == 1)
    }

    @Test func vanishedFilesAreRemovedOnlyBelowTheGivenPaths() throws {
        let scratch = try ScratchFolder()
        try scratch.write("One.", to: "left/a.txt")
        try scratch.write("Two.", to: "left/b.txt")
        try scratch.write("Three.", to: "leftover/c.txt")
        try scratch.update()
        try scratch.remove("left/a.txt")
        try scratch.remove("leftover/c.txt")
        let left = try scratch.update([scratch.files + "/left"])
        #expect(left.removed == 1)
        #expect(left.articles == 2)
        let all = try scratch.update()
        #expect(all.removed == 1)
        #expect(try Array(scratch.articles().keys) == [scratch.files + "/left/b.txt"])
    }

    @Test func aVanishedRootTakesItsArticlesAlong() throws {
        let scratch = try ScratchFolder()
        try scratch.write("One.", to: "left/a.txt")
        try scratch.write("Two.", to: "right/b.txt")
        try scratch.update()
        try scratch.remove("left")
        #expect(try scratch.update([scratch.files + "/left"]).removed == 1)
        #expect(throws: CollectionError.missing(path: scratch.files + "/nowhere")) {
            try scratch.update([scratch.files + "/nowhere"])
        }
        #expect(try scratch.articles().count == 1)
    }

    @Test func everyFileIsAccountedFor() throws {
        let scratch = try ScratchFolder()
        try scratch.write("Fine.", to: "fine.txt")
        try scratch.write("", to: "empty.txt")
        try scratch.write(Data([0, 1, 2, 3, 0, 255]), to: "binary")
        try scratch.write("no", to: "picture.png")
        try scratch.write("no", to: ".hidden.txt")
        try scratch.write(String(repeating: "large ", count: 1000), to: "large.txt")
        try FileManager.default.createSymbolicLink(
            atPath: scratch.files + "/link.txt",
            withDestinationPath: scratch.files + "/fine.txt"
        )
        let made = unsafe mkfifo(scratch.files + "/pipe.txt", 0o600)
        #expect(made == 0)
        var options = UpdateOptions()
        options.fileLimit = 1000
        let reported = Mutex<[String]>([])
        options.onSkip = { skipped in reported.withLock { $0.append(skipped.path) } }
        let summary = try scratch.update(options: options)
        #expect(summary.added == 1)
        #expect(summary.skips.total == 7)
        #expect(summary.skips[.tooLarge] == 1)
        #expect(summary.skips[.symbolicLink] == 1)
        #expect(summary.skips[.notRegular] == 1)
        #expect(reported.withLock { $0.count } == 7)
    }

    @Test func aFileThatBecomesUnreadableKeepsItsArticleButOneThatBecomesEmptyLosesIt() throws {
        let scratch = try ScratchFolder()
        try scratch.write("One.", to: "a.txt")
        let locked = try scratch.write("Two.", to: "b.txt")
        try scratch.update()
        try scratch.write("", to: "a.txt")
        try scratch.write("Two and more.", to: "b.txt")
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: locked)
        let summary = try scratch.update()
        #expect(summary.removed == 1)
        // Root reads what it likes: then the file is simply a changed one.
        #expect(summary.skips[.unreadable] == (geteuid() == 0 ? 0 : 1))
        #expect(try Array(scratch.articles().keys) == [locked])
    }

    @Test func theIndexItselfIsNotIndexed() throws {
        let scratch = try ScratchFolder()
        try scratch.write("One.", to: "a.txt")
        try scratch.update([scratch.path])
        let summary = try scratch.update([scratch.path])
        #expect(summary.unchanged == 1)
        #expect(summary.skips.total == 0)
    }

    @Test func aRelativePathMeansTheSameAsAnAbsoluteOne() throws {
        let scratch = try ScratchFolder()
        try scratch.write("One.", to: "a.txt")
        try scratch.update()
        let down = FileManager.default.currentDirectoryPath.split(separator: "/").map { _ in "../" }.joined()
        let relative = down + scratch.files.dropFirst()
        #expect(try scratch.update([relative, scratch.files + "/./"]).unchanged == 1)
    }

    @Test func manyThreadsGiveTheSameArticlesAsOne() throws {
        let one = try ScratchFolder()
        let many = try ScratchFolder()
        for number in 0..<300 {
            let text = "Article \(number)\n\nRobots number \(number % 7) dance in hall \(number % 11)."
            try one.write(text, to: "\(number % 13)/\(number).txt")
            try many.write(text, to: "\(number % 13)/\(number).txt")
        }
        var options = UpdateOptions()
        options.threads = 4
        options.memoryBudget = 4 << 20
        #expect(try one.update().added == 300)
        #expect(try many.update(options: options).added == 300)
        let left = try one.articles().values.map { String(decoding: $0.text, as: UTF8.self) }.sorted()
        let right = try many.articles().values.map { String(decoding: $0.text, as: UTF8.self) }.sorted()
        #expect(left == right)
        #expect(try many.update(options: options).unchanged == 300)
    }

    @Test func anInterruptedUpdateKeepsWhatItReadAndRemovesNothing() throws {
        let scratch = try ScratchFolder()
        for number in 0..<200 { try scratch.write("Old \(number).", to: "\(number).txt") }
        try scratch.update()
        try scratch.remove("7.txt")
        for number in 100..<200 { try scratch.write("New and longer \(number).", to: "\(number).txt") }
        let asked = Counter()
        var options = UpdateOptions()
        options.isCancelled = { asked.next() > 150 }
        let stopped = try scratch.update(options: options)
        #expect(stopped.wasInterrupted)
        #expect(stopped.removed == 0)
        #expect(stopped.articles == 200)
        let resumed = try scratch.update()
        #expect(resumed.removed == 1)
        #expect(resumed.changed + stopped.changed == 100)
        #expect(resumed.articles == 199)
    }
}

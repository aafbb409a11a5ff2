import Foundation
import HZCollection
import HZIndex
import Testing

@Suite struct ExportTests {
    private func line(_ id: String, _ body: String) -> String {
        #"{"id":"\#(id)","title":"Title of \#(id)","body":"\#(body)"}"# + "\n"
    }

    @Test func recordsBecomeArticlesOfTheirOwn() throws {
        let scratch = try ScratchFolder()
        let path = try scratch.write(line("one", "Robots.") + line("two", "Chips."), to: "export.jsonl")
        let summary = try scratch.update([path])
        #expect(summary.added == 2)
        #expect(summary.articles == 2)
        let articles = try scratch.articles()
        #expect(Set(articles.keys) == ["one", "two"])
        #expect(articles["one"]?.source == path)
    }

    @Test func anUnchangedExportIsNotRead() throws {
        let scratch = try ScratchFolder()
        let path = try scratch.write(line("one", "Robots.") + line("two", "Chips."), to: "export.jsonl")
        let first = try scratch.update([path])
        let second = try scratch.update([path])
        #expect(second.unchanged == 2)
        #expect(second.bytes == 0)
        #expect(second.generation == first.generation)
    }

    @Test func aReadExportReplacesChangedRecordsAndRemovesVanishedOnes() throws {
        let scratch = try ScratchFolder()
        let path = try scratch.write(
            line("one", "Robots.") + line("two", "Chips.") + line("three", "Cars."),
            to: "export.jsonl"
        )
        try scratch.update([path])
        try scratch.write(line("one", "Robots.") + line("two", "Chips!!") + line("four", "Drones."), to: "export.jsonl")
        let summary = try scratch.update([path])
        #expect(summary.unchanged == 1)
        #expect(summary.changed == 1)
        #expect(summary.added == 1)
        #expect(summary.removed == 1)
        #expect(try Set(scratch.articles().keys) == ["one", "two", "four"])
    }

    @Test func recordsGoWithTheirExport() throws {
        let scratch = try ScratchFolder()
        try scratch.write(line("one", "Robots."), to: "export.jsonl")
        try scratch.write("Two.", to: "a.txt")
        #expect(try scratch.update().added == 2)
        try scratch.remove("export.jsonl")
        let summary = try scratch.update()
        #expect(summary.removed == 1)
        #expect(try Array(scratch.articles().keys) == [scratch.files + "/a.txt"])
        #expect(try scratch.snapshot().segments.reduce(0) { $0 + Int($1.reader.documentCount) - $1.deleted.count } == 1)
    }

    @Test func recordsWhoseIdsLookLikePathsDoNotVanishWithThem() throws {
        let scratch = try ScratchFolder()
        try FileManager.default.createDirectory(atPath: scratch.path + "/exports", withIntermediateDirectories: true)
        let export = scratch.path + "/exports/e.jsonl"
        try line(scratch.files + "/never.txt", "Robots.").write(toFile: export, atomically: true, encoding: .utf8)
        try scratch.update([export])
        try scratch.write("Two.", to: "a.txt")
        #expect(try scratch.update().removed == 0)
        #expect(try scratch.articles().count == 2)
    }

    @Test func badRecordsAreCountedAndTheOthersRead() throws {
        let scratch = try ScratchFolder()
        let path = try scratch.write(
            line("one", "Robots.") + "{broken\n" + "[1,2]\n" + "\n" + line("two", "Chips."),
            to: "export.jsonl"
        )
        let summary = try scratch.update([path])
        #expect(summary.added == 2)
        #expect(summary.badRecords == 2)
        #expect(try scratch.update([path]).unchanged == 2)
    }

    @Test func anInterruptedExportIsReadAgain() throws {
        let scratch = try ScratchFolder()
        let lines = (0..<500).map { line("\($0)", "Robot number \($0).") }.joined()
        let path = try scratch.write(lines, to: "export.jsonl")
        let asked = Counter()
        var options = UpdateOptions()
        options.isCancelled = { asked.next() > 200 }
        let stopped = try scratch.update([path], options: options)
        #expect(stopped.wasInterrupted)
        let resumed = try scratch.update([path])
        #expect(resumed.added + stopped.added == 500)
        #expect(resumed.articles == 500)
    }
}

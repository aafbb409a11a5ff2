import Foundation
import Testing

/// `hzsearch index` without paths.
@Suite struct UpdateTests {
    private func index(_ arguments: [String] = [], in folder: Scratch) throws -> ProgramRun {
        try ProgramRun(["index"] + arguments, in: folder)
    }

    private func counts(_ run: ProgramRun) throws -> [Int] {
        let json = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        return ["added", "changed", "removed", "articles"].map { json[$0] as? Int ?? -1 }
    }

    @Test func withoutAPathAllThatIsKnownIsUpdatedAsItWasWalkedBefore() throws {
        let scratch = try Scratch()
        try scratch.write("One\n\nThe first dragon.\n", to: "a/one.txt")
        try scratch.write("Two\n\nThe second dragon.\n", to: "b/two.txt")
        try scratch.write("Left out\n\nNo dragon.\n", to: "b/draft.txt")
        #expect(try index(["a"], in: scratch).code == 0)
        #expect(try index(["--exclude", "draft*", "b"], in: scratch).code == 0)
        try scratch.write("Three\n\nThe third dragon.\n", to: "a/three.txt")
        try scratch.write("Four\n\nThe fourth dragon.\n", to: "b/four.txt")
        try FileManager.default.removeItem(atPath: scratch.path + "/b/two.txt")
        let run = try index(["--json"], in: scratch)
        #expect(run.code == 0 && run.errors.isEmpty)
        #expect(try counts(run) == [2, 0, 1, 3])
        #expect(try counts(try index(["--json"], in: scratch)) == [0, 0, 0, 3])
        // From a folder below, it is the index that searches would ask.
        let below = try ProgramRun(["index", "--json", "-d", "index"], in: scratch)
        #expect(try counts(below) == [0, 0, 0, 3])
    }

    @Test func whatIsNotThereStaysUntilItIsNamed() throws {
        let scratch = try Scratch()
        try scratch.write("One\n\nThe first dragon.\n", to: "disk/one.txt")
        try scratch.write("Two\n\nThe second dragon.\n", to: "b/two.txt")
        #expect(try index(["disk", "b"], in: scratch).code == 0)
        try FileManager.default.removeItem(atPath: scratch.path + "/disk")
        let run = try index(["--json"], in: scratch)
        #expect(run.code == 0)
        #expect(try counts(run) == [0, 0, 0, 2])
        #expect(run.errors.contains("/disk is not there: its articles stay"))
        #expect(try counts(try index(["--json", "disk"], in: scratch)) == [0, 0, 1, 1])
        #expect(try index(["--json"], in: scratch).errors.isEmpty)
    }

    @Test func anEmptyFolderWhereADiskWasKeepsItsArticles() throws {
        let scratch = try Scratch()
        let (disk, unmounted) = (scratch.path + "/disk", scratch.path + "/unmounted")
        try scratch.write("One\n\nThe first dragon.\n", to: "disk/one.txt")
        try scratch.write("Two\n\nThe second dragon.\n", to: "b/two.txt")
        #expect(try index(["disk", "b"], in: scratch).code == 0)
        // Another folder under the same name, as below a mount.
        try FileManager.default.moveItem(atPath: disk, toPath: unmounted)
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: false)
        let run = try index(["--json"], in: scratch)
        #expect(run.code == 0)
        #expect(try counts(run) == [0, 0, 0, 2])
        #expect(run.errors.contains("/disk is an empty folder, maybe where a disk was: its articles stay"))
        try FileManager.default.removeItem(atPath: disk)
        try FileManager.default.moveItem(atPath: unmounted, toPath: disk)
        let again = try index(["--json"], in: scratch)
        #expect(again.errors.isEmpty)
        #expect(try counts(again) == [0, 0, 0, 2])
        // The folder itself, emptied.
        try FileManager.default.removeItem(atPath: disk + "/one.txt")
        #expect(try counts(try index(["--json"], in: scratch)) == [0, 0, 1, 1])
    }

    @Test func anEmptyFolderWhereADiskWasLosesItsArticlesWhereItIsNamed() throws {
        let scratch = try Scratch()
        try scratch.write("One\n\nThe first dragon.\n", to: "disk/one.txt")
        #expect(try index(["disk"], in: scratch).code == 0)
        try FileManager.default.moveItem(atPath: scratch.path + "/disk", toPath: scratch.path + "/unmounted")
        try FileManager.default.createDirectory(
            atPath: scratch.path + "/disk",
            withIntermediateDirectories: false
        )
        #expect(try counts(try index(["--json", "disk"], in: scratch)) == [0, 0, 1, 0])
        #expect(try index(["--json"], in: scratch).errors.isEmpty)
    }

    @Test func whatIsNotThereStaysBelowAFolderThatIs() throws {
        let scratch = try Scratch()
        try scratch.write("One\n\nThe first dragon.\n", to: "a/one.txt")
        try scratch.write("Two\n\nThe second dragon.\n", to: "a/disk/two.txt")
        try scratch.write("Three\n\nThe third dragon.\n", to: "a/disk/.three.txt")
        #expect(try index(["a"], in: scratch).code == 0)
        #expect(try index(["--hidden", "a/disk"], in: scratch).code == 0)
        try FileManager.default.removeItem(atPath: scratch.path + "/a/disk")
        let run = try index(["--json"], in: scratch)
        #expect(try counts(run) == [0, 0, 0, 3])
        #expect(run.errors.contains("/a/disk is not there: its articles stay"))
    }

    @Test func whatLiesBelowAnotherPathIsUpdatedAsItWasWalkedItself() throws {
        let scratch = try Scratch()
        try scratch.write("One\n\nThe first dragon.\n", to: "a/one.txt")
        try scratch.write("Two\n\nThe second dragon.\n", to: "b/two.txt")
        try scratch.write("Draft\n\nThe third dragon.\n", to: "b/c/draft.txt")
        #expect(try index(["a"], in: scratch).code == 0)
        #expect(try index(["--exclude", "draft*", "b"], in: scratch).code == 0)
        #expect(try index(["b/c"], in: scratch).code == 0)
        for _ in 0..<2 { #expect(try counts(try index(["--json"], in: scratch)) == [0, 0, 0, 3]) }
    }

    @Test func whatIsWalkedOtherwiseBelowAPathIsNotReadTwice() throws {
        let scratch = try Scratch()
        try scratch.write("One\n\nThe first dragon.\n", to: "a/one.txt")
        try scratch.write("Two\n\nThe second dragon.\n", to: "a/b/two.txt")
        try scratch.write("Hidden\n\nThe third dragon.\n", to: "a/b/.hidden.txt")
        #expect(try counts(try index(["--json", "--hidden", "a"], in: scratch)) == [3, 0, 0, 3])
        #expect(try counts(try index(["--json", "a/b"], in: scratch)) == [0, 0, 1, 2])
        for _ in 0..<2 { #expect(try counts(try index(["--json"], in: scratch)) == [0, 0, 0, 2]) }
    }

    @Test func aFolderThatMovedIsReadWhereItsLinkLeads() throws {
        let scratch = try Scratch()
        try scratch.write("One\n\nThe first dragon.\n", to: "a/one.txt")
        #expect(try index(["a"], in: scratch).code == 0)
        try FileManager.default.moveItem(atPath: scratch.path + "/a", toPath: scratch.path + "/moved")
        try FileManager.default.createSymbolicLink(
            atPath: scratch.path + "/a",
            withDestinationPath: scratch.path + "/moved"
        )
        #expect(try counts(try index(["--json"], in: scratch)) == [1, 0, 1, 1])
        #expect(try counts(try index(["--json"], in: scratch)) == [0, 0, 0, 1])
    }

    @Test func whereNothingIsKnownAPathIsAskedFor() throws {
        let scratch = try Scratch()
        try scratch.write("One\n\nThe first dragon.\n", to: "a/one.txt")
        for arguments in [[], ["-d", "none"], ["--hidden"]] {
            let run = try index(arguments, in: scratch)
            #expect(run.code == 2)
            #expect(run.errors.contains("say what: hzsearch index PATH..."))
        }
        #expect(!FileManager.default.fileExists(atPath: scratch.path + "/none"))
        // Another walk belongs to paths.
        #expect(try index(["a"], in: scratch).code == 0)
        #expect(try index(["--exclude", "x"], in: scratch).code == 2)
    }
}

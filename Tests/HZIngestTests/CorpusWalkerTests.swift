import Foundation
import Testing

@testable import HZIngest

@Suite struct CorpusWalkerTests {
    private struct Walk {
        var files: [CorpusWalker.File] = []
        var skipped: [SkipReason: Int] = [:]

        init(_ roots: [String], includesHidden: Bool = false) {
            var walker = CorpusWalker(roots: roots.map { SourcePath($0) }, includesHidden: includesHidden)
            while let file = walker.next() { files.append(file) }
            skipped = walker.skipped
        }

        func names(below folder: String) -> [String] {
            files.map { String($0.path.text.dropFirst(folder.utf8.count + 1)) }
        }
    }

    @Test func filesComeInTheOrderOfTheirPaths() throws {
        let folder = try TemporaryFolder()
        for name in ["b.txt", "a/z.html", "a.txt", "a-b/c.md", "a/b/c.jsonl", "a0.htm", "ä.txt"] {
            try folder.write(name)
        }
        let found = Walk([folder.path]).names(below: folder.path)
        #expect(found == found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        #expect(found.count == 7)
        #expect(Walk([folder.path]).files.map(\.kind) == [.markdown, .text, .jsonLines, .html, .html, .text, .text])
    }

    @Test func everyOddFileIsCountedAndNoneIsOpened() throws {
        let folder = try TemporaryFolder()
        try folder.write("good.html")
        try folder.write("LICENSE")
        try folder.write("picture.png")
        try folder.write(".hidden/inside.txt")
        try folder.write(".hidden.txt")
        try folder.write("folder.html/inside.txt")
        unsafe #expect(mkfifo(folder.path + "/pipe.txt", 0o600) == 0)
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/loop", withDestinationPath: ".")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/dangling.txt",
            withDestinationPath: "nothing"
        )
        let walk = Walk([folder.path])
        #expect(walk.names(below: folder.path) == ["LICENSE", "folder.html/inside.txt", "good.html"])
        #expect(walk.skipped == [.unsupportedType: 1, .hidden: 2, .notRegular: 1, .symbolicLink: 2])
        #expect(Walk([folder.path], includesHidden: true).files.count == 5)
    }

    @Test func namesOfAnyBytesAreKeptApart() throws {
        let folder = try TemporaryFolder()
        for name: [UInt8] in [[0xFF], [0xFE, 0x61], [0x0A, 0x1B], [0xE9, 0xBE, 0x99]] {
            let path = SourcePath(folder.path).appending(name + Array(".txt".utf8))
            let descriptor = unsafe (path.bytes + [0]).withUnsafeBytes { bytes in
                unsafe open(bytes.baseAddress!.assumingMemoryBound(to: CChar.self), O_CREAT | O_WRONLY, 0o600)
            }
            #expect(descriptor >= 0)
            close(descriptor)
        }
        let found = Walk([folder.path]).names(below: folder.path)
        #expect(found == ["\n\u{1B}.txt", "龙.txt", "%FEa.txt", "%FF.txt"])
    }

    @Test func rootsMayBeFilesAndMayRepeatOrContainOneAnother() throws {
        let folder = try TemporaryFolder()
        try folder.write("a/one.txt")
        try folder.write("b/two.txt")
        let walk = Walk([folder.path + "/a", folder.path, folder.path, folder.path + "/b/two.txt"])
        #expect(walk.names(below: folder.path) == ["a/one.txt", "b/two.txt"])
        #expect(walk.skipped == [.repeated: 1])
        #expect(Walk([folder.path + "/b/two.txt"]).files.count == 1)
        #expect(Walk([folder.path + "/none"]).skipped == [.unreadable: 1])
    }

    @Test func foldersMayBeDeeperThanPathsAreLong() throws {
        let folder = try TemporaryFolder()
        try folder.write("before.txt")
        try folder.write("zz/after.txt")
        // Made relative to one another, as their whole path is too long to be named.
        var descriptor = unsafe open(folder.path, O_RDONLY | O_DIRECTORY)
        for _ in 0..<1_500 {
            unsafe #expect(mkdirat(descriptor, "deep", 0o700) == 0)
            let next = unsafe openat(descriptor, "deep", O_RDONLY | O_DIRECTORY)
            close(descriptor)
            descriptor = next
        }
        let file = unsafe openat(descriptor, "bottom.txt", O_CREAT | O_WRONLY, 0o600)
        #expect(file >= 0)
        close(file)
        close(descriptor)
        let walk = Walk([folder.path])
        #expect(walk.names(below: folder.path) == ["before.txt", "zz/after.txt"])
        #expect(walk.skipped == [.pathTooLong: 1])
    }

    @Test func sizesAndTimesAreThoseOfTheFile() throws {
        let folder = try TemporaryFolder()
        try folder.write("a.txt", "12345")
        let file = try #require(Walk([folder.path]).files.first)
        #expect(file.size == 5)
        let date = try FileManager.default.attributesOfItem(atPath: folder.path + "/a.txt")[.modificationDate] as? Date
        #expect(abs(Double(file.modified) / 1e9 - (date?.timeIntervalSince1970 ?? 0)) < 0.001)
    }
}

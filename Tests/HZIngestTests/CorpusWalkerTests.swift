import Foundation
import Glibc
import Testing

@testable import HZIngest

@Suite struct CorpusWalkerTests {
    private func walk(_ roots: [String], options: CorpusWalker.Options = .init()) -> (
        files: [String], skips: SkipCounts
    ) {
        var walker = CorpusWalker(roots: roots, options: options)
        var files: [String] = []
        while let file = walker.next() { files.append(file.path.text) }
        return (files, walker.skips)
    }

    @Test func filesComeInTheOrderOfTheirPaths() throws {
        let folder = try TemporaryFolder()
        for name in ["b.txt", "a/z.txt", "a.html", "a/b/c.md", "a/b.txt", "é.txt", "Z.txt", "a/b-1.txt"] {
            try folder.write(name, "x")
        }
        let files = walk([folder.path]).files
        #expect(
            files.map { String($0.dropFirst(folder.path.count + 1)) }
                == ["Z.txt", "a/b/c.md", "a/b-1.txt", "a/b.txt", "a/z.txt", "a.html", "b.txt", "é.txt"]
        )
        #expect(files == files.map { CorpusPath($0) }.sorted().map(\.text))
    }

    @Test func extensionsDecideWhatIsReadInEitherCase() throws {
        let folder = try TemporaryFolder()
        let supported: [(String, SourceKind)] = [
            ("1.txt", .text), ("2.TEXT", .text), ("3.md", .markdown), ("4.Markdown", .markdown),
            ("5.html", .html), ("6.HTM", .html),
            ("7.xhtml", .html), ("8.shtml", .html), ("9.jsonl", .jsonl), ("A", .unknown),
            ("B.html?id=3", .unknown),
            ("C. Smith on robots", .unknown), ("D.html.1", .html), ("E.php", .served), ("F.asp.12", .served),
        ]
        for (name, _) in supported { try folder.write(name, "x") }
        for name in ["x.pdf", "y.pdf", "z.JPG", "zz.1", "zz.so.2"] { try folder.write(name, "x") }
        var walker = CorpusWalker(roots: [folder.path])
        var kinds: [SourceKind] = []
        while let file = walker.next() { kinds.append(file.kind) }
        #expect(kinds == supported.map(\.1))
        #expect(walker.skips[.unsupportedType] == 5)
        #expect(walker.skips.unsupportedByExtension == ["pdf": 2, "jpg": 1, "1": 1, "2": 1])
    }

    @Test func everyOddFileIsCountedAndNothingHangs() throws {
        let folder = try TemporaryFolder()
        try folder.write("ok.txt", "text")
        try folder.write("real/inner.txt", "text")
        try folder.makeFolder("folder.html")
        try folder.write("folder.html/in.txt", "text")
        try folder.write(".hidden.txt", "text")
        try folder.write(".git/config.txt", "text")
        #expect(unsafe mkfifo(folder.path + "/pipe.txt", 0o600) == 0)
        for (target, link) in [
            ("ok.txt", "link.txt"), ("nowhere", "dangling.txt"), (".", "loop"), ("loop.html", "loop.html"),
        ] {
            #expect(unsafe symlink(target, folder.path + "/" + link) == 0)
        }
        #expect(unsafe link(folder.path + "/ok.txt", folder.path + "/hard.txt") == 0)
        makeSocket(folder.path + "/socket.txt")
        try folder.write("line\nbreak.txt", "text")
        try folder.write("esc\u{1B}[31m.txt", "text")
        try folder.write(String(repeating: "n", count: 251) + ".txt", "text")
        let invalid = CorpusPath(bytes: Array((folder.path + "/").utf8) + [0xFF, 0xFE] + Array(".txt".utf8))
        let made = invalid.bytes.map { CChar(bitPattern: $0) } + [0]
        let descriptor = unsafe open(made, O_CREAT | O_WRONLY, 0o600)
        #expect(descriptor >= 0)
        close(descriptor)

        var walker = CorpusWalker(roots: [folder.path])
        var files = 0
        var items = 0
        while let item = walker.nextItem() {
            items += 1
            if case .file(let file) = item {
                files += 1
                if file.path == invalid { #expect(file.path.text.hasSuffix("/\u{FFFD}FF\u{FFFD}FE.txt")) }
            }
        }
        #expect(files == 8)
        #expect(walker.skips[.hidden] == 2)
        #expect(walker.skips[.symbolicLink] == 4)
        #expect(walker.skips[.notRegular] == 2)
        #expect(items == files + walker.skips.total)
    }

    private func makeSocket(_ path: String) {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8CString)
        guard bytes.count <= 108 else { return }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { field in
            for (index, byte) in bytes.enumerated() { unsafe field[index] = UInt8(bitPattern: byte) }
        }
        let bound = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, 110)
            }
        }
        #expect(bound == 0)
        close(descriptor)
    }

    @Test func hiddenNamesAreWalkedWhenAskedFor() throws {
        let folder = try TemporaryFolder()
        try folder.write(".a.txt", "x")
        try folder.write(".b/c.txt", "x")
        #expect(walk([folder.path]).files.isEmpty)
        var options = CorpusWalker.Options()
        options.includesHidden = true
        #expect(walk([folder.path], options: options).files.count == 2)
        #expect(walk([folder.path + "/.a.txt"]).files.count == 1)
        #expect(walk([folder.path + "/.b"]).files.count == 1)
    }

    @Test func rootsAreSortedAndWalkedOnce() throws {
        let folder = try TemporaryFolder()
        try folder.write("a/1.txt", "x")
        try folder.write("b/2.txt", "x")
        try folder.write("b/c/3.txt", "x")
        let (a, b, c) = (folder.path + "/a", folder.path + "/b", folder.path + "/b/c")
        let walked = walk([c, b + "/", a, b, b + "/2.txt", a + "/1.txt", a + "/./1.txt"])
        #expect(
            walked.files
                == [a + "/1.txt", b + "/c/3.txt", b + "/2.txt"].sorted { CorpusPath($0) < CorpusPath($1) }
        )
        #expect(walked.skips[.repeated] == 5)
        let twice = walk([a + "/1.txt", a + "/1.txt"])
        #expect(twice.files.count == 1)
        #expect(twice.skips[.repeated] == 1)
    }

    @Test func aRootMayBeALinkAndNeedNotExist() throws {
        let folder = try TemporaryFolder()
        try folder.write("real/1.txt", "x")
        #expect(unsafe symlink("real", folder.path + "/alias") == 0)
        #expect(unsafe symlink("real/1.txt", folder.path + "/one.txt") == 0)
        #expect(walk([folder.path + "/alias"]).files == [folder.path + "/alias/1.txt"])
        var walker = CorpusWalker(roots: [folder.path + "/one.txt"])
        let next = walker.next()
        let file = try #require(next)
        #expect(try FileSource.read(file).bytes == Array("x".utf8))
        let missing = walk([folder.path + "/missing", "/dev/null", "/dev/tty"])
        #expect(missing.files.isEmpty)
        #expect(missing.skips.total == 3)
    }

    @Test func hardLinksAreFilesOfTheirOwn() throws {
        let folder = try TemporaryFolder()
        try folder.write("a.txt", "x")
        #expect(unsafe link(folder.path + "/a.txt", folder.path + "/b.txt") == 0)
        #expect(walk([folder.path]).files.count == 2)
    }

    @Test func foldersNestedFiveThousandDeepAreWalkedWithFewDescriptors() throws {
        let folder = try TemporaryFolder()
        var current = unsafe open(folder.path, O_RDONLY | O_DIRECTORY)
        let depth = 5_000
        for level in 1...depth {
            #expect(unsafe mkdirat(current, "d", 0o700) == 0)
            let next = unsafe openat(current, "d", O_RDONLY | O_DIRECTORY)
            close(current)
            current = next
            if level == depth || level == 100 {
                let file = unsafe openat(current, "e.txt", O_CREAT | O_WRONLY, 0o600)
                #expect(unsafe write(file, "deep", 4) == 4)
                close(file)
            }
        }
        close(current)
        let before = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        var walker = CorpusWalker(roots: [folder.path])
        var files: [WalkedFile] = []
        while let file = walker.next() { files.append(file) }
        #expect(files.count == 2)
        let deepest = try #require(files.first)
        #expect(deepest.path.bytes.count > Int(PATH_MAX))
        #expect(try FileSource.read(deepest).bytes == Array("deep".utf8))
        let after = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        // Other tests open files meanwhile; one descriptor a level would be five thousand.
        #expect(after < before + 1_000)
    }

    @Test func aFolderOfManyFilesIsSorted() throws {
        let folder = try TemporaryFolder()
        for index in 0..<20_000 {
            let descriptor = unsafe open(folder.path + "/\(index).txt", O_CREAT | O_WRONLY, 0o600)
            close(descriptor)
        }
        let files = walk([folder.path]).files
        #expect(files.count == 20_000)
        #expect(files == files.sorted())
    }

    @Test func foldersThatCannotBeReadAreCounted() throws {
        guard geteuid() != 0 else {
            print("skipped: root reads everything")
            return
        }
        let folder = try TemporaryFolder()
        let locked = try folder.makeFolder("locked")
        #expect(unsafe chmod(locked, 0) == 0)
        defer { unsafe chmod(locked, 0o700) }
        #expect(walk([folder.path]).skips[.unreadable] == 1)
    }
}

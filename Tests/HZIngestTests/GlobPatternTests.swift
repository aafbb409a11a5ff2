import Testing

@testable import HZIngest

@Suite struct GlobPatternTests {
    /// Pattern, path, whether it matches: the rules of gitignore(5).
    @Test(arguments: [
        ("*.txt", "a.txt", true), ("*.txt", "deep/er/a.txt", true), ("*.txt", "a.txt.gz", false), ("a", "b/a", true),
        ("/a", "b/a", false), ("/a", "a", true), ("b/a", "b/a", true), ("b/a", "c/b/a", false),
        ("**/b/a", "c/b/a", true),
        ("**/a", "a", true), ("b/**", "b/x/y", true), ("b/**", "b", false), ("b/**/a", "b/a", true),
        ("b/**/a", "b/x/y/a", true),
        ("b/**/a", "bx/a", false), ("a*b", "a/b", false), ("a?b", "a/b", false), ("a?b", "axb", true),
        ("[a-c]x", "bx", true),
        ("[!a-c]x", "bx", false), ("[!a-c]x", "dx", true), ("[a-", "[a-", true), ("\\*", "*", true),
        ("\\*", "x", false),
        ("a**b", "axxb", true), ("news/*", "news/a", true), ("news/*", "news/a/b", false), ("*", "anything", true),
        ("foo*bar*baz", "foo--bar--baz", true), ("foo*bar*baz", "foo--baz--bar", false), ("杭*", "杭州", true),
        ("[[:upper:]].txt", "A.txt", true), ("[[:upper:]].txt", "a.txt", false), ("[^[:digit:]_]", "_", false),
        ("[^[:digit:]_]", "x", true), ("[[:xdigit:]-z]", "z", true), ("[[:space:]]", " ", true),
        ("[[:nosuch:]", ":", true),
    ])
    func patternsMatchAsInGit(pattern: String, path: String, matches: Bool) throws {
        let glob = try #require(GlobPattern(pattern))
        #expect(glob.matches(path.utf8, isFolder: false) == matches, "\(pattern) on \(path)")
    }

    @Test func aSlashAtTheEndMeansFolders() throws {
        let glob = try #require(GlobPattern("drafts/"))
        #expect(glob.matches("x/drafts".utf8, isFolder: true))
        #expect(!glob.matches("x/drafts".utf8, isFolder: false))
    }

    @Test func commentsAndEmptyLinesAreNoPatterns() {
        for line in ["", "# note", "   ", "!", "/", "\r"] { #expect(GlobPattern(line) == nil, "\(line)") }
        #expect(GlobPattern("\\#note")?.matches("#note".utf8, isFolder: false) == true)
        #expect(GlobPattern("!a")?.isNegated == true)
    }

    @Test func hostilePatternsTakeTimeInProportion() throws {
        let glob = try #require(GlobPattern(String(repeating: "*a", count: 1_000) + "b"))
        #expect(!glob.matches(String(repeating: "a", count: 4_000).utf8, isFolder: false))
        let deep = try #require(GlobPattern(String(repeating: "**/a/", count: 500) + "b"))
        #expect(!deep.matches(String(repeating: "a/", count: 1_000).utf8, isFolder: false))
    }

    private func walk(_ folder: TemporaryFolder, _ options: CorpusWalker.Options = .init()) -> [String] {
        var walker = CorpusWalker(roots: [folder.path], options: options)
        var names: [String] = []
        while let file = walker.next() { names.append(String(file.path.text.dropFirst(folder.path.count + 1))) }
        return names
    }

    @Test func ignoreFilesHoldBelowTheirFolderAndTheDeepestDecides() throws {
        let folder = try TemporaryFolder()
        try folder.write(".hzsearchignore", "# mine\n*.txt\n!keep.txt\ndrafts/\n/top.md\n")
        try folder.write("a.txt", "x")
        try folder.write("keep.txt", "x")
        try folder.write("top.md", "x")
        try folder.write("sub/top.md", "x")
        try folder.write("sub/drafts/b.md", "x")
        try folder.write("sub/.hzsearchignore", "!c.txt\n")
        try folder.write("sub/c.txt", "x")
        try folder.write("sub/d.txt", "x")
        try folder.write("sub/deep/c.txt", "x")
        #expect(walk(folder) == ["keep.txt", "sub/c.txt", "sub/deep/c.txt", "sub/top.md"])
        var options = CorpusWalker.Options()
        options.readsIgnoreFiles = false
        #expect(walk(folder, options).count == 8)
    }

    @Test func givenPatternsIncludeAndExclude() throws {
        let folder = try TemporaryFolder()
        for name in ["a.txt", "b.md", "news/c.txt", "news/old/d.txt", "e.html"] { try folder.write(name, "x") }
        var options = CorpusWalker.Options()
        options.included = ["*.txt", "e.*"].compactMap { GlobPattern($0) }
        options.excluded = ["old/"].compactMap { GlobPattern($0) }
        #expect(walk(folder, options) == ["a.txt", "e.html", "news/c.txt"])
        var walker = CorpusWalker(roots: [folder.path], options: options)
        while walker.next() != nil {}
        #expect(walker.skips[.excluded] == 2)
    }
}

import Foundation
import Testing

@testable import HZIngest

/// Parsing processes that do not do as they should: shell scripts that speak over the socket that they are given.
@Suite struct IsolatedReaderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A reader whose process says that it is ready, and then runs a script.
    private func reader(_ script: String, patience: Duration = .seconds(60)) throws -> IsolatedReader {
        let text = try folder.write("script", "#!/bin/sh\nprintf '\\006' >&3\n\(script)\n")
        let program = folder.path + "/worker"
        // What is being written can't be executed, and a process that another test starts meanwhile has what this one writes:
        // so somebody else writes the program.
        let install = Process()
        install.executableURL = URL(fileURLWithPath: "/usr/bin/install")
        install.arguments = ["-m", "700", text, program]
        try install.run()
        install.waitUntilExit()
        var limits = PageLimits()
        limits.seconds = 0
        return IsolatedReader(program: program, limits: limits, patience: patience)
    }

    private func file(_ name: String, _ kind: SourceKind) throws -> WalkedFile {
        try folder.write(name, "A lake.")
        return WalkedFile(
            path: CorpusPath(folder.path + "/" + name),
            kind: kind,
            compression: .none,
            size: 7,
            mtimeNanoseconds: 0,
            inode: 0,
            isRoot: false
        )
    }

    /// A frame as a script prints it.
    private func printed(_ frame: ParseFrame) -> String {
        "printf '" + frame.bytes.map { "\\" + String($0 / 64) + String($0 / 8 % 8) + String($0 % 8) }.joined() + "' >&3"
    }

    @Test(arguments: [
        "exec /bin/sleep 1000",
        "printf 'abc' >&3; exec /bin/sleep 1000",
        "printf '\\000\\000\\000\\020\\000' >&3; exec /bin/sleep 1000",
        "printf '\\000\\000\\000\\020\\000' >&3; while printf a >&3; do /bin/sleep 0.05; done",
    ])
    func whoNeverEndsAFrameIsGivenUp(script: String) throws {
        let reader = try reader(script, patience: .milliseconds(500))
        try reader.open(try file("a.txt", .text))
        #expect(throws: IngestError.skipped(.parserTimedOut)) { try reader.next() }
    }

    @Test(arguments: [
        ("a.txt", SourceKind.text, "/a.txt", true), ("a.txt", .text, "/b.txt", false),
        ("a.txt", .text, "/a.txt!1", false), ("a.epub", .epub, "/a.epub!1.xhtml", true),
        ("a.epub", .epub, "/b.txt", false), ("a.epub", .epub, "/a.epub", false),
        ("a.epub", .epub, "/a.epub2!1", false), ("a.jsonl", .jsonl, "/b.txt", true),
    ])
    func whoParsesAFileMayNotSpeakOfAnother(name: String, kind: SourceKind, id: String, isTaken: Bool) throws {
        let article = Article(id: folder.path + id, path: folder.path + "/" + name, title: "A lake")
        let frames = [ParseFrame.item(.article(article)), .end(nil)].map(printed).joined(separator: "; ")
        let reader = try reader(frames + "; exec /bin/sleep 1000")
        try reader.open(try file(name, kind))
        var taken: [String] = []
        while let item = try? reader.next() {
            if case .article(let article) = item { taken.append(article.id) }
        }
        #expect(taken == (isTaken ? [folder.path + id] : []))
    }
}

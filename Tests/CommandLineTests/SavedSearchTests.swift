import Foundation
import HZJSON
import Testing

@testable import HZCommandLine

/// Searches with names, references and addresses, by the real programs.
@Suite struct SavedSearchTests {
    private func indexed() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.writeArticles()
        try scratch.write(
            """
            <html><head><title>Lake boats by the score</title><link rel="canonical" href="https://www.Lake.example/boats/?id=7">
            </head><body><p>Boats cross the lake <b>every</b> morning, said its captain, and nobody counts them any more.</p>
            </body></html>
            """,
            to: "articles/boats.html"
        )
        #expect(try ProgramRun(["index", "articles"], in: scratch).code == 0)
        return scratch
    }

    private func run(_ arguments: [String], in scratch: Scratch) throws -> ProgramRun {
        try ProgramRun(arguments, in: scratch, environment: ["XDG_STATE_HOME": scratch.path + "/state"])
    }

    @Test func onlyWhatArrivedSinceIsNew() throws {
        let scratch = try indexed()
        #expect(try run(["save", "dragons", "six", "dragons"], in: scratch).code == 0)
        #expect(try run(["new", "dragons"], in: scratch).code == 1)
        try scratch.write("Six dragons came to the lake.", to: "articles/more.txt")
        try scratch.write("Six boats came to the lake.", to: "articles/other.txt")
        #expect(try ProgramRun(["index", "articles"], in: scratch).code == 0)
        let path = scratch.path + "/articles/more.txt\n"
        #expect(try run(["new", "-c", "--keep", "dragons"], in: scratch).output == "1\n")
        #expect(try run(["new", "-l", "--keep", "dragons"], in: scratch).output == path)
        let page = try run(["new", "--cite", "dragons"], in: scratch)
        #expect(page.code == 0 && page.output.contains("Six dragons came"), "\(page.output)")
        let again = try run(["new", "dragons"], in: scratch)
        #expect(again.code == 1 && again.output.isEmpty && again.errors.isEmpty)
    }

    @Test func whatChangedIsNotNewAndWhatWentIsForgotten() throws {
        let scratch = try indexed()
        #expect(try run(["save", "dragons", "six dragons", "--not", "zebra"], in: scratch).code == 0)
        try scratch.write("Six little dragons and a robot dog, written anew.", to: "articles/phrase.txt")
        #expect(try ProgramRun(["index", "articles"], in: scratch).code == 0)
        #expect(try run(["new", "--json", "dragons"], in: scratch).code == 1)
        try FileManager.default.removeItem(atPath: scratch.path + "/articles/phrase.txt")
        #expect(try ProgramRun(["index", "articles"], in: scratch).code == 0)
        #expect(try run(["new", "dragons"], in: scratch).code == 1)
        try scratch.write("Six little dragons are back.", to: "articles/phrase.txt")
        #expect(try ProgramRun(["index", "articles"], in: scratch).code == 0)
        let result = try JSONValue(parsing: Array(try run(["new", "--json", "dragons"], in: scratch).output.utf8))
        #expect(result["total"]?["value"]?.int == 1)
        #expect(result["hits"]?.array?.first?["path"]?.string == scratch.path + "/articles/phrase.txt")
    }

    /// More than an answer may have hits.
    @Test func noMatchIsForgottenHoweverManyThereAre() throws {
        let scratch = try Scratch()
        let records = (0..<10_050).map { #"{"id":"\#($0)","title":"Lake \#($0)","body":"A lake."}"# + "\n" }.joined()
        #expect(try ProgramRun(["index", "-q", "--keep-duplicates", "-"], in: scratch, input: records).code == 0)
        let saved = try run(["save", "lakes", "lake"], in: scratch)
        #expect(saved.code == 0 && saved.errors.contains("10,050 articles match now"), "\(saved.errors)")
        #expect(try run(["new", "lakes"], in: scratch).code == 1)
        // So long that it comes last.
        let long = #"{"id":"late","title":"Boats","body":"One lake.\#(String(repeating: " Many boats.", count: 500))"}"#
        #expect(try ProgramRun(["index", "-q", "--keep-duplicates", "-"], in: scratch, input: long).code == 0)
        #expect(try run(["new", "-c", "--keep", "lakes"], in: scratch).output == "1\n")
        #expect(try run(["new", "-l", "lakes"], in: scratch).output == "late\n")
        #expect(try run(["new", "lakes"], in: scratch).code == 1)
    }

    @Test func savedSearchesAreListedAndRemoved() throws {
        let scratch = try indexed()
        #expect(try run(["saved"], in: scratch).code == 1)
        #expect(try run(["save", "b", "boats"], in: scratch).code == 0)
        #expect(try run(["save", "a", "robot", "dog"], in: scratch).code == 0)
        #expect(
            try run(["saved"], in: scratch).output
                == "a\trobot dog\t\(scratch.path)/index\nb\tboats\t\(scratch.path)/index\n"
        )
        #expect(try run(["saved", "--remove", "a"], in: scratch).code == 0)
        #expect(try run(["saved"], in: scratch).output.hasPrefix("b\t"))
        let files = try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/state/hzsearch/searches")
        #expect(files.filter { !$0.hasPrefix(".") } == ["b.json"])
        let unknown = try run(["new", "a"], in: scratch)
        #expect(unknown.code == 2 && unknown.errors.contains("no search is saved as a"))
        #expect(try run(["save", "../x", "boats"], in: scratch).code == 2)
        #expect(try run(["save", "x"], in: scratch).code == 2)
    }

    @Test func savedSearchesAreListedAsTheyWereTyped() throws {
        let scratch = try indexed()
        #expect(try run(["save", "a", "robot", "--author", "Jane Roe", "--after", "2024"], in: scratch).code == 0)
        #expect(try run(["save", "b", "--any", "--not", "it's", "robot", "dog"], in: scratch).code == 0)
        #expect(try run(["save", "c", "--title", "Robots", "--before", "2025-06", "--all"], in: scratch).code == 0)
        let wholes = ["--author-name", "Jane Roe", "--site", "the lake courier", "--language", "en"]
        #expect(try run(["save", "d"] + wholes, in: scratch).code == 0)
        let lines = try run(["saved"], in: scratch).output.split(separator: "\n").map { $0.split(separator: "\t")[1] }
        #expect(
            lines == [
                "robot --author 'Jane Roe' --after 2024", "robot dog --any --not 'it'\\''s'",
                "--title Robots --before 2025-06",
                "--author-name 'Jane Roe' --site 'the lake courier' --language en",
            ]
        )
    }

    @Test func aReferenceSaysWhereInWhichFile() throws {
        let scratch = try indexed()
        let file = try #require(FileManager.default.contents(atPath: scratch.path + "/articles/boats.html"))
        let bytes = [UInt8](file)
        let sought = Array("Boats cross".utf8)
        let start = try #require(bytes.indices.first { bytes[$0...].starts(with: sought) })
        let end = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("</p>".utf8)) })
        let run = try ProgramRun(["find", "--cite", "boats", "cross", "captain"], in: scratch)
        var hash = SHA256()
        hash.add(bytes[...])
        let expected = "¶ 1, bytes \(start)–\(end), SHA-256 \(hash.hexadecimal)."
        #expect(run.output.contains(expected), "\(run.output)")
        #expect(run.output.contains("“Lake boats by the score”"))
    }

    @Test func addressesAreFoundWhateverTheyAreFollowedBy() throws {
        let scratch = try indexed()
        let expected = "\(scratch.path)/articles/boats.html\tLake boats by the score\n"
        let addresses = [
            "https://www.lake.example/boats/?id=7", "http://lake.example/boats?id=7&utm_source=news#top",
            "lake.example/boats?id=7",
        ]
        for address in addresses {
            let run = try ProgramRun(["has", address], in: scratch)
            #expect(run.code == 0 && run.output == expected, "\(address): \(run.output)\(run.errors)")
        }
        let absent = try ProgramRun(["has", "https://lake.example/boats?id=8"], in: scratch)
        #expect(absent.code == 1 && absent.output.isEmpty)
        let both = try ProgramRun(["has", addresses[0], "https://lake.example/"], in: scratch)
        #expect(both.code == 1 && both.output == expected)
        let alone = try ProgramRun(["has", "--json", addresses[1]], in: scratch).output
        let daemon = try RunningDaemon(in: scratch)
        #expect(try ProgramRun(["has", "--json", addresses[1]], in: scratch).output == alone)
        #expect(alone.contains("\"address\":\"lake.example/boats?id=7\""))
        #expect(daemon.stop() == 0)
    }
}

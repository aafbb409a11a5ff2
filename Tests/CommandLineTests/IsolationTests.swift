import Foundation
import Testing

/// Pages are parsed by processes of their own: what one page does to its process is not felt by the others.
@Suite struct IsolationTests {
    private func json(_ run: ProgramRun) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    }

    @Test func aPageThatKillsItsParserCostsThatPageOnly() throws {
        let folder = try Scratch()
        for number in 0..<6 {
            try folder.write(
                "<title>Small \(number)</title><p>A small page of number \(number).</p>",
                to: "articles/\(number).html"
            )
        }
        // This and what is read of it do not fit into four megabytes.
        try folder.write(
            "<p>" + String(repeating: "large words ", count: 500_000) + "</p>",
            to: "articles/3-large.html"
        )
        let arguments = ["index", "--json", "--threads", "1", "--page-memory", "4", "articles"]
        let run = try ProgramRun(arguments + ["--report", "report.jsonl"], in: folder)
        #expect(run.code == 0)
        let summary = try json(run)
        #expect(summary["added"] as? Int == 6)
        #expect((summary["skipped"] as? [String: Int]) == ["parserCrashed": 1])
        let report = try folder.text("report.jsonl").split(separator: "\n")
        #expect(report.count == 7)
        #expect(report.filter { $0.contains("3-large.html") && $0.contains("\"reason\":\"parserCrashed\"") }.count == 1)
        // With memory enough it is read, and nothing else anew.
        let again = try json(try ProgramRun(["index", "--json", "articles"], in: folder))
        #expect(again["added"] as? Int == 1 && again["unchanged"] as? Int == 6)
        #expect(try ProgramRun(["find", "--no-daemon", "-c", "large words"], in: folder).output.contains("1"))
    }

    /// Its lines decompress to more than their process may use; in the process that writes the index there is no such limit.
    @Test func aCompressedExportThatKillsItsProcessCostsThatExportOnly() throws {
        let folder = try Scratch()
        func export(_ name: String, _ bytes: Int) throws {
            let line =
                "{\"id\":\"\(name)\",\"body\":\"A record of \(name). \(String(repeating: "large ", count: bytes / 6))\"}\n"
            try folder.write(line, to: "articles/\(name).jsonl")
            let packing = Process()
            packing.executableURL = URL(fileURLWithPath: "/bin/gzip")
            packing.arguments = [folder.path + "/articles/\(name).jsonl"]
            try packing.run()
            packing.waitUntilExit()
            #expect(packing.terminationStatus == 0)
        }
        try export("bomb", 40 << 20)
        try export("small", 60)
        try folder.write("Lakes\n\nA lake by the road.", to: "articles/lake.txt")
        let limits = ["--page-memory", "16", "--page-seconds", "3600"]
        let run = try ProgramRun(["index", "--json"] + limits + ["articles"], in: folder)
        #expect(run.code == 0)
        let summary = try json(run)
        #expect(summary["added"] as? Int == 2, "\(run.output)")
        #expect((summary["skipped"] as? [String: Int]) == ["parserCrashed": 1])
        // With memory enough it is read, and nothing else anew.
        let again = try json(try ProgramRun(["index", "--json", "articles"], in: folder))
        #expect(again["added"] as? Int == 1 && again["unchanged"] as? Int == 2)
    }

    @Test func theSameIsIndexedInOneProcessOrSeveral() throws {
        let folder = try Scratch()
        try folder.writeArticles()
        try folder.write("<p>caf\u{E9} au lait in a page", to: "articles/a.html")
        for arguments in [["--index", "one", "--in-process"], ["--index", "two"]] {
            #expect(try ProgramRun(["index"] + arguments + ["articles"], in: folder).code == 0)
        }
        func answer(_ index: String) throws -> String {
            let run = try ProgramRun(
                ["find", "--no-daemon", "--json", "--index", index, "dragons OR lait OR 六小龙"],
                in: folder
            )
            return run.output.replacing(#/"took_us":\d+/#, with: "")
        }
        #expect(try answer("one") == answer("two"))
        #expect(try answer("one").contains("phrase.txt"))
    }

    /// The shapes of hostile pages, each with no more than 64 MiB beyond the program itself.
    @Test func hostilePagesAreReadInBoundedMemory() throws {
        let folder = try Scratch()
        func repeated(_ piece: String, _ bytes: Int) -> String {
            String(repeating: piece, count: bytes / piece.utf8.count)
        }
        let shapes = [
            repeated("<div>", 5 << 20), repeated("<p>a", 8 << 20), repeated("word ", 11 << 20),
            "<p" + (0..<80_000).map { " a\($0)=x" }.joined() + ">", repeated("&", 2 << 20),
            repeated("<!--", 2 << 20) + "-->",
            repeated("<b><i>", 1 << 20), "<p title=\"" + repeated("x", 8 << 20) + "\">",
            repeated("<?x <!y ", 4 << 20) + ">",
            repeated("<table><tr><td>", 4 << 20),
        ]
        for (number, shape) in shapes.enumerated() {
            try folder.write(shape + "<p>finalword \(number)</p>", to: "articles/\(number).html")
        }
        // Time is not what is tried here: an unoptimized build takes many times that of a released one.
        // What a sanitizer takes for itself counts, too.
        let memory = ProgramRun.building["ASAN_OPTIONS"] == nil ? "64" : "1024"
        let limits = ["--page-memory", memory, "--page-seconds", "3600"]
        let run = try ProgramRun(["index", "--json"] + limits + ["articles"], in: folder)
        #expect(try json(run)["added"] as? Int == shapes.count, "\(run.output)")
        #expect(try ProgramRun(["find", "--no-daemon", "-c", "--all", "finalword"], in: folder).output.contains("10"))
    }

    @Test func doctorSaysWhyATextOfBlanksAndAMissingFileAreNoArticles() throws {
        let folder = try Scratch()
        try folder.write("\n \n", to: "blank.txt")
        for (file, reason, words) in [
            ("blank.txt", "empty", "it holds no bytes, or no text"), ("none.txt", "unreadable", "it is not there"),
        ] {
            let run = try ProgramRun(["doctor", file], in: folder)
            #expect(run.code == 1 && run.output.contains(reason) && run.output.contains(words), "\(run.output)")
        }
    }

    @Test func ofWhatIsNotThereNoIndexIsBegun() throws {
        let folder = try Scratch()
        let run = try ProgramRun(["index", "-d", "made", "nowhere"], in: folder)
        #expect(run.code == 2 && run.errors.contains("nowhere does not exist"))
        #expect(try ProgramRun(["status", "-d", "made"], in: folder).code == 3)
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/made"))
    }

    @Test func aNoteTellsWhatTheOthersLack() throws {
        let folder = try Scratch()
        for (name, text) in [("a", "Museum am Montag zu"), ("b", "Zug am Montag"), ("c", "Museum der Stadt")] {
            try folder.write("# Seite \(name)\n\n\(text), wie man hört.\n", to: "articles/\(name).md")
        }
        #expect(try ProgramRun(["index", "-q", "articles"], in: folder).code == 0)
        for (query, note) in [
            ("zebras \"am montag\"", "no article has zebras and the rest; the others have the rest alone"),
            ("museum \"am montag\"", "1 has museum and the rest; the others have the rest alone"),
            ("museum stadt zebras", "no article has all of: museum, stadt, zebras; the others have some of them"),
            (
                "zebras affen \"am montag\"",
                "no article has all of: zebras, affen; the others have some of them, or none"
            ),
        ] {
            let found = try ProgramRun(["find", "--no-daemon", query], in: folder)
            #expect(found.errors.contains(note), "\(found.errors)")
        }
    }

    @Test func doctorTellsWhereThingsCameFrom() throws {
        let folder = try Scratch()
        try folder.write(
            "<meta charset=utf-8><meta name=author content=\"Mei Lin\"><title>Lakes</title><h1>Lakes</h1><p>A café by the lake.",
            to: "a.html"
        )
        try folder.write("x", to: "b.pdf")
        let run = try ProgramRun(["doctor", "--json", "a.html"], in: folder)
        #expect(run.code == 0)
        let facts = try json(run)
        #expect(facts["title"] as? String == "Lakes")
        #expect(facts["author_from"] as? String == "meta author")
        #expect(facts["charset"] as? String == "utf-8" && facts["charset_confidence"] as? Double == 1)
        #expect(facts["zones"] is [String: Any])
        let skipped = try ProgramRun(["doctor", "b.pdf"], in: folder)
        #expect(skipped.code == 1 && skipped.output.contains("unsupportedType"))
    }
}

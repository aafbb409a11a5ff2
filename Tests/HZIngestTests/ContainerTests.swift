import Testing

@testable import HZIngest

@Suite struct ContainerTests {
    private func read(_ folder: TemporaryFolder, _ name: String, _ bytes: [UInt8], limit: Int = 1 << 20) throws
        -> (items: [SourceItem], failure: IngestError?)
    {
        let path = try folder.write(name, bytes)
        var walker = CorpusWalker(roots: [path])
        let next = walker.next()
        let file = try #require(next)
        let reader = SourceReader(limit: limit)
        var items: [SourceItem] = []
        do throws(IngestError) {
            try reader.open(file)
            while let item = try reader.next() { items.append(item) }
            #expect(reader.version?.size == UInt64(bytes.count))
            return (items, nil)
        } catch {
            return (items, error)
        }
    }

    private func articles(_ items: [SourceItem]) -> [Article] {
        items.compactMap { if case .article(let article) = $0 { article } else { nil } }
    }

    private func text(_ article: Article?) -> String {
        (article?.title ?? "") + " " + String(decoding: article?.text ?? [], as: UTF8.self)
    }

    @Test func compressedFilesAreReadAsWhatTheyHold() throws {
        let folder = try TemporaryFolder()
        let page = Array("<html><title>Robots dance</title><body><p>A robot dances in Hangzhou.</p></body></html>".utf8)
        for (name, bytes) in [
            ("a.html.gz", PackedBytes.gzip(page)), ("b.HTML.ZST", PackedBytes.zstd(page)),
            ("c.html.gz", PackedBytes.gzip(Array(page[..<40])) + PackedBytes.gzip(Array(page[40...]))),
            ("d.html.zst", PackedBytes.zstd(Array(page[..<40])) + PackedBytes.zstd(Array(page[40...]))),
            ("e.html.gz", PackedBytes.gzip(page) + [0, 0, 0, 0]), ("f.gz", PackedBytes.gzip(page)),
            // As they came over the network, under the names that they had there.
            ("g.html", PackedBytes.gzip(page)), ("h", PackedBytes.zstd(page)), ("i.php", PackedBytes.gzip(page)),
        ] {
            let (items, failure) = try read(folder, name, bytes)
            #expect(failure == nil, "\(name)")
            let article = try #require(articles(items).first, "\(name)")
            #expect(article.title == "Robots dance", "\(name)")
            #expect(article.id == folder.path + "/" + name)
        }
    }

    @Test func recordsOfACompressedExportAreReadAndItsBadLinesNamed() throws {
        let folder = try TemporaryFolder()
        let export = Array("{\"id\":\"a\",\"body\":\"A lake.\"}\n[1]\n{\"id\":\"b\",\"body\":\"A robot.\"}\n".utf8)
        for (name, bytes) in [("a.jsonl.gz", PackedBytes.gzip(export)), ("b.jsonl.zst", PackedBytes.zstd(export))] {
            let (items, failure) = try read(folder, name, bytes)
            #expect(failure == nil)
            #expect(articles(items).map(\.id) == ["a", "b"])
            #expect(items.count == 3 && items[1] == .badRecord(line: 2, .notAnObject))
        }
        let torn = try read(folder, "c.jsonl.gz", Array(PackedBytes.gzip(export).dropLast(20)))
        #expect(torn.items.last == .badRecord(line: torn.items.count, .damaged))
    }

    @Test func whatCannotBeUnpackedOrIsTooLargeUnpackedIsSkipped() throws {
        let folder = try TemporaryFolder()
        let text = Array(String(repeating: "text ", count: 1_000).utf8)
        let packed = PackedBytes.gzip(text)
        #expect(try read(folder, "a.txt.gz", Array(packed.dropLast(20))).failure == .skipped(.damaged))
        #expect(try read(folder, "b.txt.gz", Array(packed[..<50])).failure == .skipped(.damaged))
        #expect(try read(folder, "c.txt.zst", packed).failure == .skipped(.damaged))
        #expect(try read(folder, "d.txt.gz", packed, limit: 4_999).failure == .skipped(.tooLarge))
        #expect(try read(folder, "e.txt.gz", packed, limit: 5_100).failure == nil)
        #expect(try read(folder, "f.txt.gz", PackedBytes.gzip([])).failure == .skipped(.empty))
        #expect(try read(folder, "g.txt", packed, limit: 4_999).failure == .skipped(.tooLarge))
        #expect(try read(folder, "h.txt", Array(packed.dropLast(20))).failure == .skipped(.damaged))
        #expect(try read(folder, "i.txt", PackedBytes.gzip(packed)).failure == .skipped(.binary))
    }

    @Test func pagesUnderTheNamesOfProgramsAreReadAndProgramsAreNot() throws {
        let folder = try TemporaryFolder()
        let page = "<!DOCTYPE html>\n<html><title>Robots dance</title><body><p>A robot dances.</p></body></html>"
        for name in ["a.php", "b.ASPX", "c.jsp", "d.cgi"] {
            let (items, failure) = try read(folder, name, Array(page.utf8))
            #expect(failure == nil && articles(items).first?.title == "Robots dance", "\(name)")
        }
        for program in [
            "<?php echo 1; ?><html>", "<!DOCTYPE html><html><?php echo $title; ?>", "#!/bin/sh\necho '<html>'", "text",
        ] {
            #expect(try read(folder, "e.php", Array(program.utf8)).failure == .skipped(.unsupportedType), "\(program)")
        }
    }

    @Test func percentSignsInABookThatAreNoEscapesStandForThemselves() {
        let package = """
            <package><manifest><item id="a" href="a%20b.xhtml"/><item id="b" href="%+5.xhtml"/><item id="c" href="100%5"/>\
            <item id="d" href="%"/></manifest><spine><itemref idref="a"/><itemref idref="b"/><itemref idref="c"/>\
            <itemref idref="d"/></spine></package>
            """
        let book = BookDescription(Array(package.utf8), path: "OEBPS/book.opf")
        #expect(book.chapters == ["OEBPS/a b.xhtml", "OEBPS/%+5.xhtml", "OEBPS/100%5", "OEBPS/%"])
    }

    @Test func theChaptersOfABookAreArticles() throws {
        let folder = try TemporaryFolder()
        let (items, failure) = try read(folder, "book.epub", PackedBytes.book())
        #expect(failure == nil)
        let chapters = articles(items)
        #expect(
            chapters.map(\.id) == ["text/one.xhtml", "text/two .xhtml"].map { folder.path + "/book.epub!OEBPS/" + $0 }
        )
        #expect(chapters.allSatisfy { $0.path == folder.path + "/book.epub" && $0.author == "Mei Lin" })
        #expect(chapters.allSatisfy { $0.site == "Lakes & Robots" && $0.date?.iso == "2020-05-01" })
        #expect(text(chapters.last).contains("robot"))
    }

    @Test func aBookIsOfThoseWhoWroteIt() {
        for creators in [
            "<dc:creator opf:role='ill'>Nils Aho</dc:creator><dc:creator opf:role='aut'>Mei Lin</dc:creator>",
            """
            <dc:creator id='a'>Mei Lin</dc:creator><dc:creator id='b'>Nils Aho</dc:creator>\
            <meta refines='#a' property='role'>aut</meta><meta refines='#b' property='role'>trl</meta>
            """,
        ] {
            #expect(BookDescription(Array("<package>\(creators)</package>".utf8), path: "a.opf").author == "Mei Lin")
        }
        let edited = "<package><dc:creator opf:role='edt'>Nils Aho</dc:creator></package>"
        #expect(BookDescription(Array(edited.utf8), path: "a.opf").author == "Nils Aho")
    }

    @Test func aChapterThatIsCalledAsItsBookHasTheNameOfItsHeading() {
        func title(_ page: String, book: String?) -> (String, [Zone]) {
            var article = HTMLArticleReader.read(Array(page.utf8), path: "/a.xhtml")
            var raw = RawPage([], kind: .html)
            raw.book = book
            raw.complete(&article)
            return (article.title, article.blocks.map(\.zone))
        }
        let text = "<h2>The lake</h2>" + PageFixture.story
        let head = "<title>Boats of the bay</title>"
        #expect(title("\(head)<body>\(text)", book: "Boats of the Bay") == ("The lake", [.title, .main, .main, .main]))
        #expect(title("\(head)<body><h2>One<br>The lake</h2>\(text)", book: "Boats of the Bay").0 == "One The lake")
        let long = String(repeating: "lake ", count: 20_000)
        #expect(title("\(head)<body><h2>\(long)</h2>\(text)", book: "Boats of the Bay").0.utf8.count < 1_000)
        #expect(title("\(head)<body>\(text)", book: nil).0 == "Boats of the bay")
        #expect(title("<title>Two</title><body>\(text)", book: "Boats of the Bay").0 == "Two")
        let named = "\(head)<body><h1>Boats of the Bay</h1>\(text)"
        #expect(title(named, book: "Boats of the Bay") == ("The lake", [.heading, .title, .main, .main, .main]))
    }

    @Test func thePagesOfACrawlAreArticlesWithAddressAndDate() throws {
        let folder = try TemporaryFolder()
        let page = Array("<title>Lake</title><body><p>A lake in the west of the town.</p>".utf8)
        let chunked = Array("5\r\n<p>Ch\r\n10\r\nunks of one page\r\n0\r\n\r\n".utf8)
        let records = [
            PackedBytes.record("https://example.com/lake", answer: PackedBytes.answer(page)),
            PackedBytes.record("https://example.com/x.png", answer: PackedBytes.answer([1, 2], type: "image/png")),
            PackedBytes.record("https://example.com/gone", answer: PackedBytes.answer(page, status: 404)),
            PackedBytes.record(
                "https://example.com/lake",
                type: "request",
                answer: Array("GET / HTTP/1.1\r\n\r\n".utf8)
            ),
            PackedBytes.record(
                "https://example.com/packed",
                answer: PackedBytes.answer(PackedBytes.gzip(page), header: "Content-Encoding: gzip\r\n")
            ),
            PackedBytes.record(
                "https://example.com/chunks",
                answer: PackedBytes.answer(chunked, header: "Transfer-Encoding: chunked\r\n")
            ),
            PackedBytes.record("https://example.com/lake", answer: PackedBytes.answer(page)),
        ]
        let path = folder.path + "/crawl.warc.gz!"
        for (name, bytes) in [
            ("crawl.warc.gz", records.flatMap { PackedBytes.gzip($0) }), ("crawl.warc", records.flatMap { $0 }),
        ] {
            let (items, failure) = try read(folder, name, bytes)
            #expect(failure == nil)
            let pages = articles(items)
            #expect(pages.count == 4)
            #expect(pages.first?.id == folder.path + "/" + name + "!https://example.com/lake")
            #expect(Set(pages.map(\.id)).count == 4)
            #expect(pages.allSatisfy { $0.date?.iso == "2025-09-13" && $0.site == "example.com" })
            #expect(text(pages[1]).contains("A lake"))
            #expect(text(pages[2]).contains("Chunks of one page"))
        }
        #expect(path.hasSuffix("!"))
    }

    @Test func textsOfACrawlAndWhatNobodyNamesTheTypeOfAreRead() throws {
        let folder = try TemporaryFolder()
        let page = Array("<!doctype html><title>Lake</title><p>A lake in the west of the town.</p>".utf8)
        let words = Array("A text about a lake.".utf8)
        func unnamed(_ body: [UInt8]) -> [UInt8] { Array("HTTP/1.1 200 OK\r\nServer: x\r\n\r\n".utf8) + body }
        func file(_ name: String, _ type: String, as contentType: String, _ body: [UInt8]) -> [UInt8] {
            let head =
                "WARC/1.1\r\nWARC-Type: \(type)\r\nWARC-Target-URI: https://a.example/\(name)\r\nContent-Type: \(contentType)"
            return Array("\(head)\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body + Array("\r\n\r\n".utf8)
        }
        let plain = PackedBytes.answer(words, type: "text/plain; charset=utf-8")
        let records = [
            PackedBytes.record("https://a.example/plain", answer: plain),
            PackedBytes.record("https://a.example/robots.txt", answer: plain),
            PackedBytes.record("https://a.example/x.js?v=1", answer: plain),
            PackedBytes.record("https://a.example/page", answer: unnamed(page)),
            PackedBytes.record("https://a.example/words", answer: unnamed(words)),
            PackedBytes.record("https://a.example/picture", answer: unnamed([0x89, 0x50, 0x4E, 0x47, 0, 1, 2, 3])),
            file("resource", "resource", as: "text/plain", words), file("made", "conversion", as: "text/plain", words),
            file("picture", "resource", as: "image/png", words), file("told", "metadata", as: "text/plain", words),
        ]
        let (items, failure) = try read(folder, "x.warc", records.flatMap { $0 })
        let found = articles(items)
        #expect(failure == nil && found.count == items.count)
        let names = found.map { String($0.id.split(separator: "/").last ?? "") }
        #expect(names == ["plain", "page", "words", "resource", "made"])
        #expect(found[1].title == "Lake" && found[2].title == "A text about a lake")
    }

    @Test func aFileOfSpacesIsEmpty() throws {
        let folder = try TemporaryFolder()
        for name in ["a.txt", "b.md", "c.html"] {
            #expect(try read(folder, name, Array(" \n\t \n\n".utf8)).failure == .skipped(.empty))
        }
        #expect(try read(folder, "d.html", Array("<title>A title alone</title>".utf8)).failure == nil)
    }

    @Test func anAnswerPackedInAWayThatIsNotReadIsSkippedWithThatReason() throws {
        let folder = try TemporaryFolder()
        let answer = PackedBytes.answer([0x0B, 0x02, 0x80], header: "Content-Encoding: dcb\r\n")
        let (items, failure) = try read(folder, "x.warc", PackedBytes.record("https://a.example/1", answer: answer))
        #expect(failure == nil)
        let member = folder.path + "/x.warc!https://a.example/1"
        #expect(items == [.skipped(member: member, .unsupportedEncoding)])
    }

    @Test func answersInBrotliAreRead() throws {
        let folder = try TemporaryFolder()
        let pages = [
            "<p>A lake in the west.</p>", String(repeating: "<p>A lake in the west of the city.</p>", count: 5_000),
        ]
        for (number, page) in pages.enumerated() {
            let packed = PackedBytes.brotli(Array(page.utf8))
            // Some crawlers leave the header as it was when they unpack the page.
            let unpacked = ["", "\u{FEFF}", "\u{FEFF}\r\n"].map { Array(($0 + page).utf8) }
            for (form, bytes) in ([packed, packed + [7, 7]] + unpacked).enumerated() {
                let answer = PackedBytes.answer(bytes, header: "Content-Encoding: br\r\n")
                let record = PackedBytes.record("https://a.example/1", answer: answer)
                let (items, failure) = try read(folder, "\(number)-\(form).warc", record)
                #expect(failure == nil)
                let found = articles(items)
                #expect(found.count == 1 && found[0].body.starts(with: "A lake in the west".utf8), "\(number) \(form)")
                #expect(found.first?.body.count ?? 0 >= page.utf8.count * 7 / 10)
            }
        }
    }

    @Test func damagedBrotliIsSkipped() throws {
        let folder = try TemporaryFolder()
        let packed = PackedBytes.brotli(Array("<p>A lake in the west.</p>".utf8))
        for bytes in [[0xFF, 0xFF, 0xFF], [UInt8](repeating: 0x91, count: 40), Array(packed[..<2])] {
            let answer = PackedBytes.answer(bytes, header: "Content-Encoding: br\r\n")
            let (items, failure) = try read(folder, "x.warc", PackedBytes.record("https://a.example/1", answer: answer))
            #expect(failure == nil)
            #expect(articles(items).isEmpty && items.count == 1, "\(bytes)")
        }
    }

    @Test func aCrawlThatIsCutOffGivesWhatItHolds() throws {
        let folder = try TemporaryFolder()
        let page = PackedBytes.answer(Array("<p>A lake in the west.</p>".utf8))
        let whole =
            PackedBytes.record("https://a.example/1", answer: page)
            + PackedBytes.record("https://a.example/2", answer: page)
        for cut in [whole.count - 10, whole.count - 100, 300] {
            let (items, failure) = try read(folder, "x.warc", Array(whole[..<cut]))
            #expect(failure == .skipped(.damaged), "\(cut)")
            #expect(articles(items).count <= 1)
        }
        #expect(try read(folder, "y.warc", Array("no crawl at all".utf8)).failure == .skipped(.damaged))
    }

    @Test func anyDamageToAContainerIsSurvived() throws {
        let folder = try TemporaryFolder()
        var random = SplitMix64(seed: 3)
        let page = PackedBytes.answer(Array("<p>A lake in the west.</p>".utf8))
        let samples = [
            ("a.epub", PackedBytes.book()), ("a.warc", PackedBytes.record("https://a.example/1", answer: page)),
            ("a.warc.gz", PackedBytes.gzip(PackedBytes.record("https://a.example/1", answer: page))),
            (
                "a.mhtml",
                Array(
                    "Content-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>y\r\n--x--\r\n"
                        .utf8
                )
            ),
        ]
        for (name, sample) in samples {
            for _ in 0..<150 {
                var bytes = sample
                for _ in 0...(random.next() % 4) {
                    bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next() >> 8)
                }
                if random.next() % 3 == 0 { bytes.removeLast(Int(random.next() % UInt64(bytes.count))) }
                for article in articles(try read(folder, name, bytes).items) {
                    #expect(String(validating: article.text, as: UTF8.self) != nil)
                }
            }
        }
    }

    @Test func membersAboveTheLimitAreSkippedAndTheOthersRead() throws {
        let folder = try TemporaryFolder()
        let long = String(repeating: "long ", count: 2_000)
        let (items, _) = try read(folder, "b.epub", PackedBytes.book(chapters: [long, "A robot."]), limit: 4_000)
        #expect(items.first == .skipped(member: folder.path + "/b.epub!OEBPS/text/one.xhtml", .tooLarge))
        #expect(articles(items).count == 1)
    }
}

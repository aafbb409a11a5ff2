import Testing

@testable import HZIngest

@Suite struct MessageTests {
    private func read(_ text: String, _ kind: SourceKind) throws -> Article {
        let bytes = Array(text.replacing("\n", with: "\r\n").utf8)
        return try ArticleReader().read(SourceBytes(bytes, kind: kind), path: CorpusPath("x"))
    }

    private func text(_ article: Article) -> String {
        article.title + " " + String(decoding: article.text, as: UTF8.self)
    }

    @Test func aPageThatABrowserSavedIsReadWithoutItsPictures() throws {
        let article = try read(
            """
            From: <Saved by Blink>
            Snapshot-Content-Location: https://news.example.com/2025/09/13/robots.html
            Subject: =?utf-8?Q?Robots_=E6=9D=AD=E5=B7=9E?=
            MIME-Version: 1.0
            Content-Type: multipart/related;
            \ttype="text/html";
            \tboundary="----Bound--abc----"


            ------Bound--abc----
            Content-Type: text/html
            Content-Transfer-Encoding: quoted-printable
            Content-Location: https://ads.example.com/frame.html

            <p>Buy now</p>
            ------Bound--abc----
            Content-Type: text/html
            Content-Transfer-Encoding: quoted-printable
            Content-Location: https://news.example.com/2025/09/13/robots.html

            <html><body><p class=3Dx>A robot dances in =E6=9D=AD=E5=B7=9E and no=
            body minds.</p></body></html>
            ------Bound--abc----
            Content-Type: image/png
            Content-Transfer-Encoding: base64

            iVBORw0KGgo=
            ------Bound--abc------
            """,
            .mhtml
        )
        #expect(text(article).contains("A robot dances in 杭州 and nobody minds"))
        #expect(!text(article).contains("Buy now") && !text(article).contains("iVBOR"))
        #expect(article.url == "https://news.example.com/2025/09/13/robots.html")
    }

    @Test func aLetterHasSubjectSenderAndDate() throws {
        let article = try read(
            """
            From: =?gb2312?B?w7fB1g==?= <mei@example.org>
            Subject: =?UTF-8?B?5p2t5bee?= =?UTF-8?B?55qE5p2l5L+h?=
            Date: Sat, 13 Sep 2025 08:00:00 +0800
            Content-Type: multipart/mixed; boundary=outer

            --outer
            Content-Type: multipart/alternative; boundary="inner"

            --inner
            Content-Type: text/plain; charset=utf-8

            Plain words.
            --inner
            Content-Type: text/html; charset=windows-1251
            Content-Transfer-Encoding: base64

            PHA+0O7h7vL7IPLg7fbz/vI8L3A+
            --inner--
            --outer
            Content-Type: text/html
            Content-Disposition: attachment

            <p>attached</p>
            --outer--
            """,
            .email
        )
        #expect(article.title == "杭州的来信")
        #expect(article.author == "梅林")
        #expect(article.date?.iso == "2025-09-13")
        #expect(text(article).contains("Роботы танцуют"))
        #expect(article.charset == "windows-1251")
    }

    @Test func aLetterOfPlainTextIsReadAsText() throws {
        let article = try read("From: mei@example.org\nSubject: Hello\n\nFirst paragraph.\n\nSecond one.\n", .email)
        #expect(article.title == "Hello")
        #expect(article.blocks.count == 2)
    }

    @Test func whatIsCutOffOrNestedWithoutEndIsRead() throws {
        let cut = try read(
            "Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>Still here",
            .mhtml
        )
        #expect(text(cut).contains("Still here"))
        var nested = "Subject: deep\n"
        for level in 0..<40 { nested += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n" }
        _ = try? read(nested + "Content-Type: text/html\n\n<p>deep", .email)
        let many = "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\n\nx\n", count: 50_000)
        _ = try? read(many, .email)
    }

    @Test func theAddressThatSaversLeaveIsKept() throws {
        for comment in [
            "<!-- saved from url=(0029)https://www.example.com/a.html -->",
            "<!--\n Page saved with SingleFile \n url: https://www.example.com/a.html \n saved date: Sat Sep 13 2025\n-->",
        ] {
            let page = "<!DOCTYPE html> <html>\(comment)<body><p>Words of a page.</p></body></html>"
            let article = try ArticleReader().read(SourceBytes(Array(page.utf8), kind: .html), path: CorpusPath("x"))
            #expect(article.url == "https://www.example.com/a.html")
            #expect(article.site == "example.com")
        }
    }

    @Test func aPageOfFramesIsWhatItsFramesSay() throws {
        let parts = [
            "<html><head><title>Zoo</title></head><FRAMESET cols=20%,*><FRAME src=cid:a><FRAME src=cid:b></FRAMESET></html>",
            "<p>Menu of the zoo.</p>", "<p>The gibbons sing in the morning, when nobody is there to hear them.</p>",
        ]
        let body = parts.map { "--b\nContent-Type: text/html\n\n\($0)\n" }.joined()
        let article = try read("Content-Type: multipart/related; boundary=b\n\n\(body)--b--\n", .mhtml)
        #expect(article.title == "Zoo")
        #expect(text(article).contains("gibbons sing") && text(article).contains("Menu of the zoo"))
    }
}

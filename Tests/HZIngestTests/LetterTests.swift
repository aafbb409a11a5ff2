import Testing

@testable import HZIngest

/// Letters that say what they say in several parts.
@Suite struct LetterTests {
    private func read(_ text: String) throws -> Article {
        let bytes = Array(text.replacing("\n", with: "\r\n").utf8)
        return try ArticleReader().read(SourceBytes(bytes, kind: .email), path: CorpusPath("/letters/a.eml"))
    }

    private func blocks(_ article: Article) -> [String] {
        article.blocks.map { String(decoding: article.text[$0.range], as: UTF8.self) }
    }

    /// A letter of parts, each with its headers.
    private func letter(_ kind: String, _ parts: String...) -> String {
        "From: Jane <j@example.org>\nSubject: The wall\nDate: Sat, 13 Sep 2025 10:00:00 +0200\n"
            + "Content-Type: \(kind); boundary=b\n\n" + parts.map { "--b\n\($0)\n" }.joined() + "--b--\n"
    }

    @Test(arguments: [
        ("Mon, 5 Mar 97 12:00:00 GMT", "1997-03-05"), ("Wednesday, 05-Mar-97 12:00:00 GMT", "1997-03-05"),
        ("5 Mar 19 12:00 GMT", "2019-03-05"), ("Wed Mar  5 12:00:00 1997", "1997-03-05"),
        ("Wed Mar 5 12:00:00 GMT 1997", "1997-03-05"), ("Wed, 5 Mar 1997 12:00:00 +0000", "1997-03-05"),
        ("1 Jan 49 00:00 EST", "2049-01-01"), ("1 Jan 50 00:00 EST", "1950-01-01"),
        ("5 Mar 102 12:00:00 -0800 (PST)", "2002-03-05"), ("31 Feb 97 12:00 GMT", nil), ("12:00 in March", nil),
        ("Mar 97", nil), ("", nil),
    ])
    func datesOfOldLettersAreRead(_ date: String, _ day: String?) throws {
        let text = "From: Jane <j@example.org>\nSubject: The wall\nDate: \(date)\n\nIt has lost stones.\n"
        #expect(try read(text).date?.iso == day)
    }

    @Test func textsAroundAPictureAreReadInTheirOrder() throws {
        let article = try read(
            letter(
                "multipart/mixed",
                "Content-Type: text/plain\n\nThe first picture.",
                "Content-Type: image/jpeg\nContent-Transfer-Encoding: base64\n\n/9j/4AAQ",
                "Content-Type: text/html; charset=windows-1251\nContent-Transfer-Encoding: quoted-printable\n\n<p>=F1=F2=E5=ED=E0 &amp; sea</p>",
                "\nThe last words."
            )
        )
        #expect(blocks(article) == ["The first picture.", "стена & sea", "The last words."])
        #expect(article.title == "The wall" && article.author == "Jane" && article.date?.iso == "2025-09-13")
    }

    @Test func ofSeveralFormsOfTheSameOnlyTheBestIsRead() throws {
        let plain = "Content-Type: text/plain\n\nPlain words."
        let page = "Content-Type: text/html\n\n<p>Page of words."
        #expect(try blocks(read(letter("multipart/alternative", plain, page))) == ["Page of words."])
        #expect(try blocks(read(letter("multipart/alternative", page, plain))) == ["Page of words."])
        let calendar = "Content-Type: text/calendar\n\nBEGIN:VCALENDAR"
        #expect(try blocks(read(letter("multipart/alternative", plain, calendar))) == ["Plain words."])
        let mixed =
            "Content-Type: multipart/mixed; boundary=c\n\n--c\n\(page)\n--c\nContent-Type: text/html\n\n<p>More of it.\n--c--"
        #expect(
            try blocks(read(letter("multipart/alternative", plain, mixed))) == ["Page of words.", "More of it."]
        )
    }

    @Test func anAttachedTextIsReadAndAnotherAttachmentIsNot() throws {
        let article = try read(
            letter(
                "multipart/mixed",
                "\nSee the notes.",
                "Content-Type: text/plain; name=n.txt\nContent-Disposition: attachment; filename=n.txt\n\nThe wall leans.",
                "Content-Type: application/pdf\nContent-Disposition: attachment\n\n%PDF-1.4",
                "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\niVBORw0KGgoAAAANSUhEUg==",
                "Content-Type: text/vcard\n\nBEGIN:VCARD"
            )
        )
        #expect(blocks(article) == ["See the notes.", "The wall leans."])
    }

    @Test func aForwardedLetterStandsUnderItsSubjectSenderAndDate() throws {
        let article = try read(
            letter(
                "multipart/mixed",
                "\nSee below.",
                "Content-Type: message/rfc822\nContent-Disposition: attachment\n\nFrom: Bob <b@example.org>\n"
                    + "Subject: =?UTF-8?B?5p2t5bee?=\nDate: Fri, 12 Sep 2025 09:00:00 +0200\nContent-Type: text/plain\n\nIt has lost stones."
            )
        )
        #expect(blocks(article) == ["See below.", "杭州 · Bob · 2025-09-12", "It has lost stones."])
        #expect(article.blocks[1].zone == .heading)
        #expect(article.title == "The wall")
    }

    @Test func aLetterThatOnlyForwardsIsRead() throws {
        let digest = try read(
            letter("multipart/digest", "\nSubject: One\n\nFirst words.", "\nSubject: Two\n\nOther words.")
        )
        #expect(blocks(digest) == ["One", "First words.", "Two", "Other words."])
        var nested = "Subject: Core\n\nThe core."
        for level in 0..<40 { nested = "Subject: Shell \(level)\nContent-Type: message/rfc822\n\n" + nested }
        _ = try? read(nested)
    }

    @Test(arguments: [
        ("text/html", "<p>Meet me in Xanadu at noon.</p><p>The report is ready.</p>"),
        ("text/html", "<title>News of May</title><h1>Meet me in Xanadu at noon.</h1><p>The report is ready.</p>"),
        ("text/plain", "Meet me in Xanadu at noon.\n\nThe report is ready."),
    ])
    func theFirstLinesOfALetterAreTextWhateverItsSubject(_ kind: String, _ text: String) throws {
        let article = try read("From: Bob <bob@x.example>\nSubject: Report\nContent-Type: \(kind)\n\n\(text)")
        #expect(article.title == "Report")
        #expect(blocks(article) == ["Meet me in Xanadu at noon.", "The report is ready."])
        #expect(article.blocks.allSatisfy { $0.zone == .main || $0.zone == .heading })
    }

    @Test func aLineThatSaysTheSubjectAgainIsTheTitle() throws {
        let article = try read(
            "From: Bob <b@x.example>\nSubject: The wall fell\n\nThe wall fell\n\nIt was raining then."
        )
        #expect(article.blocks.map(\.zone) == [.title, .main])
    }
}

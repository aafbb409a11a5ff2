import Testing

@testable import HZIngest

/// Text comes out of a page as a reader would read it: no glued words, no split words.
@Suite struct ReadingTests {
    private func text(_ body: String) throws -> String {
        let page = Array("<html><title>Some title</title><body>\(body)<p>The end of this page.</p></body></html>".utf8)
        let article = try ArticleReader().read(SourceBytes(page, kind: .html), path: CorpusPath("x.html"))
        return String(decoding: article.text, as: UTF8.self)
    }

    @Test(arguments: [
        ("<p>soft&shy;hyphen and soft\u{AD}hyphen</p>", "softhyphen and softhyphen"),
        ("<p>zero\u{200B}width and word&#8203;joined</p>", "zerowidth and wordjoined"),
        ("<p>no&nbsp;break and thin&thinsp;space</p>", "no break and thin space"),
        ("<p>glued<span>word</span> <b>bo</b>ld</p>", "gluedword bold"),
        (
            "<b style='display:block'>one</b><span style='color: red; DISPLAY: Flex'>two</span>three",
            "one\n\ntwo\n\nthree"
        ),
        ("<a class='p-2 block'><i class=d-block>one</i><span class='flex x'>two</span></a>", "one\n\ntwo"),
        ("<p>in<span class='md:block blocked inline-flex'>line</span></p>", "inline"),
        ("<p>in<span style='display: inline-block'>line</span><span style='display:blo;ck'>d</span></p>", "inlined"),
        ("<p>line<br>break</p>", "line\nbreak"), ("<div>one</div><div>two</div>", "one\n\ntwo"),
        ("<ul><li>first<li>second</ul>", "first\n\nsecond"), ("<table><tr><td>c1<td>c2</table>", "c1 c2"),
        ("<table><tr><td>Home<br>Sport<td>Late again<td>c3</table>", "Home\nSport\n\nLate again c3"),
        ("<p>a &amp; b &lt;tag&gt; &#x6c34; &amp;amp; &unknown;</p>", "a & b <tag> 水 &amp; &unknown;"),
        ("<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rt>ji</rt></ruby>です</p>", "漢字です"),
        ("<p>杭州\n六小龙</p>", "杭州六小龙"), ("<p>two\n  lines</p>", "two lines"),
    ])
    func aPageReadsAsItLooks(body: String, expected: String) throws {
        #expect(try text(body).contains(expected))
    }
}

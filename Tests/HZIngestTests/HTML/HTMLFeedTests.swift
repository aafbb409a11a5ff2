import Testing

@testable import HZIngest

/// What the parser is given of a page, and that nothing of the page is lost by that.
struct HTMLFeedTests {
    private func page(_ html: String) -> HTMLPage { HTMLParser.parse(Array(html.utf8)) }

    private func text(_ html: String) -> String { String(decoding: page(html).text, as: UTF8.self) }

    /// All that the parser is fed.
    private func fed(_ html: String) -> String {
        var feed = HTMLFeed(Array(html.utf8))
        var all: [UInt8] = []
        var chunk: [UInt8] = []
        while feed.fill(&chunk) { all += chunk }
        #expect(feed.fed == all.count)
        return String(decoding: all, as: UTF8.self)
    }

    @Test func longTextsGoAroundTheParserAndShortOnesThroughIt() {
        let html = "<p>This text is long enough to go around.<p>short"
        #expect(!fed(html).contains("long enough"))
        #expect(fed(html).hasSuffix("<p>short"))
        #expect(text(html) == "This text is long enough to go around.\n\nshort")
    }

    @Test(arguments: [
        "</b>\n<p>one<p>two", "<!DOCTYPE html>\n</noscript><html><body><p>one</p><p>two</p>",
        "<html><body><p>one</p></body></html></div><p>two</p>", "<html><body><p>one</p></body></html></html><p>two</p>",
        "<html><head></head></html><body><p>one</p><p>two</p></html>", "<html/></b><p>one<p>two",
        "<body/></b><p>one<p>two",
    ])
    func textBehindTheLastEndTagIsRead(_ html: String) {
        #expect(text(html) == "one\n\ntwo")
    }

    @Test func textsAreCutAtCharacterReferences() {
        let html = "<p>Salt &amp; pepper on the pier, caf&eacute; au lait&#33; AT&T is open &mdash; until nine at night"
        #expect(text(html) == "Salt & pepper on the pier, café au lait! AT&T is open — until nine at night")
    }

    @Test func anAmpersandWithNoEndOfItsNameIsText() {
        let word = String(repeating: "a", count: 100)
        #expect(text("<p>one &\(word) two") == "one &\(word) two")
    }

    @Test func anAmpersandBeforeAnythingButALetterOrANumberSignIsText() {
        let html = "<p>Salt & pepper & 7 && more of it &<b>all</b> & &lt; at the end of the pier &"
        #expect(!fed(html).contains("Salt"))
        #expect(text(html) == "Salt & pepper & 7 && more of it &all & < at the end of the pier &")
    }

    @Test func behindHundredsOfThousandsOfTagsAllIsText() {
        var feed = HTMLFeed(
            Array("<p>one<p>two<p>th<b>r</b>ee<style>p {}</style><li>four</li><td>five<script>six()</script>".utf8),
            tagLimit: 2
        )
        var chunk: [UInt8] = []
        let isFed = feed.fill(&chunk)
        #expect(isFed)
        let fed = String(decoding: chunk, as: UTF8.self)
        #expect(fed == "<p>one<p>two\u{2028}three\u{2028}four\u{2028}\u{2028}five")
        #expect(text(fed) == "one\n\ntwo\nthree\nfour\nfive")
    }

    /// The characters that stand for texts may not be written by a page: neither as they are nor as references.
    @Test func aPageCannotWriteWhatStandsForATextThatWentAround() {
        let secret = "This first text is long enough to go around."
        let marks = "\u{10F000}\u{10E000}"
        #expect(text("<p>\(secret)<p>\(marks)<p>end") == "\(secret)\n\n\(marks)\n\nend")
        #expect(text("<p>\(secret)<p>&#x10F000;&#x10E000;<p>end") == "\(secret)\n\n\(marks)\n\nend")
    }

    @Test func attributesAreReadWithoutTheParser() {
        let hidden = "<p hidden>unseen<p STYLE='color:red; Display : none'>unseen</p>"
        let html = "<div class='Sidebar' id=x>\(hidden)<a href='/a'>link</a></div>"
        #expect(!fed(html).contains("Sidebar"))
        let page = page(html)
        #expect(String(decoding: page.text, as: UTF8.self) == "link")
        #expect(page.elements.contains { $0.tag == .div && $0.hints.contains(.sidebar) })
        #expect(page.blocks.first?.linkBytes == 4)
    }

    /// The parser opens `html` and `body` for the first element of a page: those have none of its attributes.
    @Test func whatTheParserOpensByItselfHasNoAttributes() {
        let page = page("<div class=footer hidden>unseen</div><p>seen")
        #expect(String(decoding: page.text, as: UTF8.self) == "seen")
        #expect(!page.elements.contains { $0.tag != .div && $0.hints.contains(.footer) })
    }

    @Test func ofTwoAttributesOfOneNameTheFirstOneCounts() {
        #expect(text("<p style='color: red' style='display: none'>seen") == "seen")
        #expect(text("<p style='display: none' style='color: red'>unseen</p>seen") == "seen")
    }

    @Test func attributesBelongToTheirTagsInEveryPieceOfALongPage() {
        var html = ""
        for number in 0..<20_000 {
            let isCaption = number % 3 == 0
            html +=
                isCaption ? "<p class=caption>\(number)</p>" : "<p title='a>b'>number \(number) &lt; \(number)</p>\n"
        }
        let page = page(html)
        let captions = page.blocks.filter { page.elements[Int($0.element)].hints.contains(.caption) }
        #expect(captions.count == 6_667)
        for block in captions {
            let number = Int(String(decoding: page.text[block.range], as: UTF8.self))
            #expect(number.map { $0 % 3 } == 0)
        }
        #expect(page.blocks.count == 20_000)
    }

    @Test func tagsWithMetadataKeepTheirAttributes() {
        let author = "<meta name=author content='Jane &amp; Joe'>"
        let address = "<link rel=canonical href='https://a.example/?x=1&amp;y=2'>"
        let metadata = page("<html lang=de>\(author)\(address)<p>text").metadata
        #expect(metadata.language == "de")
        #expect(metadata.first("author") == "Jane & Joe")
        #expect(metadata.canonicalURL == "https://a.example/?x=1&y=2")
    }

    @Test func scriptsLoseTheirContentButForLinkedData() {
        let data = "<script type='application/ld+json'>{\"headline\": \"A <b> title\"}</script>"
        let html = "<script>var a = '<p>unseen text that is long</p>'</script>\(data)"
        #expect(!fed(html).contains("unseen"))
        let page = page(html + "<style>p { color: red }</style><p>seen")
        #expect(String(decoding: page.text, as: UTF8.self) == "seen")
        #expect(page.metadata.linkedData == [Array("{\"headline\": \"A <b> title\"}".utf8)])
    }

    @Test func whiteSpaceIsKeptWhereItIsShown() {
        #expect(text("<p>a</p>\n\n        <p>b <i>c</i>\n          <i>d</i>") == "a\n\nb c d")
        #expect(text("<pre><i>a</i>\n                 <i>b</i></pre>") == "a\n                 b")
        #expect(text("<p>杭<b>州</b>\n              <b>湖</b>") == "杭州湖")
    }

    @Test func emptyTagsStayEmpty() {
        let html = "<p>one<br/>two<br />three<div/>four<a href=/x/>five</a><p hidden/>six"
        #expect(text(html) == "one\ntwo\nthree\n\nfourfive\n\nsix")
    }

    @Test func signsThatBeginNoTagAreText() {
        let words = "1 < 2 and 3 <4 or nothing at all, said the ferryman"
        #expect(text("<p>" + words) == words)
    }
}

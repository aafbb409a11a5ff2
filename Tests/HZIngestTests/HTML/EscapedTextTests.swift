import Testing

@testable import HZIngest

/// Titles and names that systems escape for HTML once too often.
@Suite struct EscapedTextTests {
    private func article(_ head: String) -> Article { PageFixture.article(PageFixture.story, head: head) }

    private func linked(_ members: String) -> String {
        "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \(members)}</script>"
    }

    @Test(arguments: [
        ("John O&#039;Neil", "John O'Neil"), ("Jos&eacute; Mar&#xED;a", "José María"),
        ("Ann &amp;copy Lee", "Ann &copy Lee"),
        ("Zo\u{EB} Quay", "Zoë Quay"),
    ])
    func charactersOfNamesInLinkedDataAreMeant(_ written: String, _ name: String) {
        #expect(article(linked("\"author\": {\"name\": \"\(written)\"}")).author == name)
    }

    @Test func aTitleThatWasEscapedTwiceReadsAsItWasMeant() {
        #expect(article(linked("\"headline\": \"Marks &amp; Sons&#8217; year\"")).title == "Marks & Sons’ year")
        #expect(
            article("<meta property=og:title content='Marks &amp;amp; Sons&amp;#8217; year'>").title
                == "Marks & Sons’ year"
        )
    }

    @Test func whatOnlyLooksLikeAReferenceStays() {
        for text in ["AT&T and R&D", "a < b &lt c", "x &unknown; y", "&#;", "&;", "&", "&amp"] {
            #expect(CharacterReferences.resolved(text) == text)
        }
        #expect(CharacterReferences.resolved("</title><b>&amp;</b>") == "</title><b>&</b>")
    }

    @Test func allNamesOfAnAuthorWithSeveralAreKept() {
        let page = article(linked("\"author\": [{\"name\": [\"Ann Lee\", \"Bob Roy\"]}, {\"name\": \"Cem Dock\"}]"))
        #expect(page.author == "Ann Lee, Bob Roy, Cem Dock")
    }

    @Test(arguments: [
        ("caf&eacute and caf&eacute;", "café and café"), ("&Lstrok;&oacute;d&zacute;, Plze&ncaron;", "Łódź, Plzeň"),
        ("&copy 2020 x&lt5 word&nbspnext", "© 2020 x<5 word next"),
        ("&AMP; &COPY; &period;&NotEqualTilde;", "& © .\u{2242}\u{338}"),
        ("AT&T, R&D &notit; &nosuch; &noti", "AT&T, R&D ¬it; &nosuch; ¬i"),
        ("&amp;amp; &lt;b&gt; &#233;&#xE9;", "&amp; <b> éé"),
        (
            "&;&&# &#x; &#; &CounterClockwiseContourIntegral; &CounterClockwiseContourIntegra;",
            "&;&&# &#x; &#; ∳ &CounterClockwiseContourIntegra;"
        ),
    ])
    func referencesAreReadAsTheStandardReadsThem(_ written: String, _ shown: String) {
        let story = PageFixture.story + "<p>Here it says \(written) in a page.</p>"
        #expect(PageFixture.body(PageFixture.article(story)).hasSuffix("Here it says \(shown) in a page."))
        #expect(article("<title>It says \(written) there</title>").title == "It says \(shown) there")
    }

    @Test func everyNameOfTheTableIsFoundWithItsCharacters() {
        var parts = NamedReferenceTable.text.split(separator: " ")[...]
        var count = 0
        while let name = parts.popFirst(), let value = parts.popFirst() {
            let digits = value.filter { $0 != "!" }.split(separator: "+")
            let expected = digits.compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
            #expect(NamedReferences.characters(of: Array("&\(name);".utf8).span) == expected)
            count += 1
        }
        #expect(count == 2_125)
    }

    @Test(arguments: [
        ("My trip<br>to Rome", "My trip to Rome"),
        ("How to use the <div> tag in HTML", "How to use the <div> tag in HTML"),
        ("A <b>bold</b> thing", "A bold thing"), ("What a < b means", "What a < b means"),
    ])
    func tagsInATitleAreTextUnlessTheyAreMeant(_ written: String, _ shown: String) {
        #expect(article("<title>\(written)</title>").title == shown)
    }

    @Test func aTitleThatNobodyClosedEndsWhereTheHeadGoesOn() {
        let page = article("<title>The ferry was late<meta name=x content=y><title>Other</title>")
        #expect(page.title.hasPrefix("The ferry was late") && PageFixture.body(page).hasPrefix("The ferry to"))
    }
}

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
}

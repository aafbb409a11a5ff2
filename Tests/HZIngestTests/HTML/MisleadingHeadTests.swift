import Testing

@testable import HZIngest

/// Headings that are not the title, and dates that are not the article's.
struct MisleadingHeadTests {
    private func title(_ head: String, _ body: String) -> String {
        PageFixture.article(body + PageFixture.story, head: "<title>\(head)</title>").title
    }

    private func date(_ body: String, head: String = "") -> String? {
        PageFixture.article(body, head: head).date?.iso
    }

    @Test func aKickerOrSubheadingIsNotTheTitle() {
        let full = "Storm season pushes up the price of the sea wall"
        #expect(title(full + " | HN", "<h2>Storm season</h2><h1>Sea wall to cost nine million</h1>") == full)
        #expect(title(full, "<h1>A wall for a hundred years</h1><h2><a href=/t>Storm season</a></h2>") == full)
    }

    @Test func aSubheadingThatIsMostOfTheTitleOrAPartOfItIsTheTitle() {
        #expect(title("The late ferry", "<h2>Late ferry</h2>") == "Late ferry")
        #expect(
            title("The site of many a harbour story » Blog » Late ferry", "<h2><a href=/p>Late ferry</a></h2>")
                == "Late ferry"
        )
    }

    @Test func theNameOfTheSiteOnItsFrontPagesLinkIsNotTheTitle() {
        for target in ["/", "https://example.org", "https://example.org/", "./"] {
            let logo = "<h1><a href='\(target)'>The Daily Quay</a></h1>"
            #expect(title("Town votes for stone | The Daily Quay", logo) == "Town votes for stone")
            #expect(title("The Daily Quay", logo) == "The Daily Quay")
        }
        #expect(title("Harbour | Town votes", "<h1><a href=/a/town>Town votes</a></h1>") == "Town votes")
    }
}

import Testing

@testable import HZCommandLine
@testable import HZSearch

@Suite struct ResultPageTests {
    private func page(_ change: (inout Hit) -> Void) -> String {
        var hit = Hit()
        hit.title = "Robots"
        hit.path = "/a/robots.html"
        change(&hit)
        return ResultPage(style: TerminalStyle(isOn: false), width: nil, folder: "/a").text([hit])
    }

    @Test func aResultSaysWhatItLacks() throws {
        let text = page {
            $0.author = "Jane Roe"
            $0.missing = ["six", "dragons"]
        }
        #expect(text == "Robots\nrobots.html  Jane Roe  without six, dragons\n")
        #expect(page { _ in } == "Robots\nrobots.html\n")
        var screen = SearchScreen(query: "six robots", style: TerminalStyle(isOn: false), folder: nil)
        let json = #"{"query":"six robots","total":{"value":0,"relation":"eq"},"hits":[{"id":"a","missing":["six"]}]}"#
        screen.show(try SearchResult(json: Array(json.utf8)))
        #expect(screen.frame(columns: 80, rows: 24).contains("without six"))
    }

    @Test func aResultSaysWhereElseItWasSaved() {
        #expect(page { $0.duplicates = ["/a/copy.html"] } == "Robots\nrobots.html\nalso copy.html\n")
        let many = page { $0.duplicates = ["/b/\u{1B}[m.html", "/a/2", "/a/3"] }
        #expect(many.contains("\nalso /b/") && many.hasSuffix(".html and 2 more\n"), "\(many)")
        #expect(!many.contains("\u{1B}"))
    }
}

import Testing

@testable import HZIngest

/// Text of articles that looks like something else: like pointers and appeals by its words, like menus by its links.
struct KeptTextTests {
    private let parts = PageFixture.story.split(separator: "\n").map(String.init)

    private func body(_ html: String) -> String { PageFixture.body(PageFixture.article(html)) }

    /// The body of an article with a part in its middle.
    private func body(around part: String) -> String {
        body("<main><article><h1>The late ferry</h1>\(parts[0])\(part)\(parts[1])\(parts[2])</article></main>")
    }

    /// That of one which ends with a part.
    private func body(before part: String) -> String {
        body("<main><article><h1>The late ferry</h1>\(PageFixture.story)\(part)</article></main>")
    }

    @Test(arguments: [
        "The company added nine million <a href=/x>paying subscribers</a> in the quarter, almost twice as many as before.",
        "The browser will keep third-party <a href=/c>tracking cookies</a> after all, ending a plan announced years ago.",
        "She had <a href=/d>donated a kidney</a> to her brother in 2003 and never spoke of it before this interview.",
        "This article was corrected on 3 May: an earlier version gave the wrong name of the <a href=/n>newsletter</a>.",
        "Latest figures from the <a href=/o>statistics office</a> show that inflation rose to 3.8 percent in July.",
        "Share prices in Tokyo fell sharply after the <a href=/b>central bank</a> raised its main rate on Friday.",
        "Comments by the minister on <a href=/r>public radio</a> suggest that there will be no second vote on it.",
        "More on the <a href=/r>missing ship</a> was learnt on Thursday, when divers found its wheelhouse in the deep.",
    ])
    func sentencesStayWhateverWordsTheyBeginWithOrHold(_ sentence: String) {
        let words = sentence.split(separator: "<")[0]
        #expect(body(around: "<p>\(sentence)</p>").contains(words))
    }

    @Test func aLastSentenceThatCountsSubscribersStays() {
        let last =
            "Netflix ended the year with 301 million subscribers, more than analysts had expected after the rise."
        #expect(body(before: "<p>\(last)</p>").contains(last))
    }

    @Test(arguments: [
        "<p>Subscribe to our <a href=/n>newsletter</a>, and get the best stories of the harbour every Friday evening.</p>",
        "<p>If you liked this story, please subscribe to <a href=/n>letters</a>: good reporting is never for free.</p>",
        "<p>Share your thoughts on ferries <a href=/c>with other readers</a>, as hundreds of them have done before.</p>",
        "<p>Related: how the <a href=/g>goat of the northern islands</a> came to be the mascot of the whole harbour.</p>",
        "<h2>Comments (3)</h2><p>Share this article.</p>", "<p>Photo courtesy of the harbour.</p>", "<p>Loading...</p>",
    ])
    func whatAsksReadersOrNamesOtherPagesIsLeftOut(_ part: String) {
        #expect(body(around: part) == body(around: ""))
    }

    @Test(arguments: [
        "Related work", "How cookies follow you", "Share prices collapse", "Comments from the minister",
        "Latest developments", "Who donated the money", "Aus dem Leben", "Chocolate chip cookies",
    ])
    func headingsAboveParagraphsStayWhateverTheyBeginWith(_ heading: String) {
        #expect(body(around: "<h2>\(heading)</h2>").contains(heading))
    }

    @Test(arguments: [
        "Follow the blue cable to its end.", "Share the folder with a colleague.", "Loading takes a minute.",
        "Back to the first screen, press OK.", "Source code must be unpacked first.", "Image quality is set to 80 %.",
        "Join the two halves with glue.",
    ])
    func stepsThatBeginLikePointersOrCreditsStay(_ step: String) {
        let list = "<ol><li>\(step.hasSuffix(".") ? step : step + " It is.")</li><li>Press the red key.</li></ol>"
        #expect(body(around: list).contains(step))
    }

    @Test func shortSentencesOfPicturesAndCommentsStay() {
        for line in ["Photos were forbidden.", "Comments are closed at five.", "Quelle surprise!"] {
            #expect(body(around: "<p>\(line)</p>").contains(line))
        }
    }
}

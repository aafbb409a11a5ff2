import Testing

@testable import HZIngest

/// What pages, letters and archives put around an article, and what only looks like it.
struct LeftOutTests {
    private func body(_ page: String) -> String { PageFixture.body(PageFixture.article(page)) }

    @Test(arguments: [
        "责任编辑：刘德宾", "更多猛料！欢迎扫描二维码关注我们", "本文来自作者授权，不代表本站立场", "原标题：地铁七号线", "扫描二维码，关注公众号",
        "特别声明：以上内容(如有图片或视频亦包括在内)为自媒体平台用户上传并发布，本平台仅提供信息存储服务。请大家注意辨别，谨慎转载本文内容。",
        "You are receiving this email because you signed up at our website. <a href=/u>Unsubscribe</a> or manage your preferences at any time.",
        "Best viewed with Netscape Navigator 3.0, in 800 by 600 points or more and in thousands of colours.",
    ])
    func whatEndsAnArticleIsNotOfIt(_ end: String) {
        let page = "<div><h1>Late</h1>\(PageFixture.story)<p>\(end)</p></div>"
        #expect(!body(page).contains(end.prefix(8)))
    }

    @Test(arguments: [
        "扫描隧道显微镜的发明者在这里工作了二十年，她的学生后来遍布世界各地。", "编辑部的同事们都去了现场，只有老王留了下来，守着电话等消息。",
        "声明说，双方将在明年春天继续谈判，地点仍是湖边的那座旧旅馆。",
    ])
    func sentencesThatBeginAlikeStay(_ sentence: String) {
        #expect(
            body("<div><h1>Late</h1>\(PageFixture.story)<p>\(sentence)</p>\(PageFixture.story)</div>").contains(
                sentence
            )
        )
    }

    @Test func declarationsOfPlatformsAreNotOfTheArticle() {
        let text = "特别声明：以上内容为自媒体平台用户上传并发布，本平台仅提供信息存储服务，不代表平台立场，请读者自行判断内容真伪。"
        let page =
            "<div><h1>Late</h1>\(PageFixture.story)<div>\(text)<p>Notice: the content above was posted by a user of the platform, which only stores it.</p></div></div>"
        #expect(!body(page).contains("特别声明"))
    }

    @Test func aTeaserWithoutLinksIsTheLead() {
        let lead = "<p class=teaser>After fifty-five years it is over.</p>"
        let page = "<article><h1>The bath is closed</h1>\(lead)\(PageFixture.story)</article>"
        #expect(body(page).contains("After fifty-five years"))
        let other =
            "<p class=teaser><a href=/other>The pool opens later than last year, says the mayor of the town, who swims.</a></p>"
        #expect(
            !body("<article><h1>The bath is closed</h1>\(PageFixture.story)\(other)</article>").contains("opens later")
        )
    }

    @Test(arguments: ["kommentare", "commentaires", "comentarios", "reacties", "komentarze", "pinglun-list"])
    func commentsAreKnownInOtherLanguages(_ name: String) {
        let comment =
            "<div class=\(name)><p>My grandfather was the purser on that boat and never learned to swim.</p></div>"
        let article = PageFixture.article(
            "<main><h1>Late</h1>\(PageFixture.story)\(PageFixture.story)\(comment)</main>"
        )
        #expect(PageFixture.text(article, .comments).contains("purser"))
    }

    @Test func commentsInAFooterAreComments() {
        let comment =
            "<div class=comments><p>My grandfather was the purser on that boat and never learned to swim.</p></div>"
        let footer = "<footer class=post-footer><p>Subscribe</p>\(comment)</footer>"
        let article = PageFixture.article("<main><h1>Late</h1>\(PageFixture.story)\(PageFixture.story)</main>\(footer)")
        #expect(PageFixture.text(article, .comments).contains("purser"))
    }

    @Test func theToolbarOfAnArchiveIsNotOfThePage() {
        let toolbar = """
            <div id=wm-ipp-base lang=en><div id=wm-ipp><div>05 Mar 2004 - 11 Nov 2019</div><p>Starting in 1996, these crawls \
            have been given to the archive. Flowing in every day, they are added after an embargo period.</p></div></div>
            """
        let article = PageFixture.article(
            "\(toolbar)<h1>Late</h1><i>Posted March 4, 2004 by Tom Brine</i>\(PageFixture.story)"
        )
        #expect(!PageFixture.body(article).contains("crawls"))
        #expect(article.date?.iso == "2004-03-04" && article.author == "Tom Brine")
    }

    @Test func readingTimesAndDaysBehindADotAreNoLead() {
        let line = "<div>Ivo Brandt</div><div><span>6 min read</span><span>·</span><span>May 17, 2022</span></div>"
        let article = PageFixture.article("<article><h1>Late again</h1>\(line)\(PageFixture.story)</article>")
        #expect(!PageFixture.body(article).contains("min read") && article.date?.iso == "2022-05-17")
    }

    @Test(arguments: [
        "地铁七号线二期全线洞通--城市新闻--晚报网", "地铁七号线二期全线洞通_地铁_七号线_晚报网",
    ])
    func titlesOfHanEndWhereSectionsAndKeywordsBegin(_ title: String) {
        #expect(PageFixture.article(PageFixture.story, head: "<title>\(title)</title>").title == "地铁七号线二期全线洞通")
        #expect(
            PageFixture.article(PageFixture.story, head: "<title>git --amend and snake_case, told</title>").title
                == "git --amend and snake_case, told"
        )
    }

    @Test func whoSubmittedAPageIsItsAuthor() {
        let line =
            "<footer><div>Submitted by <span>Petra Novak</span> on <span>Thu, 08/17/2023 - 14:05</span></div></footer>"
        let article = PageFixture.article("<main><h1>Late</h1><article>\(line)\(PageFixture.story)</article></main>")
        #expect(article.author == "Petra Novak" && article.date?.iso == "2023-08-17")
    }

    @Test func boxesOfLinksBelowAnArticleOfAWikiAreLeftOut() {
        let box =
            "<div class=navbox><table><tr><th>Ferries of the bay</th></tr><tr><td>Old mole</td></tr></table></div>"
        let article = PageFixture.article("<div id=content><h1>Late</h1>\(PageFixture.story)\(box)</div>")
        #expect(!PageFixture.body(article).contains("Old mole"))
        #expect(PageFixture.text(article, .page).contains("Old mole"))
    }
}

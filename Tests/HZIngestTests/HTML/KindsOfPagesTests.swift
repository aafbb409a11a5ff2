import Foundation
import Testing

@testable import HZIngest

/// Pages as common software makes them, cut down to their structure: what a reader would call their content is main.
struct KindsOfPagesTests {
    /// Expects some words in the text of an article, others beside it, and none lost.
    private func expect(_ page: String, head: String = "", main: [String], beside: [String]) {
        let article = PageFixture.article(page, head: head)
        let body = PageFixture.body(article)
        let all = String(decoding: article.text, as: UTF8.self)
        for words in main { #expect(body.contains(words), "\(words)") }
        for words in beside {
            #expect(!body.contains(words), "\(words)")
            #expect(all.contains(words), "lost: \(words)")
        }
    }

    private let menu = "<header><nav><a href=/>Home</a> <a href=/all>All boats</a></nav></header>"
    private let footer = "<footer><p>© Harbour Works. <a href=/terms>Terms</a></p></footer>"
    private let question =
        "The engine of my dinghy stops after ten minutes, and starts only when it has cooled for an hour."
    private let answer = "Look at the vent of the fuel tank first: when it is shut, the pump draws a vacuum in there."
    private let thanks = "Thanks, that solved it."

    @Test func allPostsOfDiscourseAreText() {
        func post(_ name: String, _ text: String, _ number: Int) -> String {
            """
            <div id='post_\(number)' class='topic-body crawler-post'><div class='crawler-post-meta'>
            <span class='creator'><a rel=nofollow href='/u/\(name)'><span>\(name)</span></a></span>
            <span class='crawler-post-infos'><time datetime='2024-05-0\(number)T10:00:00Z' class='post-time'>May \(number), 2024</time>
            <span>\(number)</span></span></div><div class='post'><p>\(text)</p></div></div>
            """
        }
        let posts = post("ann", question, 1) + post("bo", answer, 2) + post("ann", thanks, 3)
        let topic = """
            <div id='main-outlet' class='wrap' role='main'><div id='topic-title'><h1><a href='/t/engine/7'>Engine stops</a></h1>
            <div class='topic-category'><a href='/c/engines'>Engines</a></div></div>\(posts)
            <div id='related-topics' class='more-topics__list'><h3>Related topics</h3><table class='topic-list'><tr>
            <td><a href='/t/oil/9'>Which oil for the winter?</a></td></tr></table></div></div>
            """
        let head = "<meta name=generator content='Discourse 3.3'><title>Engine stops - Harbour Forum</title>"
        expect(
            menu + topic + footer,
            head: head,
            main: [question, answer, thanks],
            beside: ["Which oil for the winter?", "Terms"]
        )
    }

    @Test func repliesThatAreMarkedAsCommentsOfADiscussionAreText() {
        func reply(_ text: String, _ likes: Int) -> String {
            """
            <div itemprop=comment itemscope itemtype='http://schema.org/Comment' class='topic-body crawler-post'>
            <div class=post itemprop=text><p>\(text)</p></div><div itemprop=interactionStatistic class=crawler-like>
            <span class=post-likes>\(likes) Likes</span></div></div>
            """
        }
        let page = """
            <div itemscope itemtype='http://schema.org/DiscussionForumPosting'><h1>Engine stops</h1><div class='topic-body crawler-post'>
            <div class=post itemprop=text><p>\(question)</p><p>\(answer)</p></div></div>
            \(reply("I had the same with mine, and it was a hose that had become soft, and was drawn shut by the pump.", 12))
            \(reply(thanks, 3))\(reply("And what became of the hose in the end?", 7))</div>
            """
        expect(
            menu + page + footer,
            main: [question, answer, thanks, "was drawn shut", "became of the hose"],
            beside: ["12 Likes", "3 Likes", "Terms"]
        )
        let article = PageFixture.article(menu + page + footer)
        #expect(PageFixture.text(article, .comments).isEmpty)
    }

    @Test func allPostsOfPhpBBAreText() {
        func post(_ name: String, _ text: String) -> String {
            """
            <div class='post has-profile bg2'><div class=inner><dl class=postprofile><dt><a href='./u' class=username>\(name)</a></dt>
            <dd class=profile-rank>Deckhand</dd><dd class=profile-posts><strong>Posts:</strong> <a href='./s'>12</a></dd></dl>
            <div class=postbody><div><h3><a href='#p'>Re: Engine stops</a></h3>
            <p class=author><a href='#p'>Post</a> by <a href='./u' class=username>\(name)</a> » <time>Sat May 04, 2024 9:00 am</time></p>
            <div class=content>\(text)</div></div></div></div></div>
            """
        }
        let page = """
            <div id=wrap class=wrap><div id=page-header class=page-header><ul id=nav-main class='nav-main linklist'><li>
            <a href=/faq>Questions</a></ul></div><div id=page-body class=page-body role=main><h2 class=topic-title>
            <a href='./t'>Engine stops</a></h2>\(post("ann", question))\(post("bo", answer))\(post("ann", thanks))
            <div class=action-bar><a href='./reply' class=button>Post Reply</a></div>
            <div class='stat-block online-list'><h3>Who is online</h3><p>Users browsing this forum: No registered users and 3 guests</p>
            </div></div><div id=page-footer class=page-footer><p>Powered by phpBB</p></div></div>
            """
        let head = "<title>Engine stops - Harbour Forum</title>"
        let around = "<div id=phpbb class='nojs notouch section-viewtopic ltr'>"
        expect(
            around + page + "</div>",
            head: head,
            main: [question, answer, thanks],
            beside: ["Questions", "Powered by phpBB"]
        )
    }

    @Test func allPostsOfXenForoAreText() {
        func post(_ name: String, _ text: String) -> String {
            """
            <article class='message message--post js-post' data-author='\(name)'><div class=message-inner>
            <div class='message-cell message-cell--user'><section class=message-user itemprop=author itemscope itemtype='https://schema.org/Person'>
            <h4 class=message-name><a class=username href=/u><span itemprop=name>\(name)</span></a></h4>
            <h5 class='userTitle message-userTitle'>Well-known member</h5></section></div>
            <div class='message-cell message-cell--main'><div class='message-main'><div class=message-content>
            <article class='message-body js-selectToQuote'><div class=bbWrapper>\(text)</div></article></div></div></div></div></article>
            """
        }
        let page = """
            <div class=p-pageWrapper>\(menu)<div class=p-body><div class=p-title><h1 class=p-title-value>Engine stops</h1></div>
            <div class='block block--messages'><div class=block-body>\(post("ann", question))\(post("bo", answer))
            \(post("ann", thanks))</div></div><div class='p-body-sidebar'><h3>Latest threads</h3><a href=/t>Which oil for the winter?</a>
            </div></div>\(footer)</div>
            """
        let data = """
            <script type='application/ld+json'>{"@type":"DiscussionForumPosting","headline":"Engine stops"}</script>
            """
        expect(page, head: data, main: [question, answer, thanks], beside: ["Which oil for the winter?", "Terms"])
    }

    @Test func theDescriptionOfAShopifyProductIsTextAndWhatOnlyScreenReadersSayIsNot() {
        let images = (1...4).map {
            "<li><button><span class=visually-hidden>Load image \($0) in gallery view</span></button></li>"
        }
        let page = """
            \(menu)<main id=MainContent class='content-for-layout' role=main><section class=shopify-section><product-info>
            <ul class=thumbnail-list role=list>\(images.joined())</ul><h1>Ten litre tank</h1><div class=price>
            <span class='visually-hidden visually-hidden--inline'>Regular price</span> <span class=price-item>$39.00</span></div>
            <form><button type=submit>Add to cart</button></form>
            <div class='product__description rte'><p>\(answer)</p><p>\(question)</p></div>
            <details><summary><h2>Shipping</h2></summary><div class=accordion__content><p>We send it within two days.</p></div></details>
            </product-info></section><div id=judgeme_product_reviews class='product-reviews'><h2>Customer reviews</h2>
            <p>I have had this tank for four years, and it has never leaked or smelled of petrol, not even in the sun.</p></div>
            <div class=related-products><h2>You may also like</h2><a href=/p>Five litre tank</a></div></main>\(footer)
            """
        expect(
            page,
            head: "<meta property='og:type' content=product>",
            main: [answer, question, "We send it within two days."],
            beside: ["Load image 1 in gallery view", "Add to cart", "never leaked", "Five litre tank"]
        )
    }

    @Test func theHiddenTabsOfAWooCommerceProductAreText() {
        let page = """
            \(menu)<div class='site-content'><main id=main class=site-main><div id=product-7 class='product type-product'>
            <div class='summary entry-summary'><h1 class='product_title entry-title'>Ten litre tank</h1><p class=price>39.00 €</p>
            <div class=woocommerce-product-details__short-description><p>\(answer)</p></div></div>
            <div class='woocommerce-tabs wc-tabs-wrapper'><ul class='tabs wc-tabs' role=tablist><li><a href='#tab-d'>Description</a></ul>
            <div class='woocommerce-Tabs-panel panel entry-content wc-tab' id=tab-d role=tabpanel><h2>Description</h2><p>\(question)</p></div>
            <div class='woocommerce-Tabs-panel panel entry-content wc-tab' role=tabpanel style='display:none'><h2>Measures</h2>
            <p>It is forty centimetres long, thirty wide and twenty high, and weighs two kilograms without any fuel in it.</p></div></div>
            <section class='related products'><h2>Related products</h2><ul class=products><li><a href=/p>Five litre tank</a></ul></section>
            </div></main></div>\(footer)
            """
        expect(
            page,
            head: "<meta property='product:price:amount' content=39>",
            main: [answer, question, "forty centimetres long"],
            beside: ["Five litre tank", "Terms"]
        )
    }

    @Test func termsThatAreLinksAreKeptWithTheirDefinitions() {
        let terms = ["bufferedAmount", "extensions", "protocol", "readyState"].map {
            """
            <dt id='\($0.lowercased())'><a href='/api/\($0)'><code>Station.\($0)</code></a> <span class='badge inline'>Read only</span></dt>
            <dd><p>What the station tells of itself, as a number.</p></dd>
            """
        }
        let page = """
            \(menu)<main id=content class=main-content><article class=main-page-content lang=en><header><h1>Station</h1></header>
            <div class=section-content><p>\(question)</p></div><section aria-labelledby=properties><h2 id=properties>
            <a href='#properties'>Instance properties</a></h2><div class=section-content><dl>\(terms.joined())</dl></div></section>
            </article></main><aside class=toc><ol><li><a href='#properties'>In this article</a></ol></aside>\(footer)
            """
        expect(
            page,
            main: [question, "Station.bufferedAmount Read only", "Station.readyState"],
            beside: ["In this article"]
        )
    }

    @Test func thePageOfAManualIsTextWithoutItsMenus() {
        let docusaurus = """
            <nav class='navbar navbar--fixed-top'><a href=/>Harbour</a></nav><div class=main-wrapper>
            <aside class='theme-doc-sidebar-container'><nav class='menu thin-scrollbar'><ul class='theme-doc-sidebar-menu menu__list'>
            <li class=menu__list-item><a class=menu__link href=/moor>Mooring</a></ul></nav></aside>
            <main class=docMainContainer><div class=container><nav class='theme-doc-breadcrumbs breadcrumbsContainer'><ul class=breadcrumbs>
            <li><span>Boats</span></ul></nav><article><div class='theme-doc-markdown markdown'><header><h1>Fuel</h1></header><p>\(question)</p>
            <h2 class=anchor id=vent>The vent<a href='#vent' class=hash-link>\u{200B}</a></h2><p>\(answer)</p><pre><code>vent --open</code></pre>
            </div></article><nav class='pagination-nav docusaurus-mt-lg'><a class=pagination-nav__link href=/oil>Next: Oil</a></nav>
            <div class='tableOfContents thin-scrollbar'><ul class='table-of-contents'><li><a href='#vent'>To the vent</a></ul></div></div></main>
            </div><footer class=footer>Copyright</footer>
            """
        expect(
            docusaurus,
            main: [question, answer, "vent --open"],
            beside: ["Mooring", "Next: Oil", "To the vent", "Copyright"]
        )
        let sphinx = """
            <div class=related role=navigation><h3>Navigation</h3><ul><li><a href=genindex>index</a></ul></div><div class=document>
            <div class=documentwrapper><div class=bodywrapper><div class=body role=main><section id=fuel><h1>Fuel<a class=headerlink href='#fuel'>¶</a></h1>
            <p>\(question)</p><dl class='py function'><dt class='sig sig-object py' id=vent><span class='sig-name'>vent</span>(<em>open</em>)
            <a class=headerlink href='#vent'>¶</a></dt><dd><p>\(answer)</p></dd></dl></section></div></div></div>
            <div class=sphinxsidebar role=navigation><div class=sphinxsidebarwrapper><h4>Next topic</h4><a href=oil>Which oil</a></div></div></div>
            <div class=footer>Created using Sphinx.</div>
            """
        expect(sphinx, main: [question, answer, "vent(open)"], beside: ["Which oil", "Created using Sphinx", "index"])
    }

    @Test func numbersInTheLinesOfAQuestionAreNoCounters() {
        let rows = (1...4).map { "<tr><td>\($0)</td><td>\($0 * 40)</td><td>\($0 * 7)</td></tr>" }.joined()
        let lines = (1...4).map { "<div>x\($0) = \($0 * 9)</div>" }.joined()
        let runs = (1...4).map { "<pre>run \($0)</pre>" }.joined()
        let page = """
            <div itemscope itemtype='https://schema.org/QAPage'><h1>Which boats are fast?</h1><div class=question><p>\(question)</p>
            <table><tr><th>id</th><th>boats</th><th>cost</th></tr>\(rows)</table>\(lines)\(runs)<p>\(question)</p></div></div>
            """
        expect(page, main: ["2 80 14", "x3 = 27", "run 4"], beside: [])
    }

    @Test func theColumnsOfALandingPageAreText() {
        let rows = (1...4).map {
            """
            <section class='section-\($0)'><div class=w-layout-grid><div class='col-left'><h2>Part \($0)</h2>
            <p>Part \($0) of the service takes care of a boat from the first day of spring to the last one of the autumn.</p></div>
            <div class='col-right'><img src=p.jpg alt></div></div></section>
            """
        }
        let page = """
            <div class='navbar w-nav'><a class=w-nav-link href=/prices>Prices</a></div><main class=main-wrapper>
            <section class=section-hero><h1>Boats looked after</h1><p>\(question)</p></section>\(rows.joined())
            <section class=section-faq><div class=faq-item><button>Do you work in winter?</button>
            <div class=faq-answer style='visibility:hidden'><p>We do, but for the days between Christmas and the new year, when the yard is closed.</p></div>
            </div></section></main>\(footer)
            """
        expect(
            page,
            main: ["Part 1 of the service", "Part 4 of the service", "when the yard is closed"],
            beside: ["Prices", "Terms"]
        )
    }

    @Test func allItemsOfAListOfThingsForSaleAreItsText() {
        let long =
            "A tank for those who go far out, with a gauge that can be read in the dark and a cap that nobody loses."
        let items = [("Five litre tank", "Small."), ("Ten litre tank", "Light."), ("Forty litre tank", long)].map {
            """
            <li class=product-card><a href=/p><img src=p.jpg alt></a><h3><a href=/p>\($0.0)</a></h3><span>$39.00</span>
            <p>\($0.1)</p></li>
            """
        }
        let facets = "<div class=facets><h4>Colour</h4><div>Refine by: red</div><div>Refine by: blue</div></div>"
        let list = "\(facets)<ul class=products>\(items.joined())</ul>"
        expect(
            "\(menu)<main><h1>Tanks</h1>\(list)<p>\(long)</p><p>\(question)</p></main>\(footer)",
            main: ["Five litre tank", "Ten litre tank", "Small.", "Forty litre tank", long],
            beside: ["Refine by: red"]
        )
    }

    @Test func theMainPartIsTheTextThoughItBeTheSmallerOne() {
        let offers = ["Norway", "Japan", "Chile", "Malta"].map {
            "<p>Orders to \($0) of more than a hundred euros are sent without a charge, by sea, in about six or seven weeks.</p>"
        }
        let price =
            "<p>Nobody pays for what was not repaired, as far as the law of the harbour in question allows us to say that.</p>"
        let part = "<main><h1>Boats</h1><p>\(question)</p><p>\(answer)</p></main>"
        expect(
            "<div class=offers>\(offers.joined())</div>\(part)<div class=small>\(price)</div>\(footer)",
            main: [question, answer],
            beside: ["Orders to Norway", "Orders to Malta", "Nobody pays"]
        )
    }

    @Test func aMainPartWithNextToNothingInItIsNotTheText() {
        let text = "<p>\(question)</p><p>\(answer)</p>"
        let page = "<main><h1>Boats</h1><p>A sentence about the yard.</p></main><div>\(text)\(PageFixture.story)</div>"
        expect(page + footer, main: [question, answer, "The ferry"], beside: ["Terms"])
    }

    @Test func copiesOfSlidesAreNotOfTheText() {
        let slides = (1...3).map {
            "<p>Guest \($0) of the yard says that every boat came back before the summer had begun.</p>"
        }
        let clone = "<div class='slick-slide slick-cloned' aria-hidden=true>\(slides[2])</div>"
        let shown = slides.map { "<div class=slick-slide>\($0)</div>" }.joined()
        let page =
            "\(menu)<main><h1>Boats</h1><p>\(question)</p><div class=slick-track>\(clone)\(shown)</div></main>\(footer)"
        let body = PageFixture.body(PageFixture.article(page))
        #expect(body.components(separatedBy: "Guest 3 of the yard").count == 2)
        #expect(body.contains("Guest 1 of the yard"))
    }

    @Test func anArticleStaysOneHoweverManyReadersWriteBelowIt() {
        let reader =
            "<li class=comment><p>My aunt took that ferry in the winter of the ice, and never said a word about it.</p></li>"
        let comments = "<ul class=comments>" + String(repeating: reader, count: 900) + "</ul>"
        let story = (1...8).map { _ in PageFixture.story }.joined()
        for name in ["page", "copy clone_1"] {
            let article = PageFixture.article("<section class='\(name)'><h1>Late</h1>\(story)</section>\(comments)")
            #expect(PageFixture.body(article).contains("the crew handed out tea"), "\(name)")
            #expect(!PageFixture.body(article).contains("My aunt took"), "\(name)")
            #expect(PageFixture.text(article, .comments).contains("My aunt took"), "\(name)")
        }
    }

    @Test func menusThatSayMoreThanTheArticleAreMenus() {
        let teaser =
            "<li><a href=/x>Ten ferries to take before the summer</a><p>"
            + "<a href=/x>All of them run</a> from the mole, and none of them goes twice on a day in the week.</p></li>"
        let menu =
            "<nav><ul>" + String(repeating: teaser, count: 6)
            + String(repeating: "<li><a href=/y>More of the ferries by name</a></li>", count: 20) + "</ul></nav>"
        let article = PageFixture.article("\(menu)<main><h1>Late</h1>\(PageFixture.story)\(PageFixture.story)</main>")
        #expect(!PageFixture.body(article).contains("none of them goes twice"))
        let trail = "<p class=breadcrumb><a href=/>Harbour</a> &gt; <a href=/f>Ferries of the north</a> &gt; Late</p>"
        let page = PageFixture.article("<article>\(trail)<h1>Late</h1>\(PageFixture.story)</article>")
        #expect(!PageFixture.body(page).contains("Ferries of the north"))
    }
}

/// What the words in `class` and `id` hint at.
///
/// A word is here because many sites use it so, never for the sake of one. Words that style sheets use for looks
/// ("bottom", "widget", "side") only count as whole names.
struct HTMLNameTable: Sendable {
    static let shared = HTMLNameTable()

    /// Whole names, with hyphens left out.
    let names: [String: HTMLHints]
    /// Single words of a name.
    let words: [String: HTMLHints]
    /// First or last words of the names of what holds a picture.
    let pictures: Set<String> = [
        "img", "image", "images", "picture", "photo", "foto", "figure", "textpic", "bild", "imagewrap",
    ]

    private init() {
        names = Self.table(Self.wholeNames)
        words = Self.table(Self.singleWords)
    }

    private static func table(_ entries: [(HTMLHints, String)]) -> [String: HTMLHints] {
        var table: [String: HTMLHints] = [:]
        for (hints, names) in entries {
            for name in names.split(separator: " ") { table[String(name), default: []].formUnion(hints) }
        }
        return table
    }

    private static let wholeNames: [(HTMLHints, String)] = [
        (
            .articleBody,
            """
            articlebody articlecontent articletext articlecontents articlebodytext entrycontent postcontent postbody \
            posttext storybody storycontent storytext newsbody newscontent newstext contentbody blogpostbody \
            maincontenttext mwparseroutput bodycontent singlecontent contentarticle articlemain artibody arttext \
            postentry entrytext
            """
        ),
        (.main, "maincontent contentmain mainarticle pagecontent primarycontent sitecontent contentarea"),
        (
            .related,
            """
            readmore readalso alsoread readnext upnext morefrom morestories seealso youmayalsolike youmightalsolike \
            latest latestnews latestposts nextstory nextpost bio biobox
            """
        ),
        (
            .author,
            """
            authorbio authorbox authorinfo authordescription authorprofile authorcard aboutauthor abouttheauthor \
            postauthorbio authorabout articleauthorbio
            """
        ),
        (
            .navigation,
            "skiplink skiptocontent backtotop gototop toc tableofcontents prevnext postnavigation"
        ),
        (.footer, "bottom foot pagebottom sitebottom bottombar pagefoot sitefoot"),
        (
            .sidebar,
            """
            widget widgets widgetarea sidebarwidget textwidget side secondary sidecontent leftcolumn rightcolumn \
            leftbar rightbar rightblock leftblock rightside leftside colside colright colleft
            """
        ),
        (
            .share,
            "facebook twitter whatsapp tools articletools posttools socialtools twitterwidget actions postactions"
        ),
        (.comments, "commentlist commentarea commentssection disqusthread respond replies livefyre fbcomments"),
        ([.banner, .appeal], "paywall signup newsletter subscribe subscription"),
        (
            .banner,
            """
            calltoaction disclosuretext editorialdisclosure affiliatedisclosure advertiserdisclosure disclosurebox \
            addisclosure affiliatedisclaimer
            """
        ),
        (.caption, "wpcaptiontext wpcaption imagecaption photocaption imgcaption credit photocredit imagecredit"),
        (
            .aside,
            """
            sronly screenreadertext visuallyhidden visuallyhiddenfocusable a11yhidden elementinvisible \
            sronlyfocusable
            """
        ),
        (
            .author,
            "author byline authorname bylinename postauthor articleauthor entryauthor writtenby vcard authors"
        ),
        (
            .date,
            """
            date published pubdate publishdate publisheddate publicationdate postdate articledate entrydate \
            datepublished timestamp dateline publishtime pubtime posttime dtpublished datetime posteddate postedon
            """
        ),
    ]

    private static let singleWords: [(HTMLHints, String)] = [
        (
            .navigation,
            """
            nav navbar navi navigation menu submenu breadcrumb breadcrumbs crumbs crumb pagination pager paging \
            pagenav skip
            """
        ),
        (.header, "header masthead topbar"),
        (.footer, "footer footnav colophon copyright"),
        (.sidebar, "sidebar sidebars rail rightcol leftcol sidecol"),
        (
            .related,
            """
            related recommended recommendation recommendations recirc trending popular teaser teasers outbrain \
            revcontent upsell crosssell taboola mostread mostpopular promo promos
            """
        ),
        (.share, "share sharing sharebar shares social socials sociable addthis sharedaddy follow"),
        (
            .consent,
            """
            cookie cookies consent gdpr onetrust cookiebot cookielaw ccpa usercentrics didomi sourcepoint \
            cookienotice cookiebanner
            """
        ),
        (.forum, "forum forums topic topics bbs phpbb vbulletin viewtopic showthread discourse xenforo ipslayout"),
        (.banner, "banner cta disclaimer"),
        (
            [.banner, .appeal],
            "modal popup overlay lightbox newsletter subscribe signup login toast paywall donation donate"
        ),
        (
            .advertisement,
            "ad ads advert adverts advertisement advertising sponsor sponsored dfp adsense adslot adunit"
        ),
        (.comments, "comment comments disqus discussion"),
        (.caption, "caption captions figcaption credit"),
        (
            .metadata,
            "meta byline tags tag tagged taglist keywords categories author date time timestamp dateline published"
        ),
        (.date, "date timestamp dateline published pubdate"),
        (.form, "form search searchform"),
        (.article, "article hentry story"),
        (.content, "content body text post entry main blog news"),
        (.author, "author authors autor auteur byline bylines"),
    ]
}

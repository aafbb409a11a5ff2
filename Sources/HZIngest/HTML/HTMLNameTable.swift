/// What the words in `class` and `id` hint at.
///
/// A word is here because many sites use it so, never for the sake of one. Words that style sheets use for looks
/// ("bottom", "widget", "side") only count as whole names.
struct HTMLNameTable: Sendable {
    static let shared = HTMLNameTable()

    private let names: HashTable
    private let words: HashTable

    private init() {
        names = HashTable(Self.wholeNames)
        words = HashTable(Self.singleWords)
    }

    /// What a whole name hints at, hyphens left out; nil for an unknown one.
    func name(_ hash: UInt64) -> HTMLHints? { names.hints(hash) }

    /// What a word of a name hints at.
    func word(_ hash: UInt64) -> HTMLHints { words.hints(hash) ?? [] }

    /// The hash of no letters.
    static let emptyHash: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The hash of a word and one more letter: FNV-1a.
    static func extend(_ hash: UInt64, _ letter: UInt8) -> UInt64 {
        (hash ^ UInt64(letter)) &* 0x0000_0100_0000_01B3
    }

    /// Hints by hash, with linear probing; no two words of the lists share all 64 bits.
    private struct HashTable: Sendable {
        private var keys = [UInt64](repeating: 0, count: 1 << 10)
        private var values = [HTMLHints](repeating: [], count: 1 << 10)

        init(_ entries: [(HTMLHints, String)]) {
            for (hints, list) in entries {
                for word in list.split(separator: " ") {
                    let hash = word.utf8.reduce(HTMLNameTable.emptyHash) { HTMLNameTable.extend($0, $1) }
                    var place = Self.place(hash)
                    while keys[place] != 0, keys[place] != hash { place = (place + 1) & 1023 }
                    keys[place] = hash
                    values[place].formUnion(hints)
                }
            }
        }

        func hints(_ hash: UInt64) -> HTMLHints? {
            var place = Self.place(hash)
            while keys[place] != 0 {
                if keys[place] == hash { return values[place] }
                place = (place &+ 1) & 1023
            }
            return nil
        }

        private static func place(_ hash: UInt64) -> Int {
            Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 54)
        }
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
        (.edit, "editsection mweditsection"),
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
        // What an archive of the web puts above the pages that it shows.
        ([.banner, .consent], "wmippbase wmipp"),
        (
            .caption,
            """
            wpcaptiontext wpcaption imagecaption photocaption imgcaption credit photocredit imagecredit picintro picinfo picdesc
            """
        ),
        (
            .aside,
            """
            sronly screenreadertext screenreaderonly visuallyhidden visuallyhiddenfocusable ayhidden elementinvisible \
            sronlyfocusable hiddenvisually aoffscreen govukvisuallyhidden usasronly
            """
        ),
        (
            .author,
            "author byline authorname nickname bylinename postauthor articleauthor entryauthor writtenby vcard authors readercredits"
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
            pagenav navbox skip facet facets refinement refinements refine
            """
        ),
        (.header, "header masthead topbar"),
        (.footer, "footer footnav colophon copyright"),
        (.sidebar, "sidebar sidebars rail rightcol leftcol sidecol"),
        (
            .related,
            """
            related recommended recommendation recommendations recirc trending popular teaser teasers outbrain \
            revcontent upsell crosssell taboola mostread mostpopular promo promos playlist
            """
        ),
        (.share, "share sharing sharebar shares social socials sociable addthis sharedaddy follow sns"),
        (
            .consent,
            """
            cookie cookies consent gdpr onetrust cookiebot cookielaw ccpa usercentrics didomi sourcepoint \
            cookienotice cookiebanner
            """
        ),
        (
            .forum,
            "forum forums topic topics bbs phpbb vbulletin viewtopic showthread discourse xenforo ipslayout postlist"
        ),
        (.banner, "banner"),
        (
            [.banner, .appeal],
            """
            modal popup overlay lightbox newsletter subscribe signup login toast paywall donation donate cta disclaimer
            """
        ),
        (
            .advertisement,
            "ad ads advert adverts advertisement advertising sponsor sponsored dfp adsense adslot adunit"
        ),
        (
            .comments,
            """
            comment comments disqus discussion kommentare kommentarer commentaires comentarios commenti reacties komentarze \
            yorumlar pinglun discuss
            """
        ),
        (.reviews, "reviews testimonials testimonial"),
        // Copies that carousels make of their slides.
        (.aside, "cloned clone duplicate"),
        (
            .recipe,
            "ingredient ingredients ingredienti ingredientes ingrediens ingredienser ingredienten ingred zutat zutaten"
        ),
        (.wholeRecipe, "hrecipe"),
        (.fold, "tab tabs tabpanel accordion accordions collapse collapsible faq faqs answer"),
        (.caption, "caption captions figcaption credit legend legende bildunterschrift"),
        (
            .metadata,
            "meta byline tags tag tagged taglist keywords categories author date time timestamp dateline published"
        ),
        (.date, "date timestamp dateline published pubdate"),
        (.form, "form search searchform"),
        (.article, "article hentry story"),
        (.content, "content body text post entry main blog news"),
        (.author, "author authors autor auteur byline bylines"),
        (.picture, "img image images picture photo foto figure textpic bild imagewrap"),
        (.denial, "no not has with without is"),
    ]
}

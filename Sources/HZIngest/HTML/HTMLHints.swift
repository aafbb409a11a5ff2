/// What an element's tag, role, class, id and itemprop hint at. Hints are wrong often: they are evidence for
/// the extractor to weigh, never a verdict.
struct HTMLHints: OptionSet, Hashable {
    let rawValue: UInt32

    /// Menus, breadcrumbs, pagination, skip links.
    static let navigation = HTMLHints(rawValue: 1 << 0)
    /// The head of the site.
    static let header = HTMLHints(rawValue: 1 << 1)
    static let footer = HTMLHints(rawValue: 1 << 2)
    static let sidebar = HTMLHints(rawValue: 1 << 3)
    /// Links to other articles.
    static let related = HTMLHints(rawValue: 1 << 4)
    static let share = HTMLHints(rawValue: 1 << 5)
    /// Cookie notices, subscription offers, dialogs.
    static let banner = HTMLHints(rawValue: 1 << 6)
    static let advertisement = HTMLHints(rawValue: 1 << 7)
    static let comments = HTMLHints(rawValue: 1 << 8)
    static let caption = HTMLHints(rawValue: 1 << 9)
    /// By-lines, dates, tags, reading times.
    static let metadata = HTMLHints(rawValue: 1 << 10)
    static let form = HTMLHints(rawValue: 1 << 11)

    /// The text of an article, in so many words: itemprop=articleBody, entry-content.
    static let articleBody = HTMLHints(rawValue: 1 << 12)
    static let article = HTMLHints(rawValue: 1 << 13)
    static let main = HTMLHints(rawValue: 1 << 14)
    /// "content", "text", "post", "body" and the like.
    static let content = HTMLHints(rawValue: 1 << 15)

    static let author = HTMLHints(rawValue: 1 << 16)
    static let date = HTMLHints(rawValue: 1 << 17)
    /// Links to edit a section, as wikis have them behind its heading.
    static let edit = HTMLHints(rawValue: 1 << 18)
    /// Text for screen readers, drawings.
    static let aside = HTMLHints(rawValue: 1 << 19)
    /// Not the element's own hint but one that its tag or role states by the standard's meaning.
    static let isStandard = HTMLHints(rawValue: 1 << 20)
    /// `article`, `main` and their roles: the standard's words for what the page is about.
    static let statesContent = HTMLHints(rawValue: 1 << 21)
    /// Questions about cookies.
    static let consent = HTMLHints(rawValue: 1 << 22)
    /// Dialogs, offers of letters, appeals for money: a banner that may hold running text.
    static let appeal = HTMLHints(rawValue: 1 << 23)
    /// Pictures; short text inside is a caption.
    static let picture = HTMLHints(rawValue: 1 << 24)
    /// A forum, where what readers write is what the page is about.
    static let forum = HTMLHints(rawValue: 1 << 25)
    /// Of a word only: the rest of the name tells of something else.
    static let denial = HTMLHints(rawValue: 1 << 26)

    /// What buyers wrote.
    static let reviews = HTMLHints(rawValue: 1 << 27)
    /// Tabs, questions that fold out: what is hidden in them is a click away.
    static let fold = HTMLHints(rawValue: 1 << 28)
    /// A forum by its type (schema.org), which no name can be.
    static let discussion = HTMLHints(rawValue: 1 << 29)
    /// What a recipe takes, and how it is made.
    static let recipe = HTMLHints(rawValue: 1 << 30)
    /// A recipe as a whole, by its type (schema.org) or as microformats call it.
    static let wholeRecipe = HTMLHints(rawValue: 1 << 31)

    /// What speaks against a part of the page being the article.
    static let boilerplate: HTMLHints = [
        .navigation, .header, .footer, .sidebar, .related, .share, .banner, .advertisement, .aside, .consent,
    ]

    /// What speaks against it.
    var verdicts: HTMLHints { intersection(HTMLHints.boilerplate.union([.comments, .reviews])) }

    /// Whether what is hidden in the element is a click of its reader away, and no menu or dialog.
    var folds: Bool {
        contains(.fold)
            && isDisjoint(with: [.navigation, .header, .footer, .banner, .consent, .form, .share, .related])
    }

    /// Without what speaks against it.
    var withoutVerdicts: HTMLHints { subtracting(verdicts) }

    /// What the tag alone says.
    static func of(_ tag: HTMLTag) -> HTMLHints {
        switch tag {
        case .nav, .menu, .search: [.navigation, .isStandard]
        case .header: [.header, .isStandard]
        case .footer: [.footer, .isStandard]
        case .aside: [.sidebar, .isStandard]
        case .dialog: [.banner, .isStandard]
        case .article: [.article, .isStandard, .statesContent]
        case .main: [.main, .isStandard, .statesContent]
        case .figcaption, .caption: [.caption, .isStandard]
        case .form, .fieldset, .select, .button, .textarea: .form
        case .address: .metadata
        case .svg: .aside
        default: []
        }
    }

    /// What a `role` says (WAI-ARIA 1.2, section 5.4).
    static func ofRole(_ role: ArraySlice<UInt8>) -> HTMLHints {
        switch String(decoding: role, as: UTF8.self) {
        case "navigation", "menu", "menubar", "toolbar", "tablist", "search": [.navigation, .isStandard]
        case "banner": [.header, .isStandard]
        case "contentinfo": [.footer, .isStandard]
        case "complementary": [.sidebar, .isStandard]
        case "dialog", "alertdialog", "alert": [.banner, .isStandard]
        case "main": [.main, .isStandard, .statesContent]
        case "article": [.article, .isStandard, .statesContent]
        case "tabpanel": .fold
        default: []
        }
    }

    /// What an `itemtype` says (schema.org).
    static func ofType(_ type: ArraySlice<UInt8>) -> HTMLHints {
        for name in ["/DiscussionForumPosting", "/QAPage"] where type.count > name.utf8.count {
            if type.suffix(name.utf8.count).elementsEqual(name.utf8) { return [.forum, .discussion] }
        }
        if type.suffix(7).elementsEqual("/Recipe".utf8) { return .wholeRecipe }
        return []
    }

    /// The first name of an `itemprop` or of RDFa's `property`, without the vocabulary before it: "schema:author".
    static func localName(_ property: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let first = property.prefix { $0 > 0x20 }
        return first.lastIndex(of: UInt8(ascii: ":")).map { first[($0 + 1)...] } ?? first
    }

    /// What an `itemprop` says (schema.org).
    static func ofProperty(_ property: ArraySlice<UInt8>) -> HTMLHints {
        switch String(decoding: property, as: UTF8.self) {
        case "articleBody": [.articleBody, .isStandard]
        case "author", "creator": .author
        case "datePublished", "dateCreated": .date
        case "comment": [.comments, .isStandard]
        case "breadcrumb": .navigation
        case "caption": .caption
        case "recipeIngredient", "recipeInstructions", "ingredients": .recipe
        default: []
        }
    }
}

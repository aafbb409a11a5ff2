/// What of that which style sheets and scripts hide is read as if it were shown.
enum HiddenParts {
    case none
    /// Elements that say that they are the body of an article: scripts hide it where they ask for money first. Elements
    /// whose places are kept: scripts show them once the page is ready.
    case bodies
    /// All that is marked as hidden, and the content of `noscript` and the like.
    case all

    /// Whether an element that is marked as hidden is shown.
    func shows(_ facts: HTMLTagFacts) -> Bool {
        switch self {
        case .none: false
        case .bodies: facts.hints.isSuperset(of: .articleBody) || facts.isHiddenInPlace
        case .all: true
        }
    }

    /// The facts of an element that is shown: most of a page that a script would show is the body of its article.
    func named(_ facts: HTMLTagFacts) -> HTMLTagFacts {
        guard self == .bodies, facts.isHiddenInPlace else { return facts }
        var facts = facts
        facts.hints.formUnion(.articleBody)
        return facts
    }
}

extension HTMLPage {
    /// What must be shown for the page to be read: where next to nothing of it is shown as it was saved, nothing at all or
    /// its menus alone, everything; where more of what seems the article is hidden than `main` bytes of it are shown, that.
    func neededParts(main: Int) -> HiddenParts {
        if hiddenBytes > text.count, text.count < Self.leastVisible || main == 0 { return .all }
        return hiddenBodyBytes > max(main, Self.leastVisible) ? .bodies : .none
    }

    private static let leastVisible = 400
}

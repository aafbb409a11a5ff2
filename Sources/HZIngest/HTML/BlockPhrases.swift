/// The words by which short blocks that are not the article give themselves away, in the languages that saved pages
/// are most often in. They judge blocks inside the article's element only, and only short ones.
enum BlockPhrases {
    /// Whether a block begins like a pointer to something else: "Read also", "Leave a comment", "Advertisement".
    static func isPointer(_ text: Span<UInt8>) -> Bool { pointers.begins(text) }

    /// Whether a block begins like the credit of a picture.
    static func isCredit(_ text: Span<UInt8>) -> Bool { credits.begins(text) }

    /// Whether a block begins like a by-line or a line of dates.
    static func isByline(_ text: Span<UInt8>) -> Bool { bylines.begins(text) }

    /// Whether a block asks its reader for something: an address, money, consent.
    static func isAppeal(_ text: Span<UInt8>) -> Bool { appeals.occurs(in: text) }

    /// Whether a block says what buttons say and nothing else.
    static func isControl(_ text: Span<UInt8>) -> Bool {
        if controls.equals(text) { return true }
        for command in commands where PhraseList.ends(text, command) { return true }
        return false
    }

    /// Whether a block begins like a caption that nothing marks as one.
    static func isFigure(_ text: Span<UInt8>) -> Bool { figures.begins(text) }

    /// Whether a block begins like one that says when the page was published or changed.
    static func isDateLabel(_ text: Span<UInt8>) -> Bool { dateLabels.begins(text) }

    private static let dateLabels = PhraseList(
        """
        published|date published|posted|updated|last updated|last modified|last change|modified|created|date:|stand:
        stand vom|veröffentlicht|aktualisiert|letzte änderung|letzte Änderung|letzte aktualisierung|zuletzt|erstellt am|datum:|publié|mis à jour
        dernière mise à jour|publicado|actualizado|última actualización|Última actualización|pubblicato|aggiornato|发布时间|发布日期
        """
    )

    private static let controls = PhraseList(
        """
        add to cart|add to bag|add to basket|add to wishlist|quick view|quick shop|quick add|sold out|choose options
        select options|buy now|shop now|learn more|view details|see details|view all|see all|see more|read more|show more
        show less|load more|loading|sort|sort by|filter|filters|filter by|clear all|apply|reset|cancel|submit|save|close
        next|previous|back|menu|reply|like|quote|report|share|print|copy|copy link|compare|expand|collapse|quantity
        in den warenkorb|mehr anzeigen|filtern|sortieren|ajouter au panier|voir plus|añadir al carrito|ver más
        aggiungi al carrello|mostra altro|dodaj do koszyka|加入购物车|查看更多
        """
    )

    /// The ends of what buttons say, in languages whose verbs come last: "Rezept drucken", "Quellen ausblenden".
    private static let commands = [
        " ausblenden", " einblenden", " drucken", " herunterladen", " anzeigen", " weiterlesen", " als PDF", " as PDF",
    ].map { Array($0.utf8) }

    private static let pointers = PhraseList(
        """
        read also|read more|read next|read on|also read|see also|related|related stories|more from|more on|more about
        more in|recommended|leave a comment|leave a reply|comment|comments|tags|share this|follow us|sign up|subscribe
        click here|advertisement|continue reading|loading|skip to|jump to|back to|print this|about the author
        lesen sie auch|lesen sie mehr|lies auch|weiterlesen|mehr zum thema|mehr dazu|auch interessant|siehe auch
        zum thema|kommentar|kommentare|kommentieren|schlagworte|schlagwörter|teilen|diesen artikel|diesen beitrag
        weitere|noch mehr|schon gelesen|das könnte|zurück zu|zurück zum|zurück zur|drucken|über den autor|über die autorin
        anzeige|werbung|lire aussi|à lire|À lire|voir aussi|en savoir plus|sur le même|articles liés|articles similaires
        lea también|lee también|lee además|mira también|lire la suite|lea más|vea también|ver también|leer más|te puede interesar|más sobre|contenido relacionado
        notas relacionadas|leggi anche|leia também|leia mais|lees ook|przeczytaj|czytaj też|czytaj także|czytaj również
        vea tambiÉn|mira lo que|te recomendamos|recomendados|también te|noticias relacionadas|lesen sie hier
        heute empfehlen|empfehlungen|externer inhalt|kategorien|ähnliche|passende|mehr von|aus dem|suggested citation
        categories|archives|you may also|you might also|explore more|more stories|latest|keep reading|trending|contact us
        about us|get in touch|ready to|join the|share|follow|à propos de|sur le même sujet|zobacz|inne artykuły|podobne|читайте также|Читайте также|похожие|Похожие|延伸閱讀|相关阅读|相关新闻|推荐阅读
        """
    )

    private static let figures = PhraseList(
        "abbildung|abb|fig|figure 1|figure 2|figure 3|figure 4|image credit|photo by|photograph by|foto:|photo:|image:|bild:"
    )

    private static let credits = PhraseList(
        """
        foto|fotos|photo|photos|bild|image|credit|quelle|source|grafik|picture|illustration|screenshot|video|copyright|©
        """
    )

    private static let bylines = PhraseList(
        """
        by|von|par|por|autor|author|text|written by|posted|published|updated|veröffentlicht|veröffentlichung|publicado
        publié|stand|datum|作者|记者
        """
    )

    private static let appeals = PhraseList(
        """
        sign up|subscrib|newsletter|abonnier|unterstützen sie|unterstützen uns|unterstütze|support our work
        supporting our|we need your help|help us continue|become a supporter|jetzt spenden|spenden sie|je fais un don
        faire un don|haz una donación|dona ahora|te necesitamos|of our advertisers|from our advertisers|advertising policy
        advertiser disclosure|cookies|suscrib|suscríb|hazte|inscrivez|abonnez|donate|follow us|folgen sie|affiliate
        all rights reserved|download the app|join us|join our
        """
    )
}

/// Phrases, by their first byte.
private struct PhraseList: Sendable {
    /// All phrases, one behind the other, and where each begins; one more place is the end of the last.
    private var bytes: [UInt8] = []
    private var starts: [Int] = [0]
    /// For each byte, the first phrase that begins with it or a later one.
    private var firsts = [Int](repeating: 0, count: 257)

    /// - Parameter phrases: in lower case as far as they are ASCII, apart by "|" or line breaks.
    init(_ phrases: String) {
        let list = phrases.split { $0 == "|" || $0 == "\n" }.map { Array($0.utf8) }.sorted { $0[0] < $1[0] }
        for phrase in list {
            firsts[Int(phrase[0]) + 1] += 1
            bytes += phrase
            starts.append(bytes.count)
        }
        for byte in 1...256 { firsts[byte] += firsts[byte - 1] }
    }

    /// Whether one of the phrases stands at the beginning of `text`, marks and white space left out, and ends a word there.
    func begins(_ text: Span<UInt8>) -> Bool {
        let start = Self.behindMarks(text)
        return contains(at: start, of: text) { end in
            end == text.count || (text[end] | 0x20) &- 0x61 >= 26
        }
    }

    /// Whether `text` is one of the phrases.
    func equals(_ text: Span<UInt8>) -> Bool {
        contains(at: 0, of: text) { end in end == text.count }
    }

    /// Whether one of the phrases stands anywhere in `text` where a word begins.
    func occurs(in text: Span<UInt8>) -> Bool {
        var isInWord = false
        for start in text.indices {
            if !isInWord, contains(at: start, of: text, where: { _ in true }) { return true }
            isInWord = (text[start] | 0x20) &- 0x61 < 26
        }
        return false
    }

    /// Whether `text` ends with `end`, and does not begin with it.
    static func ends(_ text: Span<UInt8>, _ end: [UInt8]) -> Bool {
        guard text.count > end.count else { return false }
        let start = text.count &- end.count
        for index in end.indices where text[start &+ index] != end[index] { return false }
        return true
    }

    /// Whether one of the phrases stands at `start` of `text` and ends where it may.
    @inline(__always)
    private func contains(at start: Int, of text: Span<UInt8>, where mayEnd: (Int) -> Bool) -> Bool {
        guard start < text.count else { return false }
        let first = Int(Self.folded(text[start]))
        for phrase in firsts[first]..<firsts[first &+ 1] {
            let range = starts[phrase]..<starts[phrase &+ 1]
            guard text.count &- start >= range.count else { continue }
            var length = 1
            while length < range.count, Self.folded(text[start &+ length]) == bytes[range.lowerBound &+ length] {
                length &+= 1
            }
            if length == range.count, mayEnd(start &+ length) { return true }
        }
        return false
    }

    private static func folded(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

    /// Behind punctuation, arrows and pictographs.
    private static func behindMarks(_ text: Span<UInt8>) -> Int {
        var start = 0
        while start < text.count {
            let byte = text[start]
            if byte < 0x80 {
                if (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 { return start }
                start &+= 1
            } else if byte == 0xC2, start &+ 1 == text.count || text[start &+ 1] != 0xA9 {
                // "©" is a word.
                start &+= 2
            } else if byte == 0xE2 {
                start &+= 3
            } else if byte == 0xF0 {
                start &+= 4
            } else {
                return start
            }
        }
        return start
    }
}

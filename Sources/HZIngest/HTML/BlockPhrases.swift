/// The words by which short blocks that are not the article give themselves away, in the languages that saved pages
/// are most often in. They judge blocks inside the article's element only, and only short ones.
enum BlockPhrases {
    /// Whether a block begins like a pointer to something else: "Read also", "Leave a comment".
    static func isPointer(_ text: Span<UInt8>) -> Bool { pointers.begins(text) }

    /// Whether a block begins with words that pointers begin with, and sentences too: "Latest", "Share", "Comments".
    static func mayBePointer(_ text: Span<UInt8>) -> Bool { openings.begins(text) }

    /// Whether a block is a label of such words: nothing stands behind them, or a colon does.
    static func isLabel(_ text: Span<UInt8>) -> Bool { openings.labels(text) }

    /// Whether a block begins like the credit of a picture. "Photos were forbidden." tells of pictures, and credits none.
    static func isCredit(_ text: Span<UInt8>) -> Bool {
        creditsOfSomebody.begins(text)
            || credits.begins(text) && (!SentenceText.isSentence(text) || credits.labels(text))
    }

    /// Whether a block begins like a by-line or a line of dates.
    static func isByline(_ text: Span<UInt8>) -> Bool { bylines.begins(text) }

    /// Whether a block asks its reader for something: an address, money, consent.
    static func isAppeal(_ text: Span<UInt8>) -> Bool { appeals.occurs(in: text) }

    /// Whether a block has words in it that such requests are about, and many a sentence too: "subscribers", "cookies".
    static func mayBeAppeal(_ text: Span<UInt8>) -> Bool { matters.occurs(in: text) }

    /// Whether a block begins as requests do: "Subscribe", "Donate".
    static func beginsAppeal(_ text: Span<UInt8>) -> Bool { requests.begins(text) }

    /// Whether a block speaks of its reader or of those who made the page, and quotes nobody who does.
    static func isToReader(_ text: Span<UInt8>) -> Bool {
        addresses.occursWhole(in: text) && !SentenceText.hasQuotation(text)
    }

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

    /// Whether a block begins as the declarations of platforms about what others put there: no links are needed to tell them.
    static func isDeclaration(_ text: Span<UInt8>) -> Bool { declarations.begins(text) }

    private static let declarations = PhraseList(
        "特别声明|免责声明|版权声明|平台声明|声明：|责任编辑|責任編輯|本文来自|本文转自|本文首发|原标题：|原標題："
    )

    private static let dateLabels = PhraseList(
        """
        published|date published|posted|updated|last updated|last modified|last change|modified|created|date:|stand:
        stand vom|veröffentlicht|aktualisiert|letzte änderung|letzte Änderung|letzte aktualisierung|zuletzt|erstellt am|datum:|publié|mis à jour
        this entry was posted|this post was|this article was|dieser artikel wurde am|dieser beitrag wurde am|dieser eintrag wurde am
        erschienen|dernière mise à jour|publicado|actualizado|última actualización|Última actualización|pubblicato|aggiornato|发布时间|发布日期
        """
    )

    private static let controls = PhraseList(
        """
        add to cart|add to bag|add to basket|add to wishlist|quick view|quick shop|quick add|sold out|choose options
        select options|buy now|shop now|learn more|view details|see details|view all|see all|see more|read more|show more
        show less|load more|upgrade to paid|loading|sort|sort by|filter|filters|filter by|clear all|apply|reset|cancel|submit|save|close
        next|previous|back|menu|reply|like|quote|report|share|print|copy|copy link|compare|expand|collapse|quantity
        in den warenkorb|mehr anzeigen|filtern|sortieren|ajouter au panier|voir plus|añadir al carrito|ver más
        aggiungi al carrello|mostra altro|dodaj do koszyka|加入购物车|查看更多|我要反馈|打印|关闭|收藏|分享|举报|点赞|返回顶部|返回首页|返回列表|查看原文|分享到
        复制|复制代码|复制链接|编辑|播报|回复|回應|留言|评论|转发|赞|列印|分享給好友|打开app|展开全文|收起|投诉|不感兴趣|シェアする|ツイートする|ポストする
        ブックマークする|メールで送る|リンクをコピー|印刷|印刷する|保存する|コピー|コメントする|フォロー|ログイン|もっと見る|続きを読む|공유|공유하기|인쇄|복사|댓글|구독
        구독하기|추천|공감|더보기|글자크기조정
        """
    )

    /// The ends of what buttons say, in languages whose verbs come last: "Rezept drucken", "Quellen ausblenden".
    private static let commands = [
        " ausblenden", " einblenden", " drucken", " herunterladen", " anzeigen", " weiterlesen", " als PDF", " as PDF",
        "，查看更多",
    ].map { Array($0.utf8) }

    private static let pointers = PhraseList(
        """
        read also|read more|read next|read on|also read|see also|related stories|leave a comment|leave a reply|share this
        follow us|sign up|subscribe|click here|continue reading|skip to|print this|about the author
        lesen sie auch|lesen sie mehr|lies auch|weiterlesen|mehr zum thema|mehr dazu|auch interessant|siehe auch
        kommentieren|schlagworte|schlagwörter|schon gelesen|das könnte|über den autor|über die autorin
        lire aussi|à lire|À lire|voir aussi|en savoir plus|sur le même|articles liés|articles similaires
        lea también|lee también|lee además|mira también|lire la suite|lea más|vea también|ver también|leer más|te puede interesar
        contenido relacionado|notas relacionadas|leggi anche|leia também|leia mais|lees ook|przeczytaj|czytaj też|czytaj także
        czytaj również|vea tambiÉn|mira lo que|te recomendamos|recomendados|también te|noticias relacionadas|lesen sie hier
        heute empfehlen|externer inhalt|suggested citation|you may also|you might also|explore more|more stories|keep reading
        contact us|about us|get in touch|ready to|zobacz|inne artykuły|читайте также|Читайте также|читайте також|Читайте також
        延伸閱讀|延伸阅读|相关阅读|相關閱讀|相关新闻|相關新聞|相关报道|相關報導|推荐阅读|推薦閱讀|関連記事|あわせて読みたい|関連リンク
        おすすめ記事|관련기사|관련 기사|baca juga|ilgili haberler|xem thêm|tin liên quan|bài liên quan|läs också|läs även|läs mer
        les også|læs også|lue myös|čtěte také|citește și|citeste si|veja também|saiba mais|διαβάστε επίσης|Διαβάστε επίσης
        اقرأ أيضا|اقرأ أيضاً|أخبار ذات صلة|مواضيع ذات صلة|مواد ذات صلة|بیشتر بخوانید|مطالب مرتبط|קראו גם|כתבות נוספות|यह भी पढ़ें
        ये भी पढ़ें|เรื่องที่เกี่ยวข้อง|ข่าวที่เกี่ยวข้อง|อ่านเพิ่มเติม
        unsubscribe|manage preferences|manage your preferences|manage subscription|update your preferences|view this email
        view in browser|view in your browser|view this in your browser|you are receiving|you're receiving|you received this
        this email was sent|newsletter abbestellen|newsletter abmelden|im browser ansehen|se désabonner|darse de baja
        our mailing address|want to change how|upgrade to paid|open in app|to view or add a comment|im browser anzeigen
        im browser öffnen|diese e-mail im browser|sie erhalten diese|sie erhalten diesen|du erhältst diese|du erhältst diesen
        unsere postanschrift|möchten sie ändern|voir cet e-mail|voir dans le navigateur|ouvrir dans le navigateur
        afficher dans le navigateur|vous recevez cet|vous recevez ce|se désinscrire|me désinscrire|ver en el navegador
        ver este correo|recibes este|has recibido este|cancelar suscripción|cancelar la suscripción|visualizza nel browser
        visualizza questa|ricevi questa|hai ricevuto questa|annulla iscrizione|disiscriviti|bekijk in de browser|je ontvangt deze
        uitschrijven|a version of this article|view this post|similar content being|archivado en|sobre la firma
        users browsing this|who is online|joined:|posts:|原标题|原標題|责任编辑|責任編輯|责编|编辑：|校对：|阅读原文|点击查看|查看更多
        特别声明|免责声明|版权声明|平台声明|声明：|本文来自|扫码关注|扫描二维码|扫描下方|扫一扫|长按二维码|长按识别|微信扫一扫|欢迎关注
        更多精彩|文章关键词|关键词：|猜你喜欢|为您推荐|热门推荐|为你推荐|相关推荐|相关视频|相关链接|相關連結|相关文章|相關文章|大家都在看|往期推荐|往期回顾|往期精选|往期文章|精彩推荐
        点击上方|点击下方|点击蓝字|请继续往下|請繼續往下|字体大小|字体：|字号：|字號：|字體：|字體大小|上一篇：|下一篇：|长按关注|点个“在看”|点个在看|继续滑动看|轻触阅读
        向上滑动看|微信扫码|责编：|責編：|글자크기|많이 본 뉴스|제보는|こちらもおすすめ|アクセスランキング
        """
    )

    private static let openings = PhraseList(
        """
        related|more from|more on|more about|more in|recommended|comment|comments|tags|advertisement|loading|jump to|back to
        zum thema|kommentar|kommentare|teilen|diesen artikel|diesen beitrag|weitere|noch mehr|zurück zu|zurück zum|zurück zur
        drucken|anzeige|werbung|más sobre|empfehlungen|kategorien|ähnliche|passende|mehr von|aus dem|categories|archives
        más información|latest|trending|join the|share|follow|à propos de|podobne|похожие|Похожие
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

    private static let creditsOfSomebody = PhraseList(
        """
        photo by|photos by|photo credit|photo courtesy|photos courtesy|image by|images by|image credit|image courtesy|image source
        picture by|video by|illustration by|screenshot by|foto von|fotos von|foto de|fotos de|bild von|copyright|©
        """
    )

    private static let appeals = PhraseList(
        """
        unterstützen sie|unterstützen uns|support our work|supporting our|we need your help|help us continue
        become a supporter|jetzt spenden|spenden sie|je fais un don|faire un don|haz una donación|dona ahora|te necesitamos
        best viewed with|you are visitor|仅提供信息存储|仅代表作者|僅代表作者|不代表本站|不代表本网|转载请注明|转载请联系|二维码关注
        information storage s|未经授权|未经许可|未经允许|未经正式授权|未經授權|非經授權|不得转载|不得轉載|严禁转载|著作权法保护|著作權法保護|隐私政策|隱私權
        下载app|下載app|打开app|打開app|用app看|下载客户端|客户端下载|尽在新浪|投资建议|無断転載|転載・複製|無断複製|무단 전재|무단전재|재배포 금지
        of our advertisers|from our advertisers|advertising policy|advertiser disclosure|suscríb|hazte|inscrivez|abonnez
        follow us|folgen sie|affiliate link|all rights reserved|download the app|join us|join our|to access this content
        create an account|create a free account|register for free|subscribe to continue|log in to continue|sign in to continue
        alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|tutti i diritti riservati
        todos os direitos reservados|alle rechten voorbehouden|sie erhalten diese e-mail|you are receiving this
        you received this email|could support us|consider supporting us|appreciated this article|before you move on
        añadir otro usuario|suscripción se está|vous recevez cet e-mail|recibes este correo|ricevi questa e-mail|ricevi questa mail
        already a subscriber|to continue reading|to read the full|unlock this article|jetzt weiterlesen|weiterlesen mit
        """
    )

    private static let matters = PhraseList(
        "sign up|subscrib|newsletter|abonnier|unterstütze|cookies|suscrib|donate|affiliate"
    )

    private static let requests = PhraseList(
        "sign up|subscribe|newsletter|abonnieren|abonniere|unterstütze|suscribirse|suscribete|donate"
    )

    private static let addresses = PhraseList(
        """
        you|your|our|us|we|please|this site|this website|this page|sie|ihr|ihre|ihren|ihrem|ihnen|du|dein|deine|deinen|euch|wir|uns|unser
        unsere|unseren|unserem|unserer|bitte|diese website|vous|votre|vos|nous|notre|nos|nuestro|nuestra|nuestros|nuestras|tu|tus
        """
    )
}

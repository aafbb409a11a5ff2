/// Recognizes pages that hold no article but the reason why there is none: "Please enable JavaScript", "Access denied",
/// "Enable cookies to go on".
enum StubPage {
    /// Whether the little text of an article says that it could not be shown or fetched.
    ///
    /// - Complexity: O(1): no more than ``longest`` bytes are looked at.
    static func isStub(_ article: Article) -> Bool {
        guard article.text.count <= longest else { return false }
        // An article of some length is none of these; what stands beside it may be.
        let body = article.body
        let text =
            (article.title + "\n").utf8.map(folded) + (body.count >= longest / 2 ? body : article.text).map(folded)
        return text.indices.contains { place in
            reasonsByFirst[Int(text[place])].contains { text[place...].starts(with: $0) }
        }
    }

    /// A page with more visible text than this has something to say.
    private static let longest = 800

    private static func folded(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

    /// The reasons by their first byte.
    private static let reasonsByFirst: [[[UInt8]]] = {
        var lists = [[[UInt8]]](repeating: [], count: 256)
        for reason in reasons { lists[Int(reason[0])].append(reason) }
        return lists
    }()

    private static let reasons: [[UInt8]] = [
        "enable javascript", "javascript is disabled", "javascript is required", "requires javascript",
        "turn on javascript", "activate javascript", "javascript aktivieren", "activer javascript",
        "habilita javascript",
        "启用javascript", "启用 javascript", "checking your browser", "verify you are human", "verify that you are human",
        "are you a robot", "you are not a robot", "just a moment...", "captcha", "enable cookies",
        "cookies are disabled",
        "accept cookies to continue", "accept all cookies to continue", "requires cookies", "cookies akzeptieren, um",
        "cookies aktivieren", "accepter les cookies pour",
        "access denied", "access to this page has been denied", "403 forbidden", "404 not found", "error 404",
        "page not found", "page cannot be found", "page can't be found", "seite nicht gefunden", "page introuvable",
        "502 bad gateway", "503 service", "504 gateway", "service unavailable", "internal server error",
        "too many requests", "this site can't be reached", "connection timed out", "unable to connect",
        "browser is not supported", "unsupported browser",
    ].map { Array($0.utf8) }
}

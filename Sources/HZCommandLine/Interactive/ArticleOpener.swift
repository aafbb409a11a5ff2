import HZSearch

/// Which program shows an article.
enum ArticleOpener {
    private static let pages = [".html", ".htm", ".xhtml", ".shtml", ".mhtml", ".mht"]

    /// What of a hit can be given to a program: the absolute path of a file that is there, else its address on the web. Nil
    /// where it has neither: the id of a record may be any text, and a program would take `+!…` or `-c` for orders.
    static func place(_ hit: Hit, isFile: (String) -> Bool) -> String? {
        for place in [hit.path, hit.id] where place.hasPrefix("/") && isFile(place) { return place }
        return [hit.id, hit.url ?? ""].first(where: isAddress)
    }

    /// Whether a text begins as an address on the web.
    static func isAddress(_ text: String) -> Bool {
        text.hasPrefix("https://") || text.hasPrefix("http://")
    }

    /// The program with its arguments: pages and addresses in `BROWSER`, on a desktop by `xdg-open`; everything else, and these
    /// where there is neither, in `VISUAL` or `EDITOR`, else in `PAGER` or less. There a page is shown as the text that
    /// `reader`, which is `hzsearchd`, makes of it. `path` is what ``place(_:isFile:)`` gave.
    static func command(_ path: String, reader: String? = nil, environment: (String) -> String?) -> [String] {
        let isPage = pages.contains(where: path.lowercased().hasSuffix)
        if isAddress(path) || isPage {
            // BROWSER may name several, one to be tried after the other.
            if let browser = environment("BROWSER")?.split(separator: ":").first {
                return words(String(browser)) + [path]
            }
            if environment("DISPLAY") != nil || environment("WAYLAND_DISPLAY") != nil { return ["xdg-open", path] }
        }
        if let editor = environment("VISUAL") ?? environment("EDITOR") { return words(editor) + [path] }
        let pager = environment("PAGER") ?? "less"
        guard isPage, !isAddress(path), let reader else { return words(pager) + [path] }
        return ["sh", "-c", "\"$0\" extract -- \"$1\" | \(pager)", reader, path]
    }

    private static func words(_ text: String) -> [String] {
        text.split(separator: " ").map(String.init)
    }
}

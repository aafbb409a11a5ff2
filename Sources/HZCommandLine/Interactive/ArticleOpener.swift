/// Which program shows an article.
enum ArticleOpener {
    private static let pages = [".html", ".htm", ".xhtml", ".shtml", ".mhtml", ".mht"]

    /// The program with its arguments: pages and addresses in `BROWSER`, on a desktop by `xdg-open`; everything else in
    /// `VISUAL`, `EDITOR` or `PAGER`, else in less.
    static func command(_ path: String, environment: (String) -> String?) -> [String] {
        let isAddress = path.hasPrefix("https://") || path.hasPrefix("http://")
        if isAddress || pages.contains(where: path.lowercased().hasSuffix) {
            // BROWSER may name several, one to be tried after the other.
            if let browser = environment("BROWSER")?.split(separator: ":").first {
                return words(String(browser)) + [path]
            }
            if environment("DISPLAY") != nil || environment("WAYLAND_DISPLAY") != nil { return ["xdg-open", path] }
        }
        let program = ["VISUAL", "EDITOR", "PAGER"].lazy.compactMap(environment).first ?? "less"
        return words(program) + [path]
    }

    private static func words(_ text: String) -> [String] {
        text.split(separator: " ").map(String.init)
    }
}

/// What a site is asked for by: its name in any case, or its host with or without "www.".
public enum SiteKey {
    /// The keys of an article from its site's name and its address, either of which may be empty.
    public static func keys(site: String, url: String) -> [String] {
        let name = key(site)
        let host = PageAddress.host(of: url) ?? ""
        return (name == host ? [name] : [name, host]).filter { !$0.isEmpty }
    }

    /// The key of a site as people type it: a name, a host, or an address there.
    public static func key(_ text: String) -> String {
        let words = text.lowercased().split(whereSeparator: \.isWhitespace)
        guard words.count == 1, let word = words.first else { return words.joined(separator: " ") }
        if let host = PageAddress.host(of: String(word)) { return host }
        let name = word.hasSuffix("/") ? word.dropLast() : word
        let rest = name.dropFirst(4)
        return name.hasPrefix("www.") && rest.contains(".") ? String(rest) : String(name)
    }
}

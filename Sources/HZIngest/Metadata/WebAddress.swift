/// Reads what articles need out of web addresses.
enum WebAddress {
    /// The host of an absolute http or https address, without "www."; nil for anything else.
    static func host(of address: String) -> String? {
        let lower = address.lowercased()
        guard let scheme = ["https://", "http://"].first(where: { lower.hasPrefix($0) }) else { return nil }
        let rest = lower.dropFirst(scheme.count)
        var host = rest.prefix { !"/?#:".contains($0) }
        if host.hasPrefix("www.") { host = host.dropFirst(4) }
        return host.utf8.contains(UInt8(ascii: ".")) || host == "localhost" ? String(host) : nil
    }

    /// The address as it names a page: without scheme, "www.", fragment, slash at the end and parameters that only tell where
    /// a reader came from; host in lower case, parameters in order.
    static func canonical(_ address: String) -> String {
        guard let host = host(of: address) else { return address }
        let rest = address.prefix { $0 != "#" }
        let afterScheme = rest.firstIndex(of: "/").map { rest[$0...].drop { $0 == "/" } } ?? rest[...]
        let target = afterScheme.drop { $0 != "/" && $0 != "?" }
        var path = target.prefix { $0 != "?" }
        while path.hasSuffix("/") { path = path.dropLast() }
        let parameters = target.drop { $0 != "?" }.dropFirst().split(separator: "&")
            .filter { parameter in
                let name = parameter.prefix { $0 != "=" }.lowercased()
                return !trackers.contains(name) && !name.hasPrefix("utm_")
            }
            .sorted()
        return host + path + (parameters.isEmpty ? "" : "?" + parameters.joined(separator: "&"))
    }

    private static let trackers: Set<String> = [
        "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "igshid", "mc_cid", "mc_eid",
        "_hsenc", "_hsmi", "mkt_tok", "ref", "ref_src", "referrer", "source", "src", "cmpid", "ocid", "smid", "share",
        "spm", "from", "amp",
    ]

    /// Whether an address is that of a writer's page: "/author/jane-roe", "/authors/jane-roe/".
    static func isOfAuthor(_ address: ArraySlice<UInt8>) -> Bool {
        guard address.count <= 300 else { return false }
        return address.split(separator: UInt8(ascii: "/")).dropLast().contains { part in
            authorFolders.contains { part.elementsEqual($0) }
        }
    }

    private static let authorFolders = [
        "author", "authors", "autor", "autoren", "autores", "auteur", "contributor", "contributors", "staff", "writer",
        "writers", "journalist", "journalists", "columnist", "columnists",
    ].map { Array($0.utf8) }

    /// The date in a path such as "/2025/09/13/", "/2025-09-13-" or "/20250913/"; nil where there is no day.
    static func date(in address: String) -> ArticleDate? {
        let components = address.split(separator: "/").dropFirst(2)
        for (index, component) in zip(components.indices, components) {
            // A folder a year, a month and a day.
            if component.count == 4, Int(component) != nil,
                components.index(index, offsetBy: 2, limitedBy: components.endIndex - 1) != nil
            {
                let joined = components[index...].prefix(3).map { String($0.prefix(9)) }.joined(
                    separator: "-"
                )
                if let date = DateScanner(joined.utf8).first()?.date, date.day > 0, 1990...2100 ~= date.year {
                    return date
                }
            }
            if let date = DateScanner(component.utf8).first()?.date, date.day > 0, 1990...2100 ~= date.year {
                return date
            }
        }
        return nil
    }
}

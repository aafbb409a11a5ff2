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

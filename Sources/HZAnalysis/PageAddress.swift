/// Web addresses as names of pages.
public enum PageAddress {
    /// The host of an absolute http or https address, without "www."; nil for anything else.
    public static func host(of address: String) -> String? {
        let lower = address.lowercased()
        guard let scheme = ["https://", "http://"].first(where: { lower.hasPrefix($0) }) else { return nil }
        let rest = lower.dropFirst(scheme.count)
        var host = rest.prefix { !"/?#:".contains($0) }
        if host.hasPrefix("www.") { host = host.dropFirst(4) }
        return host.utf8.contains(UInt8(ascii: ".")) || host == "localhost" ? String(host) : nil
    }

    /// The address as it names a page: without scheme, "www.", fragment, slash at the end and parameters that only tell where
    /// a reader came from; host in lower case, parameters in order.
    public static func canonical(_ address: String) -> String {
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
}

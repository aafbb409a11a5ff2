import NIOHTTP1

extension HTTPRequestHead {
    /// The same with a path for a target, where that was a whole address, as clients of proxies ask; the host of the address
    /// then stands for that of the header (RFC 9112, 3.2.2).
    var inOriginForm: HTTPRequestHead {
        let scheme = "http://"
        guard !uri.hasPrefix("/"), uri.prefix(scheme.count).lowercased() == scheme else { return self }
        let rest = uri.dropFirst(scheme.count)
        let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
        var head = self
        head.uri = (rest[end...].first == "/" ? "" : "/") + rest[end...]
        // Two hosts are none.
        if headers["host"].count == 1 { head.headers.replaceOrAdd(name: "host", value: String(rest[..<end])) }
        return head
    }
}

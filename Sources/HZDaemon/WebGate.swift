import HZClient
import NIOHTTP1

/// What keeps web pages of others, and other users, out of the daemon's port.
///
/// A page of another site can make a browser send requests here, and with a name that it lets resolve to this machine
/// (DNS rebinding) even read the answers. So the host must be one of ours, the origin, where there is one, the same, and
/// a browser that tells that another site asks is refused: it could measure how long a search takes. With a token, every
/// answer that tells of the index needs it; no cookie is ever used, so nothing is sent along unasked.
struct WebGate: Sendable {
    private let hosts: Set<String>
    private let token: [UInt8]?
    /// Whether the port may be reached by names that are not known here.
    private let isOpen: Bool

    /// A gate for a port. `isOpen`: other machines may know this one by any name; only with a token.
    init(host: String, port: Int, token: String?, isOpen: Bool) {
        let names = ["127.0.0.1", "localhost", "[::1]", host.contains(":") ? "[\(host)]" : host.lowercased()]
        hosts = Set(names.map { "\($0):\(port)" } + (port == 80 ? names : []))
        self.token = token.map { Array($0.utf8) }
        self.isOpen = isOpen && token != nil
    }

    /// The answer to a request that comes from somewhere else than our own page or a program; nil for others.
    func refusal(of head: HTTPRequestHead) -> Reply? {
        let named = head.headers["host"]
        guard named.count == 1, let host = named.first?.lowercased(), isOpen || hosts.contains(host) else {
            return Reply(.foreignHost, "This is not a name of this server.")
        }
        for origin in head.headers["origin"] {
            guard ["http://" + host, "https://" + host].contains(origin.lowercased()) else {
                return Reply(.foreignOrigin, "Pages of other sites may not ask here.")
            }
        }
        switch head.headers["sec-fetch-site"].first {
        case nil, "same-origin", "none": return nil
        default:
            // A link to the page may be followed from anywhere.
            let isVisit = head.headers["sec-fetch-mode"].first == "navigate"
            let isPage = head.uri == "/" || head.uri.hasPrefix("/?") || head.uri.hasPrefix("/#")
            if isVisit, isPage, head.headers["sec-fetch-dest"].first == "document" { return nil }
            return Reply(.foreignOrigin, "Pages of other sites may not ask here.")
        }
    }

    /// The answer to a request without the token; nil where it has it, or where none is needed.
    func refusalWithoutToken(_ head: HTTPRequestHead) -> Reply? {
        guard let token else { return nil }
        let given = head.headers["authorization"].first ?? ""
        let prefix = "bearer "
        guard given.lowercased().hasPrefix(prefix),
            Self.areEqual(Array(given.utf8.dropFirst(prefix.utf8.count)), token)
        else { return Reply(.tokenNeeded, "This needs the header Authorization: Bearer TOKEN.") }
        return nil
    }

    /// Takes as long wherever the two differ.
    private static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        var difference = left.count ^ right.count
        for (place, byte) in left.enumerated() {
            difference |= Int(byte ^ (place < right.count ? right[place] : ~byte))
        }
        return difference == 0
    }
}

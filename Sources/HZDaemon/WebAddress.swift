/// Where the daemon listens for browsers: an IP address and a port.
public struct WebAddress: Equatable, Sendable {
    /// An IPv4 or IPv6 address without brackets.
    public let host: String
    /// 0 for one that the system chooses.
    public let port: Int

    /// Reads `127.0.0.1:8410`, `[::1]:8410`, `localhost:8410` or `8410`; nil for anything else.
    public init?(_ text: String) {
        var host = "127.0.0.1"
        var rest = text[...]
        if let colon = text.lastIndex(of: ":") {
            host = String(text[..<colon])
            rest = text[text.index(after: colon)...]
            if host.hasPrefix("["), host.hasSuffix("]") {
                host = String(host.dropFirst().dropLast())
            } else if host.contains(":") {
                return nil
            }
        }
        if host == "localhost" { host = "127.0.0.1" }
        guard let port = Int(rest), (0...65535).contains(port), rest.allSatisfy(\.isNumber),
            !host.isEmpty, host.allSatisfy({ $0.isHexDigit || $0 == "." || $0 == ":" })
        else { return nil }
        self.host = host
        self.port = port
    }

    /// Whether only this machine can reach it.
    var isLoopback: Bool { host.hasPrefix("127.") || host == "::1" }

    /// The address as browsers take it.
    func url(port: Int) -> String {
        "http://\(host.contains(":") ? "[\(host)]" : host):\(port)/"
    }
}

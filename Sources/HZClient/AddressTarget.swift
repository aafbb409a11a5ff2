/// The question which articles are from an address, as the target of an HTTP request: `/v1/has?url=...`.
public enum AddressTarget {
    /// The path that it is asked at.
    public static let path = "/v1/has"

    /// The target that asks for an address.
    public static func target(for address: String) -> [UInt8] {
        SearchTarget.target(at: path, "url", address, for: nil)
    }

    /// Reads the part of a target after the `?`.
    public static func request(query: Substring) throws(SearchTarget.Flaw) -> String {
        guard let address = try SearchTarget.values(query, ["url"])["url"] else { throw .noAddress }
        return address
    }
}

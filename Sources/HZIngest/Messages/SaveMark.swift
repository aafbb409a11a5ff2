import HZAnalysis

/// The address that browsers and extensions write into the pages they save.
enum SaveMark {
    private static let looked = 4_096

    /// The address in "Page saved with SingleFile … url: …", in "saved from url=(0042)…", "Saved from … at …" or "Mirrored from
    /// …", which stand in a comment near the beginning; else that from which relative links lead, where it is a page's.
    static func address(in page: [UInt8]) -> String? {
        let head = page.prefix(looked)
        for mark in marks {
            guard let start = ByteSearch.end(of: mark, in: head) else { continue }
            var rest = head[start...]
            if mark.hasSuffix("(") {
                rest = rest.drop { $0 != UInt8(ascii: ")") }.dropFirst()
            } else if let label = ByteSearch.end(of: "url:", in: rest) {
                rest = rest[label...].drop { $0 <= 0x20 }
            }
            var address = String(decoding: rest.prefix { $0 > 0x20 && $0 != UInt8(ascii: "\"") }, as: UTF8.self)
            if mark.hasPrefix("<!-- "), !address.containsText("://") { address = "http://" + address }
            if PageAddress.host(of: address) != nil { return ArchivedAddress.original(of: address) }
        }
        return base(in: head)
    }

    private static let marks = [
        "saved from url=(", "Page saved with SingleFile", "<!-- Saved from ", "<!-- Mirrored from ",
        "data-scrapbook-source=\"",
    ]

    /// What `<base href>` names, where it is no folder: the address of the page itself.
    private static func base(in head: ArraySlice<UInt8>) -> String? {
        guard let start = ByteSearch.end(of: "<base ", in: head) else { return nil }
        let tag = head[start...].prefix { $0 != UInt8(ascii: ">") }
        guard let value = ByteSearch.end(of: "href=", in: tag) else { return nil }
        let quotes = Array("\"'".utf8)
        let rest = tag[value...].drop { quotes.contains($0) }
        let address = String(decoding: rest.prefix { $0 > 0x20 && !quotes.contains($0) }, as: UTF8.self)
        let path = address.split(separator: "/", omittingEmptySubsequences: false).dropFirst(3)
        guard PageAddress.host(of: address) != nil, let last = path.last, !last.isEmpty else { return nil }
        return ArchivedAddress.original(of: CharacterReferences.resolved(address))
    }
}

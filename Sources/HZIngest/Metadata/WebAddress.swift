/// Reads what articles need out of web addresses.
enum WebAddress {
    /// Whether an address is that of a writer's page: "/author/jane-roe", "/authors/jane-roe/".
    static func isOfAuthor(_ address: Span<UInt8>) -> Bool {
        guard address.count <= 300 else { return false }
        var start = 0
        for index in address.indices where address[index] == UInt8(ascii: "/") {
            let folder = address.extracting(start..<index)
            if isAuthorFolder(folder), hasMore(address, behind: index) {
                // "/licenses/by/4.0" names no writer.
                let isLicense = folder.count == 2 && address[index + 1] &- 0x30 < 10
                if !isLicense { return true }
            }
            start = index + 1
        }
        return false
    }

    /// Whether an address is that of somebody who has an account: "/u/12", "/member/jane", "https://example.org/people/jane/".
    static func isOfMember(_ address: Span<UInt8>) -> Bool {
        guard 4...300 ~= address.count else { return false }
        var start = 0
        for index in address.indices where address[index] == UInt8(ascii: "/") {
            let length = index - start
            if length == 1 || length == 4 || length == 6, isMemberFolder(address.extracting(start..<index)),
                hasMore(address, behind: index)
            {
                return true
            }
            start = index + 1
        }
        return false
    }

    private static func isMemberFolder(_ part: Span<UInt8>) -> Bool {
        memberFolders.contains { folder in
            folder.count == part.count && folder.indices.allSatisfy { folder[$0] == part[$0] }
        }
    }

    private static let memberFolders = ["u", "user", "member", "people"].map { Array($0.utf8) }

    private static func hasMore(_ address: Span<UInt8>, behind slash: Int) -> Bool {
        for index in (slash + 1)..<address.count where address[index] != UInt8(ascii: "/") { return true }
        return false
    }

    private static func isAuthorFolder(_ part: Span<UInt8>) -> Bool {
        guard 2...12 ~= part.count, folderFirsts.contains(part[0]) else { return false }
        return authorFolders.contains { folder in
            folder.count == part.count && folder.indices.allSatisfy { folder[$0] == part[$0] }
        }
    }

    private static let authorFolders = [
        "author", "authors", "autor", "autoren", "autores", "auteur", "contributor", "contributors", "staff", "writer",
        "writers", "journalist", "journalists", "columnist", "columnists", "by", "byline", "reporter", "reporters",
    ].map { Array($0.utf8) }
    private static let folderFirsts = Set(authorFolders.compactMap(\.first))

    /// Whether an address is that of the front page of a site: "/", "https://example.org".
    static func isFrontPage(_ address: Span<UInt8>) -> Bool {
        guard 1...200 ~= address.count else { return false }
        // In copies that archives keep, links lead to copies.
        if address.count >= shortestCopy, endsWithHost(address), let inner = ArchivedAddress.place(in: address) {
            return isFrontPage(address.extracting(inner.start..<address.count))
        }
        guard address.count <= 100 else { return false }
        let slash = UInt8(ascii: "/")
        if address[0] == slash || address.count < 10 {
            return address.count == 1 ? address[0] == slash : address[0] == UInt8(ascii: ".") && address.count == 2
        }
        let colon = address[4] == UInt8(ascii: ":") ? 4 : 5
        guard address[colon] == UInt8(ascii: ":"), address[colon + 1] == slash, address[colon + 2] == slash else {
            return false
        }
        for index in (colon + 3)..<address.count where address[index] == slash { return index + 1 == address.count }
        return true
    }

    /// Whether an address ends with a scheme and a host, and something else stands before them.
    private static func endsWithHost(_ address: Span<UInt8>) -> Bool {
        let slash = UInt8(ascii: "/")
        var index = address.count &- (address[address.count &- 1] == slash ? 2 : 1)
        while index > 8, address[index] != slash { index &-= 1 }
        return index > 8 && address[index &- 1] == slash && address[index &- 2] == UInt8(ascii: ":")
    }

    /// The least that the address of a copy has: "/web/2024/http://a.b".
    private static let shortestCopy = 19

    /// Whether an address ends with the name of a place on a page: "#history". What counters of visits add is none.
    static func hasFragment(_ address: Span<UInt8>) -> Bool {
        var index = address.count
        while index > 0 {
            switch address[index &- 1] {
            case UInt8(ascii: "#"): return index < address.count
            case UInt8(ascii: "="), UInt8(ascii: "/"): return false
            default: index &-= 1
            }
        }
        return false
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

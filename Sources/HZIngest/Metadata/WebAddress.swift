/// Reads what articles need out of web addresses.
enum WebAddress {
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

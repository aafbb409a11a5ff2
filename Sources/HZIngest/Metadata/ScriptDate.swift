/// Finds the day of publication in the data that pages carry for their own scripts.
enum ScriptDate {
    /// The first member that names the publication and has a date with a day: `"publishedDate": "2016-11-04T20:37:27Z"`.
    ///
    /// - Parameter scripts: their places in `page`.
    /// - Complexity: O(bytes of the scripts).
    static func published(in scripts: [Range<Int>], of page: [UInt8]) -> ArticleDate? {
        for script in scripts {
            var rest = page[script]
            while let found = ByteSearch.end(of: stem, in: rest) {
                let start = rest[..<found].lastIndex { !isOfName($0) }.map { $0 + 1 } ?? rest.startIndex
                let end = rest[found...].firstIndex { !isOfName($0) } ?? rest.endIndex
                rest = rest[end...]
                guard names.contains(letters(page[start..<end])), let date = value(rest) else { continue }
                return date
            }
        }
        return nil
    }

    /// The date that follows the name of a member, quotation marks escaped or not.
    private static func value(_ rest: ArraySlice<UInt8>) -> ArticleDate? {
        let between = rest.prefix(longestGap).prefix { #"\"': "#.utf8.contains($0) }
        guard between.contains(UInt8(ascii: ":")) else { return nil }
        guard let found = DateScanner(rest[between.endIndex...].prefix(longestDate)).first(), found.offset == 0 else {
            return nil
        }
        return found.date.day > 0 ? found.date : nil
    }

    /// What "published", "publication" and the like have in common.
    private static let stem = Array("ubli".utf8)
    private static let longestGap = 12
    private static let longestDate = 32

    private static let names: Set<String> = [
        "datepublished", "publisheddate", "publishdate", "publicationdate", "publishedat", "publishedtime",
        "publishtime", "publishedon", "publicationtime", "firstpublished", "firstpublisheddate", "firstpublishedat",
        "articlepublishedtime",
    ]

    private static func isOfName(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    /// Without "_" and "-", in lower case.
    private static func letters(_ name: ArraySlice<UInt8>) -> String {
        String(decoding: name.prefix(40).map { $0 | 0x20 }.filter { $0 &- 0x61 < 26 }, as: UTF8.self)
    }
}

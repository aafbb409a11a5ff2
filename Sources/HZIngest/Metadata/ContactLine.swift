/// Reads the lines that tell how writers are reached.
enum ContactLine {
    /// Who sent a letter to a list, by the line below its title: "Jane Roe jane.roe at example.org"; nil for any other line.
    static func sender(_ line: ArraySlice<UInt8>) -> String? {
        let line = line.prefix { $0 != 0x0A }
        guard 8...120 ~= line.count, line.contains(UInt8(ascii: ".")),
            line.contains(UInt8(ascii: "@")) || ByteSearch.end(of: " at ", in: line) != nil
        else { return nil }
        let words = String(decoding: line, as: UTF8.self).split(separator: " ")
        let isApart = words.count > 3 && words[words.count - 2] == "at" && words[words.count - 1].contains(".")
        guard isApart || words.last.map(isAddress) ?? false else { return nil }
        let name = words.dropLast(isApart ? 3 : 1)
        let names = name.joined(separator: " ")
        return 2...4 ~= name.count && BylineText.areNames(names) ? names : nil
    }

    /// The e-mail addresses of "Contact the writer at name@example.com"; nil for any other line.
    static func addresses(in line: String) -> String? {
        let lower = line.lowercased()
        guard lower.utf8.count <= 300,
            [
                "contact the writer", "contact the reporter", "contact the author", "email the author",
                "e-mail the author",
            ]
            .contains(where: { lower.containsText($0) })
        else { return nil }
        let addresses = line.split(whereSeparator: { " ,;:()<>\n".contains($0) })
            .map { $0.hasSuffix(".") ? $0.dropLast() : $0 }
            .filter { isAddress($0) }
        return addresses.isEmpty ? nil : addresses.joined(separator: ", ")
    }

    private static func isAddress(_ word: Substring) -> Bool {
        guard let at = word.utf8.firstIndex(of: UInt8(ascii: "@")), at != word.startIndex else {
            return false
        }
        return word[at...].utf8.contains(UInt8(ascii: "."))
    }
}

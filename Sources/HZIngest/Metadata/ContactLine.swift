/// Reads the line in which newspapers tell how their writers are reached.
enum ContactLine {
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

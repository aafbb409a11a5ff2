/// What stands around the titles of plain texts: lines drawn of marks, and labels.
enum TextTitle {
    /// Whether a line is drawn, and says nothing: "=====", "* * *", "────".
    static func isRule(_ line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first, line.count <= longestRule, first == 0xE2 || marks.contains(first) else {
            return false
        }
        let scalars = String(decoding: line, as: UTF8.self).unicodeScalars
        guard let mark = scalars.first, mark.value < 0x80 || 0x2500...0x257F ~= mark.value || mark == "—" else {
            return false
        }
        return scalars.allSatisfy { $0 == mark || $0 == " " } && scalars.count { $0 == mark } >= 3
    }

    /// No line is drawn longer.
    private static let longestRule = 600
    private static let marks = Array("=-*_~#+".utf8)

    /// Whether a line begins with the label of a title: "Title: The Adventures of Tom".
    static func isLabelled(_ line: ArraySlice<UInt8>) -> Bool { behindLabel(line) != nil }

    /// What stands behind the label of a title; nil for a line without one.
    static func behindLabel(_ line: ArraySlice<UInt8>) -> String? {
        guard 6...longestTitle ~= line.count, let first = line.first, firsts.contains(first) else { return nil }
        let text = String(decoding: line, as: UTF8.self)
        guard let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
        guard labels.contains(text[..<colon].lowercased().trimmed) else { return nil }
        let title = String(text[colon...].dropFirst()).trimmed
        return title.isEmpty ? nil : title
    }

    private static let longestTitle = 300
    private static let labels: Set<String> = [
        "title", "titel", "titre", "título", "titolo", "标题", "標題", "题目", "題目", "タイトル", "제목", "название",
    ]
    /// First bytes of labels, in both cases.
    private static let firsts: Set<UInt8> = [
        UInt8(ascii: "t"), UInt8(ascii: "T"), 0xE6, 0xE9, 0xE3, 0xEC, 0xD0,
    ]
}

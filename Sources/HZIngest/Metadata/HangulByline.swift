/// Reads the reporters of Korean papers, whose names stand before what they are:
///
///     이수진 기자 sj@example.kr    (서울=연합뉴스) 이수진 기자 = 오전 6시…
enum HangulByline {
    /// The name in a short line; nil for any other line.
    static func names(inLine line: ArraySlice<UInt8>) -> String? {
        guard line.count <= longestLine, let first = line.first, first < 0x80 || 0xEA...0xED ~= first,
            !SentenceText.isSentence(line.span)
        else { return nil }
        return name(line)?.name
    }

    /// The name that a paragraph begins with, an equals sign behind it.
    static func names(opening paragraph: ArraySlice<UInt8>) -> String? {
        let head = paragraph.prefix(longestLine)
        guard let found = name(head) else { return nil }
        return head[found.end...].drop { $0 == 0x20 }.first == UInt8(ascii: "=") ? found.name : nil
    }

    private static let longestLine = 90
    private static let people = ["기자", "특파원"].map { Array($0.utf8) }
    /// What reporters are called before that word.
    private static let kinds: Set<String> = [
        "담당", "본지", "우리", "모든", "취재", "전문", "시민", "인턴", "객원", "다른", "관련", "해당", "선임", "수습", "현장", "사진",
    ]

    /// The first name of two to four syllables before "기자", and where that word ends.
    private static func name(_ line: ArraySlice<UInt8>) -> (name: String, end: Int)? {
        for person in people {
            guard let end = ByteSearch.end(of: person, in: line) else { continue }
            // "기자회견", "기자는": part of a longer word.
            if let next = line[end...].first, next >= 0x80 || (next | 0x20) &- 0x61 < 26 { continue }
            var before = line[..<(end - person.count)]
            while before.last == 0x20 { before = before.dropLast() }
            var start = before.endIndex
            while start - 3 >= before.startIndex, 0xEA...0xED ~= before[start - 3] { start -= 3 }
            guard 6...12 ~= before.endIndex - start, start == before.startIndex || before[start - 1] < 0x80 else {
                continue
            }
            let name = String(decoding: before[start...], as: UTF8.self)
            if !kinds.contains(name) { return (name, end) }
        }
        return nil
    }
}

/// Words that make sentences and say nothing of what they are about: in a question of several words, nobody means that an
/// article must have them.
public enum FunctionWords {
    private static let longest = 7
    private static let english: Set<String> = Set(
        """
        a an the this that these those of in on at to for from by with as into onto about and or but if than then so
        is are was were be been being am do does did has have had can could would should
        what which who whom whose when where why how what's who's where's how's it's
        i me my you your he him his she her it its we our they them their there
        """.split(whereSeparator: \.isWhitespace).map(String.init)
    )

    /// Whether a word is one as it was typed, with the signs of a sentence around it. In capitals it stands for something
    /// else (WHO, IT).
    public static func contains(_ typed: String) -> Bool {
        guard typed.utf8.count <= longest + 4 else { return false }
        // Not those of names: C++, C#.
        func isSign(_ byte: UInt8) -> Bool {
            byte < 0x30 ? byte != UInt8(ascii: "+") && byte != UInt8(ascii: "#") : byte == 0x3A || byte == 0x3F
        }
        let start = typed.utf8.firstIndex { !isSign($0) } ?? typed.endIndex
        let end = typed.utf8.lastIndex { !isSign($0) }.map { typed.utf8.index(after: $0) } ?? start
        let word = typed[start..<end].replacing("’", with: "'")
        let isShouted = word.utf8.count > 1 && !word.utf8.contains { !(0x41...0x5A).contains($0) }
        return !isShouted && english.contains(word.lowercased())
    }
}

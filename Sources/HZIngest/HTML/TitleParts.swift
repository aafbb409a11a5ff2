/// Takes titles such as "Title | Site" apart.
enum TitleParts {
    /// The parts between separators; all of the title where it has none. A "_" separates where what it ends or
    /// what follows is in a script without spaces.
    ///
    /// - Complexity: O(title × separators).
    static func ranges(_ title: String, separators: [String]) -> [Range<String.Index>] {
        let lastWide = title.unicodeScalars.lastIndex { $0.value >= 0x2E80 }
        let firsts = Set(separators.compactMap(\.utf8.first))
        var parts: [Range<String.Index>] = []
        var start = title.startIndex
        var position = start
        while position < title.endIndex {
            if firsts.contains(title.utf8[position]),
                let separator = separators.first(where: { title.utf8[position...].starts(with: $0.utf8) }),
                separator != "_" || lastWide.map({ $0 >= start }) ?? false
            {
                parts.append(start..<position)
                start = title.utf8.index(position, offsetBy: separator.utf8.count)
                position = start
            } else {
                position = title.utf8.index(after: position)
            }
        }
        parts.append(start..<title.endIndex)
        return parts
    }
}

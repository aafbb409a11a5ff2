/// Takes titles such as "Title | Site" apart.
enum TitleParts {
    /// What separates in scripts without spaces alone.
    private static let joining: Set<String> = ["_", "--"]
    /// Whether such a separator stands at the beginning of the rest of a title.
    static func areJoined(_ rest: Substring) -> Bool { joining.contains { rest.hasPrefix($0) } }

    private static let joiningBytes = joining.map { Array($0.utf8) }

    /// The parts between separators; all of the title where it has none. A "_" or "--" separates where what it ends or
    /// what follows is in a script without spaces.
    ///
    /// - Complexity: O(title × separators).
    static func ranges(_ title: String, separators: [String]) -> [Range<String.Index>] {
        let bytes = Array(title.utf8)
        let wanted = separators.map { Array($0.utf8) }
        let lastWide =
            separators.contains(where: { joining.contains($0) })
            ? title.unicodeScalars.lastIndex { $0.value >= 0x2E80 } : nil
        var parts: [Range<String.Index>] = []
        var start = title.startIndex
        var position = 0
        while position < bytes.count {
            let next = bytes[position]
            if let separator = wanted.first(where: { $0[0] == next && bytes[position...].starts(with: $0) }),
                !joiningBytes.contains(separator) || lastWide.map({ $0 >= start }) ?? false
            {
                parts.append(start..<title.utf8.index(title.startIndex, offsetBy: position))
                position += separator.count
                start = title.utf8.index(title.startIndex, offsetBy: position)
            } else {
                position += 1
            }
        }
        parts.append(start..<title.endIndex)
        return parts
    }
}

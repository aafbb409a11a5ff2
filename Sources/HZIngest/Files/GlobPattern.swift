/// A pattern for paths as git's ignore files have it (gitignore(5)): "*.tmp", "/drafts/", "notes/**/old-*.txt".
///
/// Without a slash but at its end, a pattern matches the name of a file or folder anywhere; with one, the whole path below
/// the folder that the pattern belongs to. "*" and "?" match within a name, "**" over folders, "[a-z]" one byte. A slash
/// at the end matches folders only.
public struct GlobPattern: Sendable, Equatable {
    /// Whether it takes back what an earlier pattern said ("!").
    public let isNegated: Bool
    /// The pattern as it was written.
    public let text: String
    private let onlyFolders: Bool
    private let states: [State]

    /// What a place in the pattern takes; places are tried all at once, so that no pattern costs more than its length for
    /// each byte of a path.
    private enum State: Equatable {
        case byte(UInt8)
        case anyByte
        case oneOf([ClosedRange<UInt8>], isNegated: Bool)
        /// "*": any bytes of a name, or none.
        case star
        /// "**/": whole folders or none; always followed by ``insideFolder``.
        case folders
        case insideFolder
        /// "/**" at the end: all that is below.
        case everything
    }

    private static let lengthLimit = 4_096

    /// Reads a line of an ignore file; nil for an empty line or a comment.
    public init?(line: some Sequence<UInt8>) {
        var text = Array(line)[...]
        // Spaces at the end count only behind a backslash.
        while let last = text.last, last == 0x0D || last == 0x20 || last == 0x09 {
            if text.dropLast().last == UInt8(ascii: "\\"), last == 0x20 { break }
            text = text.dropLast()
        }
        guard let first = text.first, first != UInt8(ascii: "#"), text.count <= Self.lengthLimit else { return nil }
        self.text = String(decoding: text, as: UTF8.self)
        isNegated = first == UInt8(ascii: "!")
        if isNegated { text = text.dropFirst() }
        onlyFolders = text.last == UInt8(ascii: "/")
        if onlyFolders { text = text.dropLast() }
        guard !text.isEmpty else { return nil }
        let isAnchored = text.contains(UInt8(ascii: "/"))
        if text.first == UInt8(ascii: "/") { text = text.dropFirst() }
        states = (isAnchored ? [] : [.folders, .insideFolder]) + Self.compile(text)
    }

    /// A pattern given by itself, as on a command line; nil for none.
    public init?(_ text: String) { self.init(line: text.utf8) }

    /// Whether it matches a path below its folder, without a slash at either end.
    ///
    /// - Complexity: O(bytes of the path × length of the pattern).
    public func matches(_ path: some Sequence<UInt8>, isFolder: Bool) -> Bool {
        if onlyFolders, !isFolder { return false }
        var active = [Bool](repeating: false, count: states.count + 1)
        enter(0, &active)
        for byte in path {
            var next = [Bool](repeating: false, count: active.count)
            for place in states.indices where active[place] { step(place, byte, &next) }
            active = next
        }
        return active[states.count]
    }

    /// Marks a place, and those that are reached from it without a byte.
    private func enter(_ place: Int, _ active: inout [Bool]) {
        guard !active[place] else { return }
        active[place] = true
        guard place < states.count else { return }
        if states[place] == .star { enter(place + 1, &active) }
        if states[place] == .folders { enter(place + 2, &active) }
    }

    private func step(_ place: Int, _ byte: UInt8, _ next: inout [Bool]) {
        let isSlash = byte == UInt8(ascii: "/")
        switch states[place] {
        case .byte(let wanted): if byte == wanted { enter(place + 1, &next) }
        case .anyByte: if !isSlash { enter(place + 1, &next) }
        case .oneOf(let ranges, let isNegated):
            if !isSlash, ranges.contains(where: { $0.contains(byte) }) != isNegated { enter(place + 1, &next) }
        case .star: if !isSlash { enter(place, &next) }
        case .folders: if !isSlash { enter(place + 1, &next) }
        case .insideFolder: enter(isSlash ? place - 1 : place, &next)
        case .everything:
            enter(place, &next)
            enter(place + 1, &next)
        }
    }

    private static func compile(_ text: ArraySlice<UInt8>) -> [State] {
        var states: [State] = []
        var rest = text
        while let byte = rest.first {
            let isAtName = rest.startIndex == text.startIndex || text[rest.startIndex - 1] == UInt8(ascii: "/")
            if isAtName, rest.starts(with: "**/".utf8) {
                states += [.folders, .insideFolder]
                rest = rest.dropFirst(3)
            } else if isAtName, rest.elementsEqual("**".utf8) {
                states.append(.everything)
                rest = []
            } else if byte == UInt8(ascii: "*") {
                states.append(.star)
                rest = rest.drop { $0 == UInt8(ascii: "*") }
            } else if byte == UInt8(ascii: "?") {
                states.append(.anyByte)
                rest = rest.dropFirst()
            } else if byte == UInt8(ascii: "["), let (state, end) = bracket(rest) {
                states.append(state)
                rest = rest[end...]
            } else if byte == UInt8(ascii: "\\"), let escaped = rest.dropFirst().first {
                states.append(.byte(escaped))
                rest = rest.dropFirst(2)
            } else {
                states.append(.byte(byte))
                rest = rest.dropFirst()
            }
        }
        return states
    }

    /// The bytes of a class such as ":alpha:]" (POSIX, in ASCII), and the place behind it; nil where no such name stands
    /// there.
    private static func characterClass(_ rest: ArraySlice<UInt8>) -> ([ClosedRange<UInt8>], end: Int)? {
        guard rest.first == UInt8(ascii: ":"), let close = rest.dropFirst().firstIndex(of: UInt8(ascii: ":")),
            rest[(close + 1)...].first == UInt8(ascii: "]")
        else { return nil }
        let (digits, upper, lower) = (UInt8(0x30)...UInt8(0x39), UInt8(0x41)...UInt8(0x5A), UInt8(0x61)...UInt8(0x7A))
        let signs: [ClosedRange<UInt8>] = [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]
        let members: [ClosedRange<UInt8>]
        switch String(decoding: rest[(rest.startIndex + 1)..<close], as: UTF8.self) {
        case "alpha": members = [upper, lower]
        case "digit": members = [digits]
        case "alnum": members = [upper, lower, digits]
        case "upper": members = [upper]
        case "lower": members = [lower]
        case "xdigit": members = [digits, 0x41...0x46, 0x61...0x66]
        case "space": members = [0x20...0x20, 0x09...0x0D]
        case "blank": members = [0x20...0x20, 0x09...0x09]
        case "punct": members = signs
        case "graph": members = [0x21...0x7E]
        case "print": members = [0x20...0x7E]
        case "cntrl": members = [0...0x1F, 0x7F...0x7F]
        default: return nil
        }
        return (members, close + 2)
    }

    /// "[a-z]", "[!0-9]", "[[:upper:]_]"; nil where no bracket closes it.
    private static func bracket(_ text: ArraySlice<UInt8>) -> (State, end: Int)? {
        var rest = text.dropFirst()
        let isNegated = rest.first == UInt8(ascii: "!") || rest.first == UInt8(ascii: "^")
        if isNegated { rest = rest.dropFirst() }
        var ranges: [ClosedRange<UInt8>] = []
        while let low = rest.first {
            // A bracket at the beginning means itself.
            if low == UInt8(ascii: "]"), !ranges.isEmpty {
                return (.oneOf(ranges, isNegated: isNegated), rest.startIndex + 1)
            }
            rest = rest.dropFirst()
            if low == UInt8(ascii: "["), let (members, end) = characterClass(rest) {
                ranges += members
                rest = text[end...]
                continue
            }
            if rest.first == UInt8(ascii: "-"), let high = rest.dropFirst().first, high != UInt8(ascii: "]") {
                ranges.append(min(low, high)...max(low, high))
                rest = rest.dropFirst(2)
            } else {
                ranges.append(low...low)
            }
        }
        return nil
    }
}

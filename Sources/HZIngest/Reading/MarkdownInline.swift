/// Takes the marks of Markdown out of a line and leaves what a reader sees.
struct MarkdownInline {
    private var output: [UInt8] = []

    // What is known of the line once something in it was not closed, so that no end is looked for twice.
    /// Where the last run of each number of backticks begins.
    private var lastRuns: [Int: Int]?
    /// The places behind what closes brackets, by the kind and place of the opening one.
    private var closers: [UInt8: [Int: Int]] = [:]
    private var hasTagEnd = true
    /// Whether "==" was opened, and not closed yet.
    private var isHighlighted = false

    /// The line without emphasis marks, link targets, tags and backslash escapes; entities resolved.
    ///
    /// - Complexity: O(count).
    mutating func stripped(_ line: ArraySlice<UInt8>) -> [UInt8] {
        output.removeAll(keepingCapacity: true)
        lastRuns = nil
        closers.removeAll(keepingCapacity: true)
        hasTagEnd = true
        isHighlighted = false
        // Most lines have nothing to take out.
        guard line.contains(where: { Self.isMark($0) }) else { return Array(line) }
        var position = line.startIndex
        while position < line.endIndex { position = take(line, position) }
        return output
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        "*_`~[]!<&\\|=".utf8.contains(byte)
    }

    /// Handles what stands at `position` and returns the place behind it.
    private mutating func take(_ line: ArraySlice<UInt8>, _ position: Int) -> Int {
        let byte = line[position]
        let next = position + 1
        switch byte {
        case UInt8(ascii: "\\") where next < line.endIndex && Self.isPunctuation(line[next]):
            output.append(line[next])
            return next + 1
        case UInt8(ascii: "`"): return takeCode(line, position)
        case UInt8(ascii: "*"), UInt8(ascii: "~"), UInt8(ascii: "_"): return takeEmphasis(line, position)
        case UInt8(ascii: "="): return takeHighlight(line, position)
        case UInt8(ascii: "!") where next < line.endIndex && line[next] == UInt8(ascii: "["): return next
        case UInt8(ascii: "[") where next < line.endIndex && line[next] == UInt8(ascii: "["):
            return takeNoteLink(line, position)
        case UInt8(ascii: "["):
            // A footnote's mark or a box; the text of a link follows.
            return next
        case UInt8(ascii: "]"): return skipTarget(line, next)
        case UInt8(ascii: "<"): return takeTag(line, position)
        case UInt8(ascii: "&"): return takeEntity(line, position)
        case UInt8(ascii: "|"):
            output.append(0x20)
            return next
        default:
            output.append(byte)
            return next
        }
    }

    private mutating func takeCode(_ line: ArraySlice<UInt8>, _ position: Int) -> Int {
        let fence = line[position...].prefix { $0 == UInt8(ascii: "`") }
        var close = fence.endIndex
        let mayClose = lastRuns.map { $0[fence.count] ?? position > position } ?? true
        while mayClose, close < line.endIndex {
            let run = line[close...].prefix { $0 == UInt8(ascii: "`") }
            if run.count == fence.count {
                output.append(contentsOf: line[fence.endIndex..<close])
                return run.endIndex
            }
            close = run.isEmpty ? close + 1 : run.endIndex
        }
        if lastRuns == nil { lastRuns = Self.lastRuns(line) }
        output.append(contentsOf: fence)
        return fence.endIndex
    }

    private static func lastRuns(_ line: ArraySlice<UInt8>) -> [Int: Int] {
        var starts: [Int: Int] = [:]
        var position = line.startIndex
        while let start = line[position...].firstIndex(of: UInt8(ascii: "`")) {
            let run = line[start...].prefix { $0 == UInt8(ascii: "`") }
            starts[run.count] = start
            position = run.endIndex
        }
        return starts
    }

    /// Marks are dropped at the borders of words; "a * b" and "snake_case" keep theirs.
    private mutating func takeEmphasis(_ line: ArraySlice<UInt8>, _ position: Int) -> Int {
        let mark = line[position]
        let run = line[position...].prefix { $0 == mark }
        let before = position > line.startIndex ? line[position - 1] : 0x20
        let after = run.endIndex < line.endIndex ? line[run.endIndex] : 0x20
        let isAlone = before <= 0x20 && after <= 0x20
        let isInWord = mark == UInt8(ascii: "_") && Self.isWord(before) && Self.isWord(after)
        let isSingleTilde = mark == UInt8(ascii: "~") && run.count == 1
        if isAlone || isInWord || isSingleTilde { output.append(contentsOf: run) }
        return run.endIndex
    }

    /// "==marked==": the marks go where they stand at a word.
    private mutating func takeHighlight(_ line: ArraySlice<UInt8>, _ position: Int) -> Int {
        let run = line[position...].prefix { $0 == UInt8(ascii: "=") }
        let before = position > line.startIndex ? line[position - 1] : 0x20
        let after = run.endIndex < line.endIndex ? line[run.endIndex] : 0x20
        let mayOpen = !isHighlighted && after > 0x20 && !Self.isWord(before) && before != UInt8(ascii: "=")
        let isMark =
            run.count == 2 && (isHighlighted && before > 0x20 || mayOpen && hasHighlightEnd(line, run.endIndex))
        if isMark { isHighlighted.toggle() } else { output.append(contentsOf: run) }
        return run.endIndex
    }

    /// Whether "==" stands behind a word in the rest of a line.
    private func hasHighlightEnd(_ line: ArraySlice<UInt8>, _ start: Int) -> Bool {
        ByteSearch.end(of: [UInt8](repeating: UInt8(ascii: "="), count: 2), in: line[start...]).map {
            line[$0 - 3] > 0x20
        } ?? false
    }

    /// "[[note|shown]]", a link to a note of the same collection: what it shows. A picture or note that is put in that way
    /// ("![[lake.jpg]]") shows nothing of its own.
    private mutating func takeNoteLink(_ line: ArraySlice<UInt8>, _ position: Int) -> Int {
        let start = position + 2
        let close = line[start...].firstIndex { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") }
        guard let close, line[close...].starts(with: "]]".utf8) else { return position + 1 }
        let (inside, end) = (line[start..<close], close + 2)
        let isPutIn = position > line.startIndex && line[position - 1] == UInt8(ascii: "!")
        let shown = inside.lastIndex(of: UInt8(ascii: "|")).map { inside[($0 + 1)...] } ?? inside
        if !isPutIn { output.append(contentsOf: shown.isEmpty ? inside.dropLast() : shown) }
        return skipTarget(line, end)
    }

    /// Behind "(target)" or "[reference]" when they follow the text of a link at once.
    private mutating func skipTarget(_ line: ArraySlice<UInt8>, _ position: Int) -> Int {
        guard position < line.endIndex else { return position }
        let open = line[position]
        let close: UInt8
        switch open {
        case UInt8(ascii: "("): close = UInt8(ascii: ")")
        case UInt8(ascii: "["): close = UInt8(ascii: "]")
        default: return position
        }
        if let known = closers[open] { return known[position] ?? position }
        var depth = 0
        for index in position..<line.endIndex {
            if line[index] == open { depth += 1 }
            if line[index] == close { depth -= 1 }
            if depth == 0 { return index + 1 }
        }
        closers[open] = Self.closers(line[position...], open, close)
        return position
    }

    private static func closers(_ line: ArraySlice<UInt8>, _ open: UInt8, _ close: UInt8) -> [Int: Int] {
        var ends: [Int: Int] = [:]
        var opened: [Int] = []
        for index in line.indices {
            if line[index] == open { opened.append(index) }
            if line[index] == close, let start = opened.popLast() { ends[start] = index + 1 }
        }
        return ends
    }

    /// An address in angle brackets stays, a tag goes.
    private mutating func takeTag(_ line: ArraySlice<UInt8>, _ position: Int) -> Int {
        let next = position + 1
        guard next < line.endIndex else {
            output.append(line[position])
            return next
        }
        let first = line[next]
        let isTag = (first | 0x20) &- 0x61 < 26 || first == UInt8(ascii: "/") || first == UInt8(ascii: "!")
        guard isTag, hasTagEnd, let close = line[next...].firstIndex(of: UInt8(ascii: ">")) else {
            if isTag { hasTagEnd = false }
            output.append(line[position])
            return next
        }
        let inside = line[next..<close]
        if inside.contains(UInt8(ascii: "@")) || inside.starts(with: "http".utf8) {
            if !inside.contains(0x20) { output.append(contentsOf: inside) }
        } else if Self.parts(inside) {
            output.append(0x20)
        }
        return close + 1
    }

    /// Whether a tag, without its brackets, parts the text around it: that of a block, a cell, a line break.
    private static func parts(_ tag: ArraySlice<UInt8>) -> Bool {
        let name = tag.drop { $0 == UInt8(ascii: "/") }.prefix { isWord($0) }
        return switch HTMLNames.shared.tag(Array(name).span).flow {
        case .block, .cell, .spaced, .lineBreak: true
        case .inline, .hidden, .annotation: false
        }
    }

    private mutating func takeEntity(_ line: ArraySlice<UInt8>, _ position: Int) -> Int {
        // In CommonMark, none is one without a semicolon.
        let rest = line[position...].prefix(Self.longestReference)
        guard let close = rest.firstIndex(of: UInt8(ascii: ";")),
            let scalars = NamedReferences.characters(of: Array(line[position...close]).span)
        else {
            output.append(line[position])
            return position + 1
        }
        for scalar in scalars { output.append(contentsOf: String(scalar == "\u{A0}" ? " " : scalar).utf8) }
        return close + 1
    }

    private static let longestReference = 34

    private static func isWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
    }

    private static func isPunctuation(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !isWord(byte)
    }
}

/// A passage of an article, broken into lines for a terminal, with the matched words marked.
struct WrappedText {
    /// A piece that is written as one: its text without anything a terminal obeys, and how it looks.
    private struct Piece {
        var text: String
        var columns: Int
        var isMatch: Bool
        var isSpace: Bool
        /// Whether a line may end after it: spaces, and characters of scripts without spaces.
        var breaksAfter: Bool
    }

    private var pieces: [Piece] = []

    /// A passage as one line, however long: what `lines` gives where nothing is to be wrapped, at a fraction of the cost.
    static func whole(_ text: String, highlights: [Range<Int>], style: TerminalStyle) -> String {
        var ranges = highlights[...]
        var line = ""
        var run: [UInt8] = []
        var (runIsMatch, place) = (false, 0)
        func end() {
            guard !run.isEmpty else { return }
            let text = String(decoding: run, as: UTF8.self)
            line += runIsMatch ? style.match(text) : text
            run.removeAll(keepingCapacity: true)
        }
        let scalars = text.unicodeScalars
        guard let last = scalars.lastIndex(where: { !isBlank($0) }) else { return "" }
        for scalar in scalars[...last] {
            while let range = ranges.first, range.upperBound <= place { ranges.removeFirst() }
            let isMatch = ranges.first?.contains(place) ?? false
            place += 1
            if isMatch != runIsMatch {
                end()
                runIsMatch = isMatch
            }
            if isBlank(scalar) {
                if !line.isEmpty || !run.isEmpty { run.append(0x20) }
            } else if 0x21...0x7E ~= scalar.value {
                run.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                run.append(contentsOf: (TerminalText.replacement(for: scalar) ?? String(scalar)).utf8)
            }
        }
        end()
        return line
    }

    /// - Parameters:
    ///   - text: the passage.
    ///   - highlights: ranges of it, in Unicode scalars.
    init(_ text: String, highlights: [Range<Int>]) {
        var ranges = highlights[...]
        for (index, scalar) in text.unicodeScalars.enumerated() {
            while let range = ranges.first, range.upperBound <= index { ranges.removeFirst() }
            let isMatch = ranges.first?.contains(index) ?? false
            let isSpace = Self.isBlank(scalar)
            let shown = isSpace ? " " : TerminalText.replacement(for: scalar) ?? String(scalar)
            let columns = TerminalText.columns(of: shown)
            pieces.append(
                Piece(
                    text: shown,
                    columns: columns,
                    isMatch: isMatch,
                    isSpace: isSpace,
                    breaksAfter: isSpace || columns == 2
                )
            )
        }
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\u{A0}"
    }

    /// The lines, each of at most `width` columns where a break is possible.
    func lines(width: Int, style: TerminalStyle) -> [String] {
        var lines: [String] = []
        var start = 0
        while start < pieces.count {
            if pieces[start].isSpace {
                start += 1
                continue
            }
            var end = start
            var columns = 0
            var lastBreak: Int?
            while end < pieces.count, columns + pieces[end].columns <= width || pieces[end].isSpace {
                columns += pieces[end].columns
                end += 1
                if pieces[end - 1].breaksAfter { lastBreak = end }
            }
            if end < pieces.count {
                // A word longer than a line is cut where the line ends.
                end = lastBreak ?? max(end, start + 1)
            }
            lines.append(line(start..<end, style))
            start = end
        }
        return lines
    }

    private func line(_ range: Range<Int>, _ style: TerminalStyle) -> String {
        var end = range.upperBound
        while end > range.lowerBound, pieces[end - 1].isSpace { end -= 1 }
        var line = ""
        var run = ""
        var runIsMatch = false
        for piece in pieces[range.lowerBound..<end] {
            if piece.isMatch != runIsMatch {
                line += runIsMatch ? style.match(run) : run
                run = ""
                runIsMatch = piece.isMatch
            }
            run += piece.text
        }
        return line + (runIsMatch ? style.match(run) : run)
    }
}

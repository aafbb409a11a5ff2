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

    /// - Parameters:
    ///   - text: the passage.
    ///   - highlights: ranges of it, in Unicode scalars.
    init(_ text: String, highlights: [Range<Int>]) {
        var ranges = highlights[...]
        for (index, scalar) in text.unicodeScalars.enumerated() {
            while let range = ranges.first, range.upperBound <= index { ranges.removeFirst() }
            let isMatch = ranges.first?.contains(index) ?? false
            let isSpace = scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\u{A0}"
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

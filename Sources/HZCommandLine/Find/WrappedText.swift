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
        let bytes = Array(text.utf8)
        var end = bytes.count
        while end > 0, let blank = blank(endingAt: end, in: bytes) { end -= blank }
        var line = ""
        var run: [UInt8] = []
        run.reserveCapacity(bytes.count)
        // Bytes and scalars that were written.
        var (offset, place) = (0, 0)
        /// Writes what lies before a scalar, as one run.
        func write(before limit: Int, isMatch: Bool) {
            run.removeAll(keepingCapacity: true)
            while offset < end, place < limit {
                // Most of most texts is written as it is.
                let start = offset
                while offset < end, place < limit, 0x20...0x7E ~= bytes[offset] {
                    if bytes[offset] == 0x20, offset == start, run.isEmpty, line.isEmpty { break }
                    (offset, place) = (offset + 1, place + 1)
                }
                run.append(contentsOf: bytes[start..<offset])
                guard offset < end, place < limit else { break }
                let length = max(1, (~bytes[offset]).leadingZeroBitCount)
                let scalar = String(decoding: bytes[offset..<min(end, offset + length)], as: UTF8.self)
                (offset, place) = (offset + length, place + 1)
                for scalar in scalar.unicodeScalars {
                    if isBlank(scalar) {
                        if !line.isEmpty || !run.isEmpty { run.append(0x20) }
                    } else {
                        run.append(contentsOf: (TerminalText.replacement(for: scalar) ?? String(scalar)).utf8)
                    }
                }
            }
            guard !run.isEmpty else { return }
            let text = String(decoding: run, as: UTF8.self)
            line += isMatch ? style.match(text) : text
        }
        for (number, mark) in highlights.enumerated() {
            // Those side by side are one.
            let isBegun = number > 0 && mark.lowerBound <= highlights[number - 1].upperBound
            let goesOn = number + 1 < highlights.count && highlights[number + 1].lowerBound <= mark.upperBound
            if !isBegun { write(before: mark.lowerBound, isMatch: false) }
            if !goesOn { write(before: mark.upperBound, isMatch: true) }
        }
        write(before: .max, isMatch: false)
        return line
    }

    /// How many bytes the blank takes that ends there; nil for none.
    private static func blank(endingAt end: Int, in bytes: [UInt8]) -> Int? {
        switch bytes[end - 1] {
        case 0x20, 0x0A, 0x09: 1
        case 0xA0 where end > 1 && bytes[end - 2] == 0xC2: 2
        default: nil
        }
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

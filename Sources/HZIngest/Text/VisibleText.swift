import HZJSON

/// Collects text as a reader sees it, block after block, from pieces of source text in UTF-8.
///
/// White space collapses to one space, as in a browser; at the ends of a block it vanishes. No-break and typographic
/// spaces are spaces. What has no width (soft hyphen, zero-width space, word joiner, byte order mark, control
/// characters) is left out. A line break of the source between two Chinese or Japanese characters is nothing, since those
/// scripts have no spaces. C1 control characters, which pages mean as Windows-1252, become what they mean.
///
/// Two line breaks stand between blocks. Pieces may end anywhere but inside a character.
struct VisibleText {
    /// Everything collected so far.
    private(set) var bytes: [UInt8] = []

    private var state = State()
    private var blockStart = 0

    init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    /// Whether the open block shows nothing yet.
    var isAtBlockStart: Bool { state.isAtBlockStart }

    /// Bytes in the open block.
    var blockCount: Int { state.isAtBlockStart ? 0 : bytes.count &- blockStart }

    /// Adds a piece of text, with its white space collapsed.
    mutating func append(_ piece: Span<UInt8>) {
        append(piece, keepsSpaces: false)
    }

    /// Adds a piece of text with its spaces and line breaks, as `pre` shows it.
    mutating func append(preformatted piece: Span<UInt8>) {
        append(piece, keepsSpaces: true)
    }

    /// Adds a line break of the source: a space, but between Chinese or Japanese characters.
    mutating func appendWrap() { state.widen(.wrap) }

    /// Adds a space, unless there is one.
    mutating func appendSpace() { state.widen(.firmSpace) }

    /// Adds a line break that the reader sees.
    mutating func appendLineBreak() { state.widen(.lineBreak) }

    /// Closes the open block; nil where it shows nothing.
    mutating func endBlock() -> Range<Int>? {
        let isEmpty = state.isAtBlockStart
        state = State()
        guard !isEmpty else { return nil }
        var end = bytes.count
        while end > blockStart, bytes[end &- 1] <= 0x20 { end &-= 1 }
        bytes.removeLast(bytes.count &- end)
        return blockStart..<end
    }

    private mutating func append(_ piece: Span<UInt8>, keepsSpaces: Bool) {
        guard !piece.isEmpty else { return }
        var state = state
        state.keepsSpaces = keepsSpaces
        if state.isAtBlockStart { blockStart = bytes.isEmpty ? 0 : bytes.count &+ 2 }
        let isFirstBlock = bytes.isEmpty
        // A character grows at most from two bytes to three; the rest is the separator and the pending gap.
        bytes.append(addingCapacity: piece.count &+ piece.count / 2 &+ 4) { output in
            var position = 0
            while position < piece.count {
                let byte = piece[position]
                if byte &- 0x21 < 0x5E {
                    state.begin(.visible, isFirstBlock: isFirstBlock, output: &output)
                    output.append(byte)
                    position &+= 1
                    while position < piece.count, piece[position] &- 0x21 < 0x5E {
                        output.append(piece[position])
                        position &+= 1
                    }
                } else {
                    position &+= state.take(piece, at: position, isFirstBlock: isFirstBlock, output: &output)
                }
            }
        }
        self.state = state
    }
}

extension VisibleText {
    /// White space that has been seen and is not yet written, from weakest to strongest.
    private enum Gap: UInt8 {
        case none
        case space
        /// White space with a line break of the source in it.
        case wrap
        /// A space that stays, whatever is around it.
        case firmSpace
        /// A line break that the reader sees.
        case lineBreak
    }

    /// What a character is to a reader.
    private enum Meaning {
        case visible
        /// Written without spaces around it.
        case ideograph
        case gap(Gap)
        case nothing
        /// Shown as another character.
        case other(UInt32)
    }

    /// What must be known of the text before to add to it.
    private struct State {
        var isAtBlockStart = true
        var keepsSpaces = false
        private var gap = Gap.none
        private var endsIdeographic = false

        mutating func widen(_ wider: Gap) {
            if wider.rawValue > gap.rawValue { gap = wider }
        }

        /// Writes what is due before a visible character.
        @inline(__always)
        mutating func begin(_ kind: Meaning, isFirstBlock: Bool, output: inout OutputSpan<UInt8>) {
            var isIdeograph = false
            if case .ideograph = kind { isIdeograph = true }
            if isAtBlockStart {
                isAtBlockStart = false
                if !isFirstBlock {
                    output.append(0x0A)
                    output.append(0x0A)
                }
            } else if gap != .none {
                let vanishes = gap == .wrap && endsIdeographic && isIdeograph
                if !vanishes { output.append(gap == .lineBreak ? 0x0A : 0x20) }
            }
            gap = .none
            endsIdeographic = isIdeograph
        }

        /// Adds the character at `position`, which is not visible ASCII; returns its length.
        mutating func take(
            _ piece: Span<UInt8>,
            at position: Int,
            isFirstBlock: Bool,
            output: inout OutputSpan<UInt8>
        ) -> Int {
            let (meaning, length) = VisibleText.meaning(piece, at: position)
            switch meaning {
            case .nothing: break
            case .gap(let wider):
                if keepsSpaces, !isAtBlockStart, length == 1 {
                    if piece[position] != 0x0D { output.append(piece[position]) }
                } else {
                    widen(wider)
                }
            case .visible, .ideograph:
                begin(meaning, isFirstBlock: isFirstBlock, output: &output)
                for index in position..<(position &+ length) { output.append(piece[index]) }
            case .other(let scalar):
                begin(meaning, isFirstBlock: isFirstBlock, output: &output)
                if scalar >= 0x800 {
                    output.append(0xE0 | UInt8(truncatingIfNeeded: scalar >> 12))
                    output.append(0x80 | UInt8(truncatingIfNeeded: scalar >> 6 & 0x3F))
                } else {
                    output.append(0xC0 | UInt8(truncatingIfNeeded: scalar >> 6))
                }
                output.append(0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F))
            }
            return length
        }
    }

    /// The meaning and the length of a character that is not visible ASCII.
    private static func meaning(_ piece: Span<UInt8>, at position: Int) -> (Meaning, Int) {
        let lead = piece[position]
        switch lead {
        case 0x20, 0x09: return (.gap(.space), 1)
        case 0x0A, 0x0C, 0x0D: return (.gap(.wrap), 1)
        case 0..<0x80: return (.nothing, 1)
        case 0x80..<0xC2, 0xC3..<0xE0, 0xF5...: return (.visible, 1)
        default: break
        }
        let rest = piece.count &- position
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard rest >= length else { return (.visible, 1) }
        let second = piece[position &+ 1]
        switch lead {
        case 0xC2:
            if second == 0xA0 { return (.gap(.firmSpace), 2) }
            if second == 0xAD { return (.nothing, 2) }
            guard 0x80...0x9F ~= second else { return (.visible, 2) }
            let meant = Windows1252.scalar(second)
            return (meant == 0 ? .nothing : .other(meant), 2)
        case 0xE2: return (punctuation(second, piece[position &+ 2]), 3)
        case 0xE3 where second == 0x80 && piece[position &+ 2] == 0x80: return (.gap(.firmSpace), 3)
        case 0xE3...0xE9: return (.ideograph, 3)
        case 0xEF where second == 0xBB && piece[position &+ 2] == 0xBF: return (.nothing, 3)
        case 0xEF where second == 0xBC || second == 0xBD: return (.ideograph, 3)
        case 0xF0 where second >= 0xA0: return (.ideograph, 4)
        default: return (.visible, length)
        }
    }

    /// The meaning of the characters of the block General Punctuation, U+2000...U+206F, and those beside it.
    private static func punctuation(_ second: UInt8, _ third: UInt8) -> Meaning {
        switch (second, third) {
        case (0x80, 0x8B), (0x81, 0xA0): .nothing
        case (0x80, 0x80...0x8A), (0x80, 0xAF), (0x81, 0x9F): .gap(.firmSpace)
        case (0x80, 0xA8...0xA9): .gap(.lineBreak)
        default: .visible
        }
    }
}

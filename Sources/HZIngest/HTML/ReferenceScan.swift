import HZJSON

/// Finds character references in the text of a page.
enum ReferenceScan {
    /// What is longer is none.
    private static let longest = 64

    /// Where the next "&" of a text is that may begin a reference, or the text's end; before anything but a letter or "#" it
    /// is itself.
    static func next(_ page: Span<UInt8>, in text: Range<Int>) -> Int {
        var start = text.lowerBound
        while true {
            start = ByteScan.first(of: UInt8(ascii: "&"), page, from: start, to: text.upperBound)
            guard start &+ 1 < text.upperBound else { return text.upperBound }
            let next = page[start &+ 1]
            if (next | 0x20) &- 0x61 < 26 || next == UInt8(ascii: "#") { return start }
            start &+= 1
        }
    }

    /// Behind all that the parser may take for part of the reference at `start`, where it is a number; nil for what is longer
    /// than one can be, too.
    static func endOfNumber(_ page: Span<UInt8>, _ start: Int, to limit: Int) -> Int? {
        guard beginsNumber(page, start + 1, to: limit) else { return nil }
        var end = start + 1
        while end < limit, end - start <= longest {
            let byte = page[end]
            let isPart =
                (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte >= 0x80 || byte == UInt8(ascii: "#")
                || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "_")
                || byte == UInt8(ascii: "-")
            guard isPart else { break }
            end += 1
        }
        if end < limit, page[end] == UInt8(ascii: ";") { end += 1 }
        return end - start > longest ? nil : end
    }

    /// Behind the reference at `start` where it is one of the commonest, which the parser knows: no table is asked for them.
    static func endOfCommon(_ page: Span<UInt8>, _ start: Int, to limit: Int) -> Int? {
        let name: StaticString
        switch page[start + 1] {
        case UInt8(ascii: "l"): name = "lt;"
        case UInt8(ascii: "g"): name = "gt;"
        case UInt8(ascii: "a"): name = "amp;"
        case UInt8(ascii: "q"): name = "quot;"
        case UInt8(ascii: "n"): name = "nbsp;"
        default: return nil
        }
        let end = start + 1 + name.utf8CodeUnitCount
        return end <= limit && MarkupScanner.matches(page, start + 1, name) ? end : nil
    }

    /// Whether "#39" or "#x27" stands at a place; the parser loses the signs of others.
    private static func beginsNumber(_ page: Span<UInt8>, _ place: Int, to limit: Int) -> Bool {
        guard place + 1 < limit, page[place] == UInt8(ascii: "#") else { return false }
        let first = page[place + 1]
        guard first | 0x20 == UInt8(ascii: "x") else { return first &- 0x30 < 10 }
        guard place + 2 < limit else { return false }
        return page[place + 2] &- 0x30 < 10 || (page[place + 2] | 0x20) &- 0x61 < 6
    }
}

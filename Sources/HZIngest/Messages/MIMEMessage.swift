import HZJSON

/// A letter or a saved page in parts (RFC 2045, RFC 2557), letters in it among them, taken apart without recursion.
struct MIMEMessage {
    /// A part without parts of its own, or the beginning of a letter in the letter.
    struct Part {
        var headers: MIMEHeaders
        /// Its bytes, as they are encoded.
        var range: Range<Int>
        /// What it is where nothing is said.
        var defaultType = "text/plain"
        /// Whether a letter begins here: the headers are its own, there are no bytes, and its parts follow.
        var isLetter = false
        /// Which of several forms of the same it belongs to, from the outermost on.
        var forms: [Form] = []

        /// In lower case.
        var type: String { headers.essence("content-type") ?? defaultType }
    }

    /// One of the parts of a `multipart/alternative`.
    struct Form {
        /// Which of the message's alternatives.
        var alternative: Int
        /// Which of its parts.
        var number: Int
    }

    let headers: MIMEHeaders
    private(set) var parts: [Part] = []

    private static let depthLimit = 16
    private static let partLimit = 10_000

    init(_ bytes: [UInt8]) {
        var start = 0
        headers = MIMEHeaders(bytes, in: 0..<bytes.count, end: &start)
        var open: [(part: Part, depth: Int)] = [(Part(headers: headers, range: start..<bytes.count), 0)]
        var alternatives = 0
        while let (part, depth) = open.popLast(), parts.count < Self.partLimit {
            if part.type == "message/rfc822", !part.isEncoded, depth < Self.depthLimit {
                let letter = Self.part(bytes, part.range, like: part)
                parts.append(letter.beginning)
                open.append((letter, depth + 1))
                continue
            }
            guard part.type.hasPrefix("multipart/"), depth < Self.depthLimit,
                let boundary = part.headers.parameter("boundary", of: "content-type"), !boundary.isEmpty
            else {
                parts.append(part)
                continue
            }
            let isAlternative = part.type == "multipart/alternative"
            if isAlternative { alternatives += 1 }
            let inner = Self.split(bytes, part.range, at: Array(("--" + boundary).utf8))
            for (number, range) in inner.prefix(Self.partLimit - open.count).enumerated().reversed() {
                var inside = Self.part(bytes, range, like: part)
                if part.type == "multipart/digest" { inside.defaultType = "message/rfc822" }
                if isAlternative { inside.forms.append(Form(alternative: alternatives, number: number)) }
                open.append((inside, depth + 1))
            }
        }
    }

    /// The part or letter that takes up `range`, among the same forms as `outer`.
    private static func part(_ bytes: [UInt8], _ range: Range<Int>, like outer: Part) -> Part {
        var start = range.lowerBound
        let headers = MIMEHeaders(bytes, in: range, end: &start)
        return Part(headers: headers, range: min(start, range.upperBound)..<range.upperBound, forms: outer.forms)
    }

    /// The stretches between the lines that are the boundary.
    private static func split(_ bytes: [UInt8], _ range: Range<Int>, at boundary: [UInt8]) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start: Int?
        var position = range.lowerBound
        while position < range.upperBound, parts.count < partLimit {
            let newline = ByteScan.first(of: 0x0A, bytes.span, from: position, to: range.upperBound)
            if bytes[position] == UInt8(ascii: "-"), bytes[position..<newline].starts(with: boundary) {
                let rest = bytes[(position + boundary.count)..<newline]
                let isLast = rest.starts(with: "--".utf8)
                if isLast || rest.allSatisfy({ $0 <= 0x20 }) {
                    if let start { parts.append(start..<max(start, end(of: bytes, before: position, from: start))) }
                    start = isLast ? nil : min(newline + 1, range.upperBound)
                    if isLast { break }
                }
            }
            position = newline + 1
        }
        // Cut off in the middle: what is there is read.
        if let start, start < range.upperBound { parts.append(start..<range.upperBound) }
        return parts
    }

    /// The line break before a boundary belongs to the boundary.
    private static func end(of bytes: [UInt8], before position: Int, from start: Int) -> Int {
        var end = position
        if end > start, bytes[end - 1] == 0x0A { end -= 1 }
        if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        return end
    }
}

extension MIMEMessage.Part {
    /// Whether what it holds can't be read where it stands.
    fileprivate var isEncoded: Bool {
        let encoding = headers.essence("content-transfer-encoding")
        return encoding == "base64" || encoding == "quoted-printable"
    }

    /// The mark of the letter whose headers these are.
    fileprivate var beginning: Self {
        Self(headers: headers, range: range.lowerBound..<range.lowerBound, isLetter: true, forms: forms)
    }
}

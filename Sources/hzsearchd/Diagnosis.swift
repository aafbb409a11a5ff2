import HZCommandLine
import HZIngest
import HZJSON

/// What `doctor` has to say of a file or of a member of a container, as facts in order: for people and for programs.
struct Diagnosis {
    private enum Value {
        case text(String)
        case number(Int)
        case flag(Bool)
        case share(Double)
    }

    private let path: String
    /// Name for programs, name for people, value, and the reason for it.
    private var facts: [(name: String, label: String, value: Value, reason: String?)] = []
    private var zones: [(zone: Zone, blocks: Int, bytes: Int)] = []

    /// A file that is left out before it is read.
    init(path: String, skipped reason: SkipReason) {
        self.path = path
        add("skipped", "skipped", .text(reason.rawValue), because: Self.words(reason))
    }

    /// An export, which is read line by line.
    init(path: String, export compression: Compression) {
        self.path = path
        add("format", "format", .text("jsonl"), because: "by its name")
        addCompression(compression)
    }

    init(_ examination: Examination) {
        path = examination.id
        if let kind = examination.read {
            add("format", "format", .text("\(kind)"), because: Self.words(kind, examination.named))
        }
        if examination.read != examination.named { add("named", "named as", .text("\(examination.named)")) }
        addCompression(examination.compression)
        switch examination.result {
        case .failure(let error):
            add("skipped", "skipped", .text(error.reason.rawValue), because: Self.words(error.reason))
        case .success(let article):
            add(article, examination.origins)
        }
    }

    private mutating func add(_ article: Article, _ origins: MetadataOrigins?) {
        add("charset", "charset", .text(article.charset), because: Self.words(article.charsetEvidence))
        add("charset_confidence", "confidence", .share(article.charsetConfidence))
        if article.wasDoublyEncoded { add("doubly_encoded", "mended", .flag(true), because: "it was UTF-8 twice over") }
        if article.replacements > 0 {
            add(
                "replacements",
                "lost",
                .number(article.replacements),
                because: "characters that fit no charset: U+FFFD"
            )
        }
        add("title", "title", .text(article.title), because: origins?.title)
        if let author = article.author { add("author", "author", .text(author), because: origins?.author) }
        if let date = article.date { add("date", "date", .text(date.iso), because: origins?.date) }
        if let language = article.language {
            add("language", "language", .text(language), because: origins?.language)
        }
        if let site = article.site { add("site", "site", .text(site)) }
        if let url = article.url { add("url", "address", .text(url)) }
        if article.isStub {
            add("stub", "stub", .flag(true), because: "it only says why there is no article; it is found last")
        }
        for zone in Zone.allCases {
            let blocks = article.blocks.filter { $0.zone == zone }
            guard !blocks.isEmpty else { continue }
            zones.append((zone, blocks.count, blocks.reduce(0) { $0 + $1.range.count }))
        }
    }

    private mutating func addCompression(_ compression: Compression) {
        if compression != .none { add("compression", "packed", .text("\(compression)")) }
    }

    private mutating func add(_ name: String, _ label: String, _ value: Value, because reason: String? = nil) {
        facts.append((name, label, value, reason))
    }

    /// One object on one line; reasons as `NAME_from`.
    var json: [UInt8] {
        var json = JSONWriter(capacity: 512)
        json.beginObject()
        json.member("path", path)
        for fact in facts {
            switch fact.value {
            case .text(let text): json.member(fact.name, text)
            case .number(let number): json.member(fact.name, number)
            case .flag(let flag): json.member(fact.name, flag)
            case .share(let share): json.member(fact.name, share)
            }
            if let reason = fact.reason { json.member(fact.name + "_from", reason) }
        }
        json.name("zones")
        json.beginObject()
        for (zone, blocks, bytes) in zones {
            json.name("\(zone)")
            json.beginObject()
            json.member("blocks", blocks)
            json.member("bytes", bytes)
            json.endObject()
        }
        json.endObject()
        json.endObject()
        json.newline()
        return json.bytes
    }

    /// One fact a line, reasons in dim brackets.
    var text: String {
        let style = TerminalStyle(.auto, stream: .output)
        var text = style.bold(TerminalText.escaped(path)) + "\n"
        func line(_ label: String, _ value: String, _ reason: String?) {
            let gap = String(repeating: " ", count: max(1, 15 - label.count))
            text += "  " + label + gap + value + (reason.map { "  " + style.dim("(\($0))") } ?? "") + "\n"
        }
        for fact in facts {
            switch fact.value {
            case .text(let value): line(fact.label, TerminalText.escaped(value), fact.reason)
            case .number(let value): line(fact.label, Quantity.count(value), fact.reason)
            case .flag(let value): line(fact.label, value ? "yes" : "no", fact.reason)
            case .share(let value): line(fact.label, "\(Int((value * 100).rounded())) %", fact.reason)
            }
        }
        for (zone, blocks, bytes) in zones {
            line("zone \(zone)", Quantity.bytes(bytes), "\(Quantity.count(blocks)) block\(blocks == 1 ? "" : "s")")
        }
        return text + "\n"
    }

    private static func words(_ kind: SourceKind, _ named: SourceKind) -> String {
        if kind == named { return "by its name" }
        switch named {
        case .mhtml, .email, .epub, .warc: return "what is inside"
        case .text, .markdown, .html, .jsonl, .unknown, .served: return "by its first bytes"
        }
    }

    private static func words(_ evidence: CharsetEvidence) -> String {
        switch evidence {
        case .byteOrderMark: "a byte order mark says so"
        case .valid: "all bytes are valid"
        case .declared: "declared, and the bytes agree"
        case .detected: "by the frequency of its characters"
        case .assumed: "nothing says anything: that of most old pages"
        }
    }

    private static func words(_ reason: SkipReason) -> String {
        switch reason {
        case .notRegular: "a FIFO, a socket or a device"
        case .symbolicLink: "links inside folders are not followed"
        case .hidden: "its name begins with a full stop; --hidden reads it"
        case .excluded: "a pattern leaves it out"
        case .unsupportedType: "no format that is read"
        case .empty: "it holds no bytes, or no text"
        case .tooLarge: "larger than --max-size"
        case .binary: "its bytes are not text"
        case .damaged: "it can't be unpacked"
        case .unsupportedEncoding: "packed in a way that is not read"
        case .parserUnavailable: "no process could be started to parse it; --in-process does without"
        case .parserCrashed: "the parser crashed over it"
        case .parserTimedOut: "the parser took too long"
        case .changedWhileRead: "someone is writing to it"
        case .unreadable: "it is not there, or the system refuses to read it"
        case .repeated: "given twice"
        }
    }
}

import HZCommandLine
import HZIngest
import HZJSON

/// `hzsearch extract`: prints the articles that ingestion sees, in the order given.
struct ExtractCommand {
    private let arguments: ParsedArguments

    init(_ arguments: ParsedArguments) throws(UsageError) {
        guard !arguments.operands.isEmpty else { throw .missingOperands(command: "extract", operands: "FILE...") }
        self.arguments = arguments
    }

    func run() throws -> ExitCode {
        let reader = SourceReader()
        var code = ExitCode.success
        for path in arguments.operands {
            // One walk a path: a walk of all would sort them.
            var walker = CorpusWalker(roots: [CorpusPath(bytes: Host.bytes(ofPath: path))])
            while let item = walker.nextItem() {
                switch item {
                case .skipped(let path, let reason):
                    code = warn(path, reason)
                case .file(let file):
                    do throws(IngestError) {
                        guard try extract(file, reader, &code) else { return code }
                    } catch {
                        code = warn(file.path, error.reason)
                    }
                }
            }
        }
        return code
    }

    /// False where nothing can be written any more.
    private func extract(
        _ file: WalkedFile,
        _ reader: SourceReader,
        _ code: inout ExitCode
    ) throws(IngestError) -> Bool {
        try reader.open(file)
        while let item = try reader.next() {
            switch item {
            case .article(let article): if !print(article) { return false }
            case .skipped(let member, let reason): _ = warn(CorpusPath(member), reason)
            case .badRecord(let line, let fault):
                code = warn(file.path.text + ":" + String(line), fault.rawValue)
            }
        }
        return true
    }

    private func print(_ article: Article) -> Bool {
        Terminal.write(arguments.has("json") ? json(article) : text(article), to: .output)
    }

    private func json(_ article: Article) -> [UInt8] {
        var json = JSONWriter(capacity: article.text.count + 512)
        json.beginObject()
        json.member("path", article.path)
        if article.id != article.path { json.member("id", article.id) }
        json.member("title", article.title)
        json.member("author", article.author)
        json.member("date", article.date?.iso)
        json.member("language", article.language)
        json.member("site", article.site)
        json.member("url", article.url)
        json.member("stub", article.isStub)
        json.name("captions")
        json.string(utf8: article.text(of: [.caption]))
        json.name("comments")
        json.string(utf8: article.text(of: [.comments]))
        json.name("body")
        json.string(utf8: article.body)
        json.endObject()
        json.newline()
        return json.bytes
    }

    private func text(_ article: Article) -> [UInt8] {
        let style = TerminalStyle(.auto, stream: .output)
        let facts = [article.id, article.date?.iso, article.author, article.site, article.language]
            .compactMap { $0 }.map(TerminalText.escaped)
        let head =
            style.bold(TerminalText.escaped(article.title)) + "\n" + style.dim(facts.joined(separator: "  ")) + "\n\n"
        var text = Array(head.utf8)
        text.reserveCapacity(text.count + article.text.count + 4)
        var border = ""
        for block in article.blocks {
            switch block.zone {
            case .heading, .main, .caption:
                text.append(contentsOf: border.utf8)
                TerminalText.append(lines: article.text[block.range], to: &text)
                border = "\n\n"
            case .title, .comments, .page: continue
            }
        }
        text.append(contentsOf: "\n\n".utf8)
        return text
    }

    private func warn(_ path: CorpusPath, _ reason: SkipReason) -> ExitCode { warn(path.text, reason.rawValue) }

    private func warn(_ place: String, _ reason: String) -> ExitCode {
        Terminal.write("hzsearch: \(TerminalText.escaped(place)): skipped: \(reason)\n", to: .error)
        return .nothingFound
    }
}

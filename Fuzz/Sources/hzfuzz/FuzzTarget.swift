import Glibc
import HZIngest

/// What bytes are taken for; named by the environment variable HZ_FUZZ_TARGET.
enum FuzzTarget: String {
    case html
    case text
    case charset
    case mhtml
    case warc
    case epub

    /// The one that the environment names; HTML where it names none.
    static let chosen: FuzzTarget = {
        guard let name = unsafe getenv("HZ_FUZZ_TARGET") else { return .html }
        return unsafe FuzzTarget(rawValue: String(cString: name)) ?? .html
    }()

    /// Reads bytes as ingestion would; traps where an article is not what it promises to be.
    func feed(_ bytes: [UInt8]) {
        switch self {
        case .html: read(bytes, .html)
        case .text: read(bytes, .markdown)
        case .charset: read(bytes, .unknown)
        case .mhtml: read(bytes, .mhtml)
        case .warc: readContainer(bytes, suffix: ".warc")
        case .epub: readContainer(bytes, suffix: ".epub")
        }
    }

    private func read(_ bytes: [UInt8], _ kind: SourceKind) {
        guard let article = try? Self.reader().read(SourceBytes(bytes, kind: kind), path: CorpusPath("x")) else {
            return
        }
        check(article)
        _ = ArticleFingerprint(article)?.term
    }

    private func readContainer(_ bytes: [UInt8], suffix: String) {
        let path = "/dev/shm/hzfuzz-\(getpid())" + suffix
        let descriptor = unsafe open(path, O_CREAT | O_TRUNC | O_WRONLY, 0o600)
        guard descriptor >= 0 else { return }
        let written = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        close(descriptor)
        guard written == bytes.count else { return }
        var walker = CorpusWalker(roots: [path])
        guard let file = walker.next() else { return }
        let reader = SourceReader(limit: 1 << 20)
        guard (try? reader.open(file)) != nil else { return }
        while let item = try? reader.next() {
            if case .article(let article) = item { check(article) }
        }
    }

    private func check(_ article: Article) {
        precondition(String(validating: article.text, as: UTF8.self) != nil, "text that is not UTF-8")
        var previous = 0
        for block in article.blocks {
            precondition(previous <= block.range.lowerBound && block.range.upperBound <= article.text.count)
            previous = block.range.upperBound
        }
    }

    /// One for each input: converters are kept between files of one reader.
    private static func reader() -> ArticleReader { ArticleReader() }
}

/// libFuzzer's entry.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: count))
    FuzzTarget.chosen.feed(bytes)
    return 0
}

import Glibc
import HZIngest

/// What bytes are taken for by a fuzzing run, and by the tests that feed its seeds and findings again.
public enum FuzzTarget: String, CaseIterable, Sendable {
    case html
    case text
    case charset
    case mhtml
    case warc
    case epub
    case jsonl
    case query
    case segment
    case manifest
    case http

    /// Reads bytes as the programs would; traps where what comes of them does not hold together.
    public func feed(_ bytes: [UInt8]) {
        switch self {
        case .html: read(bytes, .html)
        case .text: read(bytes, .markdown)
        case .charset: read(bytes, .unknown)
        case .mhtml: read(bytes, .mhtml)
        case .warc: readContainer(bytes, suffix: ".warc")
        case .epub: readContainer(bytes, suffix: ".epub")
        case .jsonl: readExport(bytes)
        case .query: FuzzIndex.sound.search(bytes)
        case .segment: FuzzIndex.sound.readDamaged(bytes) { !$0.hasPrefix("manifest") }
        case .manifest: FuzzIndex.sound.readDamaged(bytes) { $0.hasPrefix("manifest") }
        case .http: FuzzDaemon.running.feed(bytes)
        }
    }

    private func read(_ bytes: [UInt8], _ kind: SourceKind) {
        guard let article = try? Self.reader().read(SourceBytes(bytes, kind: kind), path: CorpusPath("x")) else {
            return
        }
        check(article)
        _ = ArticleFingerprint(article)?.terms
    }

    private func readContainer(_ bytes: [UInt8], suffix: String) {
        let path = "/dev/shm/hzfuzz-\(getpid())" + suffix
        let descriptor = write(bytes, to: path)
        guard descriptor >= 0 else { return }
        close(descriptor)
        var walker = CorpusWalker(roots: [CorpusPath(path)])
        let reader = SourceReader(limit: 1 << 20)
        if case .file(let file)? = walker.nextItem(), (try? reader.open(file)) != nil {
            while let item = try? reader.next() {
                if case .article(let article) = item { check(article) }
            }
        }
        unsafe unlink(path)
    }

    private func readExport(_ bytes: [UInt8]) {
        let path = "/dev/shm/hzfuzz-\(getpid()).jsonl"
        let descriptor = write(bytes, to: path)
        unsafe unlink(path)
        guard descriptor >= 0, lseek(descriptor, 0, SEEK_SET) == 0 else { return }
        var reader = JSONLReader(owning: descriptor, path: path)
        while let record = reader.next() {
            if case .success(let article) = record { check(article) }
        }
    }

    /// A file in memory that holds `bytes`, open at its end; negative where there can be none.
    private func write(_ bytes: [UInt8], to path: String) -> Int32 {
        let descriptor = unsafe Glibc.open(path, O_CREAT | O_TRUNC | O_RDWR, 0o600)
        guard descriptor >= 0 else { return -1 }
        let written = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if written == bytes.count { return descriptor }
        close(descriptor)
        return -1
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

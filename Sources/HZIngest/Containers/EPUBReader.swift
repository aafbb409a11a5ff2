/// Reads the chapters of a book (EPUB): its archive once for what the book says of itself, once for the chapters.
final class EPUBReader: MemberReader {
    private let file: OpenFile
    private let archive: ZipArchive
    private let book: BookDescription?
    private let pageLimit: Int
    private var entries = 0

    private static let entryLimit = 100_000
    private static let packageLimit = 8 << 20

    init(_ file: consuming OpenFile, pageLimit: Int) throws(StreamError) {
        book = try Self.describe(file)
        try Self.rewind(file)
        archive = try ZipArchive(file)
        self.file = file
        self.pageLimit = pageLimit
    }

    func status() throws(StreamError) -> FileStatus {
        do throws(Errno) {
            return try file.status()
        } catch {
            throw .unreadable(errno: error.code)
        }
    }

    func next() throws(StreamError) -> Member? {
        while let entry = try archive.next() {
            entries += 1
            guard entries <= Self.entryLimit else { throw .damaged }
            let name = String(decoding: entry, as: UTF8.self)
            guard isChapter(name) else { continue }
            guard let bytes = try archive.content(limit: pageLimit) else {
                return Member(name: name, content: .failure(SkippedMember(reason: .tooLarge)))
            }
            guard !bytes.isEmpty else { continue }
            var page = RawPage(bytes, kind: .html)
            page.fallback.title = book?.title
            page.book = book?.title
            page.fallback.author = book?.author
            page.fallback.date = book?.date
            page.fallback.language = book?.language
            page.fallback.site = book?.title
            return Member(name: name, content: .success(page))
        }
        return nil
    }

    /// What the book reads as a chapter; of a book that does not say, every page.
    private func isChapter(_ name: String) -> Bool {
        if let book, !book.chapters.isEmpty { return book.chapters.contains(name) }
        let lower = name.lowercased()
        return lower.hasSuffix(".xhtml") || lower.hasSuffix(".html") || lower.hasSuffix(".htm")
    }

    /// Package documents may come before the file that says which one counts: all are kept.
    private static func describe(_ file: borrowing OpenFile) throws(StreamError) -> BookDescription? {
        try rewind(file)
        let archive = try ZipArchive(file)
        var path: String?
        var packages: [String: [UInt8]] = [:]
        var entries = 0
        while let entry = try archive.next() {
            entries += 1
            guard entries <= entryLimit else { throw .damaged }
            let name = String(decoding: entry, as: UTF8.self)
            if name == "META-INF/container.xml" {
                path = try archive.content(limit: packageLimit).flatMap { BookDescription.packagePath($0) }
            } else if name.lowercased().hasSuffix(".opf"), packages.count < 4 {
                packages[name] = try archive.content(limit: packageLimit)
            }
            if let path, packages[path] != nil { break }
        }
        guard let found = path.flatMap({ packages[$0] == nil ? nil : $0 }) ?? packages.keys.min() else { return nil }
        return packages[found].map { BookDescription($0, path: found) }
    }

    private static func rewind(_ file: borrowing OpenFile) throws(StreamError) {
        do throws(Errno) {
            try file.rewind()
        } catch {
            throw .unreadable(errno: error.code)
        }
    }
}

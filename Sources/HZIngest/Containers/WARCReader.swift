import HZAnalysis

/// Reads the pages that a crawler received (ISO 28500:2017, WARC/1.1): each answer that is a page, with its address
/// and the day it was received.
final class WARCReader: MemberReader {
    private var input: LineInput
    private let pageLimit: Int
    private let beforeRecord: () -> Void
    /// Addresses that came before: a later page of the same address has the time in its name too.
    private var names: Set<String> = []

    private static let lineLimit = 64 << 10
    private static let lineCountLimit = 1_000

    /// Calls `beforeRecord` before each record, of which most may be no pages.
    init(
        _ file: consuming OpenFile,
        _ compression: Compression,
        pageLimit: Int,
        beforeRecord: @escaping () -> Void
    ) throws(StreamError) {
        self.beforeRecord = beforeRecord
        input = try LineInput(file, compression)
        self.pageLimit = pageLimit
    }

    func status() throws(StreamError) -> FileStatus { try input.status() }

    func next() throws(StreamError) -> Member? {
        while let header = try nextHeader() {
            guard header.length >= 0 else { throw .damaged }
            beforeRecord()
            // An answer has at least a status line; the length is checked before anything is allocated.
            let isWanted = header.type == "response" || header.type == "resource"
            guard isWanted, header.mayBePage else {
                guard try input.skip(header.length) else { throw .damaged }
                continue
            }
            let name = name(of: header)
            guard header.length <= pageLimit else {
                guard try input.skip(header.length) else { throw .damaged }
                return Member(name: name, content: .failure(SkippedMember(reason: .tooLarge)))
            }
            let block = try input.bytes(header.length)
            guard block.count == header.length else { throw .damaged }
            guard let content = page(block, header) else { continue }
            names.insert(header.address)
            return Member(name: name, content: content)
        }
        return nil
    }

    private struct Header {
        var type = ""
        var address = ""
        var date = ""
        var contentType = ""
        var length = -1

        /// Whether the block may hold a page.
        var mayBePage: Bool {
            type == "response"
                ? contentType.hasPrefix("application/http")
                : contentType.hasPrefix("text/html") || contentType.hasPrefix("application/xhtml+xml")
        }
    }

    /// The header of the next record; nil at the end.
    private func nextHeader() throws(StreamError) -> Header? {
        // Two empty lines stand between records, or more.
        var first = try input.line(limit: Self.lineLimit)
        while let line = first, line.isEmpty { first = try input.line(limit: Self.lineLimit) }
        guard let first else { return nil }
        guard first.starts(with: "WARC/".utf8) else { throw .damaged }
        var header = Header()
        for _ in 0..<Self.lineCountLimit {
            guard let line = try input.line(limit: Self.lineLimit) else { throw .damaged }
            if line.isEmpty { return header }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let value = String(decoding: line[(colon + 1)...], as: UTF8.self).trimmed
            switch String(decoding: line[..<colon], as: UTF8.self).lowercased() {
            case "warc-type": header.type = value.lowercased()
            case "warc-target-uri":
                // Older crawlers wrote it in angle brackets.
                header.address =
                    value.hasPrefix("<") && value.hasSuffix(">") ? String(value.dropFirst().dropLast()) : value
            case "warc-date": header.date = value
            case "content-type": header.contentType = value.lowercased()
            case "content-length": header.length = Int(value) ?? -1
            default: continue
            }
        }
        throw .damaged
    }

    private func name(of header: Header) -> String {
        guard names.contains(header.address) else { return header.address }
        return header.address + "@" + header.date
    }

    /// Nil for what is no page.
    private func page(_ block: [UInt8], _ header: Header) -> Result<RawPage, SkippedMember>? {
        var page: RawPage
        if header.type == "response" {
            guard let answer = ServerAnswer(block), answer.isPage else { return nil }
            do throws(SkippedMember) {
                page = RawPage(try answer.body(block, limit: pageLimit), kind: .html)
            } catch {
                return .failure(error)
            }
            page.transport = answer.charset
        } else {
            page = RawPage(block, kind: .html)
        }
        page.url = PageAddress.host(of: header.address) == nil ? nil : header.address
        page.fallback.date = ArticleDate(parsing: header.date)
        return .success(page)
    }
}

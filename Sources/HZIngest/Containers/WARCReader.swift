import HZAnalysis

/// Reads the pages and texts that a crawler received (ISO 28500:2017, WARC/1.1): each answer that is one, files that were
/// fetched without an answer, and the texts that were made of either, with their address and the day they were received.
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
            guard header.mayBePage else {
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
            switch type {
            case "response": contentType.isEmpty || contentType.hasPrefix("application/http")
            case "resource", "conversion": PageType(contentType, address: address) != nil
            default: false
            }
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
            guard let answer = ServerAnswer(block), answer.isWhole,
                let type = PageType(answer.headers.raw("content-type") ?? "", address: header.address)
            else { return nil }
            do throws(SkippedMember) {
                page = RawPage(try answer.body(block, limit: pageLimit), kind: type.kind)
            } catch {
                return .failure(error)
            }
            page.transport = answer.charset
        } else {
            guard let type = PageType(header.contentType, address: header.address) else { return nil }
            page = RawPage(block, kind: type.kind)
        }
        // What nobody calls a text may be anything.
        if page.kind == .unknown, SourceSniffer.isBinary(page.bytes) { return nil }
        page.url = PageAddress.host(of: header.address) == nil ? nil : header.address
        page.fallback.date = ArticleDate(parsing: header.date)
        return .success(page)
    }
}

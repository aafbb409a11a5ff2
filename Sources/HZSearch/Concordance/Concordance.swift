import HZAnalysis
import HZIndex
import HZJSON

/// Every place where what was sought stands, each with the text around it: keyword in context.
public struct Concordance: Sendable, Equatable {
    /// One place.
    public struct Line: Sendable, Equatable {
        /// The article's id.
        public var id = ""
        /// The article's title.
        public var title = ""
        /// The paragraph, from 1.
        public var paragraph = 0
        /// What stands before it.
        public var left = ""
        /// What was found.
        public var match = ""
        /// What stands behind it.
        public var right = ""
    }

    /// The query as typed.
    public var query = ""
    /// Remarks on it.
    public var notes: [Note] = []
    /// How many articles match.
    public var total = Total(value: 0, relation: .equal)
    /// The places, in the order of the hits, then of the text.
    public var lines: [Line] = []

    /// A concordance without lines.
    public init() {}

    /// The concordance as JSON (docs/API.md), with a line feed at its end.
    public func line() -> [UInt8] {
        var writer = JSONWriter(capacity: 256 + 256 * lines.count)
        writer.beginObject()
        writer.member("schema", 1)
        writer.member("query", query)
        notes.write(to: &writer)
        total.write(to: &writer)
        writer.objects("lines", lines) { line, writer in
            writer.member("id", line.id)
            writer.member("title", line.title)
            writer.member("paragraph", line.paragraph)
            writer.member("left", line.left)
            writer.member("match", line.match)
            writer.member("right", line.right)
        }
        writer.endObject()
        writer.newline()
        return writer.bytes
    }

    /// Reads a concordance back from its JSON.
    public init(json: [UInt8]) throws(JSONError) {
        let value = try JSONValue(parsing: json)
        query = value["query"]?.string ?? ""
        notes = [Note](notes: value["notes"])
        total = Total(value["total"])
        for entry in value["lines"]?.array ?? [] {
            var line = Line()
            line.id = entry["id"]?.string ?? ""
            line.title = entry["title"]?.string ?? ""
            line.paragraph = entry["paragraph"]?.int ?? 0
            line.left = entry["left"]?.string ?? ""
            line.match = entry["match"]?.string ?? ""
            line.right = entry["right"]?.string ?? ""
            lines.append(line)
        }
    }
}

extension Searcher {
    /// No more places than these are shown of one article.
    private static let mostLinesOfOne = 100

    /// The places where what a request seeks stands in the articles that it finds, up to its limit, each with up to
    /// `width` columns of text on either side.
    public func concordance(
        _ request: SearchRequest,
        width: Int,
        deadline: ContinuousClock.Instant? = nil
    ) throws(SearchError) -> Concordance {
        var finding = request
        finding.detail = .id
        finding.corrects = false
        let result = try search(finding, deadline: deadline)
        var concordance = Concordance()
        concordance.query = request.query
        concordance.notes = result.notes
        concordance.total = result.total
        let isOnPages = result.notes.contains { $0.code == "page" }
        var finders: [Int: PassageFinder] = [:]
        for hit in result.hits where concordance.lines.count < request.limit {
            if let deadline, ContinuousClock.now > deadline { throw .timedOut }
            let place = try indexed { () throws(IndexError) in try snapshot.find(id: hit.id) }
            guard let place else { continue }
            let finder: PassageFinder
            if let known = finders[place.segment] {
                finder = known
            } else {
                let field = isOnPages ? Field.page : .text
                finder = try self.finder(request, field, segment: place.segment, deadline: deadline)
                finders[place.segment] = finder
            }
            let document = try indexed { () throws(IndexError) in
                try snapshot.segments[place.segment].reader.article(place.document)
            }
            let room = min(Self.mostLinesOfOne, request.limit - concordance.lines.count)
            concordance.lines += Self.lines(of: document, finder, width: width, most: room)
        }
        return concordance
    }

    private static func lines(
        of document: Document,
        _ finder: PassageFinder,
        width: Int,
        most: Int
    ) -> [Concordance.Line] {
        var lines: [Concordance.Line] = []
        for (number, block) in document.blocks.enumerated() {
            let marks = finder.marks(in: block, document.text)
            guard !marks.isEmpty else { continue }
            let text = PassageText(document.text[block.start..<block.end])
            for mark in marks {
                guard lines.count < most else { return lines }
                var line = Concordance.Line()
                line.id = document.id
                line.title = document.title
                line.paragraph = number + 1
                let start = text.start(before: mark.range.lowerBound, columns: width)
                let end = text.end(behind: mark.range.upperBound, columns: width)
                line.left = text.line(start..<mark.range.lowerBound)
                line.match = text.line(mark.range)
                line.right = text.line(mark.range.upperBound..<end)
                lines.append(line)
            }
        }
        return lines
    }
}

extension PassageText {
    /// Up to so many columns before an offset, at a border of characters.
    fileprivate func start(before offset: Int, columns: Int) -> Int {
        var (place, next, room) = (offset, offset, columns)
        while next > 0 {
            repeat { next -= 1 } while next > 0 && isContinuation(next)
            room -= self.columns(next..<place)
            if room < 0 { break }
            place = next
        }
        return place
    }

    /// Up to so many columns behind an offset, at a border of characters.
    fileprivate func end(behind offset: Int, columns: Int) -> Int {
        var (place, next, room) = (offset, offset, columns)
        while next < count {
            repeat { next += 1 } while next < count && isContinuation(next)
            room -= self.columns(place..<next)
            if room < 0 { break }
            place = next
        }
        return place
    }
}

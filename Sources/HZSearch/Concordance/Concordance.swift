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
        /// The paragraph, from 1; 0 for the title.
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
            var lines = Self.lines(of: document, finder, bound: finder.sought.grouped, width: width, most: room)
            // What is found for some of its parts only, or for parts farther apart than a paragraph.
            if lines.isEmpty { lines = Self.lines(of: document, finder, bound: 0, width: width, most: room) }
            concordance.lines += lines
        }
        if concordance.lines.isEmpty, !result.hits.isEmpty {
            let message = "what was sought is nothing that stands in titles or texts: no place can be shown"
            concordance.notes.append(Note(code: "no_places", message: message))
        }
        return concordance
    }

    /// The places in an article's title, then in its text. Words of `bound` count in their groups alone.
    private static func lines(
        of document: Document,
        _ finder: PassageFinder,
        bound: UInt64,
        width: Int,
        most: Int
    ) -> [Concordance.Line] {
        let title = Array(document.title.utf8)
        let whole = Document.Block(zone: .heading, start: 0, end: title.count)
        var lines = lines(whole, title, finder.marks(in: whole, title, bound: bound).marks, width)
        for (number, block) in document.blocks.enumerated() where lines.count < most {
            let marks = finder.marks(in: block, document.text, bound: bound, without: finder.sought.titled).marks
            for var line in self.lines(block, document.text, marks, width) {
                line.paragraph = number + 1
                lines.append(line)
            }
        }
        return lines.prefix(most).map { line in
            var line = line
            (line.id, line.title) = (document.id, document.title)
            return line
        }
    }

    /// A line for each mark of a block.
    private static func lines(
        _ block: Document.Block,
        _ text: [UInt8],
        _ marks: [PassageFinder.Mark],
        _ width: Int
    ) -> [Concordance.Line] {
        guard !marks.isEmpty else { return [] }
        let text = PassageText(text[block.start..<block.end])
        return marks.prefix(mostLinesOfOne).map { mark in
            var line = Concordance.Line()
            let start = text.start(before: mark.range.lowerBound, columns: width)
            let end = text.end(behind: mark.range.upperBound, columns: width)
            line.left = text.line(start..<mark.range.lowerBound)
            line.match = text.line(mark.range)
            line.right = text.line(mark.range.upperBound..<end)
            return line
        }
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

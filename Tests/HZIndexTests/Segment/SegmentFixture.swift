import HZStorage
import HZTestSupport

@testable import HZIndex

/// A term with its postings, as the writer takes them and as the reader must give them back.
struct SampleTerm: Equatable {
    struct Posting: Equatable {
        var document: UInt32
        var extra: UInt32
        var positions: [UInt32]
        var forms: [UInt32]
    }

    var field: Field
    var term: [UInt8]
    var forms: [[UInt8]] = []
    var postings: [Posting] = []
}

/// Segments in memory, written by the segment's writer alone.
enum SegmentFixture {
    /// Documents `0..<count` with lengths of all magnitudes.
    static func documents(_ count: Int, _ random: inout SeededRandom) -> [(Document, InlineArray<5, UInt32>)] {
        (0..<count).map { number in
            var document = Document(id: "doc/\(number % 7)/\(number)")
            document.title = "Title \(number)"
            document.date = UInt32.random(in: 0...1, using: &random) * 20_250_101
            document.text = Array("Text of document \(number). ".utf8)
            document.blocks = [Document.Block(zone: .main, start: 0, end: document.text.count)]
            document.stamp = SourceStamp(size: UInt64(number), modified: -1, hash: random.next())
            var lengths = InlineArray<5, UInt32>(repeating: 0)
            for field in 0..<5 { lengths[field] = 1 << UInt32.random(in: 0...12, using: &random) }
            return (document, lengths)
        }
    }

    /// Writes a segment.
    static func write(
        _ documents: [(Document, InlineArray<5, UInt32>)],
        _ terms: [SampleTerm],
        forms: [(field: Field, form: [UInt8], terms: [[UInt8]])] = [],
        to directory: MemoryDirectory
    ) throws -> SegmentInfo {
        let writer = try SegmentWriter(directory: directory)
        for (document, lengths) in documents { try writer.add(document, titleLength: 2, lengths: lengths) }
        for term in terms { try add(term, to: writer) }
        for entry in forms { writer.addForm(field: entry.field, form: entry.form, terms: entry.terms) }
        return try writer.finish(tieRanks: (0..<UInt32(documents.count)).reversed())
    }

    /// Writes and opens a segment.
    static func segment(
        _ documents: [(Document, InlineArray<5, UInt32>)],
        _ terms: [SampleTerm],
        forms: [(field: Field, form: [UInt8], terms: [[UInt8]])] = []
    ) throws -> SegmentReader {
        let directory = MemoryDirectory()
        let info = try write(documents, terms, forms: forms, to: directory)
        return try SegmentReader(directory: directory, info: info)
    }

    private static func add(_ term: SampleTerm, to writer: SegmentWriter) throws {
        var table = FormTable()
        for form in term.forms { table.append(form) }
        let forms = term.forms.isEmpty ? nil : table
        try writer.writeTerm(field: term.field, term: term.term, forms: forms) { postings, norms in
            for posting in term.postings {
                let occurrences = UInt32(max(posting.positions.count, 1))
                let norm = norms.isEmpty ? 0 : norms[Int(posting.document)]
                postings.add(document: posting.document, occurrences: occurrences, extra: posting.extra, norm: norm)
                var previous: UInt32 = 0
                for (index, position) in posting.positions.enumerated() {
                    let form = posting.forms.isEmpty ? 0 : posting.forms[index]
                    postings.add(positionGap: position - previous, form: form)
                    previous = position
                }
            }
        }
    }

    /// A term of `count` of `documentCount` documents, with random occurrences.
    static func term(
        _ name: String,
        field: Field = .text,
        count: Int,
        of documentCount: Int,
        formCount: Int = 0,
        _ random: inout SeededRandom
    ) -> SampleTerm {
        var term = SampleTerm(field: field, term: Array(name.utf8))
        if formCount > 0 { term.forms = (0..<formCount).map { Array("\(name)\($0)".utf8) } }
        var chosen = Set<UInt32>()
        // Some lists are clustered, as those of files that lie side by side.
        let span = Bool.random(using: &random) ? documentCount : min(documentCount, 2 * count)
        let start = Int.random(in: 0...documentCount - span, using: &random)
        while chosen.count < count { chosen.insert(UInt32(start + Int.random(in: 0..<span, using: &random))) }
        for document in chosen.sorted() {
            var posting = SampleTerm.Posting(document: document, extra: 0, positions: [], forms: [])
            if field.isPositional {
                let occurrences = Self.occurrences(&random)
                var position = UInt32.random(in: 0...3_000, using: &random)
                for _ in 0..<occurrences {
                    posting.positions.append(position)
                    position += UInt32.random(in: 1...40, using: &random)
                    if formCount > 0 { posting.forms.append(UInt32.random(in: 0..<UInt32(formCount), using: &random)) }
                }
                if Int.random(in: 0..<20, using: &random) == 0 { posting.extra = .random(in: 1...5, using: &random) }
            }
            term.postings.append(posting)
        }
        return term
    }

    private static func occurrences(_ random: inout SeededRandom) -> Int {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<60: 1
        case 60..<97: .random(in: 2...9, using: &random)
        case 97..<99: .random(in: 10...200, using: &random)
        default: .random(in: 200...700, using: &random)
        }
    }

    /// Reads a term's postings back, whole.
    static func read(_ info: TermInfo, term: [UInt8], of segment: SegmentReader) throws -> SampleTerm {
        var result = SampleTerm(field: info.field, term: term)
        if info.formCount > 0 { result.forms = try segment.formsForTesting(info, term: term) }
        let arena = CursorArena()
        var cursor = segment.cursor(info, arena: arena)
        while cursor.next() != PostingCursor.exhausted { result.postings.append(posting(&cursor)) }
        if let failure = arena.failure { throw failure }
        return result
    }

    /// The present posting of a cursor.
    static func posting(_ cursor: inout PostingCursor) -> SampleTerm.Posting {
        let found = cursor.positions()
        return unsafe SampleTerm.Posting(
            document: cursor.document,
            extra: cursor.extra,
            positions: Array(found.positions),
            forms: found.forms.map { unsafe Array($0) } ?? []
        )
    }
}

import HZAnalysis
import HZIndex

/// The truth about an index, by definition and without cleverness: which term stands where in which document.
struct IndexModel {
    /// One occurrence: position and form.
    struct Occurrence: Equatable {
        var position: UInt32
        var form: String
    }

    /// Field, term, then document id.
    private(set) var postings: [Field: [String: [String: [Occurrence]]]] = [:]

    init(_ documents: [Document]) {
        for document in documents { add(document) }
    }

    private mutating func add(_ document: Document) {
        let language = StemmingLanguage(documentLanguage: document.language.isEmpty ? nil : document.language)
        var positions: [Field: UInt32] = [:]
        func add(_ text: ArraySlice<UInt8>, _ field: Field) {
            var normalizer = TermNormalizer(language: language)
            unsafe Array(text).withUnsafeBufferPointer { bytes in
                var scanner = unsafe WordScanner(bytes)
                var token = RawToken()
                while scanner.next(&token) {
                    unsafe normalizer.normalize(
                        UnsafeBufferPointer(rebasing: bytes[token.start..<token.end]),
                        kind: token.kind
                    )
                    if !normalizer.form.isEmpty {
                        let occurrence = Occurrence(
                            position: positions[field, default: 0],
                            form: String(decoding: normalizer.form, as: UTF8.self)
                        )
                        let term = String(decoding: normalizer.term, as: UTF8.self)
                        postings[field, default: [:]][term, default: [:]][document.id, default: []].append(occurrence)
                    }
                    positions[field, default: 0] += 1
                }
            }
        }
        add(Array(document.title.utf8)[...], .text)
        add(Array(document.title.utf8)[...], .title)
        add(Array(document.author.utf8)[...], .author)
        for block in document.blocks {
            let field: Field = block.zone == .comments ? .comments : block.zone == .page ? .page : .text
            if positions[field, default: 0] > 0 { positions[field, default: 0] += 10 }
            add(document.text[block.start..<block.end], field)
        }
    }

    /// The same, read out of an index.
    init(_ snapshot: IndexSnapshot) throws {
        for segment in snapshot.segments {
            var iterator = try segment.reader.terms(from: .text)
            while try iterator.next() {
                guard !iterator.isForm, iterator.info.field.isPositional else { continue }
                let term = Array(iterator.key.dropFirst())
                var cursor = segment.reader.cursor(iterator.info, arena: CursorArena())
                while cursor.next() != PostingCursor.exhausted {
                    guard !segment.deleted.contains(cursor.document) else { continue }
                    let id = String(decoding: try segment.reader.id(cursor.document), as: UTF8.self)
                    let found = cursor.positions()
                    var list: [Occurrence] = []
                    let table = try segment.reader.formsForTesting(iterator.info, term: term)
                    for index in unsafe 0..<found.positions.count {
                        let number = unsafe found.forms.map { unsafe Int($0[index]) }
                        // A damaged file may name a form that is not there.
                        let form = number.map { $0 < table.count ? table[$0] : [] } ?? term
                        unsafe list.append(
                            Occurrence(position: found.positions[index], form: String(decoding: form, as: UTF8.self))
                        )
                    }
                    let name = String(decoding: term, as: UTF8.self)
                    postings[iterator.info.field, default: [:]][name, default: [:]][id] = list
                }
            }
        }
    }
}

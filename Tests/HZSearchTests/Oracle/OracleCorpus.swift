import HZIndex
import HZStorage
import HZTestSupport

@testable import HZSearch

/// A random index with its history, beside the same articles for the oracle; and random requests to both.
struct OracleCorpus {
    private var random: SeededRandom
    private static let words = [
        "dragon", "dragons", "six", "little", "hangzhou", "startup", "startups", "robot", "robots", "run", "running",
        "Résumé", "杭州", "六小龙", "小龙虾", "龙", "AI", "3.14", "can't", "the", "of", "Guo-Jun", "guojun", "deepseek公司",
        "häuser", "haus", "x", "龍蝦", "小龍蝦", "六小龍", "國家",
    ]

    init(seed: UInt64) { random = SeededRandom(seed) }

    private mutating func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &random)] }

    private mutating func sentence(upTo limit: Int) -> String {
        // Few words a corpus now and then, so that most articles have most words.
        (0..<Int.random(in: 0...limit, using: &random)).map { _ in
            let some = Bool.random(using: &random) ? 6 : Self.words.count
            return Self.words[Int.random(in: 0..<some, using: &random)]
                + (Int.random(in: 0..<9, using: &random) == 0 ? "." : "")
        }.joined(separator: " ")
    }

    private mutating func document(_ number: Int, version: Int, length: Int) -> Document {
        var document = Document(id: "doc-\(number)", kind: pick([.article, .article, .article, .article, .alias]))
        document.title = sentence(upTo: 5)
        document.author = pick(["", "Jane Roe", "Guo-Jun Qi"])
        document.language = pick(["", "en", "zh", "de", "xx"])
        document.site = pick(["", "lake.example", "tea.example"])
        document.date = pick([0, 2_025_0913, 2_025_0600, 2_024_0101])
        document.stamp = SourceStamp(size: UInt64(version))
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let start = document.text.count
            document.text += Array(sentence(upTo: length).utf8)
            document.blocks.append(
                Document.Block(
                    zone: pick([.main, .main, .main, .heading, .caption, .comments, .page]),
                    start: start,
                    end: document.text.count
                )
            )
        }
        return document
    }

    /// A writer of an empty index; most have lists of many pairs of words.
    private mutating func writer() throws -> IndexWriter {
        var options = IndexWriter.Options()
        options.leastPairProduct = pick([1, 1, 30, 1 << 20])
        return try IndexWriter(directory: MemoryDirectory(), options: options)
    }

    /// Adds, replaces, deletes, commits and merges.
    mutating func make(documents: Int) throws -> (searcher: Searcher, oracle: OracleSearch) {
        let writer = try writer()
        var versions: [Document] = []
        let length = pick([3, 12, 40])
        for _ in 0..<Int.random(in: 1...12, using: &random) {
            let inverters = [writer.makeInverter(), writer.makeInverter()].prefix(Int.random(in: 1...2, using: &random))
            for _ in 0..<Int.random(in: 0...max(1, documents / 4), using: &random) {
                let number = Int.random(in: 0..<documents, using: &random)
                let document = document(number, version: versions.count, length: length)
                versions.append(document)
                try inverters[versions.count % inverters.count].add(document)
            }
            for _ in 0..<Int.random(in: 0...2, using: &random) {
                writer.delete(id: "doc-\(Int.random(in: 0..<documents, using: &random))")
            }
            try writer.commit()
            if Int.random(in: 0..<12, using: &random) == 0 { try writer.optimize() }
        }
        guard let snapshot = writer.snapshot else { throw StorageError.notFound(file: "manifest") }
        return (Searcher(snapshot: snapshot), OracleSearch(try Self.oracle(snapshot, versions)))
    }

    /// Articles of many words, common and rare, in which questions of many words find much that others have in common.
    mutating func makeProse(documents: Int) throws -> (searcher: Searcher, oracle: OracleSearch) {
        let writer = try writer()
        var versions: [Document] = []
        for number in 0..<documents {
            var document = Document(id: "doc-\(number)")
            document.stamp = SourceStamp(size: UInt64(number))
            document.title = prose(3)
            document.text = Array(prose(40).utf8)
            document.blocks = [Document.Block(zone: .main, start: 0, end: document.text.count)]
            versions.append(document)
            try writer.makeInverter().add(document)
            if number % 50 == 49 { try writer.commit() }
        }
        try writer.commit()
        guard let snapshot = writer.snapshot else { throw StorageError.notFound(file: "manifest") }
        return (Searcher(snapshot: snapshot), OracleSearch(try Self.oracle(snapshot, versions)))
    }

    /// So many words.
    mutating func prose(_ count: Int) -> String {
        (0..<count).map { _ in
            let place = Double.random(in: 0..<1, using: &random)
            return "w\(Int(place * place * 400))"
        }.joined(separator: " ")
    }

    /// What of all versions is still in the index, deleted or not.
    private static func oracle(_ snapshot: IndexSnapshot, _ versions: [Document]) throws -> OracleIndex {
        var documents: [(Document, Bool)] = []
        var listed: [Field: [[UInt8]: Set<[UInt8]>]] = [:]
        for segment in snapshot.segments {
            for number in 0..<segment.reader.documentCount {
                let version = Int(try segment.reader.stamp(number).size)
                documents.append((versions[version], !segment.deleted.contains(number)))
            }
            var entries = try segment.reader.terms(from: .id)
            while try entries.next() {
                guard !entries.isForm, let field = entries.key.first.flatMap(Field.init(rawValue:)) else { continue }
                let term = Array(entries.key.dropFirst())
                let count = entries.info.formCount
                listed[field, default: [:]][term, default: []].formUnion(count == 0 ? [term] : [])
                if try count > 0 && segment.reader.formID(term, of: entries.info, term: term) != nil {
                    listed[field]?[term]?.insert(term)
                }
            }
            for field in Field.allCases {
                var forms = try segment.reader.forms(from: field)
                while try forms.next(), forms.isForm, forms.key.first == field.rawValue | 0x80 {
                    for term in try segment.reader.terms(of: forms) {
                        // The entry is for all fields that have the term.
                        guard try segment.reader.find(field, term) != nil else { continue }
                        listed[field, default: [:]][term, default: []].insert(Array(forms.key.dropFirst()))
                    }
                }
            }
        }
        return OracleIndex(documents, listed: listed)
    }

    // MARK: Requests

    mutating func request() -> SearchRequest {
        var request = SearchRequest(query: query())
        request.limit = pick([0, 1, 2, 10, 10, 10, 100])
        request.offset = pick([0, 0, 0, 1, 5])
        request.sort = pick([.score, .score, .score, .date])
        request.countAll = Bool.random(using: &random)
        request.detail = pick([.id, .id, .title, .snippet])
        request.options.mode = pick([.auto, .auto, .auto, .any, .all, .phrase])
        if Int.random(in: 0..<8, using: &random) == 0 {
            switch Int.random(in: 0..<8, using: &random) {
            case 0: request.options.title = pick(Self.words)
            case 1: request.options.author = "roe"
            case 2: request.options.after = pick(["2024", "2025-06", "soon"])
            case 3: request.options.before = "2025-09"
            case 4: request.options.authorName = pick(["Jane Roe", "Roe"])
            case 5: request.options.site = pick(["lake.example", "lake"])
            case 6: request.options.language = pick(["en", "zh"])
            default: request.options.not = [pick(Self.words)]
            }
        }
        return request
    }

    private mutating func query() -> String {
        switch Int.random(in: 0..<10, using: &random) {
        case 0: return pick(Self.words)
        case 1, 2, 3:
            return (0..<Int.random(in: 2...4, using: &random)).map { _ in pick(Self.words) }.joined(separator: " ")
        case 4:
            let isBoosted = Bool.random(using: &random)
            return (0..<Int.random(in: 5...9, using: &random)).map { _ in pick(Self.words) + (isBoosted ? boost() : "")
            }
            .joined(separator: " ")
        case 5: return "\"" + sentence(upTo: 3) + "\"" + pick(["", "", "~2", "~5"])
        default: return clauses(depth: 0)
        }
    }

    private mutating func clauses(depth: Int) -> String {
        (0..<Int.random(in: 1...4, using: &random)).map { _ in
            let sign = pick(["", "", "", "", "+", "-", "NOT "])
            let field = pick(["", "", "", "", "title:", "author:", "comments:", "page:"])
            return sign + field + clause(depth: depth)
        }.joined(separator: pick([" ", " ", " OR ", " AND "]))
    }

    private mutating func clause(depth: Int) -> String {
        switch Int.random(in: 0..<16, using: &random) {
        case 0: return "\"" + sentence(upTo: 3) + "\"" + pick(["", "~3"])
        case 1: return pick(["dra", "r", "start", "startups", "杭", "杭州", "六小", "resume", "h", "zz"]) + "*"
        case 2 where depth < 2: return "(" + clauses(depth: depth + 1) + ")" + boost()
        case 3: return pick(["date:2025", "date:2025-06", "since:2024-06", "before:2025", "date:2024..2025-06"])
        case 4: return pick(["site:lake.example", "lang:zh", "path:doc-1", "lang:de", "%%", "-", "OR"])
        case 5: return "\"" + pick(Self.words) + "\""
        case 6: return pick(Self.words) + pick(["~", "~2"])
        case 7:
            return pick(["d*ns", "*o*", "r?n", "r*n?ing", "*龙", "六?", "Rés?mé", "*x", "startup?s", "z*z"]) + boost()
        case 8:
            return pick([
                "/run.*/", "/(six|little)/", "/[dr].*s?/", "/.{2}/", "/小./", "/r(o|u)[bn]+.*/", "/[^a-z]*/", "/zz+/",
                "/hangz?h?ou/", "/(dragon|robot)s/",
            ]) + boost()
        case 9:
            return (0..<Int.random(in: 2...3, using: &random)).map { _ in
                pick([pick(Self.words), pick(Self.words), "\"" + sentence(upTo: 2) + "\"", "r*", "d*n", "/r.*/"])
            }.joined(separator: pick([" NEAR/1 ", " NEAR/3 ", " NEAR/9 "]))
        case 10: return pick(Self.words) + boost()
        default: return pick(Self.words)
        }
    }

    private mutating func boost() -> String { pick(["", "", "^2", "^0.5", "^3.25"]) }
}

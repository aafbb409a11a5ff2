import HZIndex
import HZStorage

/// What the index held before an update: where the document of each path is, what version of its source it has, and
/// which documents the update has met again.
struct PriorCommit: Sendable {
    /// A live document of the last commit.
    struct Place: Sendable {
        let segment: Int
        let document: UInt32
    }

    private let snapshot: IndexSnapshot?

    /// Nil for an index that is about to be made.
    init(_ snapshot: IndexSnapshot?) {
        self.snapshot = snapshot
    }

    /// The document of an id, and the version of its source.
    func find(_ id: String) throws(IndexError) -> (place: Place, stamp: SourceStamp)? {
        guard let snapshot, let found = try snapshot.find(id: id) else { return nil }
        let stamp = try snapshot.segments[found.segment].reader.stamp(found.document)
        return (Place(segment: found.segment, document: found.document), stamp)
    }

    /// Whether nothing was met yet.
    func nothingSeen() -> SeenDocuments {
        SeenDocuments(counts: snapshot?.segments.map { $0.reader.documentCount } ?? [])
    }

    /// Marks all records of an export as met; returns how many there are.
    func markRecords(of source: String, in seen: inout SeenDocuments) throws(IndexError) -> Int {
        var count = 0
        for index in 0..<(snapshot?.segments.count ?? 0) {
            for document in try records(of: Array(source.utf8), segment: index) {
                count += 1
                seen.insert(Place(segment: index, document: document))
            }
        }
        return count
    }

    /// The ids of what was not met though it lies below the roots: those of articles, and those of exports.
    func vanished(
        below roots: RootPaths,
        sparing spared: [String],
        seen: SeenDocuments
    ) throws(IndexError) -> (articles: [String], containers: [String]) {
        var articles: [String] = []
        var containers: [String] = []
        var seen = seen
        func isGone(_ path: String) -> Bool {
            roots.cover(path) && !spared.contains { RootPaths.isBelow(path, $0) }
        }
        for (index, segment) in (snapshot?.segments ?? []).enumerated() {
            // A record lies where its export does, whatever its own id looks like.
            var terms = try segment.reader.terms(from: .source)
            while try terms.next(), terms.key.first == Field.source.rawValue {
                let source = Array(terms.key.dropFirst())
                let isSourceGone = isGone(String(decoding: source, as: UTF8.self))
                for document in try records(of: source, segment: index) {
                    let place = Place(segment: index, document: document)
                    if isSourceGone, !seen.contains(place) { articles.append(try id(document, segment)) }
                    seen.insert(place)
                }
            }
            for document in 0..<segment.reader.documentCount
            where !segment.deleted.contains(document)
                && !seen.contains(Place(segment: index, document: document))
            {
                let id = try id(document, segment)
                guard isGone(id) else { continue }
                if try segment.reader.kind(document) == .container {
                    containers.append(id)
                } else {
                    articles.append(id)
                }
            }
        }
        return (articles, containers)
    }

    /// Whether it holds anything at or below a path, or did lately.
    func holdsAnything(below path: String) throws(IndexError) -> Bool {
        try holdsAnything(below: path) { _, _ in true }
    }

    /// Whether it holds anything at or below a path that was not removed.
    func holdsLiving(below path: String) throws(IndexError) -> Bool {
        try holdsAnything(below: path) { segment, info in
            info.onlyPosting.map { !segment.deleted.contains($0.document) } ?? true
        }
    }

    private func holdsAnything(
        below path: String,
        where counts: (IndexSnapshot.Segment, TermInfo) -> Bool
    ) throws(IndexError) -> Bool {
        for segment in snapshot?.segments ?? [] {
            var terms = try segment.reader.terms(from: .id, Array(path.utf8))
            while try terms.next(), terms.key.first == Field.id.rawValue {
                let id = String(decoding: terms.key.dropFirst(), as: UTF8.self)
                if RootPaths.isBelow(id, path), counts(segment, terms.info) { return true }
                guard id.utf8.starts(with: path.utf8) else { break }
            }
        }
        return false
    }

    private func id(_ document: UInt32, _ segment: IndexSnapshot.Segment) throws(IndexError) -> String {
        String(decoding: try segment.reader.id(document), as: UTF8.self)
    }

    private func records(of source: [UInt8], segment index: Int) throws(IndexError) -> [UInt32] {
        try snapshot?.segments[index].documents(with: source, in: .source) ?? []
    }
}

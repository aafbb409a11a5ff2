import HZIndex
import HZSearch
import HZStorage

/// A small index in memory: searched by random queries, and damaged by random bytes whose checksums are made right, since
/// a checksum is no bounds check.
final class FuzzIndex: Sendable {
    /// The one index of this process.
    static let sound = FuzzIndex()

    private let files: [String: [UInt8]]
    private let searcher: Searcher

    private init() {
        let directory = MemoryDirectory()
        guard let snapshot = try? Self.write(to: directory) else { preconditionFailure("no index to begin with") }
        files = directory.files
        searcher = Searcher(snapshot: snapshot)
    }

    /// Two segments, one with deletions; a term of more than one block, forms, phrases, fields, dates, scripts.
    private static func write(to directory: MemoryDirectory) throws -> IndexSnapshot? {
        let words = ["dragon", "dragons", "six", "running", "runs", "杭州", "六小龙", "Résumé", "AI", "3.14", "lake"]
        let writer = try IndexWriter(directory: directory)
        let inverter = writer.makeInverter()
        for number in 0..<150 {
            var document = Document(id: "doc-\(number)")
            document.title = "\(words[number % 11]) number\(number % 7)"
            document.author = number % 5 == 0 ? "Jane Roe" : ""
            document.language = ["", "en", "zh"][number % 3]
            document.site = number % 4 == 0 ? "lake.example" : ""
            document.date = [0, 2_025_0913, 2_024_0000][number % 3]
            for block in 0..<number % 3 {
                let start = document.text.count
                document.text += Array("the \(words[(number + block) % 11]) and \(words[number * 7 % 11]) of it ".utf8)
                let zone: Zone = [.main, .heading, .comments][block]
                document.blocks.append(Document.Block(zone: zone, start: start, end: document.text.count))
            }
            try inverter.add(document)
            if number == 139 { try writer.commit() }
        }
        writer.delete(id: "doc-3")
        try writer.commit()
        return writer.snapshot
    }

    // MARK: Queries

    /// Searches: the first byte says how, the rest is the query.
    func search(_ bytes: [UInt8]) {
        guard let flags = bytes.first else { return }
        let request = Self.request(String(decoding: bytes.dropFirst(), as: UTF8.self), flags)
        for note in QueryParser.parse(request.query).notes {
            precondition(note.range.upperBound <= request.query.utf8.count, "a note beyond its query")
        }
        search(request, by: searcher)
    }

    private static func request(_ query: String, _ flags: UInt8) -> SearchRequest {
        var request = SearchRequest(query: query)
        request.options.mode = [.auto, .any, .all, .phrase][Int(flags & 3)]
        request.sort = flags & 4 == 0 ? .score : .date
        request.countAll = flags & 8 != 0
        request.options.strict = flags & 16 != 0
        request.offset = flags & 32 == 0 ? 0 : 5
        request.explain = flags & 64 != 0
        return request
    }

    private func search(_ request: SearchRequest, by searcher: Searcher) {
        // An error is an answer; what is not one must hold together.
        guard let result = try? searcher.search(request, deadline: .now + .seconds(2)) else { return }
        precondition(result.hits.count <= request.limit)
        for hit in result.hits {
            var end = 0
            let length = hit.snippet.text.unicodeScalars.count
            for range in hit.snippet.highlights {
                precondition(end <= range.lowerBound && range.upperBound <= length, "marks beyond their text")
                end = range.upperBound
            }
        }
        _ = result.json()
    }

    // MARK: Damage

    /// Reads the index with one of its files changed. The first byte names the file; its highest bit says whether the
    /// rest is the file's new content, or changes to the old one: place (two bytes), value.
    func readDamaged(_ bytes: [UInt8], _ isChosen: (String) -> Bool) {
        let names = files.keys.filter(isChosen).sorted {
            (Self.order($0), files[$0]?.count ?? 0) < (Self.order($1), files[$1]?.count ?? 0)
        }
        guard let first = bytes.first, let damaged = try? damaged(names[Int(first & 127) % names.count], bytes),
            let snapshot = try? IndexSnapshot(directory: MemoryDirectory(files: damaged))
        else { return }
        _ = try? IndexChecker.check(snapshot)
        let searcher = Searcher(snapshot: snapshot)
        for query in [
            "dragon six", "\"running lake\"", "六小龙 OR r*", "date:2025 the~", "a question of the lake and its dragons",
        ] {
            search(Self.request(query, 8), by: searcher)
        }
    }

    /// Names of segments are random, kinds are not.
    private static func order(_ name: String) -> String {
        String(name.drop { $0 != "." && $0 != "-" })
    }

    private func damaged(_ name: String, _ bytes: [UInt8]) throws -> [String: [UInt8]] {
        guard let old = files[name] else { return files }
        var content = Array(old[Envelope.headerLength..<Self.contentEnd(old)])
        if bytes[0] & 128 != 0 {
            content = Array(bytes.dropFirst())
        } else {
            var rest = bytes.dropFirst()
            while rest.count >= 3 {
                let place = Int(rest[rest.startIndex]) | Int(rest[rest.startIndex + 1]) << 8
                content[place % content.count] = rest[rest.startIndex + 2]
                rest = rest.dropFirst(3)
            }
        }
        var changed = files
        let (sealed, digest) = try Self.seal(content, as: old, name)
        changed[name] = sealed
        // The manifest says each file's length and checksum.
        let before = Self.digest(UInt64(old.count), Array(old[(old.count - 24)..<(old.count - 20)]))
        let after = Self.digest(digest.length, (0..<4).map { UInt8(truncatingIfNeeded: digest.checksum >> (8 * $0)) })
        for (manifest, bytes) in files where manifest.hasPrefix("manifest") && manifest != name {
            var content = Array(bytes[Envelope.headerLength..<Self.contentEnd(bytes)])
            for place in 0...(content.count - before.count) where content[place...].starts(with: before) {
                content.replaceSubrange(place..<(place + before.count), with: after)
            }
            changed[manifest] = try Self.seal(content, as: bytes, manifest).bytes
        }
        return changed
    }

    private static func digest(_ length: UInt64, _ checksum: [UInt8]) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + checksum
    }

    private static func contentEnd(_ file: [UInt8]) -> Int {
        Int(number(file[(file.count - 32)..<(file.count - 24)]))
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Content in an envelope like that of another file.
    private static func seal(
        _ content: [UInt8],
        as file: [UInt8],
        _ name: String
    ) throws -> (bytes: [UInt8], digest: FileDigest) {
        let directory = MemoryDirectory()
        let writer = try FileWriter(
            directory: directory,
            name: name,
            kind: FileKind(rawValue: UInt32(number(file[4..<8]))),
            format: UInt16(number(file[8..<10])),
            segment: SegmentID(high: number(file[12..<20]), low: number(file[20..<28]))
        )
        writer.write(bytes: content)
        let digest = try writer.finish()
        return (directory.files[name] ?? [], digest)
    }
}

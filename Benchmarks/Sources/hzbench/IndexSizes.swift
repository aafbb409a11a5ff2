import HZIndex
import HZJSON
import HZStorage

/// How large an index is, file kind by file kind.
struct IndexSizes {
    let articles: Int
    let segments: Int
    let bytes: Int
    /// In the order of `SegmentInfo.files`.
    let byKind: [(name: String, bytes: Int)]

    init(index: String) throws {
        let snapshot = try IndexSnapshot(directory: FileSystemDirectory(opening: index))
        let infos = snapshot.segments.map(\.reader.info)
        articles = snapshot.articleCount
        segments = infos.count
        bytes = infos.reduce(0) { $0 + Int($1.byteCount) }
        byKind = SegmentInfo.extensions.enumerated().map { place, name in
            (name, infos.reduce(0) { $0 + Int($1.files[place].length) })
        }
    }

    func write(to json: inout JSONWriter) {
        json.member("articles", articles)
        json.member("segments", segments)
        json.member("index_bytes", bytes)
        for (name, bytes) in byKind { json.member(name, bytes) }
    }

    func print(asJSON: Bool) {
        var json = JSONWriter()
        json.beginObject()
        write(to: &json)
        json.endObject()
        guard !asJSON else { return BenchmarkProgram.write(String(decoding: json.bytes, as: UTF8.self) + "\n") }
        BenchmarkProgram.write(text + "\n")
    }

    /// The sizes in a line for people.
    var text: String {
        let parts = byKind.map { "\($0.name) \(Self.megabytes($0.bytes))" }.joined(separator: ", ")
        return "\(articles) articles, \(segments) segments, \(Self.megabytes(bytes)) MB: \(parts)"
    }

    /// Bytes as megabytes with one digit.
    static func megabytes(_ bytes: Int) -> String {
        let tenths = (bytes + 50_000) / 100_000
        return "\(tenths / 10).\(tenths % 10)"
    }
}

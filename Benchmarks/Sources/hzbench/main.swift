import Glibc
import HZIndex
import HZJSON
import HZStorage

/// hzbench index FILE.jsonl DIRECTORY [THREADS]: indexes an export of {"id","title","body"} lines, and prints a line of
/// figures.
func indexExport(path: String, into directory: String) throws {
    let storage = try FileSystemDirectory(creating: directory)
    let export = try FileSystemDirectory(opening: String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
        .open(String(path.split(separator: "/").last ?? ""))
    let writer = try IndexWriter(directory: storage)
    let inverter = writer.makeInverter()
    let clock = ContinuousClock()
    let start = clock.now
    var textBytes = 0
    var documents = 0
    let bytes = export.bytes
    var line = 0
    var key: [UInt8] = []
    var text: [UInt8] = []
    while line < bytes.count {
        guard let base = bytes.baseAddress else { break }
        let found = memchr(base + line, 0x0A, bytes.count - line)
        let end = found.map { UnsafeRawPointer($0) - base } ?? bytes.count
        var reader = JSONReader(UnsafeBufferPointer(rebasing: bytes.bindMemory(to: UInt8.self)[line..<end]))
        var document = Document(id: "")
        try reader.beginObject()
        while try reader.nextKey(into: &key) {
            try reader.readString(into: &text)
            switch key.first {
            case UInt8(ascii: "i"): document.id = String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "t"): document.title = String(decoding: text, as: UTF8.self)
            default:
                document.blocks = [Document.Block(zone: .main, start: 0, end: text.count)]
                document.text = text
            }
        }
        textBytes += document.text.count + document.title.utf8.count + 1
        documents += 1
        try inverter.add(document)
        line = end + 1
    }
    try writer.commit()
    let seconds =
        Double((clock.now - start).components.attoseconds) / 1e18
        + Double((clock.now - start).components.seconds)
    let size = writer.snapshot?.segments.reduce(0) { $0 + $1.reader.info.byteCount } ?? 0
    print("documents \(documents) text \(textBytes) seconds \(seconds) MB/s \(Double(textBytes) / 1e6 / seconds)")
    print("segments \(writer.snapshot?.segments.count ?? 0) index \(size) ratio \(Double(size) / Double(textBytes))")
}

let arguments = CommandLine.arguments
if arguments.count >= 4, arguments[1] == "index" {
    try indexExport(path: arguments[2], into: arguments[3])
} else {
    print("usage: hzbench index FILE.jsonl DIRECTORY")
}

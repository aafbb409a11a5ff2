import HZJSON

/// What there is to index in an export of `{"id","title","body"}` lines.
struct ExportText {
    /// How many records it has.
    private(set) var documents = 0
    /// Bytes of title, line break and body of all records: what the peers are measured by.
    private(set) var bytes = 0

    /// Reads an export once, which also brings it into the page cache.
    init(_ path: String) throws {
        var text: [UInt8] = []
        var documents = 0
        var bytes = 0
        try InputFile(path).forEachLine { line in
            var reader = JSONReader(line)
            try reader.beginObject()
            while try reader.nextMember() {
                guard reader.memberIs("title") || reader.memberIs("body") else {
                    try reader.skipValue()
                    continue
                }
                text.removeAll(keepingCapacity: true)
                try reader.readString(into: &text)
                bytes += text.count
            }
            documents += 1
            bytes += 1
        }
        self.documents = documents
        self.bytes = bytes
    }
}

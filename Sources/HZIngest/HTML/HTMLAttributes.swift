/// The attributes of one start tag with metadata, as the parser gives them: character references resolved. The room is used
/// again for the next tag.
struct HTMLAttributes {
    private struct Entry {
        var name: HTMLAttribute
        var start: Int
        var end: Int
    }

    private var bytes: [UInt8] = []
    private var entries: [Entry] = []

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
    }

    mutating func append(_ name: HTMLAttribute, value: Span<UInt8>) {
        let start = bytes.count
        bytes.append(addingCapacity: value.count) { output in
            for index in value.indices { output.append(value[index]) }
        }
        entries.append(Entry(name: name, start: start, end: bytes.count))
    }

    /// The value of the first attribute of this name; nil where the tag has none.
    func value(_ name: HTMLAttribute) -> ArraySlice<UInt8>? {
        for entry in entries where entry.name == name { return bytes[entry.start..<entry.end] }
        return nil
    }
}

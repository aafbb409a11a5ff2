import HZClient
import HZJSON
import HZSearch

/// A search with a name, and what it found when it was last asked.
struct SavedSearch: Equatable {
    /// Its name.
    var name: String
    /// The index that it asks: an absolute path.
    var index: String
    /// What it asks, as the parameters of a search's target (`q=...`).
    var parameters: String
    /// When it was last asked, ISO 8601.
    var asked: String
    /// The hashes of the ids that it found then, ascending.
    var seen: [UInt64] = []

    /// Names are file names: no slash, no full stop first, nothing that a terminal obeys.
    static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 100 && !name.hasPrefix(".") && !name.contains("/")
            && TerminalText.escaped(name) == name
    }

    /// What it asks; nil where the file was written by somebody else.
    var request: SearchRequest? { try? SearchTarget.request(query: parameters[...]) }

    /// What it asks of a request: all that matches, never what nearly does.
    static func parameters(of request: SearchRequest) -> String {
        var request = request
        if request.options.mode == .auto { request.options.mode = .all }
        return String(
            decoding: SearchTarget.target(for: request).dropFirst(SearchTarget.path.utf8.count + 1),
            as: UTF8.self
        )
    }

    /// The hash by which an id is remembered, mixed so that ids that end alike differ in all of them.
    static func hash(_ id: String) -> UInt64 {
        var hash = FNV1a.hash(id.utf8)
        hash = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
        return hash ^ hash >> 32
    }

    /// Whether an id was found when it was last asked. O(log ids).
    func hasSeen(_ id: String) -> Bool {
        let wanted = Self.hash(id)
        var (low, high) = (0, seen.count)
        while low < high {
            let middle = (low + high) / 2
            if seen[middle] < wanted { low = middle + 1 } else { high = middle }
        }
        return low < seen.count && seen[low] == wanted
    }

    // MARK: As a file

    /// One JSON object.
    var json: [UInt8] {
        var writer = JSONWriter(capacity: 512 + 16 * seen.count)
        writer.beginObject()
        writer.member("schema", 1)
        writer.member("name", name)
        writer.member("index", index)
        writer.member("search", parameters)
        writer.member("asked", asked)
        var digits: [UInt8] = []
        digits.reserveCapacity(16 * seen.count)
        for hash in seen { Hexadecimal.append(hash, to: &digits) }
        writer.member("seen", String(decoding: digits, as: UTF8.self))
        writer.endObject()
        writer.newline()
        return writer.bytes
    }

    /// Reads what `json` gives; nil for anything else.
    init?(json: [UInt8]) {
        guard let value = try? JSONValue(parsing: json), value["schema"]?.int == 1, let name = value["name"]?.string,
            let index = value["index"]?.string, let parameters = value["search"]?.string
        else { return nil }
        self.init(name: name, index: index, parameters: parameters, asked: value["asked"]?.string ?? "")
        let text = Array((value["seen"]?.string ?? "").utf8)
        for start in stride(from: 0, to: text.count - 15, by: 16) {
            guard let hash = UInt64(String(decoding: text[start..<start + 16], as: UTF8.self), radix: 16) else {
                return nil
            }
            seen.append(hash)
        }
    }

    init(name: String, index: String, parameters: String, asked: String) {
        (self.name, self.index, self.parameters, self.asked) = (name, index, parameters, asked)
    }
}

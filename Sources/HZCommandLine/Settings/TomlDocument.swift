import CHZToml

/// A TOML document (toml.io) as a flat list: keys at the top and in tables, with texts as values.
///
/// Unsafe code: the C interface of the parser.
struct TomlDocument {
    /// What a value is.
    enum Kind {
        case text, integer, boolean, list
        /// A fraction, a date, a table within a table, a list with anything but texts in it.
        case other
    }

    /// One key with its value.
    struct Entry {
        /// The table that it stands in; empty at the top.
        let table: String
        let key: String
        let kind: Kind
        /// The value's text, or each element's of a list.
        let texts: [String]
        /// The line that it stands in, from 1.
        let line: Int
    }

    /// Why a document can't be read.
    struct Fault: Error, Equatable {
        let message: String
        let line: Int
        let column: Int
    }

    /// All entries, by table and key.
    let entries: [Entry]

    /// Reads a document in UTF-8.
    init(_ bytes: [UInt8]) throws(Fault) {
        let parsed = unsafe bytes.withUnsafeBytes { buffer in
            unsafe hz_toml_parse(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
        }
        guard let document = unsafe parsed else { throw Fault(message: "memory is short", line: 0, column: 0) }
        defer { unsafe hz_toml_free(document) }
        var line = 0
        var column = 0
        if let fault = unsafe hz_toml_fault(document, &line, &column) {
            throw unsafe Fault(message: String(cString: fault), line: line, column: column)
        }
        entries = unsafe (0..<hz_toml_count(document)).map { place in
            let entry = unsafe hz_toml_at(document, place)
            let texts = unsafe (0..<entry.count).compactMap {
                unsafe entry.texts[$0].map { unsafe String(cString: $0) }
            }
            return unsafe Entry(
                table: String(cString: entry.table),
                key: String(cString: entry.key),
                kind: Self.kind(entry.kind),
                texts: texts,
                line: entry.line
            )
        }
    }

    private static func kind(_ kind: hz_toml_kind) -> Kind {
        switch kind {
        case hz_toml_text: .text
        case hz_toml_integer: .integer
        case hz_toml_boolean: .boolean
        case hz_toml_list: .list
        default: .other
        }
    }
}

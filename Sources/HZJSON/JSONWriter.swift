/// Appends JSON text (RFC 8259) to a byte array, with the members in the order they are written.
///
/// The same calls always give the same bytes. Text is escaped so that it is harmless where it is shown:
/// C0 and C1 control characters, DEL, U+2028, U+2029 and the characters that reverse the direction of text
/// leave as `\uXXXX`; everything else leaves as UTF-8, and bytes that are not UTF-8 as U+FFFD.
///
/// The writer puts the commas; that containers are closed and members have values is up to the caller.
public struct JSONWriter {
    /// What has been written so far.
    public private(set) var bytes: [UInt8]
    private var needsComma = false

    /// Starts with nothing written and room for `capacity` bytes.
    public init(capacity: Int = 0) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    /// Opens an object as the next value.
    public mutating func beginObject() { open(UInt8(ascii: "{")) }

    /// Closes the innermost object.
    public mutating func endObject() { close(UInt8(ascii: "}")) }

    /// Opens an array as the next value.
    public mutating func beginArray() { open(UInt8(ascii: "[")) }

    /// Closes the innermost array.
    public mutating func endArray() { close(UInt8(ascii: "]")) }

    /// Writes the name of a member; its value is the next thing written.
    public mutating func name(_ name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a string.
    public mutating func string(_ text: String) {
        string(utf8: Array(text.utf8))
    }

    /// Writes a string of UTF-8 bytes.
    public mutating func string(utf8 text: [UInt8]) {
        string(utf8: text, in: 0..<text.count)
    }

    /// Writes a string that is `range` of UTF-8 bytes; a range outside the array is cut to it.
    public mutating func string(utf8 text: [UInt8], in range: Range<Int>) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        JSONEscaping.append(text, in: range.clamped(to: 0..<text.count), to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes a whole number.
    public mutating func number(_ value: Int) {
        separate()
        bytes.append(contentsOf: String(value).utf8)
    }

    /// Writes a number with the fewest digits that read back as the same `Double`; infinities and NaN, which
    /// JSON cannot hold, become `null`.
    public mutating func number(_ value: Double) {
        separate()
        bytes.append(contentsOf: value.isFinite ? value.description.utf8 : "null".utf8)
    }

    /// Writes `true` or `false`.
    public mutating func bool(_ value: Bool) {
        separate()
        bytes.append(contentsOf: value ? "true".utf8 : "false".utf8)
    }

    /// Writes `null`.
    public mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
    }

    /// Ends a record of JSON Lines: the next value stands on a line of its own.
    public mutating func newline() {
        bytes.append(0x0A)
        needsComma = false
    }

    /// Forgets what was written and keeps the room for it.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }
}

extension JSONWriter {
    /// Writes a member that is an array; `write` writes one element.
    public mutating func array<Elements: Sequence>(
        _ name: String,
        _ elements: Elements,
        _ write: (Elements.Element, inout JSONWriter) -> Void
    ) {
        self.name(name)
        beginArray()
        for element in elements { write(element, &self) }
        endArray()
    }

    /// Writes a member that is an array of objects; `write` writes the members of one.
    public mutating func objects<Elements: Sequence>(
        _ name: String,
        _ elements: Elements,
        _ write: (Elements.Element, inout JSONWriter) -> Void
    ) {
        array(name, elements) { element, writer in
            writer.beginObject()
            write(element, &writer)
            writer.endObject()
        }
    }

    /// Writes a member that is an array of strings.
    public mutating func member(_ name: String, _ values: [String]) {
        array(name, values) { value, writer in writer.string(value) }
    }

    /// Writes a member that is a string.
    public mutating func member(_ name: String, _ value: String) {
        self.name(name)
        string(value)
    }

    /// Writes a member that is a string, or `null`.
    public mutating func member(_ name: String, _ value: String?) {
        self.name(name)
        if let value { string(value) } else { null() }
    }

    /// Writes a member that is a whole number.
    public mutating func member(_ name: String, _ value: Int) {
        self.name(name)
        number(value)
    }

    /// Writes a member that is a number.
    public mutating func member(_ name: String, _ value: Double) {
        self.name(name)
        number(value)
    }

    /// Writes a member that is `true` or `false`.
    public mutating func member(_ name: String, _ value: Bool) {
        self.name(name)
        bool(value)
    }
}

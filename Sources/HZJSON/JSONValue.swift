/// A JSON text as a tree, for small things: responses, test fixtures, metadata inside pages.
public indirect enum JSONValue: Equatable, Sendable {
    /// The members in the order of the text; names may repeat.
    case object([Member])
    /// The elements in order.
    case array([JSONValue])
    /// Text.
    case string(String)
    /// A number that `Int` holds.
    case int(Int)
    /// Any other number.
    case double(Double)
    /// `true` or `false`.
    case bool(Bool)
    /// `null`.
    case null

    /// One name and its value.
    public struct Member: Equatable, Sendable {
        /// The name.
        public var name: String
        /// The value.
        public var value: JSONValue

        /// Joins a name and a value.
        public init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// Reads one value that takes up all of `bytes`.
    public init(parsing bytes: [UInt8]) throws(JSONError) {
        var reader = JSONReader(bytes)
        try self.init(reading: &reader)
        try reader.finish()
    }

    /// Reads the value that is due in `reader`; recursion is bounded by ``JSONReader/maximumDepth``.
    public init(reading reader: inout JSONReader) throws(JSONError) {
        switch try reader.peek() {
        case .object:
            var members: [Member] = []
            try reader.beginObject()
            while try reader.nextMember() {
                let name = String(decoding: reader.memberName, as: UTF8.self)
                members.append(Member(name, try JSONValue(reading: &reader)))
            }
            self = .object(members)
        case .array:
            var elements: [JSONValue] = []
            try reader.beginArray()
            while try reader.nextElement() { elements.append(try JSONValue(reading: &reader)) }
            self = .array(elements)
        case .string:
            self = .string(try reader.readString())
        case .number:
            let start = reader.offset
            let text = try reader.readNumberText()
            if let value = Int(text) {
                self = .int(value)
            } else if let value = Double(text), value.isFinite {
                self = .double(value)
            } else {
                throw .numberOutOfRange(offset: start)
            }
        case .bool:
            self = .bool(try reader.readBool())
        case .null:
            try reader.readNull()
            self = .null
        }
    }

    /// Writes the value.
    public func write(to writer: inout JSONWriter) {
        switch self {
        case .object(let members):
            writer.beginObject()
            for member in members {
                writer.name(member.name)
                member.value.write(to: &writer)
            }
            writer.endObject()
        case .array(let elements):
            writer.beginArray()
            for element in elements { element.write(to: &writer) }
            writer.endArray()
        case .string(let text): writer.string(text)
        case .int(let value): writer.number(value)
        case .double(let value): writer.number(value)
        case .bool(let value): writer.bool(value)
        case .null: writer.null()
        }
    }

    /// The value as JSON text.
    public var bytes: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }
}

extension JSONValue {
    /// The value of the first member with this name, if this is an object that has one.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The element at this index, if this is an array that has one.
    public subscript(index: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// The text, if this is a string.
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The number, if this is a whole one.
    public var int: Int? {
        if case .int(let value) = self { value } else { nil }
    }

    /// The number, if this is one.
    public var double: Double? {
        switch self {
        case .int(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }

    /// The truth value, if this is one.
    public var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The elements, if this is an array.
    public var array: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }
}

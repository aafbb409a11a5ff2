import HZIndex
import Synchronization

/// The values that the documents of one segment have in one field, by number. Made when it is first asked for, and kept.
final class FacetTable: Sendable {
    /// The values, in the order of their bytes.
    let values: [String]
    /// For each document the number of its value plus 1; 0 for none.
    let numbers: [UInt32]

    /// Reads the terms of a field of whole values. O(documents).
    init(_ field: Field, of reader: SegmentReader) throws(IndexError) {
        var values: [String] = []
        var numbers = [UInt32](repeating: 0, count: Int(reader.documentCount))
        let arena = CursorArena()
        var terms = try reader.terms(from: field)
        while try terms.next(), terms.key.first == field.rawValue {
            values.append(String(decoding: terms.key.dropFirst(), as: UTF8.self))
            arena.reset()
            var cursor = reader.cursor(terms.info, arena: arena)
            while cursor.next() != PostingCursor.exhausted { numbers[Int(cursor.document)] = UInt32(values.count) }
            if let failure = arena.failure { throw failure }
        }
        self.values = values
        self.numbers = numbers
    }
}

/// The tables of a snapshot's segments, each made once.
final class FacetTables: Sendable {
    private struct Key: Hashable {
        var segment: Int
        var field: UInt8
    }

    private let tables = Mutex<[Key: FacetTable]>([:])

    /// The table of a segment and a field.
    func table(_ field: Field, segment: Int, of snapshot: IndexSnapshot) throws(IndexError) -> FacetTable {
        let key = Key(segment: segment, field: field.rawValue)
        if let known = tables.withLock({ $0[key] }) { return known }
        let table = try FacetTable(field, of: snapshot.segments[segment].reader)
        tables.withLock { $0[key] = table }
        return table
    }
}

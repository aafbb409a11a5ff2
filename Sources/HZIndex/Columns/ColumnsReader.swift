import HZStorage

/// Reads the fixed-width values of a segment's documents from the mapped file. The grammar stands at `ColumnsWriter`.
/// Safe for many threads.
final class ColumnsReader: Sendable {
    enum Column: Int {
        case sizes, modified, hashes, dates, tieRanks, titleLengths, kinds, norms
    }

    let file: EnvelopedFile
    let documentCount: UInt32
    /// Whether tie ranks ascend with document numbers.
    let isInTieOrder: Bool
    private let offsets: [Int]
    private let idsEnd: Int
    private let groupsOffset: Int

    init(file: EnvelopedFile) throws(IndexError) {
        self.file = file
        let values = try storage { () throws(StorageError) -> (UInt32, Bool, Int, [Int]) in
            let length = ColumnsWriter.trailerLength
            var reader = try file.reader(at: file.contentEnd - length, count: length)
            let count = try reader.readUInt32()
            let ascends = try reader.readUInt32() == 1
            let idsEnd = Int(clamping: try reader.readUInt64())
            guard count <= UInt32(Int32.max) else { throw reader.corrupt(.value("document count")) }
            var offsets: [Int] = []
            var position = Envelope.headerLength
            for width in ColumnsWriter.widths {
                position = (position + 7) & ~7
                offsets.append(position)
                position += width * Int(count)
            }
            position = (position + 7) & ~7
            offsets.append(position)
            let groups = (Int(count) + ColumnsWriter.idsPerGroup - 1) / ColumnsWriter.idsPerGroup
            guard idsEnd >= position, idsEnd <= file.contentEnd,
                (idsEnd + 7) & ~7 + 8 * groups + length == file.contentEnd
            else { throw reader.corrupt(.value("trailer")) }
            return (count, ascends, idsEnd, offsets)
        }
        (documentCount, isInTieOrder, idsEnd, offsets) = values
        groupsOffset = (values.2 + 7) & ~7
    }

    /// Verifies the whole column of length codes of a positional field and lends it.
    func norms(_ field: Int) throws(IndexError) -> UnsafePointer<UInt8> {
        let offset = offsets[Column.norms.rawValue + field]
        let bytes = unsafe try storage { () throws(StorageError) in
            unsafe try file.bytes(at: offset, count: Int(documentCount))
        }
        return unsafe (bytes.baseAddress ?? file.verifier.base).assumingMemoryBound(to: UInt8.self)
    }

    /// Verifies a whole column and lends it.
    func column<Value: BitwiseCopyable>(_ column: Column, of: Value.Type) throws(IndexError) -> UnsafePointer<Value> {
        let offset = offsets[column.rawValue]
        let bytes = unsafe try storage { () throws(StorageError) in
            unsafe try file.bytes(at: offset, count: Int(documentCount) * MemoryLayout<Value>.size)
        }
        return unsafe (bytes.baseAddress ?? file.verifier.base).assumingMemoryBound(to: Value.self)
    }

    /// One value of a column.
    func value<Value: FixedWidthInteger & BitwiseCopyable>(
        _ column: Column,
        _ document: UInt32,
        as: Value.Type
    ) throws(IndexError) -> Value {
        let offset = offsets[column.rawValue] + Int(document) * MemoryLayout<Value>.size
        guard document < documentCount else { throw outOfRange }
        return try storage { () throws(StorageError) in
            try file.verify(offset, MemoryLayout<Value>.size)
            return unsafe Value(littleEndian: file.verifier.base.loadUnaligned(fromByteOffset: offset, as: Value.self))
        }
    }

    /// The version of a document's source.
    func stamp(_ document: UInt32) throws(IndexError) -> SourceStamp {
        SourceStamp(
            size: try value(.sizes, document, as: UInt64.self),
            modified: try value(.modified, document, as: Int64.self),
            hash: try value(.hashes, document, as: UInt64.self)
        )
    }

    /// A document's id.
    func id(_ document: UInt32) throws(IndexError) -> [UInt8] {
        guard document < documentCount else { throw outOfRange }
        let (group, member) = Int(document).quotientAndRemainder(dividingBy: ColumnsWriter.idsPerGroup)
        return try storage { () throws(StorageError) in
            let start = try groupOffset(group)
            let isLast = (group + 1) * ColumnsWriter.idsPerGroup >= Int(documentCount)
            let end = isLast ? idsEnd : try groupOffset(group + 1)
            guard start <= end else {
                throw .corrupt(file: file.name, offset: groupsOffset + 8 * group, fact: .value("id offset"))
            }
            var ids = try file.reader(at: start, count: end - start)
            let first = unsafe Array(try ids.readSizedBytes())
            guard member > 0 else { return first }
            for _ in 1..<member {
                _ = try ids.readVarint()
                try ids.skip(try ids.readCount(upTo: ids.remaining))
            }
            let shared = try ids.readCount(upTo: first.count)
            return unsafe first.prefix(shared) + Array(try ids.readSizedBytes())
        }
    }

    private func groupOffset(_ group: Int) throws(StorageError) -> Int {
        var table = try file.reader(at: groupsOffset + 8 * group, count: 8)
        let offset = Int(clamping: try table.readUInt64())
        guard offset >= Envelope.headerLength, offset <= idsEnd else { throw table.corrupt(.value("id offset")) }
        return offset
    }

    private var outOfRange: IndexError {
        .storage(.corrupt(file: file.name, offset: file.contentEnd, fact: .value("document")))
    }
}

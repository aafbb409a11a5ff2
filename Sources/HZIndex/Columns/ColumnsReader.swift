import HZStorage
import Synchronization

/// Reads the values of a segment's documents from the mapped file; opening reads the trailer only. The grammar stands
/// at `ColumnsWriter`. Safe for many threads.
final class ColumnsReader: Sendable {
    enum Column: Int {
        case dates, tieRanks, titleLengths, kinds, norms
    }

    let file: EnvelopedFile
    let documentCount: UInt32
    /// Whether tie ranks ascend with document numbers.
    let isInTieOrder: Bool
    /// Where each column begins.
    let offsets: [Int]
    private let groupsEnd: Int
    private let groupTable: Int
    /// Whose columns of norms were found sound as a whole, a bit each: every cursor asks for one.
    private let soundNorms = Atomic<UInt64>(0)

    init(file: EnvelopedFile) throws(IndexError) {
        self.file = file
        let values = try storage { () throws(StorageError) -> (UInt32, Bool, Int, [Int]) in
            let length = ColumnsWriter.trailerLength
            var reader = try file.reader(at: file.contentEnd - length, count: length)
            let count = try reader.readUInt32()
            let ascends = try reader.readUInt32() == 1
            let groupsEnd = Int(clamping: try reader.readUInt64())
            guard count <= UInt32(Int32.max), groupsEnd >= Envelope.headerLength, groupsEnd <= file.contentEnd else {
                throw reader.corrupt(.value("trailer"))
            }
            var offsets: [Int] = []
            var position = (groupsEnd + 7) & ~7
            for width in ColumnsWriter.widths {
                offsets.append(position)
                position = (position + width * Int(count) + 7) & ~7
            }
            offsets.append(position)
            let perGroup = ColumnsWriter.documentsPerGroup
            let groups = (Int(count) + perGroup - 1) / perGroup
            guard position + 8 * groups + length == file.contentEnd else { throw reader.corrupt(.value("trailer")) }
            return (count, ascends, groupsEnd, offsets)
        }
        (documentCount, isInTieOrder, groupsEnd, offsets) = values
        groupTable = values.3[ColumnsWriter.widths.count]
    }

    /// Verifies the whole column of length codes of a positional field and lends it.
    func norms(_ field: Int) throws(IndexError) -> UnsafePointer<UInt8> {
        let offset = offsets[Column.norms.rawValue + field]
        let bit = UInt64(1) << UInt64(field)
        if soundNorms.load(ordering: .relaxed) & bit == 0 {
            _ = unsafe try lend(offset, of: UInt8.self)
            soundNorms.bitwiseOr(bit, ordering: .relaxed)
        }
        return unsafe (file.verifier.base + offset).assumingMemoryBound(to: UInt8.self)
    }

    /// Verifies a whole column and lends it.
    func column<Value: BitwiseCopyable>(_ column: Column, of: Value.Type) throws(IndexError) -> UnsafePointer<Value> {
        unsafe try lend(offsets[column.rawValue], of: Value.self)
    }

    /// The tie ranks, lent for the life of this reader.
    var lentTieRanks: TieRanks {
        TieRanks(verifier: file.verifier, offset: offsets[Column.tieRanks.rawValue], count: documentCount)
    }

    /// One value of a column.
    func value<Value: FixedWidthInteger & BitwiseCopyable>(
        _ column: Column,
        _ document: UInt32,
        as: Value.Type
    ) throws(IndexError) -> Value {
        try load(offsets[column.rawValue], document)
    }

    /// The length code of a document in a positional field.
    func norm(_ field: Int, _ document: UInt32) throws(IndexError) -> UInt8 {
        try load(offsets[Column.norms.rawValue + field], document)
    }

    /// The version of a document's source.
    func stamp(_ document: UInt32) throws(IndexError) -> SourceStamp {
        let (group, member) = try group(of: document)
        let length = ColumnsWriter.stampLength
        return try storage { () throws(StorageError) in
            var reader = try file.reader(at: group.lowerBound + member * length, count: length)
            return SourceStamp(
                size: try reader.readUInt64(),
                modified: Int64(bitPattern: try reader.readUInt64()),
                hash: try reader.readUInt64()
            )
        }
    }

    /// A document's id.
    func id(_ document: UInt32) throws(IndexError) -> [UInt8] {
        try unsafe id(document) { first, rest in
            var id: [UInt8] = []
            id.reserveCapacity(first.count + rest.count)
            unsafe id.append(contentsOf: first)
            unsafe id.append(contentsOf: rest)
            return id
        }
    }

    /// Appends a document's id.
    func appendID(_ document: UInt32, to bytes: inout [UInt8]) throws(IndexError) {
        try unsafe id(document) { first, rest in
            unsafe bytes.append(contentsOf: first)
            unsafe bytes.append(contentsOf: rest)
        }
    }

    /// A document's id as text; what is no UTF-8 is repaired.
    func idText(_ document: UInt32) throws(IndexError) -> String {
        try unsafe id(document) { first, rest in
            unsafe String(unsafeUninitializedCapacity: first.count + rest.count) { bytes in
                unsafe (UnsafeMutableRawBufferPointer(bytes)).copyMemory(from: first)
                unsafe UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(bytes)[first.count...])
                    .copyMemory(from: rest)
                return first.count + rest.count
            }
        }
    }

    /// Lends a document's id in two parts.
    private func id<Result>(
        _ document: UInt32,
        _ body: (_ first: UnsafeRawBufferPointer, _ rest: UnsafeRawBufferPointer) -> Result
    ) throws(IndexError) -> Result {
        let (group, member) = try group(of: document)
        let start = document - UInt32(member)
        let stamps = min(ColumnsWriter.documentsPerGroup, Int(documentCount - start)) * ColumnsWriter.stampLength
        if !file.verifier.isSound(group.lowerBound, group.count) {
            try storage { () throws(StorageError) in try file.verify(group.lowerBound, group.count) }
        }
        var ids = unsafe LentBytes(file.verifier.base, from: group.lowerBound, to: group.upperBound)
        ids.skip(stamps)
        let firstLength = ids.count(upTo: ids.remaining)
        let first = unsafe UnsafeRawBufferPointer(start: ids.pointer, count: firstLength)
        guard ids.skip(firstLength) else { throw malformed(group) }
        guard member > 0 else { return unsafe body(first, UnsafeRawBufferPointer(start: nil, count: 0)) }
        for _ in 1..<member { ids.skipCounts() }
        let shared = ids.count(upTo: firstLength)
        let suffix = ids.count(upTo: ids.remaining)
        guard ids.isValid, suffix <= ids.remaining else { throw malformed(group) }
        return unsafe body(
            UnsafeRawBufferPointer(rebasing: first[..<shared]),
            UnsafeRawBufferPointer(start: ids.pointer, count: suffix)
        )
    }

    /// Where the group of a document lies, and the document's place in it.
    private func group(of document: UInt32) throws(IndexError) -> (group: Range<Int>, member: Int) {
        guard document < documentCount else { throw outOfRange }
        let (group, member) = Int(document).quotientAndRemainder(dividingBy: ColumnsWriter.documentsPerGroup)
        let isLast = (group + 1) * ColumnsWriter.documentsPerGroup >= Int(documentCount)
        let entry = groupTable + 8 * group
        let length = isLast ? 8 : 16
        if !file.verifier.isSound(entry, length) {
            try storage { () throws(StorageError) in try file.verify(entry, length) }
        }
        let start = offset(at: entry)
        let end = isLast ? groupsEnd : offset(at: entry + 8)
        guard start >= Envelope.headerLength, start <= end, end <= groupsEnd,
            (member + 1) * ColumnsWriter.stampLength <= end - start
        else { throw .storage(.corrupt(file: file.name, offset: entry, fact: .value("identity group"))) }
        return (start..<end, member)
    }

    @inline(__always)
    private func offset(at place: Int) -> Int {
        Int(
            clamping: unsafe UInt64(
                littleEndian: file.verifier.base.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            )
        )
    }

    private func lend<Value>(_ offset: Int, of: Value.Type) throws(IndexError) -> UnsafePointer<Value> {
        let length = Int(documentCount) * MemoryLayout<Value>.size
        if !file.verifier.isSound(offset, length) {
            try storage { () throws(StorageError) in try file.verify(offset, length) }
        }
        return unsafe (file.verifier.base + offset).assumingMemoryBound(to: Value.self)
    }

    private func load<Value: FixedWidthInteger & BitwiseCopyable>(
        _ column: Int,
        _ document: UInt32
    ) throws(IndexError) -> Value {
        guard document < documentCount else { throw outOfRange }
        let offset = column + Int(document) * MemoryLayout<Value>.size
        if !file.verifier.isSound(offset, MemoryLayout<Value>.size) {
            try storage { () throws(StorageError) in try file.verify(offset, MemoryLayout<Value>.size) }
        }
        return unsafe Value(littleEndian: file.verifier.base.loadUnaligned(fromByteOffset: offset, as: Value.self))
    }

    private func malformed(_ group: Range<Int>) -> IndexError {
        .storage(.corrupt(file: file.name, offset: group.lowerBound, fact: .value("ids")))
    }

    private var outOfRange: IndexError {
        .storage(.corrupt(file: file.name, offset: file.contentEnd, fact: .value("document")))
    }
}

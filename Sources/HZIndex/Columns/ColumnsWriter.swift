import HZStorage

/// Collects the fixed-width values of a segment's documents, and writes them.
///
///     ColumnsFile := per column: zero bytes to a multiple of 8, the values; Ids; zero bytes to a multiple of 8, Trailer
///     columns     := stamp sizes u64, modification times i64, hashes u64, dates u32, tie ranks u32, title lengths u16,
///                    kinds u8, norms u8 of text, title, author, comments, page
///     Ids         := per 16 documents a group: the first id whole (varint length, bytes), the others as varint bytes
///                    shared with the first, varint suffix length, suffix
///     GroupTable  := per group: offset u64            (a column of its own, after Ids)
///     Trailer     := number of documents u32, 1 if tie ranks ascend u32, end of Ids u64
///
/// A tie rank orders documents of equal score: newer date first, then the bytes of the id.
struct ColumnsWriter {
    static let kind = FileKind("COLS")
    static let format: UInt16 = 1
    static let trailerLength = 16
    static let idsPerGroup = 16
    /// The widths of the columns, in the order of the file.
    static let widths = [8, 8, 8, 4, 4, 2, 1] + [Int](repeating: 1, count: Field.positionalCount)

    private(set) var count: UInt32 = 0
    private var stamps: [SourceStamp] = []
    private(set) var dates: [UInt32] = []
    private var titleLengths: [UInt16] = []
    private var kinds: [UInt8] = []
    /// By positional field: the length code of each document.
    private(set) var norms = [[UInt8]](repeating: [], count: Field.positionalCount)
    private var ids: [UInt8] = []
    private var groups: [Int] = []
    private var firstOfGroup: [UInt8] = []

    /// What a document adds to the columns.
    struct Row {
        var id: [UInt8]
        var kind: UInt8
        var date: UInt32
        var stamp: SourceStamp
        var titleLength: UInt16
        /// Codes of the weighted lengths of the positional fields.
        var norms: InlineArray<5, UInt8>
    }

    /// Bytes of memory in use, for the writer's budget.
    var memory: Int { Int(count) * 46 + ids.count }

    mutating func add(_ row: Row) {
        stamps.append(row.stamp)
        dates.append(row.date)
        titleLengths.append(row.titleLength)
        kinds.append(row.kind)
        for field in 0..<Field.positionalCount { norms[field].append(row.norms[field]) }
        if Int(count) % Self.idsPerGroup == 0 {
            groups.append(ids.count)
            firstOfGroup = row.id
            Varint.append(UInt64(row.id.count), to: &ids)
            ids.append(contentsOf: row.id)
        } else {
            let shared = zip(row.id, firstOfGroup).prefix { $0 == $1 }.count
            Varint.append(UInt64(shared), to: &ids)
            Varint.append(UInt64(row.id.count - shared), to: &ids)
            ids.append(contentsOf: row.id[shared...])
        }
        count += 1
    }

    /// Writes everything; the caller finishes the file.
    func write(to file: FileWriter, tieRanks: [UInt32]) {
        for stamp in stamps { file.write(stamp.size) }
        file.align(to: 8)
        for stamp in stamps { file.write(stamp.modified) }
        file.align(to: 8)
        for stamp in stamps { file.write(stamp.hash) }
        file.align(to: 8)
        for date in dates { file.write(date) }
        file.align(to: 8)
        for rank in tieRanks { file.write(rank) }
        file.align(to: 8)
        for length in titleLengths { file.write(length) }
        file.align(to: 8)
        file.write(bytes: kinds)
        for column in norms {
            file.align(to: 8)
            file.write(bytes: column)
        }
        file.align(to: 8)
        let start = file.position
        file.write(bytes: ids)
        let end = file.position
        file.align(to: 8)
        for group in groups { file.write(UInt64(start + group)) }
        let ascends = zip(tieRanks, tieRanks.dropFirst()).allSatisfy { $0 < $1 }
        file.write(count)
        file.write(UInt32(ascends ? 1 : 0))
        file.write(UInt64(end))
    }
}

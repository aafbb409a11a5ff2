import HZStorage

/// Writes the values of a segment's documents. Ids and stamps go to the file as they come; what stays in memory until
/// the end is twelve bytes a document.
///
///     ColumnsFile := IdentityGroup*, per Column: zero bytes to a multiple of 8, one value per document;
///                    zero bytes to a multiple of 8, GroupTable, Trailer
///     IdentityGroup := of 16 documents (the last group may have fewer): per document: stamp (size u64, modification
///                    time i64, hash u64); first id (varint length, bytes); per other id: varint bytes shared with the
///                    first, varint length of the suffix, suffix
///     Columns     := dates u32 (yyyymmdd, 0 unknown), tie ranks u32, title lengths u16, kinds u8,
///                    norms u8 of text, of title, of author, of comments, of page
///     GroupTable  := per group: offset u64
///     Trailer     := number of documents u32, 1 if tie ranks ascend u32, end of the groups u64
///
/// A tie rank orders documents of equal score: newer date first, then the bytes of the id.
struct ColumnsWriter {
    static let kind = FileKind("COLS")
    static let format: UInt16 = 1
    static let trailerLength = 16
    static let documentsPerGroup = 16
    static let stampLength = 24
    /// The widths of the columns, in the order of the file.
    static let widths = [4, 4, 2, 1] + [Int](repeating: 1, count: Field.positionalCount)

    private let file: FileWriter
    private(set) var count: UInt32 = 0
    private(set) var dates: [UInt32] = []
    private var titleLengths: [UInt16] = []
    private var kinds: [UInt8] = []
    /// By positional field: the length code of each document.
    private(set) var norms = [[UInt8]](repeating: [], count: Field.positionalCount)
    private var groups: [UInt64] = []
    private var stamps: [SourceStamp] = []
    private var ids: [UInt8] = []
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

    init(file: FileWriter) {
        self.file = file
    }

    /// Bytes of memory in use, for the writer's budget.
    var memory: Int { Int(count) * Self.widths.reduce(0, +) }

    mutating func add(_ row: Row) {
        dates.append(row.date)
        titleLengths.append(row.titleLength)
        kinds.append(row.kind)
        for field in 0..<Field.positionalCount { norms[field].append(row.norms[field]) }
        addIdentity(row)
        count += 1
    }

    /// Writes what is left; the caller finishes the file.
    mutating func end(tieRanks: [UInt32]) {
        flushGroup()
        let groupsEnd = file.position
        column { for date in dates { $0.write(date) } }
        column { for rank in tieRanks { $0.write(rank) } }
        column { for length in titleLengths { $0.write(length) } }
        column { $0.write(bytes: kinds) }
        for codes in norms { column { $0.write(bytes: codes) } }
        column { for group in groups { $0.write(group) } }
        let ascends = zip(tieRanks, tieRanks.dropFirst()).allSatisfy { $0 < $1 }
        file.write(count)
        file.write(UInt32(ascends ? 1 : 0))
        file.write(UInt64(groupsEnd))
    }

    private func column(_ body: (FileWriter) -> Void) {
        file.align(to: 8)
        body(file)
    }

    private mutating func addIdentity(_ row: Row) {
        if stamps.isEmpty {
            firstOfGroup = row.id
            Varint.append(UInt64(row.id.count), to: &ids)
            ids.append(contentsOf: row.id)
        } else {
            let shared = TermFormat.sharedCount(row.id, firstOfGroup)
            Varint.append(UInt64(shared), to: &ids)
            Varint.append(UInt64(row.id.count - shared), to: &ids)
            ids.append(contentsOf: row.id[shared...])
        }
        stamps.append(row.stamp)
        if stamps.count == Self.documentsPerGroup { flushGroup() }
    }

    private mutating func flushGroup() {
        guard !stamps.isEmpty else { return }
        groups.append(UInt64(file.position))
        for stamp in stamps {
            file.write(stamp.size)
            file.write(stamp.modified)
            file.write(stamp.hash)
        }
        file.write(bytes: ids)
        stamps.removeAll(keepingCapacity: true)
        ids.removeAll(keepingCapacity: true)
    }
}

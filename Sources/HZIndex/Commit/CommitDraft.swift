import HZStorage

/// The next commit while it is being made: the segments of the last one and new ones, with what is deleted in each.
struct CommitDraft {
    private struct Member {
        var reader: SegmentReader
        var deleted: DeletedDocuments
        /// The bitmap's file in the last commit, where it did not change since.
        var deletedFile: FileDigest?
        var hidden: UInt32
        /// When each document was added; empty for segments of earlier commits.
        var sequences: [UInt64] = []
    }

    /// Whether anything differs from the last commit.
    private(set) var isChanged = false
    private let directory: any Directory
    private let pairs: PairRule
    private let worksAside: Bool
    private var members: [Member] = []

    init(directory: any Directory, snapshot: IndexSnapshot?, options: IndexWriter.Options) throws(IndexError) {
        self.directory = directory
        pairs = options.pairs
        worksAside = options.worksAside
        guard let snapshot else { return }
        for (segment, entry) in zip(snapshot.segments, snapshot.manifest.entries) {
            members.append(
                Member(
                    reader: segment.reader,
                    deleted: segment.deleted,
                    deletedFile: entry.deleted,
                    hidden: entry.hidden
                )
            )
        }
    }

    // MARK: New documents and deletions

    /// Takes new segments, in which later documents replace earlier ones of the same id, here and in old segments.
    mutating func add(_ spills: [DocumentInverter.Spill], deletions: [String: UInt64]) throws(IndexError) {
        let oldCount = members.count
        for spill in spills.sorted(by: { ($0.sequences.first ?? 0) < ($1.sequences.first ?? 0) }) {
            let reader = try SegmentReader(directory: directory, info: spill.info)
            var hidden: UInt32 = 0
            for document in 0..<reader.documentCount where try reader.kind(document) != .article { hidden += 1 }
            let deleted = DeletedDocuments(documentCount: reader.documentCount)
            members.append(Member(reader: reader, deleted: deleted, hidden: hidden, sequences: spill.sequences))
            isChanged = true
        }
        for (id, sequence) in deletions { try delete(Field.wholeTerm(id.utf8), before: sequence) }
        try replaceEarlier(oldCount: oldCount)
    }

    /// For each id of the new segments, deletes what is older, wherever it is: by walking the ids of all segments side
    /// by side, or, where few are new, by looking each up in the old ones.
    private mutating func replaceEarlier(oldCount: Int) throws(IndexError) {
        let newDocuments = members[oldCount...].reduce(0) { $0 + Int($1.reader.documentCount) }
        let oldDocuments = members[..<oldCount].reduce(0) { $0 + Int($1.reader.documentCount) }
        let first = newDocuments < oldDocuments / 20 ? oldCount : 0
        var walk = try IDWalk(members[first...].map(\.reader))
        while try walk.next() {
            let isRepeated = walk.members.count > 1 || walk.documentFrequency > 1
            guard isRepeated || first > 0 else { continue }
            // What only old segments hold was settled by earlier commits.
            guard walk.members.contains(where: { first + $0.index >= oldCount }) else { continue }
            var newest: UInt64 = 0
            for member in walk.members where first + member.index >= oldCount {
                let sequences = members[first + member.index].sequences
                for document in try members[first + member.index].reader.documents(of: member.info) {
                    newest = max(newest, sequences[Int(document)])
                }
            }
            try delete(walk.id, before: newest)
        }
    }

    /// Deletes all documents of an id, by its term, that were added before a point in time.
    private mutating func delete(_ id: [UInt8], before sequence: UInt64) throws(IndexError) {
        for index in members.indices {
            guard let info = try members[index].reader.find(.id, id) else { continue }
            var old: [UInt32] = []
            for document in try members[index].reader.documents(of: info) {
                let added = members[index].sequences.isEmpty ? 0 : members[index].sequences[Int(document)]
                if added < sequence { old.append(document) }
            }
            for document in old where members[index].deleted.insert(document) {
                members[index].deletedFile = nil
                isChanged = true
            }
        }
    }

    // MARK: Merging

    /// Merges as the policy says, until it is content.
    mutating func mergeByPolicy() throws(IndexError) {
        dropEmpty()
        while true {
            let selected = MergePolicy.select(sizes: members.map(\.reader.info.byteCount))
            guard selected.count > 1 else { return }
            try merge(selected)
        }
    }

    /// Merges all segments into one; false where there is nothing to do.
    mutating func mergeAll() throws(IndexError) -> Bool {
        dropEmpty()
        guard members.count > 1 || members.contains(where: { $0.deleted.count > 0 }) else { return isChanged }
        try merge(Array(members.indices))
        return true
    }

    private mutating func merge(_ selected: [Int]) throws(IndexError) {
        let merger = try SegmentMerger(
            selected.map { (members[$0].reader, members[$0].deleted) },
            directory: directory,
            pairs: pairs,
            worksAside: worksAside
        )
        let result = try merger.merge()
        isChanged = true
        for index in selected.reversed() { members.remove(at: index) }
        guard let result else { return }
        let reader = try SegmentReader(directory: directory, info: result.info)
        let deleted = DeletedDocuments(documentCount: reader.documentCount)
        members.insert(Member(reader: reader, deleted: deleted, hidden: result.hidden), at: selected[0])
    }

    private mutating func dropEmpty() {
        let before = members.count
        members.removeAll { $0.deleted.count == Int($0.reader.documentCount) }
        if members.count != before { isChanged = true }
    }

    // MARK: The manifest's entries

    /// Writes the bitmaps that changed; what it returns goes into the manifest.
    func entries(generation: UInt64) throws(IndexError) -> [Manifest.Entry] {
        var entries: [Manifest.Entry] = []
        for member in members {
            var file = member.deletedFile
            if file == nil, member.deleted.count > 0 {
                file = try member.deleted.write(
                    to: directory,
                    name: "\(member.reader.info.id.name)-\(generation).live",
                    segment: member.reader.info.id
                )
            }
            entries.append(Manifest.Entry(info: member.reader.info, deleted: file, hidden: member.hidden))
        }
        return entries
    }
}

import HZStorage

/// Merges segments into one, leaving out deleted documents: documents in the order of the sources, terms by a k-way
/// merge of the dictionaries, postings streamed. Memory is a few numbers a document.
struct SegmentMerger: ~Copyable {
    /// A segment to be merged.
    struct Source {
        let reader: SegmentReader
        let deleted: DeletedDocuments
        /// The new number of each document, or `gone`.
        var numbers: [UInt32] = []
        static let gone = UInt32.max
    }

    var sources: [Source]
    let writer: SegmentWriter
    let pairs: PairRule
    /// Whether pairs are collected on a thread beside.
    let worksAside: Bool
    private let arena = CursorArena()
    private var hidden: UInt32 = 0
    /// How much was written when the sources' memory was last given back.
    private var releasedAt = 0
    private static let releaseEvery = 16 << 20

    /// What merging made.
    struct Result {
        var info: SegmentInfo
        var hidden: UInt32
        /// For each source, the new number of each of its documents, or `Source.gone`.
        var numbers: [[UInt32]]
    }

    init(
        _ segments: [(reader: SegmentReader, deleted: DeletedDocuments)],
        directory: any Directory,
        pairs: PairRule,
        worksAside: Bool
    ) throws(IndexError) {
        self.pairs = pairs
        self.worksAside = worksAside
        sources = segments.map { Source(reader: $0.reader, deleted: $0.deleted) }
        writer = try SegmentWriter(directory: directory)
    }

    /// Merges; nil when no document is left.
    consuming func merge() throws(IndexError) -> Result? {
        do throws(IndexError) {
            try copyDocuments()
            guard writer.columns.count > 0 else {
                writer.abandon()
                return nil
            }
            try mergeTerms()
            let info = try writer.finish(tieRanks: try tieRanks())
            return Result(info: info, hidden: hidden, numbers: sources.map(\.numbers))
        } catch {
            writer.abandon()
            throw error
        }
    }

    private mutating func copyDocuments() throws(IndexError) {
        var totals = Totals()
        for index in sources.indices { sources[index].numbers = try copyDocuments(of: sources[index], &totals) }
        writer.setTotals(lengths: totals.lengths, counts: totals.counts)
        hidden = totals.hidden
    }

    /// What the documents copied so far add up to, by positional field.
    private struct Totals {
        var lengths = [UInt64](repeating: 0, count: Field.positionalCount)
        var counts = [UInt32](repeating: 0, count: Field.positionalCount)
        var hidden: UInt32 = 0
    }

    /// Copies what is not deleted; the new numbers of the source's documents.
    private func copyDocuments(of source: Source, _ totals: inout Totals) throws(IndexError) -> [UInt32] {
        let reader = source.reader
        let deleted = source.deleted
        defer { reader.release() }
        var numbers = [UInt32](repeating: Source.gone, count: Int(reader.documentCount))
        var place = 0
        var copied = 0
        while place < reader.store.chunkCount {
            let group = try reader.store.group(at: place)
            place = group.chunks.upperBound
            copied += group.length
            if copied > Self.releaseEvery {
                copied = 0
                reader.release()
            }
            var isWhole = true
            for document in group.documents {
                guard !deleted.contains(document) else {
                    isWhole = false
                    continue
                }
                numbers[Int(document)] = writer.columns.count
                writer.add(try row(of: document, reader, &totals))
            }
            if isWhole, DocStoreWriter.isWorthKeeping(group) {
                try writer.add(group, of: reader.store)
            } else {
                unsafe try reader.store.forEachRecord(of: group) { document, record throws(IndexError) in
                    if !deleted.contains(document) { unsafe try writer.add(record: record) }
                }
            }
        }
        return numbers
    }

    private func row(
        of document: UInt32,
        _ reader: SegmentReader,
        _ totals: inout Totals
    ) throws(IndexError) -> ColumnsWriter.Row {
        let kind = try reader.kind(document)
        if kind != .article { totals.hidden += 1 }
        var codes = InlineArray<5, UInt8>(repeating: 0)
        for field in 0..<Field.positionalCount {
            let code = try reader.columns.norm(field, document)
            codes[field] = code
            guard kind == .article, code > 0 else { continue }
            totals.counts[field] += 1
            totals.lengths[field] += UInt64(NormCode.decode(code))
        }
        return ColumnsWriter.Row(
            id: try reader.id(document),
            kind: kind.rawValue,
            date: try reader.date(document),
            stamp: try reader.stamp(document),
            titleLength: try reader.titleLength(document),
            norms: codes
        )
    }

    // MARK: Terms

    private mutating func mergeTerms() throws(IndexError) {
        var iterators: [TermIterator] = []
        var isAlive: [Bool] = []
        for source in sources {
            var iterator = try source.reader.terms(from: .id)
            isAlive.append(try iterator.next())
            iterators.append(iterator)
        }
        // They come of the sources' lists of words: which words are frequent may differ in all of the sources.
        let pairs = collectPairs()
        defer { pairs.wait() }
        var hasPairs = false
        while true {
            var smallest: Int?
            for index in iterators.indices where isAlive[index] {
                guard let best = smallest else {
                    smallest = index
                    continue
                }
                if iterators[index].key.lexicographicallyPrecedes(iterators[best].key) { smallest = index }
            }
            if !hasPairs, smallest.map({ iterators[$0].key[0] >= Field.pairs.rawValue }) ?? true {
                try pairs.write(to: writer)
                hasPairs = true
            }
            guard let smallest else { return }
            let key = iterators[smallest].key
            let members = iterators.indices.filter { isAlive[$0] && iterators[$0].key == key }
            if key[0] == Field.pairs.rawValue {
                // Not needed.
            } else if iterators[smallest].isForm {
                try mergeForm(key: key, members: members.map { ($0, iterators[$0]) })
            } else {
                try mergeTerm(key: key, members: members.map { ($0, iterators[$0].info) })
            }
            for index in members { isAlive[index] = try iterators[index].next() }
            if writer.listBytes - releasedAt > Self.releaseEvery {
                releasedAt = writer.listBytes
                for source in sources { source.reader.release() }
            }
        }
    }

    private func mergeForm(key: [UInt8], members: [(source: Int, iterator: TermIterator)]) throws(IndexError) {
        guard let field = Field(rawValue: key[0] & ~TermFormat.formFlag) else { return }
        var terms: [[UInt8]] = []
        for member in members {
            for term in try sources[member.source].reader.terms(of: member.iterator) where !terms.contains(term) {
                terms.append(term)
            }
        }
        terms.sort { $0.lexicographicallyPrecedes($1) }
        writer.addForm(field: field, form: key.dropFirst(), terms: terms)
    }

    private mutating func mergeTerm(key: [UInt8], members: [(source: Int, info: TermInfo)]) throws(IndexError) {
        guard let field = Field(rawValue: key[0]) else { return }
        let term = Array(key.dropFirst())
        var table = FormTable()
        var mappings: [[UInt32]] = []
        for member in members {
            let forms = try sources[member.source].reader.dictionary.forms(of: member.info, term: term)
            var mapping: [UInt32] = []
            if forms.count == 0 { mapping.append(Self.id(of: term[...], in: &table)) }
            for id in 0..<forms.count { mapping.append(Self.id(of: forms[id], in: &table)) }
            mappings.append(mapping)
        }
        let hasForms = field.isPositional && !table.isTrivial(for: term)
        arena.reset()
        try writer.writeTerm(field: field, term: term, forms: hasForms ? table : nil) {
            postings,
            norms throws(IndexError) in
            for (member, mapping) in zip(members, mappings) {
                try copyPostings(of: member.info, source: sources[member.source], mapping, to: &postings, norms)
            }
        }
    }

    private static func id(of form: ArraySlice<UInt8>, in table: inout FormTable) -> UInt32 {
        if let known = table.id(of: form) { return UInt32(known) }
        table.append(form)
        return UInt32(table.count - 1)
    }

    private func copyPostings(
        of info: TermInfo,
        source: Source,
        _ mapping: [UInt32],
        to postings: inout PostingWriter,
        _ norms: [UInt8]
    ) throws(IndexError) {
        var cursor = source.reader.cursor(info, arena: arena)
        while cursor.next() != PostingCursor.exhausted {
            let number = source.numbers[Int(cursor.document)]
            guard number != Source.gone else { continue }
            let norm = norms.isEmpty ? 0 : norms[Int(number)]
            postings.add(document: number, occurrences: cursor.occurrences, extra: cursor.extra, norm: norm)
            guard info.field.isPositional else { continue }
            let found = cursor.positions()
            var previous: UInt32 = 0
            for index in unsafe 0..<found.positions.count {
                let form = unsafe found.forms.map { unsafe Int($0[index]) } ?? 0
                unsafe postings.add(
                    positionGap: found.positions[index] &- previous,
                    form: form < mapping.count ? mapping[form] : 0
                )
                previous = unsafe found.positions[index]
            }
        }
        if cursor.isCorrupt {
            throw .storage(
                .corrupt(file: "\(source.reader.info.id.name).postings", offset: 0, fact: .value("postings"))
            )
        }
    }

    // MARK: Ties

    /// Merges the sources' own orders: only the heads are compared.
    private func tieRanks() throws(IndexError) -> [UInt32] {
        var ranks = [UInt32](repeating: 0, count: Int(writer.columns.count))
        var orders: [[UInt32]] = []
        for source in sources {
            let own = unsafe try source.reader.tieRanks()
            var order = [UInt32](repeating: Source.gone, count: source.numbers.count)
            for document in 0..<source.numbers.count where unsafe Int(own[document]) < order.count {
                unsafe order[Int(own[document])] = UInt32(document)
            }
            orders.append(order.filter { $0 != Source.gone && source.numbers[Int($0)] != Source.gone })
        }
        var places = [Int](repeating: 0, count: sources.count)
        var heads: [(date: UInt32, id: [UInt8])?] = []
        for index in sources.indices { heads.append(try head(index, orders[index], at: 0)) }
        var rank: UInt32 = 0
        while true {
            var best: Int?
            for index in heads.indices {
                guard let head = heads[index] else { continue }
                if let other = best, let leader = heads[other], !TieOrder.precedes(head, leader) { continue }
                best = index
            }
            guard let best else { return ranks }
            ranks[Int(sources[best].numbers[Int(orders[best][places[best]])])] = rank
            rank += 1
            places[best] += 1
            heads[best] = try head(best, orders[best], at: places[best])
        }
    }

    private func head(
        _ source: Int,
        _ order: [UInt32],
        at place: Int
    ) throws(IndexError) -> (date: UInt32, id: [UInt8])? {
        guard place < order.count else { return nil }
        let reader = sources[source].reader
        return (try reader.date(order[place]), try reader.id(order[place]))
    }
}

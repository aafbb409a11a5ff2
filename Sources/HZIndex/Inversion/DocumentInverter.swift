import HZAnalysis
import HZStorage

/// Inverts documents into segments: one a thread. Documents go to the store at once, their postings are kept in memory
/// until the share of the budget is full, then they are spilled as a segment of their own.
///
/// Not safe for two threads at once; several inverters of one `IndexWriter` work side by side.
public final class DocumentInverter {
    /// A finished segment that no commit names yet.
    struct Spill: Sendable {
        var info: SegmentInfo
        /// When each document was added, over all inverters.
        var sequences: [UInt64]
    }

    /// Larger shares are not used: places in the tables are numbers of 32 bits.
    static let largestBudget = 1 << 30

    private let directory: any Directory
    private let worksAside: Bool
    private let budget: Int
    private let pairs: PairRule
    private let nextSequence: @Sendable () -> UInt64
    private let deliver: @Sendable (Spill) -> Void
    private var terms = InvertedTerms()
    private var exact = ExactTerms()
    private var segment: SegmentWriter?
    private var sequences: [UInt64] = []
    private var ids: [[UInt8]] = []
    private var sinceMeasure = 0
    private var failure: IndexError?

    init(
        directory: any Directory,
        worksAside: Bool,
        budget: Int,
        pairs: PairRule,
        nextSequence: @escaping @Sendable () -> UInt64,
        deliver: @escaping @Sendable (Spill) -> Void
    ) {
        self.directory = directory
        self.worksAside = worksAside
        self.budget = budget
        self.pairs = pairs
        self.nextSequence = nextSequence
        self.deliver = deliver
    }

    /// Adds a document. One of the same id that was added before, here or by another inverter, is replaced at the next
    /// commit. After an error the inverter is closed.
    public func add(_ document: Document) throws(IndexError) {
        if let failure { throw failure }
        do throws(IndexError) {
            try invert(document)
            // Measuring walks all tables: once a quarter of a megabyte is near enough.
            sinceMeasure += document.text.count + 4_096
            if sinceMeasure > 1 << 18 {
                sinceMeasure = 0
                if memory > budget { try finish() }
            }
        } catch {
            failure = error
            segment?.abandon()
            segment = nil
            throw error
        }
    }

    private var memory: Int {
        terms.memory + exact.memory + (segment?.columns.memory ?? 0) + sequences.count * 8 + ids.count * 96
    }

    private func invert(_ document: Document) throws(IndexError) {
        let segment = try openSegment()
        let number = UInt32(sequences.count)
        sequences.append(nextSequence())
        ids.append(Array(document.id.utf8))
        exact.add(.id, document.id, document: number)
        exact.add(.source, document.source, document: number)
        for term in document.fingerprints { exact.add(.fingerprint, term, document: number) }
        exact.add(.original, document.original, document: number)
        if !document.url.isEmpty { exact.add(.address, PageAddress.canonical(document.url), document: number) }
        var titleLength: UInt32 = 0
        var textLength: UInt32 = 0
        var lengths = InlineArray<5, UInt32>(repeating: 0)
        if document.kind == .article {
            exact.add(.site, document.site, document: number)
            for key in SiteKey.keys(site: document.site, url: document.url) {
                exact.add(.siteKey, key, document: number)
            }
            exact.add(.language, document.language, document: number)
            exact.add(.authorName, document.author, document: number)
            lengths = index(document, number: number, titleLength: &titleLength, textLength: &textLength)
        }
        terms.endDocument(textLength: textLength)
        try segment.add(document, titleLength: UInt16(clamping: titleLength), lengths: lengths)
    }

    /// Indexes the texts of an article; returns the weighted lengths of the positional fields.
    private func index(
        _ document: Document,
        number: UInt32,
        titleLength: inout UInt32,
        textLength: inout UInt32
    ) -> InlineArray<5, UInt32> {
        let language = StemmingLanguage(documentLanguage: document.language.isEmpty ? nil : document.language)
        var lengths = InlineArray<5, UInt32>(repeating: 0)
        var positions = InlineArray<5, UInt32>(repeating: 0)
        func add(_ text: UnsafeBufferPointer<UInt8>, _ field: Field, _ weight: UInt8) {
            guard let index = field.positionalIndex else { return }
            // A copy: handed over in place, an element of the array was not updated in optimized builds (Swift 6.3.1).
            var position = positions[index]
            let count = unsafe terms.add(
                text,
                language: language,
                field: index,
                document: number,
                weight: weight,
                position: &position
            )
            positions[index] = position
            lengths[index] = lengths[index].addingReportingOverflow(count &* UInt32(weight)).partialValue
        }
        func add(_ text: String, _ field: Field, _ weight: UInt8) {
            var text = text
            text.withUTF8 { unsafe add($0, field, weight) }
        }
        if document.isStub {
            add(document.title, .page, 1)
        } else {
            add(document.title, .text, Zone.titleWeight)
        }
        titleLength = positions[0]
        add(document.title, .title, 1)
        add(document.author, .author, 1)
        unsafe document.text.withUnsafeBufferPointer { text in
            for block in document.blocks {
                guard block.start >= 0, block.start <= block.end, block.end <= text.count,
                    let index = block.zone.field.positionalIndex
                else { continue }
                if positions[index] > 0 { positions[index] &+= Zone.gap }
                unsafe add(
                    UnsafeBufferPointer(rebasing: text[block.start..<block.end]),
                    block.zone.field,
                    block.zone.weight
                )
            }
        }
        textLength = Field.text.positionalIndex.map { positions[$0] } ?? 0
        return lengths
    }

    private func openSegment() throws(IndexError) -> SegmentWriter {
        if let segment { return segment }
        let new = try SegmentWriter(directory: directory, compressesAside: worksAside)
        segment = new
        return new
    }

    /// Writes what is in memory as a segment, and starts anew; nothing where nothing was added. `IndexWriter.commit` does
    /// so for what is left, one inverter after the other: threads that do it before they end do it side by side.
    public func finish() throws(IndexError) {
        if let failure { throw failure }
        guard let segment else { return }
        for field in Field.allCases where field.rawValue == 0 { try exact.write(field, to: segment) }
        // The lists in memory are read by both, and stay until both are done.
        let pairs = terms.collectPairs(by: pairs, isAside: worksAside)
        defer { pairs?.wait() }
        try terms.write(to: segment)
        // In the order of their keys' first bytes.
        for field in Field.allCases where field.rawValue > 0 && !field.isPositional {
            if field == .pairs {
                try pairs?.write(to: segment)
            } else {
                try exact.write(field, to: segment)
            }
        }
        terms.writeForms(to: segment)
        terms.writeJoins(to: segment)
        let info = try segment.finish(tieRanks: TieOrder.ranks(dates: segment.columns.dates, ids: ids))
        deliver(Spill(info: info, sequences: sequences))
        self.segment = nil
        terms = InvertedTerms()
        exact = ExactTerms()
        sequences.removeAll()
        ids.removeAll()
    }

    /// Throws away what was not spilled.
    func abandon() {
        segment?.abandon()
        segment = nil
        failure = .closed
    }
}

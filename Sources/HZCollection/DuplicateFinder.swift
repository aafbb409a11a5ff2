import HZIndex
import HZIngest

/// Finds the articles of a commit that are one article saved twice or more, and what must be written so that the first of
/// them, by its id, is found and the others are hidden with it.
///
/// Only articles of one title are ever copies: with the same text; with nearly the same text, unless the two differ in
/// numbers or names as reports of one pattern do (`ShingleSet.differsInParticulars`); or with the same address and texts of
/// which one holds half of the other. Articles of two dates are copies only where their texts are the same: to lose one of
/// two reports is worse than to find one twice. Which copies there are follows from the commit alone, whatever the order in
/// which they came. Memory: one title's articles at a time.
struct DuplicateFinder {
    private struct Copy {
        var place: PriorCommit.Place
        var id: String
        var isHidden: Bool
        var fingerprint: ArticleFingerprint
    }

    private let snapshot: IndexSnapshot
    private let keepsAll: Bool
    private var walks: [TermIterator?] = []
    private var isStarted = false
    private var changes: [Document] = []

    /// Bits in which the fingerprints of nearly equal texts may differ.
    private static let nearBits = 8
    private static let nearResemblance = 0.9
    private static let sharedContainment = 0.5
    /// Of more articles of one title, only those with the very same text are copies.
    private static let comparedLimit = 500
    /// The most texts that the text of a copy is compared with.
    private static let textsCompared = 8

    /// `keepsAll`: nothing is a copy of anything.
    init(_ snapshot: IndexSnapshot, keepsAll: Bool) {
        self.snapshot = snapshot
        self.keepsAll = keepsAll
    }

    /// The next document to be written anew, as an article or as another's copy; nil at the end.
    mutating func next() throws(IndexError) -> Document? {
        if !isStarted { try start() }
        while changes.isEmpty {
            let copies = try nextTitle()
            if copies.isEmpty { return nil }
            try settle(copies)
        }
        return changes.removeLast()
    }

    private mutating func start() throws(IndexError) {
        isStarted = true
        for segment in snapshot.segments {
            var walk = try segment.reader.terms(from: .fingerprint)
            walks.append(try Self.advance(&walk) ? walk : nil)
        }
    }

    private static func advance(_ walk: inout TermIterator) throws(IndexError) -> Bool {
        try walk.next() && !walk.isForm && walk.key.first == Field.fingerprint.rawValue
    }

    /// All articles of the next title, those of all segments together; none at the end.
    private mutating func nextTitle() throws(IndexError) -> [Copy] {
        func title(_ walk: TermIterator) -> ArraySlice<UInt8> { walk.key.dropFirst().prefix(16) }
        var copies: [Copy] = []
        // The articles of a title may all be deleted.
        while copies.isEmpty {
            let titles = walks.compactMap { $0.map(title) }
            guard let first = titles.min(by: { $0.lexicographicallyPrecedes($1) }) else { break }
            for index in walks.indices {
                while var walk = walks[index], title(walk).elementsEqual(first) {
                    if let fingerprint = ArticleFingerprint(term: walk.key.dropFirst()) {
                        try collect(walk.info, segment: index, fingerprint, into: &copies)
                    }
                    walks[index] = try Self.advance(&walk) ? walk : nil
                }
            }
        }
        return copies
    }

    private func collect(
        _ info: TermInfo,
        segment index: Int,
        _ fingerprint: ArticleFingerprint,
        into copies: inout [Copy]
    ) throws(IndexError) {
        let segment = snapshot.segments[index]
        for document in try segment.documents(of: info) {
            copies.append(
                Copy(
                    place: PriorCommit.Place(segment: index, document: document),
                    id: String(decoding: try segment.reader.id(document), as: UTF8.self),
                    isHidden: try segment.reader.kind(document) == .alias,
                    fingerprint: fingerprint
                )
            )
        }
    }

    private mutating func settle(_ found: [Copy]) throws(IndexError) {
        guard found.count > 1 || found.contains(where: \.isHidden) else { return }
        let copies = found.sorted { $0.id < $1.id }
        var firsts: [Copy] = []
        var byText: [UInt64: Copy] = [:]
        for copy in copies {
            var original = keepsAll ? nil : byText[copy.fingerprint.text]
            if original == nil, !keepsAll, copies.count <= Self.comparedLimit {
                original = try firstLike(copy, firsts)
            }
            if let original {
                try hide(copy, behind: original.id)
            } else {
                firsts.append(copy)
                byText[copy.fingerprint.text] = copy
                if copy.isHidden { try write(copy, kind: .article, original: "") }
            }
        }
    }

    private func firstLike(_ copy: Copy, _ firsts: [Copy]) throws(IndexError) -> Copy? {
        let possible = firsts.lazy.filter { isPossible(copy.fingerprint, $0.fingerprint) }
        for first in possible.prefix(Self.textsCompared) where try isSame(copy, first) { return first }
        return nil
    }

    private func isPossible(_ one: ArticleFingerprint, _ other: ArticleFingerprint) -> Bool {
        if one.address != 0, one.address == other.address { return true }
        guard one.similarity != 0, other.similarity != 0 else { return false }
        return (one.similarity ^ other.similarity).nonzeroBitCount <= Self.nearBits
    }

    private func isSame(_ one: Copy, _ other: Copy) throws(IndexError) -> Bool {
        let (left, leftDate) = try shingles(one)
        let (right, rightDate) = try shingles(other)
        if leftDate != 0, rightDate != 0, leftDate != rightDate { return false }
        if left.resemblance(to: right) >= Self.nearResemblance, !left.differsInParticulars(from: right) { return true }
        let isOneAddress = one.fingerprint.address != 0 && one.fingerprint.address == other.fingerprint.address
        return isOneAddress && left.containment(in: right) >= Self.sharedContainment
    }

    private func shingles(_ copy: Copy) throws(IndexError) -> (ShingleSet, date: UInt32) {
        let document = try snapshot.segments[copy.place.segment].reader.document(copy.place.document)
        let main = document.blocks.filter { block in
            let isMain = block.zone == .main || block.zone == .heading || block.zone == .caption
            return isMain && 0 <= block.start && block.start <= block.end && block.end <= document.text.count
        }
        return (ShingleSet(document.text, blocks: main.map { $0.start..<$0.end }), document.date)
    }

    private mutating func hide(_ copy: Copy, behind original: String) throws(IndexError) {
        if copy.isHidden, try snapshot.duplicates(of: original).contains(copy.id) { return }
        try write(copy, kind: .alias, original: original)
    }

    private mutating func write(_ copy: Copy, kind: DocumentKind, original: String) throws(IndexError) {
        var document = try snapshot.segments[copy.place.segment].reader.document(copy.place.document)
        document.kind = kind
        document.fingerprint = copy.fingerprint.term
        document.original = original
        changes.append(document)
    }
}

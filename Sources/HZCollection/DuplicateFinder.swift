import HZIndex
import HZIngest

/// Finds the articles of a commit that are one article saved twice or more, and what must be written so that the first of
/// them, by its id, is found and the others are hidden with it.
///
/// Articles of one title are copies with the same text; with nearly the same text, unless the two differ in numbers or names as
/// reports of one pattern do (`ShingleSet.differsInParticulars`); or with the same address and texts of which one holds half
/// of the other. Under any title, articles of one address with the same or nearly the same text are copies, and so are long
/// texts that are the same. Articles of two dates are copies only where their texts are the same and their title or address
/// is: to lose one of two reports is worse than to find one twice. Which copies there are follows from the commit alone,
/// whatever the order in which they came. Memory: the articles of one group at a time, and the ids of all copies.
struct DuplicateFinder {
    private struct Copy {
        var place: PriorCommit.Place
        var id: String
        var isHidden: Bool
        var fingerprint: ArticleFingerprint
    }

    private struct Change {
        var copy: Copy
        /// The id of the article that is found instead; empty for one that is an article again.
        var original: String
    }

    private let snapshot: IndexSnapshot
    private let keepsAll: Bool
    private var walks: [TermIterator?] = []
    private var changes: [Change]?
    /// Copies that are hidden, or belong to an article that is another's copy, by their ids.
    private var members: [String: Copy] = [:]
    /// Which of them are copies of one article, by their ids.
    private var copySets = DisjointSets()

    /// Bits in which the fingerprints of nearly equal texts may differ.
    private static let nearBits = 8
    private static let nearResemblance = 0.9
    private static let sharedContainment = 0.5
    /// Of more articles of one title or address, only those with the very same text are copies.
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
        if changes == nil { changes = try findChanges() }
        guard let change = changes?.popLast() else { return nil }
        let copy = change.copy
        var document = try snapshot.segments[copy.place.segment].reader.document(copy.place.document)
        document.kind = change.original.isEmpty ? .article : .alias
        document.fingerprints = copy.fingerprint.terms
        document.original = change.original
        return document
    }

    private mutating func findChanges() throws(IndexError) -> [Change] {
        for segment in snapshot.segments {
            var walk = try segment.reader.terms(from: .fingerprint)
            walks.append(try Self.advance(&walk) ? walk : nil)
        }
        while let (grouping, copies) = try nextGroup() { try settle(copies, grouping) }
        var changes: [Change] = []
        let originals = try originals()
        for id in members.keys.sorted(by: >) {
            guard let copy = members[id] else { continue }
            let least = copySets.least(with: id)
            let original = originals[least] ?? least
            if original == id {
                if copy.isHidden { changes.append(Change(copy: copy, original: "")) }
                continue
            }
            if copy.isHidden, try snapshot.duplicates(of: original).contains(id) { continue }
            changes.append(Change(copy: copy, original: original))
        }
        return changes
    }

    /// The copies that are found instead of the others, by the least of each set, where that is another: the first of those
    /// that have next to all text. What was saved from behind a payment barrier hides no whole article.
    private mutating func originals() throws(IndexError) -> [String: String] {
        var sets: [String: [Copy]] = [:]
        for (id, copy) in members { sets[copySets.least(with: id), default: []].append(copy) }
        var originals: [String: String] = [:]
        for (least, copies) in sets where copies.contains(where: { $0.fingerprint.text != copies[0].fingerprint.text })
        {
            var lengths: [(id: String, bytes: Int)] = []
            for copy in copies { lengths.append((copy.id, try mainBytes(copy))) }
            let most = lengths.map(\.bytes).max() ?? 0
            originals[least] = lengths.filter { $0.bytes * 100 >= most * Self.nextToAll }.map(\.id).min()
        }
        return originals
    }

    /// Percent of the longest copy's text.
    private static let nextToAll = 90

    private static func advance(_ walk: inout TermIterator) throws(IndexError) -> Bool {
        try walk.next() && !walk.isForm && walk.key.first == Field.fingerprint.rawValue
    }

    /// All articles of the next title, address or text, those of all segments together; nil at the end.
    private mutating func nextGroup() throws(IndexError) -> (ArticleFingerprint.Grouping, [Copy])? {
        func group(_ walk: TermIterator) -> ArraySlice<UInt8> {
            let term = walk.key.dropFirst()
            return term.prefix(ArticleFingerprint.Grouping(term: term)?.length ?? term.count)
        }
        let groups = walks.compactMap { $0.map(group) }
        guard let first = groups.min(by: { $0.lexicographicallyPrecedes($1) }) else { return nil }
        var grouping = ArticleFingerprint.Grouping.title
        var found: [(info: TermInfo, segment: Int, fingerprint: ArticleFingerprint)] = []
        for index in walks.indices {
            while var walk = walks[index], group(walk).elementsEqual(first) {
                let term = walk.key.dropFirst()
                if let fingerprint = ArticleFingerprint(term: term) {
                    grouping = ArticleFingerprint.Grouping(term: term) ?? grouping
                    found.append((walk.info, index, fingerprint))
                }
                walks[index] = try Self.advance(&walk) ? walk : nil
            }
        }
        let isAlone = found.reduce(0) { $0 + Int($1.info.documentFrequency) } == 1
        var copies: [Copy] = []
        for term in found {
            try collect(term.info, segment: term.segment, term.fingerprint, isAlone: isAlone, into: &copies)
        }
        return (grouping, copies)
    }

    private func collect(
        _ info: TermInfo,
        segment index: Int,
        _ fingerprint: ArticleFingerprint,
        isAlone: Bool,
        into copies: inout [Copy]
    ) throws(IndexError) {
        let segment = snapshot.segments[index]
        for document in try segment.documents(of: info) {
            let isHidden = try segment.reader.kind(document) == .alias
            // Most articles are like no other: nothing more of them is read.
            if isAlone, !isHidden { continue }
            copies.append(
                Copy(
                    place: PriorCommit.Place(segment: index, document: document),
                    id: String(decoding: try segment.reader.id(document), as: UTF8.self),
                    isHidden: isHidden,
                    fingerprint: fingerprint
                )
            )
        }
    }

    /// Finds the copies among articles that have one title, address or text.
    private mutating func settle(_ found: [Copy], _ grouping: ArticleFingerprint.Grouping) throws(IndexError) {
        for copy in found where copy.isHidden { members[copy.id] = copy }
        guard found.count > 1, !keepsAll else { return }
        let copies = found.sorted { $0.id < $1.id }
        var firsts: [Copy] = []
        var byText: [UInt64: Copy] = [:]
        var byDay: [UInt32: Copy] = [:]
        for copy in copies {
            let day = try date(copy)
            var original: Copy?
            if grouping == .text {
                original = day == 0 ? firsts.first : byDay[day] ?? byDay[0]
            } else {
                original = byText[copy.fingerprint.text]
                if original == nil, copies.count <= Self.comparedLimit {
                    original = try firstLike(copy, firsts, grouping)
                }
            }
            if let original {
                join(copy, original)
            } else {
                firsts.append(copy)
                byText[copy.fingerprint.text] = copy
                byDay[day] = copy
            }
        }
    }

    private mutating func join(_ copy: Copy, _ original: Copy) {
        members[copy.id] = copy
        members[original.id] = original
        copySets.union(copy.id, original.id)
    }

    private func date(_ copy: Copy) throws(IndexError) -> UInt32 {
        try snapshot.segments[copy.place.segment].reader.date(copy.place.document)
    }

    private func firstLike(
        _ copy: Copy,
        _ firsts: [Copy],
        _ grouping: ArticleFingerprint.Grouping
    ) throws(IndexError) -> Copy? {
        let possible = firsts.lazy.filter { isPossible(copy.fingerprint, $0.fingerprint) }
        for first in possible.prefix(Self.textsCompared) where try isSame(copy, first, grouping) { return first }
        return nil
    }

    private func isPossible(_ one: ArticleFingerprint, _ other: ArticleFingerprint) -> Bool {
        if one.address != 0, one.address == other.address { return true }
        guard one.similarity != 0, other.similarity != 0 else { return false }
        return (one.similarity ^ other.similarity).nonzeroBitCount <= Self.nearBits
    }

    private func isSame(
        _ one: Copy,
        _ other: Copy,
        _ grouping: ArticleFingerprint.Grouping
    ) throws(IndexError) -> Bool {
        let (left, leftDate) = try shingles(one)
        let (right, rightDate) = try shingles(other)
        if leftDate != 0, rightDate != 0, leftDate != rightDate { return false }
        if left.resemblance(to: right) >= Self.nearResemblance, !left.differsInParticulars(from: right) { return true }
        // One address may show an article after another, each under its own title.
        guard grouping == .title else { return false }
        let isOneAddress = one.fingerprint.address != 0 && one.fingerprint.address == other.fingerprint.address
        return isOneAddress && left.containment(in: right) >= Self.sharedContainment
    }

    private func shingles(_ copy: Copy) throws(IndexError) -> (ShingleSet, date: UInt32) {
        let document = try document(copy)
        return (ShingleSet(document.text, blocks: Self.main(document)), document.date)
    }

    private func mainBytes(_ copy: Copy) throws(IndexError) -> Int {
        Self.main(try document(copy)).reduce(0) { $0 + $1.count }
    }

    private func document(_ copy: Copy) throws(IndexError) -> Document {
        try snapshot.segments[copy.place.segment].reader.document(copy.place.document)
    }

    private static func main(_ document: Document) -> [Range<Int>] {
        document.blocks.compactMap { block in
            let isMain = block.zone == .main || block.zone == .heading || block.zone == .caption
            let isThere = 0 <= block.start && block.start <= block.end && block.end <= document.text.count
            return isMain && isThere ? block.start..<block.end : nil
        }
    }
}

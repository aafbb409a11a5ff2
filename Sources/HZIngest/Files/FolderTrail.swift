/// The folders from a root down to where the walk is, with the entries that each still has to give.
///
/// Only the deepest `limit` are held open. When the walk comes back to one that was closed, it is opened as ".." of
/// the folder below and must be the same folder as before; where that fails (someone moved it), by its path.
struct FolderTrail {
    struct Entry {
        var name: ArraySlice<UInt8>
        var kind: FolderListing.Kind
    }

    enum Entering {
        case entered(FolderIdentity)
        case visitedBefore
        case unreadable
    }

    private struct Level {
        /// How much of ``FolderTrail/pathBytes`` is the path of this folder.
        var pathLength: Int
        var identity: FolderIdentity
        var listing: FolderListing
        var nextEntry = 0
        /// What its own ignore file says.
        var rules: IgnoreRules?
        var folder: SharedFolder?
    }

    /// Array elements must be copyable, open files are not: this is the box between them.
    private final class SharedFolder {
        let file: OpenFile

        init(_ file: consuming OpenFile) { self.file = file }
    }

    private let limit: Int
    private var levels: [Level] = []
    private var pathBytes: [UInt8] = []

    init(limit: Int) { self.limit = limit }

    var isEmpty: Bool { levels.isEmpty }

    /// The path of the folder that the walk is in.
    var path: CorpusPath { CorpusPath(bytes: pathBytes) }

    /// The path of an entry below the root, and whether ignore files leave it out: the deepest one that speaks of it
    /// decides, as in git.
    func verdict(on name: ArraySlice<UInt8>, isFolder: Bool) -> (path: ArraySlice<UInt8>, isIgnored: Bool) {
        let whole = path.appending(name).bytes
        func below(_ level: Level) -> ArraySlice<UInt8> {
            whole[min(level.pathLength, whole.count)...].drop { $0 == UInt8(ascii: "/") }
        }
        let path = levels.first.map(below) ?? name
        for level in levels.reversed() {
            if let isIgnored = level.rules?.verdict(below(level), isFolder: isFolder) { return (path, isIgnored) }
        }
        return (path, false)
    }

    /// How many ignore files speak where the walk is.
    private(set) var ignoreFiles = 0

    /// Begins at a root.
    mutating func start(_ root: consuming OpenFile, identity: FolderIdentity, path: CorpusPath) throws(Errno) {
        let listing = try FolderListing(of: root)
        let rules = listing.holds(IgnoreRules.fileName) ? IgnoreRules(in: root) : nil
        ignoreFiles = rules == nil ? 0 : 1
        pathBytes = path.bytes
        levels = [
            Level(
                // The working directory is not part of the paths below it.
                pathLength: pathBytes == [UInt8(ascii: ".")] ? 0 : pathBytes.count,
                identity: identity,
                listing: listing,
                rules: rules,
                folder: SharedFolder(root)
            )
        ]
    }

    /// Whether the folder that the walk is in has no entries.
    var isLastEmpty: Bool { levels.last?.listing.count == 0 }

    /// The next entry of the folder that the walk is in; nil when there are no more.
    mutating func nextEntry() -> Entry? {
        guard let last = levels.indices.last, levels[last].nextEntry < levels[last].listing.count else {
            return nil
        }
        let index = levels[last].nextEntry
        levels[last].nextEntry = index + 1
        return Entry(name: levels[last].listing.name(at: index), kind: levels[last].listing.kind(at: index))
    }

    /// What the kernel knows about an entry; nil where it is gone.
    func status(of name: ArraySlice<UInt8>) -> FileStatus? {
        guard let folder = levels.last?.folder else { return nil }
        return try? folder.file.status(of: name)
    }

    /// Goes down into an entry.
    mutating func enter(_ name: ArraySlice<UInt8>, unless visited: Set<FolderIdentity>) -> Entering {
        guard let parent = levels.last?.folder else { return .unreadable }
        do throws(Errno) {
            let folder = try OpenFile(folder: name, in: parent.file)
            let identity = FolderIdentity(try folder.status())
            guard !visited.contains(identity) else { return .visitedBefore }
            let listing = try FolderListing(of: folder)
            let rules = listing.holds(IgnoreRules.fileName) ? IgnoreRules(in: folder) : nil
            if rules != nil { ignoreFiles += 1 }
            pathBytes = path.appending(name).bytes
            levels.append(
                Level(
                    pathLength: pathBytes.count,
                    identity: identity,
                    listing: listing,
                    rules: rules,
                    folder: SharedFolder(folder)
                )
            )
            if levels.count > limit { levels[levels.count - 1 - limit].folder = nil }
            return .entered(identity)
        } catch {
            return .unreadable
        }
    }

    /// Goes up out of a folder whose entries are done. Returns the path of a folder above that can no longer be
    /// found; what was left to do in it is given up.
    mutating func leave() -> CorpusPath? {
        guard let left = levels.popLast() else { return nil }
        if left.rules != nil { ignoreFiles -= 1 }
        guard let last = levels.indices.last else { return nil }
        pathBytes.removeSubrange(levels[last].pathLength...)
        if pathBytes.isEmpty { pathBytes = [UInt8(ascii: ".")] }
        guard levels[last].folder == nil else { return nil }
        if let below = left.folder, let above = try? OpenFile(parentOf: below.file),
            (try? above.status()).map(FolderIdentity.init) == levels[last].identity
        {
            levels[last].folder = SharedFolder(above)
            return nil
        }
        if let again = try? OpenFile(path, folder: true),
            (try? again.status()).map(FolderIdentity.init) == levels[last].identity
        {
            levels[last].folder = SharedFolder(again)
            return nil
        }
        levels[last].nextEntry = levels[last].listing.count
        return path
    }
}

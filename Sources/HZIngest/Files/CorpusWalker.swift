import Glibc

/// Walks folders and gives their files, in the order of their paths (see ``CorpusPath``) whatever the file system's own
/// order is: the roots sorted, then depth first, each folder's entries sorted by the bytes of their names.
///
/// Folders may be nested without limit: at most ``openFolders`` are held open, the others are opened again through
/// "..", and nothing recurses. Symbolic links inside roots are never followed (a root itself may be one), FIFOs,
/// sockets and devices are never opened, a folder is entered once even where it is mounted twice. What is left out is
/// counted. Memory grows with the entries of the folders on the current path.
public struct CorpusWalker {
    /// What to leave out.
    public struct Options: Sendable {
        /// Whether names that begin with a full stop are walked too.
        public var includesHidden = false
        /// Only files that one of these matches are read, by their paths below the root; all where there are none.
        public var included: [GlobPattern] = []
        /// Files and folders that one of these matches are left out, by their paths below the root.
        public var excluded: [GlobPattern] = []
        /// Only these files, and what is below these folders; everything where there are none. Other entries are passed
        /// over without being counted.
        public var focus: [CorpusPath] = []
        /// Files and folders that are walked for themselves: passed over without being counted.
        public var apart: Set<CorpusPath> = []
        /// Whether `.hzsearchignore` files count, which have the syntax of git's.
        public var readsIgnoreFiles = true

        /// The defaults.
        public init() {}
    }

    /// What has been left out so far.
    public private(set) var skips = SkipCounts()

    /// The folders that it began at so far.
    public private(set) var walkedRoots: [WalkedRoot] = []

    /// The most folders that are held open at a time.
    public static let openFolders = 32

    private let options: Options
    private var roots: [CorpusPath]
    private var nextRoot = 0
    private var trail = FolderTrail(limit: CorpusWalker.openFolders)
    private var visited: Set<FolderIdentity> = []
    private var walkedFiles: Set<CorpusPath> = []

    /// A walk over folders and single files; a root that cannot be read is counted as unreadable when its turn comes.
    public init(roots: [CorpusPath], options: Options = Options()) {
        self.options = options
        self.roots = roots.map(\.normalized).sorted()
    }

    /// The next file or skipped entry; nil at the end. What is left out is counted in ``skips``, too.
    public mutating func nextItem() -> WalkedItem? {
        while true {
            if let entry = trail.nextEntry() {
                if let item = visit(entry) { return item }
            } else if trail.isEmpty {
                guard nextRoot < roots.count else { return nil }
                nextRoot += 1
                if let item = enterRoot(roots[nextRoot - 1]) { return item }
            } else if let lost = trail.leave() {
                return skip(lost, .unreadable)
            }
        }
    }

    private mutating func visit(_ entry: FolderTrail.Entry) -> WalkedItem? {
        guard isWanted(entry.name) else { return nil }
        if !options.includesHidden, entry.name.first == UInt8(ascii: ".") {
            return skip(trail.path.appending(entry.name), .hidden)
        }
        var kind = entry.kind
        if kind == .unknown {
            guard let status = trail.status(of: entry.name) else {
                return skip(trail.path.appending(entry.name), .unreadable)
            }
            kind = status.kind.listed
        }
        if isExcluded(entry.name, kind) { return skip(trail.path.appending(entry.name), .excluded) }
        switch kind {
        case .folder: return enter(entry.name)
        case .symbolicLink: return skip(trail.path.appending(entry.name), .symbolicLink)
        case .other, .unknown: return skip(trail.path.appending(entry.name), .notRegular)
        case .regular: return file(entry.name)
        }
    }

    /// Whether the walk is about an entry, or about what is below it.
    private func isWanted(_ name: ArraySlice<UInt8>) -> Bool {
        guard !options.focus.isEmpty || !options.apart.isEmpty else { return true }
        let path = trail.path.appending(name)
        guard !options.apart.contains(path) else { return false }
        return options.focus.isEmpty || options.focus.contains { $0.isBelow(path) || path.isBelow($0) }
    }

    /// Whether a pattern leaves an entry out.
    private func isExcluded(_ name: ArraySlice<UInt8>, _ kind: FolderListing.Kind) -> Bool {
        let isFolder = kind == .folder
        let hasRules = options.readsIgnoreFiles && trail.ignoreFiles > 0
        guard hasRules || !options.included.isEmpty || !options.excluded.isEmpty else { return false }
        let (path, isIgnored) = trail.verdict(on: name, isFolder: isFolder)
        if hasRules, isIgnored { return true }
        // As in an ignore file, the last pattern that matches decides.
        if let last = options.excluded.last(where: { $0.matches(path, isFolder: isFolder) }), !last.isNegated {
            return true
        }
        guard kind == .regular, !options.included.isEmpty else { return false }
        return !options.included.contains { $0.matches(path, isFolder: false) }
    }

    private mutating func file(_ name: ArraySlice<UInt8>) -> WalkedItem {
        let path = trail.path.appending(name)
        switch SourceKind.named(name) {
        case .unsupported(let fileExtension):
            return skip(path, .unsupportedType, fileExtension: fileExtension)
        case .supported(let kind, let compression):
            guard let status = trail.status(of: name) else { return skip(path, .unreadable) }
            guard status.kind == .regular else { return skip(path, .notRegular) }
            return .file(WalkedFile(path: path, kind: kind, compression: compression, status: status))
        }
    }

    private mutating func enter(_ name: ArraySlice<UInt8>) -> WalkedItem? {
        let path = trail.path.appending(name)
        switch trail.enter(name, unless: visited) {
        case .entered(let identity):
            visited.insert(identity)
            return nil
        case .visitedBefore: return skip(path, .repeated)
        case .unreadable: return skip(path, .unreadable)
        }
    }

    private mutating func enterRoot(_ root: CorpusPath) -> WalkedItem? {
        do throws(Errno) {
            let opened = try OpenFile(root, links: .followed)
            let status = try opened.status()
            switch status.kind {
            case .folder:
                let identity = FolderIdentity(status)
                guard visited.insert(identity).inserted else { return skip(root, .repeated) }
                try trail.start(opened, identity: identity, path: root)
                let isEmpty = trail.isLastEmpty
                walkedRoots.append(WalkedRoot(path: root, identity: identity, isEmpty: isEmpty))
                return nil
            case .regular: return rootFile(root, status: status)
            case .symbolicLink, .other: return skip(root, .notRegular)
            }
        } catch {
            // A socket cannot be opened at all, and says so with ENXIO.
            return skip(root, error.code == ENXIO ? .notRegular : .unreadable)
        }
    }

    /// A file that was named itself is read even where its name is hidden; once, and not again where its folder was walked.
    private mutating func rootFile(_ root: CorpusPath, status: FileStatus) -> WalkedItem {
        let name = root.name
        guard walkedFiles.insert(root).inserted else { return skip(root, .repeated) }
        let wasWalked = options.includesHidden || name.first != UInt8(ascii: ".")
        if wasWalked, let folder = root.folder,
            let opened = try? OpenFile(folder, links: .followed, folder: true),
            let folderStatus = try? opened.status(), visited.contains(FolderIdentity(folderStatus))
        {
            return skip(root, .repeated)
        }
        switch SourceKind.named(name) {
        case .unsupported(let fileExtension):
            return skip(root, .unsupportedType, fileExtension: fileExtension)
        case .supported(let kind, let compression):
            var file = WalkedFile(path: root, kind: kind, compression: compression, status: status)
            file.isRoot = true
            return .file(file)
        }
    }

    private mutating func skip(
        _ path: CorpusPath,
        _ reason: SkipReason,
        fileExtension: String? = nil
    ) -> WalkedItem {
        skips.count(reason, fileExtension: fileExtension)
        return .skipped(path, reason)
    }
}

extension FileStatus.Kind {
    /// The same, in the words of a listing.
    fileprivate var listed: FolderListing.Kind {
        switch self {
        case .regular: .regular
        case .folder: .folder
        case .symbolicLink: .symbolicLink
        case .other: .other
        }
    }
}

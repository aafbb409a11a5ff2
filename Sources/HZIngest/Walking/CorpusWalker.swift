/// Finds the files to index below folders, in the order of their paths' bytes, with what the file system says of each.
///
/// Links are not followed, except where a root itself is one; FIFOs, sockets and devices are never opened. Folders may
/// lie in one another as deep as the system makes them: at most two are open at a time, and nothing recurses.
public struct CorpusWalker: ~Copyable {
    /// A file to be read.
    public struct File: Sendable, Equatable {
        /// Where it is.
        public let path: SourcePath
        /// What it is read as.
        public let kind: SourceKind
        /// Size in bytes.
        public let size: UInt64
        /// Time of the last change, nanoseconds since 1970.
        public let modified: Int64
    }

    private struct Frame {
        var path: SourcePath
        var status: EntryStatus
        /// The entries yet to be visited, the next one last.
        var names: [[UInt8]]
    }

    /// How many files were passed over, by reason.
    public private(set) var skipped: [SkipReason: Int] = [:]
    /// How many folders were listed.
    public private(set) var folderCount = 0

    private let includesHidden: Bool
    private let report: (SourcePath, SkipReason) -> Void
    private var roots: [SourcePath]
    private var frames: [Frame] = []
    private var present: OpenDirectory?

    /// The longest path that the system opens by name, its final zero byte included.
    private static let longestPath = 4_096

    /// A walker over roots, each a folder or a single file.
    ///
    /// - Parameters:
    ///   - includesHidden: Whether names that begin with a dot are visited; a root always is.
    ///   - report: Called for each file that is passed over.
    public init(
        roots: [SourcePath],
        includesHidden: Bool = false,
        report: @escaping (SourcePath, SkipReason) -> Void = { _, _ in }
    ) {
        self.includesHidden = includesHidden
        self.report = report
        let sorted = roots.sorted()
        self.roots = []
        for root in sorted {
            // A root below another is met there.
            let isRepeated = self.roots.contains { outer in
                outer == root || root.bytes.starts(with: outer.appending([]).bytes)
            }
            if isRepeated {
                if self.roots.contains(root) { skip(root, .repeated) }
            } else {
                self.roots.append(root)
            }
        }
        self.roots.reverse()
    }

    /// The next file, or nil at the end.
    public mutating func next() -> File? {
        while true {
            if let name = frames.last?.names.last {
                frames[frames.count - 1].names.removeLast()
                if let file = visit(name) { return file }
            } else if !frames.isEmpty {
                leave()
            } else if let root = roots.popLast() {
                if let file = begin(root) { return file }
            } else {
                return nil
            }
        }
    }

    private mutating func begin(_ root: SourcePath) -> File? {
        guard let status = OpenDirectory.status(of: root) else {
            skip(root, .unreadable)
            return nil
        }
        switch status.kind {
        case .file: return file(root, status)
        case .folder:
            enter(OpenDirectory(path: root), path: root)
            return nil
        case .link, .other:
            skip(root, .notRegular)
            return nil
        }
    }

    private mutating func visit(_ name: [UInt8]) -> File? {
        guard let frame = frames.last else { return nil }
        let path = frame.path.appending(name)
        guard includesHidden || name.first != UInt8(ascii: ".") else {
            skip(path, .hidden)
            return nil
        }
        guard let status = present?.status(of: name) else {
            skip(path, .unreadable)
            return nil
        }
        switch status.kind {
        case .file: return file(path, status)
        case .folder: enter(present?.folder(name), path: path)
        case .link: skip(path, .symbolicLink)
        case .other: skip(path, .notRegular)
        }
        return nil
    }

    private mutating func file(_ path: SourcePath, _ status: EntryStatus) -> File? {
        guard let kind = SourceKind(fileName: path.name) else {
            skip(path, .unsupportedType)
            return nil
        }
        guard path.bytes.count < Self.longestPath else {
            skip(path, .pathTooLong)
            return nil
        }
        return File(path: path, kind: kind, size: status.size, modified: status.modified)
    }

    private mutating func enter(_ folder: consuming OpenDirectory?, path: SourcePath) {
        guard let folder, var names = folder.names() else { return skip(path, .unreadable) }
        folderCount += 1
        // A folder sorts as its name with a slash: then the order is that of whole paths.
        var keys: [[UInt8]] = []
        for name in names { keys.append(folder.status(of: name)?.kind == .folder ? name + [UInt8(ascii: "/")] : name) }
        let order = names.indices.sorted { keys[$1].lexicographicallyPrecedes(keys[$0]) }
        names = order.map { names[$0] }
        frames.append(Frame(path: path, status: folder.status, names: names))
        present = consume folder
    }

    /// Goes back to the folder around the present one, if it is still the one that was left.
    private mutating func leave() {
        frames.removeLast()
        guard let outer = frames.last else {
            present = nil
            return
        }
        let parent = present?.parent()
        if let parent, parent.status.isSameFile(as: outer.status) {
            present = consume parent
        } else {
            // The tree was moved meanwhile: by its path, or what is left of it is not readable.
            present = OpenDirectory(path: outer.path)
        }
    }

    private mutating func skip(_ path: SourcePath, _ reason: SkipReason) {
        skipped[reason, default: 0] += 1
        report(path, reason)
    }
}

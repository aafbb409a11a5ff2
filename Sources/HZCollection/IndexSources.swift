import HZIngest
import HZJSON
import HZStorage

/// What an index was made of: the folders, files and exports that were ever given to an update, and how they are walked.
/// Kept beside the commits, as JSON; only convenience hangs on it, never an answer.
///
/// Unsafe code: files of the index are read by pointers.
public struct IndexSources: Equatable, Sendable {
    /// One path, and what is left out below it.
    public struct Source: Equatable, Sendable {
        /// Absolute, without symbolic links.
        public var path: String
        /// Whether hidden files count.
        public var includesHidden = false
        /// Patterns of what alone is read.
        public var included: [String] = []
        /// Patterns of what is left out.
        public var excluded: [String] = []
        /// Whether copies are articles of their own.
        public var keepsDuplicates = false
        /// Which folder it was when anything was last seen in it (``FolderIdentity``); nil where none was.
        public var folder: String?
    }

    /// The file's name in the index directory.
    public static let fileName = "sources.json"

    /// The sources, by path; none lies below another that is walked the same way.
    public private(set) var all: [Source] = []

    /// No sources.
    init() {}

    /// The sources of the index in a directory; none where they are not known.
    public init(of directory: FileSystemDirectory) {
        guard let file = try? directory.open(Self.fileName),
            let sources = (try? JSONValue(parsing: unsafe Array(file.bytes)))?["sources"]?.array
        else { return }
        func texts(_ value: JSONValue?) -> [String] { (value?.array ?? []).compactMap(\.string) }
        for entry in sources {
            guard let path = entry["path"]?.string, path.hasPrefix("/") else { continue }
            var source = Source(path: path)
            source.includesHidden = entry["hidden"]?.bool ?? false
            source.included = texts(entry["include"])
            source.excluded = texts(entry["exclude"])
            source.keepsDuplicates = entry["keep_duplicates"]?.bool ?? false
            source.folder = entry["folder"]?.string
            all.append(source)
        }
    }

    /// The sources, those together that one update can walk. What lies below a source that is walked otherwise comes after
    /// it: there the last update has the last word.
    var groups: [[Source]] {
        var groups: [[Source]] = []
        for source in all {
            let outer = groups.lastIndex { $0.contains { RootPaths.isBelow(source.path, $0.path) } }
            let first = outer.map { $0 + 1 } ?? 0
            if let place = groups[first...].firstIndex(where: { $0[0].isWalkedLike(source) }) {
                groups[place].append(source)
            } else {
                groups.append([source])
            }
        }
        return groups
    }

    /// Paths of the other sources that lie below some of `paths`.
    func others(than paths: [String]) -> [String] {
        all.map(\.path).filter { path in
            !paths.contains(path) && paths.contains { RootPaths.isBelow(path, $0) }
        }
    }

    /// Takes in the paths of an update.
    mutating func add(_ paths: [String], _ options: UpdateOptions) {
        for path in paths {
            var source = Source(path: path)
            source.includesHidden = options.walking.includesHidden
            source.included = options.walking.included.map(\.text)
            source.excluded = options.walking.excluded.map(\.text)
            source.keepsDuplicates = options.keepsDuplicates
            source.folder = all.first { $0.path == path }?.folder
            all.removeAll { $0.path == path || $0.isWalkedLike(source) && RootPaths.isBelow($0.path, path) }
            if all.contains(where: { $0.isWalkedLike(source) && RootPaths.isBelow(path, $0.path) }) { continue }
            all.append(source)
        }
        all.sort { $0.path < $1.path }
    }

    /// Takes down which folders were walked. One that is empty may be a disk's that is not mounted: it says nothing.
    mutating func note(_ roots: [WalkedRoot]) {
        for root in roots where !root.isEmpty {
            for index in all.indices where all[index].path == root.path.text { all[index].folder = root.identity.text }
        }
    }

    /// Those of the folders that are empty, and not the ones that once were not.
    func strangers(among roots: [WalkedRoot]) -> [String] {
        roots.filter { root in
            root.isEmpty && !all.contains { $0.path == root.path.text && $0.folder == root.identity.text }
        }
        .map(\.path.text)
    }

    /// Replaces the file, atomically. The caller holds the writer's lock.
    func write(to directory: FileSystemDirectory) throws(StorageError) {
        var json = JSONWriter()
        json.beginObject()
        json.member("schema", 1)
        json.objects("sources", all) { source, json in
            json.member("path", source.path)
            json.member("hidden", source.includesHidden)
            for (name, texts) in [("include", source.included), ("exclude", source.excluded)] {
                json.member(name, texts)
            }
            json.member("keep_duplicates", source.keepsDuplicates)
            if let folder = source.folder { json.member("folder", folder) }
        }
        json.endObject()
        json.newline()
        try directory.replace(Self.fileName, with: json.bytes)
    }

    /// Removes what a writer left that died while it wrote the file.
    static func removeLeftover(in directory: FileSystemDirectory) {
        try? directory.remove(FileSystemDirectory.temporaryName(of: fileName))
    }
}

extension IndexSources.Source {
    func isWalkedLike(_ other: IndexSources.Source) -> Bool {
        var other = other
        (other.path, other.folder) = (path, folder)
        return self == other
    }

    /// The options of an update, with the walking of this source.
    func options(_ base: UpdateOptions) -> UpdateOptions {
        var options = base
        options.walking.includesHidden = includesHidden
        options.walking.included = included.compactMap { GlobPattern($0) }
        options.walking.excluded = excluded.compactMap { GlobPattern($0) }
        options.keepsDuplicates = keepsDuplicates
        return options
    }
}

import HZIndex
import HZStorage

/// Where the index is that a command means.
public enum IndexLocation {
    /// Why there is none.
    public enum Failure: Error, Equatable, Sendable {
        /// The place that was named holds no index.
        case notAnIndex(path: String)
        /// The place that was named is closed to this user.
        case forbidden(path: String)
        /// None of the usual places holds one.
        case nowhere(folder: String)
    }

    /// The index that exists: `option`, else `index` or `.hzsearch` in the working directory
    /// or a folder above it, else `hzsearch` in the user's data folder. An absolute path without symbolic links.
    public static func existing(option: String?) throws(Failure) -> String {
        if let named = option {
            if let path = Host.realPath(named), isIndex(path) { return path }
            throw Host.isForbidden(named) ? .forbidden(path: named) : .notAnIndex(path: named)
        }
        let start = Host.realPath(".") ?? "/"
        var folder = start
        while true {
            for name in ["index", ".hzsearch"] {
                if let path = Host.realPath(folder + "/" + name), isIndex(path) { return path }
            }
            guard let slash = folder.lastIndex(of: "/"), folder != "/" else { break }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
        if let path = dataFolder.flatMap({ Host.realPath($0 + "/hzsearch") }), isIndex(path) { return path }
        throw .nowhere(folder: start)
    }

    /// Where an index is to be made or updated: `option`, else ./index.
    public static func writable(option: String?) -> String {
        option ?? "index"
    }

    /// Whether a folder holds at least one commit.
    static func isIndex(_ path: String) -> Bool {
        guard let names = try? FileSystemDirectory(opening: path).list() else { return false }
        return IndexSnapshot.newestCommit(among: names) != nil
    }

    private static var dataFolder: String? {
        if let folder = Host.environment("XDG_DATA_HOME"), folder.hasPrefix("/") { return folder }
        return Host.environment("HOME").map { $0 + "/.local/share" }
    }
}

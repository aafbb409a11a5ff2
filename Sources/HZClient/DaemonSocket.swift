import HZJSON

/// Where the daemon of an index listens when nobody says otherwise.
///
/// The first place is the user's run-time folder, `$XDG_RUNTIME_DIR/hzsearch/<hash>.sock`, which is private and
/// cleared at log-out (XDG Base Directory Specification); where there is none, it is `hzsearch.sock` in the index
/// directory. A client looks in both, since it may run in another session than the daemon.
public enum DaemonSocket {
    /// The socket's name in an index directory.
    public static let fileName = "hzsearch.sock"

    /// The places to look for the daemon of an index, the likeliest first.
    ///
    /// - Parameters:
    ///   - index: the index directory's absolute path without symbolic links.
    ///   - runtimeFolder: the value of XDG_RUNTIME_DIR.
    public static func places(index: String, runtimeFolder: String?) -> [String] {
        var places: [String] = []
        // The specification: a relative path there is invalid and must be ignored.
        if let folder = runtimeFolder, folder.hasPrefix("/") {
            places.append(folder + "/hzsearch/" + Hexadecimal.text(FNV1a.hash(index.utf8)) + ".sock")
        }
        places.append(index + "/" + fileName)
        return places
    }
}

import Glibc
import HZIngest

/// The paths that an update is about, absolute and without symbolic links, so that an article has one id from
/// whatever folder the update is started. Knows what lies below them.
struct RootPaths: Sendable {
    /// The paths, as walked.
    let paths: [String]
    /// Those of them that do not exist.
    let missing: [String]

    init(_ given: [String]) {
        var paths: [String] = []
        var missing: [String] = []
        for path in given {
            if let real = Self.realPath(path) {
                paths.append(real)
            } else {
                let absolute = Self.absolute(path)
                paths.append(absolute)
                missing.append(absolute)
            }
        }
        self.paths = paths
        self.missing = missing
    }

    /// Paths that are as wanted already.
    init(exactly paths: [String]) {
        self.paths = paths
        missing = []
    }

    /// Whether a path is one of these or below one.
    func cover(_ path: String) -> Bool {
        paths.contains { Self.isBelow(path, $0) }
    }

    /// Whether a path is `folder` or below it.
    static func isBelow(_ path: String, _ folder: String) -> Bool {
        CorpusPath.isBelow(path.utf8.span, folder.utf8.span)
    }

    /// The path without symbolic links; nil where nothing is there. Paths are text as ``CorpusPath`` has it; one that is not
    /// is taken as it stands.
    static func realPath(_ path: String) -> String? {
        for place in [CorpusPath(path).bytes, Array(path.utf8)] {
            guard let resolved = unsafe realpath(place.map { CChar(bitPattern: $0) } + [0], nil) else { continue }
            defer { unsafe free(resolved) }
            let bytes = unsafe Array(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)))
            return CorpusPath(bytes: bytes).text
        }
        return nil
    }

    /// The path of something that does not exist: its folder's where that exists, else only made absolute.
    private static func absolute(_ path: String) -> String {
        var trimmed = path[...]
        while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
        let parts = trimmed.split(separator: "/", omittingEmptySubsequences: false)
        guard let name = parts.last, !name.isEmpty else { return String(trimmed) }
        let folder = parts.count == 1 ? "." : parts.dropLast().joined(separator: "/") + "/"
        guard let real = realPath(folder) else {
            return trimmed.hasPrefix("/") ? String(trimmed) : (realPath(".") ?? "") + "/" + trimmed
        }
        return (real == "/" ? "" : real) + "/" + name
    }
}

/// The patterns of one ignore file.
struct IgnoreRules: Sendable {
    /// The name of ignore files.
    static let fileName = Array(".hzsearchignore".utf8)

    private static let sizeLimit = 1 << 20
    private var patterns: [GlobPattern] = []

    /// Reads the ignore file of a folder; nil where there is none that can be read.
    init?(in folder: borrowing OpenFile) {
        guard let file = try? OpenFile(Self.fileName[...], in: folder),
            let status = try? file.status(), status.kind == .regular, status.size <= Self.sizeLimit
        else { return nil }
        var bytes: [UInt8] = []
        while bytes.count <= Self.sizeLimit {
            guard let count = try? file.read(64 << 10, into: &bytes), count > 0 else { break }
        }
        self.init(bytes)
    }

    init(_ bytes: [UInt8]) {
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        patterns = text.split(separator: 0x0A).compactMap { GlobPattern(line: $0) }
    }

    /// Whether a path below the folder is left out; nil where no pattern speaks of it. The last one that does decides.
    func verdict(_ path: ArraySlice<UInt8>, isFolder: Bool) -> Bool? {
        patterns.last { $0.matches(path, isFolder: isFolder) }.map { !$0.isNegated }
    }
}

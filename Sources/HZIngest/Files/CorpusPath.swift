import HZJSON

/// The path of a file, whatever bytes its name is made of.
///
/// Linux names are any bytes but NUL and "/". ``bytes`` opens the file; ``text`` is the same path as valid UTF-8, to
/// be shown and used as an id. Nothing is lost between the two: a byte that is not UTF-8 is written as U+FFFD
/// and its two hexadecimal digits (`\xFF` as "\u{FFFD}FF"), as `ReversibleText` has it.
///
/// Paths are ordered by their components, each by its bytes: a folder's files stand together, and
/// "a/b" comes before "a.html".
public struct CorpusPath: Sendable, Hashable, Comparable {
    /// The path as the system knows it, without NUL.
    public let bytes: [UInt8]

    /// A path of these bytes; cut at the first NUL, which no path can hold.
    public init(bytes: [UInt8]) {
        self.bytes = bytes.firstIndex(of: 0).map { Array(bytes[..<$0]) } ?? bytes
    }

    /// A path as it is shown: reads what ``text`` writes.
    public init(_ text: String) {
        self.init(bytes: ReversibleText.bytes(of: text))
    }

    /// The path as valid UTF-8, reversible.
    public var text: String { ReversibleText.text(of: bytes) }

    /// The last component.
    public var name: ArraySlice<UInt8> {
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return bytes[...] }
        return bytes[(slash + 1)...]
    }

    /// The extension of a name that is none of a format that is read, or that may be none, in lower case; else nil.
    public var unsupportedExtension: String? {
        switch SourceKind.named(name) {
        case .unsupported(let fileExtension): fileExtension
        case .supported(.served, _): SourceKind.fileExtension(of: name)
        case .supported: nil
        }
    }

    /// The folder that holds it; nil for the root of the system and for what has no name of its own.
    var folder: CorpusPath? {
        guard !name.isEmpty, !name.elementsEqual([UInt8(ascii: ".")]), !name.elementsEqual(Array("..".utf8))
        else {
            return nil
        }
        let head = bytes[..<name.startIndex]
        if head.isEmpty { return CorpusPath(bytes: [UInt8(ascii: ".")]) }
        return CorpusPath(bytes: head.count == 1 ? Array(head) : Array(head.dropLast()))
    }

    /// Component by component, each by its bytes.
    public static func < (left: CorpusPath, right: CorpusPath) -> Bool {
        // No component holds a byte below "/" made lowest, so that one comparison does for all components.
        let leftKeys = left.bytes.lazy.map { $0 == UInt8(ascii: "/") ? 0 : $0 }
        return leftKeys.lexicographicallyPrecedes(right.bytes.lazy.map { $0 == UInt8(ascii: "/") ? 0 : $0 })
    }

    /// Whether it is `folder` or lies below it.
    func isBelow(_ folder: CorpusPath) -> Bool {
        Self.isBelow(bytes, folder.bytes)
    }

    /// The same of paths as bytes.
    package static func isBelow(_ path: [UInt8], _ folder: [UInt8]) -> Bool { isBelow(path.span, folder.span) }

    /// The same of paths as bytes, or as text.
    package static func isBelow(_ path: Span<UInt8>, _ folder: Span<UInt8>) -> Bool {
        guard path.count >= folder.count else { return false }
        for index in 0..<folder.count where path[index] != folder[index] { return false }
        let slash = UInt8(ascii: "/")
        // The root of the system ends with a slash.
        return path.count == folder.count || (folder.count > 0 && folder[folder.count - 1] == slash)
            || path[folder.count] == slash
    }

    /// The path of an entry of this folder.
    package func appending(_ name: ArraySlice<UInt8>) -> CorpusPath {
        if bytes == [UInt8(ascii: ".")] { return CorpusPath(bytes: Array(name)) }
        var joined = bytes
        joined.reserveCapacity(bytes.count + 1 + name.count)
        if joined.last != UInt8(ascii: "/") { joined.append(UInt8(ascii: "/")) }
        joined.append(contentsOf: name)
        return CorpusPath(bytes: joined)
    }

    /// The same place without "." components, doubled and trailing slashes; ".." is left to the system, because
    /// it means another place behind a symbolic link.
    var normalized: CorpusPath {
        let slash = UInt8(ascii: "/")
        let components = bytes.split(separator: slash).filter { !$0.elementsEqual([UInt8(ascii: ".")]) }
        var joined = Array(components.joined(separator: [slash]))
        if bytes.first == slash {
            joined.insert(slash, at: 0)
        } else if joined.isEmpty {
            joined = [UInt8(ascii: ".")]
        }
        return CorpusPath(bytes: joined)
    }
}

/// What a manifest remembers of a finished file, so that a swapped, older or cut one is found at open.
public struct FileDigest: Hashable, Sendable {
    /// The file's name in its directory.
    public let name: String
    /// Length in bytes, envelope included.
    public let length: UInt64
    /// CRC-32C of the file's page table, which covers each byte of the content.
    public let checksum: UInt32

    /// A digest from its parts.
    public init(name: String, length: UInt64, checksum: UInt32) {
        self.name = name
        self.length = length
        self.checksum = checksum
    }
}

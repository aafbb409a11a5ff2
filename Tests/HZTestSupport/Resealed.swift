import HZStorage

/// Repairs the checksums of damaged files, so that tests reach what lies behind them: a checksum is no bounds check.
public enum Resealed {
    /// A file of one page with its page table and footer made right for its content.
    public static func file(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        let footer = bytes.count - 32
        let contentEnd = Int(clamping: bytes[footer..<footer + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) })
        guard contentEnd > 32, contentEnd < footer else { return bytes }
        let pages = (contentEnd + 16_383) / 16_384
        for page in 0..<pages where contentEnd + 4 * page + 4 <= footer {
            put(
                checksum(bytes[page * 16_384..<min((page + 1) * 16_384, contentEnd)]),
                at: contentEnd + 4 * page,
                in: &bytes
            )
        }
        put(checksum(bytes[contentEnd..<footer]), at: footer + 8, in: &bytes)
        put(checksum(bytes[footer..<footer + 28]), at: footer + 28, in: &bytes)
        return bytes
    }

    /// All files, with the checksums in the manifests made right for the other files.
    public static func manifest(_ files: [String: [UInt8]]) -> [String: [UInt8]] {
        var files = files
        for (name, manifest) in files where name.hasPrefix("manifest") {
            var manifest = manifest
            for (other, bytes) in files where other != name && bytes.count > 64 {
                // A digest is a length and the checksum of the page table: found by the length.
                let length = unsafe withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { unsafe Array($0) }
                for offset in 32..<manifest.count - 48 where Array(manifest[offset..<offset + 8]) == length {
                    manifest.replaceSubrange(offset + 8..<offset + 12, with: bytes[bytes.count - 24..<bytes.count - 20])
                }
            }
            files[name] = file(manifest)
        }
        return files
    }

    private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        unsafe bytes.withUnsafeBytes { unsafe Checksum.crc32c($0) }
    }

    private static func put(_ value: UInt32, at offset: Int, in bytes: inout [UInt8]) {
        for index in 0..<4 { bytes[offset + index] = UInt8(truncatingIfNeeded: value >> UInt32(8 * index)) }
    }
}

/// Small files that are replaced as a whole: not part of an index's commits, but never torn either.
///
/// Unsafe code: files are written by pointers.
extension FileSystemDirectory {
    /// What a file is called until it is complete.
    public static func temporaryName(of name: String) -> String { name + ".tmp" }

    /// Gives a file this content, durably, in the place of what it had, atomically. The caller sees to it that nobody else
    /// does at the same time.
    public func replace(_ name: String, with bytes: [UInt8]) throws(StorageError) {
        let temporary = Self.temporaryName(of: name)
        // One who died may have left it.
        try? remove(temporary)
        let file = try create(temporary)
        let written = unsafe bytes.withUnsafeBytes { bytes in
            Result { () throws(StorageError) in unsafe try file.write(bytes) }
        }
        try written.get()
        try file.sync()
        try file.close()
        try rename(temporary, to: name)
        try sync()
    }
}

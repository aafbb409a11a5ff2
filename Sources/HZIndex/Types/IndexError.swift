import HZStorage

/// Why an index could not be read or written: facts only.
public enum IndexError: Error, Equatable, Sendable {
    /// The storage below failed, or found a damaged file.
    case storage(StorageError)
    /// There is no index at this path.
    case noIndex(path: String)
    /// The index was made by another analyzer: its words would not be found.
    case analyzerMismatch(found: String, expected: String)
    /// A segment can't take more documents or positions.
    case tooLarge(String)
    /// A compression or decompression call failed.
    case compression(file: String, offset: Int)
    /// The writer was closed or failed before.
    case closed
}

/// Runs a call of the storage, turning its error into ours.
func storage<Result>(_ body: () throws(StorageError) -> Result) throws(IndexError) -> Result {
    do throws(StorageError) {
        return try body()
    } catch {
        throw .storage(error)
    }
}

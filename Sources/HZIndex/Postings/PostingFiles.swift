import HZStorage

/// The two files that cursors read; the segment owns it and outlives them.
final class PostingFiles: Sendable {
    let postings: EnvelopedFile
    let positions: EnvelopedFile

    init(postings: EnvelopedFile, positions: EnvelopedFile) {
        self.postings = postings
        self.positions = positions
    }

    /// What is wrong with bytes that a cursor could not use: a checksum, or, where that is right, their sense.
    static func failure(of file: EnvelopedFile, at offset: Int, count: Int, _ sense: String) -> IndexError {
        do throws(StorageError) {
            let end = file.contentEnd
            let start = min(max(0, offset), end)
            try file.verify(start, min(max(0, count), end - start))
        } catch {
            return .storage(error)
        }
        return .storage(.corrupt(file: file.name, offset: offset, fact: .value(sense)))
    }
}

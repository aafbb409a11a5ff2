import CStemmer

/// One Snowball stemmer (libstemmer). Not safe for two threads at once: each thread owns its own.
@safe struct Stemmer: ~Copyable {
    private let handle: OpaquePointer?

    /// The stemmer of a language; one that changes nothing where there is no algorithm.
    init(_ language: StemmingLanguage) {
        if let algorithm = language.algorithm {
            unsafe handle = sb_stemmer_new(algorithm, "UTF_8")
        } else {
            unsafe handle = nil
        }
    }

    deinit {
        if let handle = unsafe handle { unsafe sb_stemmer_delete(handle) }
    }

    /// Replaces `stem` by the stem of a folded word.
    func stem(_ word: [UInt8], into stem: inout [UInt8]) {
        stem.removeAll(keepingCapacity: true)
        if let handle = unsafe handle,
            let result = unsafe sb_stemmer_stem(handle, word, Int32(clamping: word.count))
        {
            let count = unsafe Int(sb_stemmer_length(handle))
            unsafe stem.append(contentsOf: UnsafeBufferPointer(start: result, count: count))
        }
        if stem.isEmpty { stem.append(contentsOf: word) }
    }
}

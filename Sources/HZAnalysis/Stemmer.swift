import CStemmer
import Synchronization

/// One Snowball stemmer (libstemmer). Not safe for two threads at once: each thread owns its own. A finished one waits
/// for the next owner, as making one takes longer than analyzing a query.
@safe struct Stemmer: ~Copyable {
    private let handle: OpaquePointer?
    let language: StemmingLanguage

    /// Stemmers without an owner, as addresses.
    private static let idle = Mutex<[(language: StemmingLanguage, address: UInt)]>([])
    private static let mostIdle = 32

    /// The stemmer of a language; one that changes nothing where there is no algorithm.
    init(_ language: StemmingLanguage) {
        self.language = language
        guard language != .none else {
            unsafe handle = nil
            return
        }
        let address = Self.idle.withLock { idle in
            idle.lastIndex { $0.language == language }.map { idle.remove(at: $0).address }
        }
        if let address {
            unsafe handle = OpaquePointer(bitPattern: address)
        } else if let algorithm = language.algorithm {
            unsafe handle = sb_stemmer_new(algorithm, "UTF_8")
        } else {
            unsafe handle = nil
        }
    }

    deinit {
        guard let handle = unsafe handle else { return }
        let language = language
        let address = UInt(bitPattern: handle)
        let isKept = Self.idle.withLock { idle in
            guard idle.count < Self.mostIdle else { return false }
            idle.append((language, address))
            return true
        }
        if !isKept { unsafe sb_stemmer_delete(handle) }
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

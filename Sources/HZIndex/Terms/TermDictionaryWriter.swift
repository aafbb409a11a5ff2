import HZStorage

/// Writes the term dictionary of a segment: all keys in ascending order of their bytes.
///
///     TermFile   := TermBlock*, zero bytes to a multiple of 8, BlockIndex, Trailer
///     TermBlock  := up to 32 Entry, front-coded (the first whole: shared = 0); offsets in Meta begin anew
///     Entry      := varint shared, varint suffix length, suffix, Meta
///     Key        := field u8 (with 0x80 for a form entry), term or form
///     Meta(term) := varint documentFrequency, [positional: varint (occurrences - documentFrequency)],
///                   documentFrequency = 1: varint document, [positional: varint extra weight]
///                   else: varint postings offset - last postings offset of the block, varint length of the blocks,
///                   [positional: varint positions offset - last positions offset of the block,
///                    varint form count (0: the term is its only form), varint length of the forms, Form*]
///     Form       := varint bytes shared with the term, varint suffix length, suffix
///     Meta(form) := varint length of the terms, Term*         Term := as Form, shared with the form
///     BlockIndex := per block: first 8 bytes of its first key as a big-endian number u64, offset u64
///     Trailer    := number of terms u64, of form entries u64, offset of BlockIndex u64, number of blocks u64
struct TermDictionaryWriter {
    static let blockLength = 32
    static let trailerLength = 32
    static let formFlag: UInt8 = 0x80

    private let file: FileWriter
    private var previousKey: [UInt8] = []
    private var inBlock = 0
    private var lastPostings = 0
    private var lastPositions = 0
    private var blockIndex: [UInt64] = []
    private var termCount: UInt64 = 0
    private var formCount: UInt64 = 0
    private var scratch: [UInt8] = []

    init(file: FileWriter) {
        self.file = file
    }

    /// Adds a term; `forms` is nil or trivial where the term is its own only form.
    mutating func add(key: [UInt8], info: TermInfo, forms: FormTable?) {
        beginEntry(key)
        termCount += 1
        file.write(varint: UInt64(info.documentFrequency))
        let isPositional = info.field.isPositional
        if isPositional { file.write(varint: info.occurrences - UInt64(info.documentFrequency)) }
        if info.documentFrequency == 1 {
            file.write(varint: UInt64(info.onlyDocument))
            if isPositional { file.write(varint: UInt64(info.onlyExtra)) }
        } else {
            file.write(varint: UInt64(info.postingsOffset - lastPostings))
            file.write(varint: UInt64(info.blocksLength))
            lastPostings = info.postingsOffset
        }
        guard isPositional else { return }
        file.write(varint: UInt64(info.positionsOffset - lastPositions))
        lastPositions = info.positionsOffset
        let term = key.dropFirst()
        guard let forms, !forms.isTrivial(for: term) else { return file.write(varint: 0) }
        file.write(varint: UInt64(forms.count))
        scratch.removeAll(keepingCapacity: true)
        for id in 0..<forms.count { appendRelative(forms[id], to: term) }
        file.write(varint: UInt64(scratch.count))
        file.write(bytes: scratch)
    }

    /// Adds a form entry, after all terms: the terms that the form belongs to.
    mutating func addForm(key: [UInt8], terms: [[UInt8]]) {
        beginEntry(key)
        formCount += 1
        scratch.removeAll(keepingCapacity: true)
        for term in terms { appendRelative(term[...], to: key.dropFirst()) }
        file.write(varint: UInt64(scratch.count))
        file.write(bytes: scratch)
    }

    /// Writes index and trailer; the caller finishes the file.
    mutating func end() {
        file.align(to: 8)
        let offset = file.position
        for number in blockIndex { file.write(number) }
        file.write(termCount)
        file.write(formCount)
        file.write(UInt64(offset))
        file.write(UInt64(blockIndex.count / 2))
    }

    private mutating func beginEntry(_ key: [UInt8]) {
        if inBlock == Self.blockLength { inBlock = 0 }
        var shared = 0
        if inBlock == 0 {
            blockIndex.append(Self.prefix(of: key))
            blockIndex.append(UInt64(file.position))
            lastPostings = 0
            lastPositions = 0
        } else {
            let limit = min(key.count, previousKey.count)
            while shared < limit, key[shared] == previousKey[shared] { shared += 1 }
        }
        inBlock += 1
        file.write(varint: UInt64(shared))
        file.write(varint: UInt64(key.count - shared))
        unsafe key.withUnsafeBytes { unsafe file.write(UnsafeRawBufferPointer(rebasing: $0[shared...])) }
        previousKey = key
    }

    private mutating func appendRelative(_ bytes: ArraySlice<UInt8>, to other: ArraySlice<UInt8>) {
        let shared = zip(bytes, other).prefix { $0 == $1 }.count
        Varint.append(UInt64(shared), to: &scratch)
        Varint.append(UInt64(bytes.count - shared), to: &scratch)
        scratch.append(contentsOf: bytes.dropFirst(shared))
    }

    /// The first eight bytes of a key as a number that compares as they do.
    static func prefix(of key: some Sequence<UInt8>) -> UInt64 {
        var value: UInt64 = 0
        var count = 0
        for byte in key.prefix(8) {
            value = value << 8 | UInt64(byte)
            count += 1
        }
        return count == 0 ? 0 : value << UInt64(8 * (8 - count))
    }
}

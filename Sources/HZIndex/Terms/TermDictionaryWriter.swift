import HZStorage

/// Writes the term dictionary of a segment: all keys in ascending order of their bytes.
///
///     TermFile   := TermBlock*, zero bytes to a multiple of 8, BlockIndex, Trailer
///     TermBlock  := number of entries u8 (1...16), field u8, varint length of the Keys, varint length of the Metas,
///                   Keys, Metas, Tails        (each with one part per entry, in the order of the keys)
///     key        := field u8, term; or field u8 with 0x80, form: all keys of a block have the same first byte, which
///                   is left out of Keys
///     Key        := lengths u8: 16 * bytes shared with the key before (0 for the first) + bytes that follow; a half of
///                   15 stands for 15 and a varint more, the shared bytes' first; bytes that follow
///     Meta(term) := varint (documentFrequency << 2 | has Tail << 1 | has more);
///                   has more, which only counted fields have: varint (occurrences - documentFrequency),
///                   [documentFrequency = 1: varint extra weight];
///                   documentFrequency = 1: varint document
///                   else: varint postings offset - last postings offset in the block (first 0), varint length of the
///                   list's blocks;
///                   [positional fields: varint positions offset - last positions offset in the block (first 0)];
///                   [has Tail: varint length of the Tail]
///     Tail(term) := varint number of forms, Form* (as Key, shared with the term)     none: the term is its only form
///     Meta(form) := varint length of the Tail
///     Tail(form) := Term* (as Key, shared with the form)
///     BlockIndex := per block: first 8 bytes of its first key as a big-endian number (zero bytes where it is shorter)
///                   u64; per block: offset u64
///     Trailer    := number of terms u64, of form entries u64, offset of BlockIndex u64, number of blocks u64,
///                   least product of pairs u64 (see `PairRule`; 0: the segment has no pairs; format 1 lacks it)
struct TermDictionaryWriter {
    private let file: FileWriter
    private var previousKey: [UInt8] = []
    private var inBlock = 0
    private var keys: [UInt8] = []
    private var metas: [UInt8] = []
    private var tails: [UInt8] = []
    private var lastPostings = 0
    private var lastPositions = 0
    private var prefixes: [UInt64] = []
    private var offsets: [UInt64] = []
    private var termCount: UInt64 = 0
    private var formCount: UInt64 = 0
    /// The least product of the frequencies of two words that are a pair.
    var leastPairProduct: UInt64 = 0

    init(file: FileWriter) {
        self.file = file
    }

    /// Adds a term; `forms` is nil or trivial where the term is its own only form.
    mutating func add(key: [UInt8], info: TermInfo, forms: FormTable?) {
        beginEntry(key)
        termCount += 1
        let isPositional = info.field.isPositional
        let term = key.dropFirst()
        let tailStart = tails.count
        if isPositional, let forms, !forms.isTrivial(for: term) {
            Varint.append(UInt64(forms.count), to: &tails)
            for id in 0..<forms.count { TermFormat.append(forms[id], after: term, to: &tails) }
        }
        let tailLength = tails.count - tailStart

        let frequency = UInt64(info.documentFrequency)
        let isOnly = frequency == 1
        let hasMore = info.field.hasFrequencies && (info.occurrences > frequency || isOnly && info.onlyExtra > 0)
        Varint.append(frequency << 2 | (tailLength > 0 ? 2 : 0) | (hasMore ? 1 : 0), to: &metas)
        if hasMore {
            Varint.append(info.occurrences - frequency, to: &metas)
            if isOnly { Varint.append(UInt64(info.onlyExtra), to: &metas) }
        }
        if isOnly {
            Varint.append(UInt64(info.onlyDocument), to: &metas)
        } else {
            Varint.append(UInt64(info.postingsOffset - lastPostings), to: &metas)
            Varint.append(UInt64(info.blocksLength), to: &metas)
            lastPostings = info.postingsOffset
        }
        if isPositional {
            Varint.append(UInt64(info.positionsOffset - lastPositions), to: &metas)
            lastPositions = info.positionsOffset
        }
        if tailLength > 0 { Varint.append(UInt64(tailLength), to: &metas) }
    }

    /// Adds a form entry, after all terms: the terms that the form belongs to.
    mutating func addForm(key: [UInt8], terms: [[UInt8]]) {
        beginEntry(key)
        formCount += 1
        let tailStart = tails.count
        for term in terms { TermFormat.append(term, after: key.dropFirst(), to: &tails) }
        Varint.append(UInt64(tails.count - tailStart), to: &metas)
    }

    /// Writes the last block, index and trailer; the caller finishes the file.
    mutating func end() {
        flush()
        file.align(to: 8)
        let offset = file.position
        for prefix in prefixes { file.write(prefix) }
        for offset in offsets { file.write(offset) }
        file.write(termCount)
        file.write(formCount)
        file.write(UInt64(offset))
        file.write(UInt64(offsets.count))
        file.write(leastPairProduct)
    }

    private mutating func beginEntry(_ key: [UInt8]) {
        if inBlock == TermFormat.blockLength || inBlock > 0 && key.first != previousKey.first { flush() }
        if inBlock == 0 {
            prefixes.append(TermFormat.prefix(of: key))
            TermFormat.append(key.dropFirst(), after: EmptyCollection(), to: &keys)
        } else {
            TermFormat.append(key.dropFirst(), after: previousKey.dropFirst(), to: &keys)
        }
        inBlock += 1
        // A copy: the caller's key is filled anew for each term, which must not cost a new array.
        previousKey.removeAll(keepingCapacity: true)
        previousKey.append(contentsOf: key)
    }

    private mutating func flush() {
        guard inBlock > 0 else { return }
        offsets.append(UInt64(file.position))
        file.write(UInt8(inBlock))
        file.write(previousKey.first ?? 0)
        file.write(varint: UInt64(keys.count))
        file.write(varint: UInt64(metas.count))
        file.write(bytes: keys)
        file.write(bytes: metas)
        file.write(bytes: tails)
        keys.removeAll(keepingCapacity: true)
        metas.removeAll(keepingCapacity: true)
        tails.removeAll(keepingCapacity: true)
        inBlock = 0
        lastPostings = 0
        lastPositions = 0
    }
}

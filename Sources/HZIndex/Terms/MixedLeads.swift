/// Keys that begin with a character above ASCII mostly have no other in them: Han, Cyrillic. So most first bytes of
/// characters lead to no key that a Latin word is near to, and walks for one need not follow the thousands of characters
/// that a dictionary has there.
enum MixedLeads {
    /// The first of the bytes that are told apart: the least that begins a character of several bytes.
    static let lowest: UInt8 = 0xC0

    /// What is known of the keys with a first byte.
    enum State {
        /// It was asked for once: a program that asks once would pay for more than it saves.
        case asked
        /// A bit for each byte from `lowest` on that begins a key with ASCII in it.
        case known(UInt64)
    }

    /// The bit of a byte; none below `lowest`.
    @inline(__always)
    static func bit(_ byte: UInt8) -> UInt64 { byte < lowest ? 0 : 1 &<< UInt64(byte - lowest) }

    /// Walks all keys after ASCII.
    static func read(_ dictionary: TermDictionaryReader, first: UInt8) throws(IndexError) -> UInt64 {
        var scanner = try TermKeyScanner(dictionary, first: first)
        var lead = lowest
        var mixed: UInt64 = 0
        guard unsafe try scanner.seek(&lead, 1) else { return 0 }
        repeat {
            lead = unsafe scanner.key[0]
            let bit = bit(lead)
            guard mixed & bit == 0 else { continue }
            let isLong = scanner.length > TermKeyScanner.longestKey
            for place in 0..<min(scanner.length, TermKeyScanner.longestKey)
            where unsafe isLong || scanner.key[place] < 0x80 { mixed |= bit }
        } while try scanner.next()
        return mixed
    }
}

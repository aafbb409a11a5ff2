/// The address under which an archive keeps a copy of a page: any host, a folder that is a time, and behind it the whole
/// address of the page: "https://archive.example/web/20240519083012/https://example.com/a".
struct ArchivedAddress {
    /// The address of the page itself.
    let original: String
    /// The digits of the time at which the copy was made, the year first.
    let time: [UInt8]

    /// Nil for any other address.
    init?(_ address: String) {
        guard var found = Self.taken(apart: address) else { return nil }
        // A copy of a copy.
        for _ in 0..<4 {
            guard let inner = Self.taken(apart: found.original) else { break }
            found = inner
        }
        (original, time) = found
    }

    /// The address of the page itself, whoever keeps the copy.
    static func original(of address: String) -> String { ArchivedAddress(address)?.original ?? address }

    private static func taken(apart address: String) -> (original: String, time: [UInt8])? {
        let bytes = Array(address.utf8)
        guard let place = place(in: bytes.span) else { return nil }
        let digits = bytes[place.time].filter { $0 &- 0x30 < 10 }
        return (String(decoding: bytes[place.start...], as: UTF8.self), digits)
    }

    /// Where in an address the one of the page begins, and the folder that is a time.
    ///
    /// - Complexity: O(count).
    static func place(in address: Span<UInt8>) -> (start: Int, time: Range<Int>)? {
        var index = 5
        while index &+ 8 < address.count {
            if address[index] == slash, address[index &+ 1] | 0x20 == UInt8(ascii: "h"),
                isScheme(address, at: index &+ 1)
            {
                return time(in: address, before: index).map { (index &+ 1, $0) }
            }
            index &+= 1
        }
        return nil
    }

    private static func isScheme(_ address: Span<UInt8>, at start: Int) -> Bool {
        var index = start
        for letter in scheme {
            guard address[index] | 0x20 == letter else { return false }
            index &+= 1
        }
        if address[index] | 0x20 == UInt8(ascii: "s") { index &+= 1 }
        guard address.count &- index > 3 else { return false }
        return address[index] == UInt8(ascii: ":") && address[index &+ 1] == slash && address[index &+ 2] == slash
    }

    /// "/20240519083012/", "/20240519083012id_/", "/2024.05.19-083012/", "/2024*/".
    private static func time(in address: Span<UInt8>, before end: Int) -> Range<Int>? {
        var start = end
        while start > 0, address[start &- 1] != slash, end &- start <= longestTime { start &-= 1 }
        var last = end
        while last > start, address[last &- 1] | 0x20 &- 0x61 < 26 || marks.contains(address[last &- 1]) { last &-= 1 }
        guard 4...longestTime ~= last &- start, address[start] == 0x31 || address[start] == 0x32 else { return nil }
        for index in start..<last where address[index] &- 0x30 >= 10 {
            guard address[index] == UInt8(ascii: ".") || address[index] == UInt8(ascii: "-") else { return nil }
        }
        return start..<last
    }

    private static let slash = UInt8(ascii: "/")
    private static let scheme = Array("http".utf8)
    /// What stands behind the time, with letters: how the copy is to be shown.
    private static let marks = Array("_*".utf8)
    private static let longestTime = 24
}

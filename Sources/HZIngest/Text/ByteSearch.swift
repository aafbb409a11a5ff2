import HZJSON

/// Finds short texts in bytes. The library's `firstRange(of:)` goes through generic code that is not specialized: on
/// folders of pages it took more time than parsing them.
enum ByteSearch {
    /// The offset behind the first place where a text stands, or nil. O(bytes × text) at worst, O(bytes) for most.
    static func end(of text: String, in bytes: ArraySlice<UInt8>) -> Int? { end(of: Array(text.utf8), in: bytes) }

    /// The same for the bytes of a text.
    static func end(of wanted: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = wanted.first else { return nil }
        let (span, wanted) = (bytes.span, wanted.span)
        var start = 0
        while true {
            start = ByteScan.first(of: first, span, from: start, to: span.count)
            guard span.count &- start >= wanted.count else { return nil }
            var length = 1
            while length < wanted.count, span[start &+ length] == wanted[length] { length &+= 1 }
            if length == wanted.count { return bytes.startIndex + start + length }
            start &+= 1
        }
    }
}

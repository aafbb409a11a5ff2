import HZAnalysis
import HZJSON

/// The address that browsers and extensions write into the pages they save.
enum SaveMark {
    private static let looked = 4_096

    /// The address in "Page saved with SingleFile … url: …" or in "saved from url=(0042)…", which stand in a
    /// comment near the beginning.
    static func address(in page: [UInt8]) -> String? {
        let head = page.prefix(looked)
        for mark in ["saved from url=(", "Page saved with SingleFile"] {
            guard let start = ByteSearch.end(of: mark, in: head) else { continue }
            var rest = head[start...]
            if mark.hasSuffix("(") {
                rest = rest.drop { $0 != UInt8(ascii: ")") }.dropFirst()
            } else if let label = ByteSearch.end(of: "url:", in: rest) {
                rest = rest[label...].drop { $0 <= 0x20 }
            }
            let address = String(decoding: rest.prefix { $0 > 0x20 }, as: UTF8.self)
            if PageAddress.host(of: address) != nil { return address }
        }
        return nil
    }
}

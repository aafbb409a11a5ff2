/// Packs bytes without compressing them, as every unpacker must accept: for tests.
enum PackedBytes {
    /// CRC-32 of ISO 3309, bit by bit.
    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }

    private static func little(_ value: UInt32, bytes count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
    }

    /// Brotli's blocks that are not compressed (RFC 7932, section 9).
    static func brotli(_ bytes: [UInt8]) -> [UInt8] {
        var packed: [UInt8] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = rest.prefix(65_536)
            rest = rest.dropFirst(piece.count)
            // The first header has a bit more: the size of the window.
            let shift = UInt32(packed.isEmpty ? 1 : 0)
            packed += little((UInt32(piece.count - 1) << 3 | 1 << 19) << shift, bytes: 3) + piece
        }
        return packed + [packed.isEmpty ? 6 : 3]
    }

    /// One member of gzip (RFC 1952).
    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var packed: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        var rest = bytes[...]
        repeat {
            let piece = rest.prefix(65_535)
            rest = rest.dropFirst(piece.count)
            packed.append(rest.isEmpty ? 1 : 0)
            packed += little(UInt32(piece.count), bytes: 2) + little(UInt32(piece.count) ^ 0xFFFF, bytes: 2) + piece
        } while !rest.isEmpty
        return packed + little(crc32(bytes), bytes: 4) + little(UInt32(truncatingIfNeeded: bytes.count), bytes: 4)
    }

    /// One frame of Zstandard (RFC 8878) for up to 128 KiB.
    static func zstd(_ bytes: [UInt8]) -> [UInt8] {
        [0x28, 0xB5, 0x2F, 0xFD, 0xA0] + little(UInt32(bytes.count), bytes: 4)
            + little(1 | UInt32(bytes.count) << 3, bytes: 3) + bytes
    }

    /// A zip file of stored entries.
    static func zip(_ entries: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for (name, bytes) in entries {
            let facts =
                little(20, bytes: 2) + little(0, bytes: 8) + little(crc32(bytes), bytes: 4)
                + little(UInt32(bytes.count), bytes: 4) + little(UInt32(bytes.count), bytes: 4)
                + little(UInt32(name.utf8.count), bytes: 2) + little(0, bytes: 2)
            directory +=
                [0x50, 0x4B, 1, 2] + little(20, bytes: 2) + facts + little(0, bytes: 10)
                + little(UInt32(file.count), bytes: 4) + Array(name.utf8)
            file += [0x50, 0x4B, 3, 4] + facts + Array(name.utf8) + bytes
        }
        let start = UInt32(file.count)
        let count = UInt32(entries.count)
        return file + directory + [0x50, 0x4B, 5, 6] + little(0, bytes: 4) + little(count, bytes: 2)
            + little(count, bytes: 2) + little(UInt32(directory.count), bytes: 4) + little(start, bytes: 4)
            + little(0, bytes: 2)
    }

    /// A book of two chapters, with a page that belongs to neither.
    static func book(chapters: [String] = ["The first chapter tells of a lake.", "The second one tells of a robot."])
        -> [UInt8]
    {
        let package = """
            <package><metadata><dc:title>Lakes &amp; Robots</dc:title><dc:creator>Mei Lin</dc:creator>\
            <dc:date>2020-05-01</dc:date></metadata><manifest><item id="a" href="text/one.xhtml"/>\
            <item id="b" href="text/two%20.xhtml"/><item id="n" href="nav.xhtml"/></manifest>\
            <spine><itemref idref="a"/><itemref idref="b"/></spine></package>
            """
        let container = #"<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>"#
        func page(_ text: String) -> [UInt8] {
            Array("<html><body><h1>Chapter</h1><p>\(text)</p></body></html>".utf8)
        }
        return zip([
            ("mimetype", Array("application/epub+zip".utf8)), ("META-INF/container.xml", Array(container.utf8)),
            ("OEBPS/book.opf", Array(package.utf8)), ("OEBPS/text/one.xhtml", page(chapters[0])),
            ("OEBPS/text/two .xhtml", page(chapters[1])), ("OEBPS/nav.xhtml", page("Table of contents")),
        ])
    }

    /// A record of a crawl.
    static func record(_ address: String, type: String = "response", answer: [UInt8]) -> [UInt8] {
        let header =
            "WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Target-URI: \(address)\r\nWARC-Date: 2025-09-13T08:00:00Z\r\n"
            + "Content-Type: application/http; msgtype=response\r\nContent-Length: \(answer.count)\r\n\r\n"
        return Array(header.utf8) + answer + Array("\r\n\r\n".utf8)
    }

    /// A server's answer.
    static func answer(_ body: [UInt8], type: String = "text/html", header: String = "", status: Int = 200) -> [UInt8] {
        Array("HTTP/1.1 \(status) Some reason\r\nContent-Type: \(type)\r\n\(header)\r\n".utf8) + body
    }
}

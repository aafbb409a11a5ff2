/// A character encoding, by its name in the WHATWG Encoding Standard and by the one that iconv knows it by.
struct Charset: Equatable {
    /// Lower case, as reported: "gb18030", "windows-1252".
    let name: String
    /// The name in the C library; a superset where pages use more than the label says.
    let iconvName: String

    static let utf8 = Charset(name: "utf-8", iconvName: "UTF-8")
    static let utf16LittleEndian = Charset(name: "utf-16le", iconvName: "UTF-16LE")
    static let utf16BigEndian = Charset(name: "utf-16be", iconvName: "UTF-16BE")
    static let utf32LittleEndian = Charset(name: "utf-32le", iconvName: "UTF-32LE")
    static let utf32BigEndian = Charset(name: "utf-32be", iconvName: "UTF-32BE")
    static let windows1252 = Charset(name: "windows-1252", iconvName: "CP1252")
    static let iso2022JP = Charset(name: "iso-2022-jp", iconvName: "ISO-2022-JP")

    /// Whether any bytes at all are text in this encoding, so that reading them without an error proves nothing.
    var acceptsAnything: Bool {
        iconvName.hasPrefix("CP125") || iconvName.hasPrefix("ISO-8859") || iconvName.hasPrefix("KOI8")
            || iconvName == "CP866" || iconvName == "CP874" || iconvName == "MACINTOSH"
            || iconvName == "MAC-CYRILLIC"
    }

    /// Whether it has one byte for each letter, of another script than Latin.
    var isOfOtherScript: Bool {
        [
            "CP1251", "KOI8-R", "KOI8-U", "ISO-8859-5", "CP866", "MAC-CYRILLIC", "CP1253", "ISO-8859-7", "CP1255",
            "ISO-8859-8",
            "CP1256", "ISO-8859-6", "CP874",
        ].contains(iconvName)
    }

    /// The encoding that a label in a page, an XML declaration or uchardet's answer stands for; nil for an unknown one.
    /// Labels of encodings that are subsets of others mean the larger one, as in browsers: Latin-1 is
    /// Windows-1252, GB2312 and GBK are GB18030.
    init?(label: some Sequence<UInt8>) {
        let key = String(
            decoding: label.filter { $0 > 0x20 && $0 < 0x7F }.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 },
            as: UTF8.self
        )
        guard let index = Self.labels[key] else { return nil }
        self = Self.table[index].charset
    }

    /// Every encoding that is known here.
    static var all: [Charset] { table.map(\.charset) }

    private init(name: String, iconvName: String) {
        self.name = name
        self.iconvName = iconvName
    }

    private static let labels: [String: Int] = {
        var labels: [String: Int] = [:]
        for (index, row) in table.enumerated() {
            labels[row.charset.name] = index
            for label in row.labels.split(separator: " ") { labels[String(label)] = index }
        }
        return labels
    }()

    /// The labels of the Encoding Standard (encoding.spec.whatwg.org, section 4.2), and those uchardet uses.
    private static let table: [(charset: Charset, labels: String)] = [
        (utf8, "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf8 x-unicode20utf8"),
        (
            windows1252,
            """
            ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 \
            iso_8859-1:1987 l1 latin1 latin-1 us-ascii x-cp1252
            """
        ),
        (
            .init(name: "gb18030", iconvName: "GB18030"),
            "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk cp936 ms936 windows-936"
        ),
        (.init(name: "big5", iconvName: "BIG5-HKSCS"), "big5-hkscs cn-big5 csbig5 x-x-big5"),
        (
            .init(name: "shift_jis", iconvName: "CP932"),
            "csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis cp932"
        ),
        (.init(name: "euc-jp", iconvName: "EUC-JP-MS"), "cseucpkdfmtjapanese x-euc-jp eucjp"),
        (iso2022JP, "csiso2022jp"),
        (
            .init(name: "euc-kr", iconvName: "CP949"),
            """
            cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949 uhc cp949
            """
        ),
        (.init(name: "koi8-r", iconvName: "KOI8-R"), "cskoi8r koi koi8 koi8_r"),
        (.init(name: "koi8-u", iconvName: "KOI8-U"), "koi8-ru"),
        (.init(name: "windows-1250", iconvName: "CP1250"), "cp1250 x-cp1250"),
        (.init(name: "windows-1251", iconvName: "CP1251"), "cp1251 x-cp1251"),
        (.init(name: "windows-1253", iconvName: "CP1253"), "cp1253 x-cp1253"),
        (
            .init(name: "windows-1254", iconvName: "CP1254"),
            "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 x-cp1254"
        ),
        (.init(name: "windows-1255", iconvName: "CP1255"), "cp1255 x-cp1255"),
        (.init(name: "windows-1256", iconvName: "CP1256"), "cp1256 x-cp1256"),
        (.init(name: "windows-1257", iconvName: "CP1257"), "cp1257 x-cp1257"),
        (.init(name: "windows-1258", iconvName: "CP1258"), "cp1258 x-cp1258"),
        (
            .init(name: "windows-874", iconvName: "CP874"),
            "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 cp874"
        ),
        (
            .init(name: "iso-8859-2", iconvName: "ISO-8859-2"),
            "csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2"
        ),
        (
            .init(name: "iso-8859-3", iconvName: "ISO-8859-3"),
            "csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 l3 latin3"
        ),
        (
            .init(name: "iso-8859-4", iconvName: "ISO-8859-4"),
            "csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 l4 latin4"
        ),
        (
            .init(name: "iso-8859-5", iconvName: "ISO-8859-5"),
            "csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5"
        ),
        (
            .init(name: "iso-8859-6", iconvName: "ISO-8859-6"),
            "arabic asmo-708 csisolatinarabic ecma-114 iso-ir-127 iso8859-6 iso88596 iso_8859-6"
        ),
        (
            .init(name: "iso-8859-7", iconvName: "ISO-8859-7"),
            "csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 iso88597 iso_8859-7 sun_eu_greek"
        ),
        (
            .init(name: "iso-8859-8", iconvName: "ISO-8859-8"),
            "csisolatinhebrew hebrew iso-ir-138 iso8859-8 iso88598 iso_8859-8 visual iso-8859-8-i logical"
        ),
        (
            .init(name: "iso-8859-10", iconvName: "ISO-8859-10"),
            "csisolatin6 iso-ir-157 iso8859-10 iso885910 l6 latin6"
        ),
        (.init(name: "iso-8859-13", iconvName: "ISO-8859-13"), "iso8859-13 iso885913"),
        (.init(name: "iso-8859-14", iconvName: "ISO-8859-14"), "iso8859-14 iso885914"),
        (
            .init(name: "iso-8859-15", iconvName: "ISO-8859-15"),
            "csisolatin9 iso8859-15 iso885915 iso_8859-15 l9 latin-9"
        ),
        (.init(name: "iso-8859-16", iconvName: "ISO-8859-16"), "iso8859-16 iso885916"),
        (.init(name: "macintosh", iconvName: "MACINTOSH"), "csmacintosh mac x-mac-roman"),
        (.init(name: "x-mac-cyrillic", iconvName: "MAC-CYRILLIC"), "x-mac-ukrainian mac-cyrillic"),
        (.init(name: "ibm866", iconvName: "CP866"), "866 cp866 csibm866"),
        (utf16LittleEndian, "utf-16 csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff"),
        (utf16BigEndian, "unicodefffe"),
        (utf32LittleEndian, "utf-32 utf32"),
        (utf32BigEndian, ""),
    ]
}

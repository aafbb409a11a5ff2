/// Reduces the many ways to name a language to ISO 639-1.
enum LanguageCode {
    /// "en" for "en-US", "EN_gb" or "eng"; "zh" for every Chinese; nil for what is not a language tag.
    static func normalized(_ tag: String) -> String? {
        let letters = tag.utf8.drop { $0 == 0x20 }.prefix { ($0 | 0x20) &- 0x61 < 26 }
        let primary = String(decoding: letters, as: UTF8.self).lowercased()
        if let known = longCodes[primary] { return known }
        return primary.utf8.count == 2 ? primary : nil
    }

    private static let longCodes: [String: String] = [
        "eng": "en", "zho": "zh", "chi": "zh", "cmn": "zh", "yue": "zh", "wuu": "zh", "cn": "zh", "jpn": "ja",
        "jp": "ja",
        "kor": "ko", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it",
        "por": "pt", "nld": "nl",
        "dut": "nl", "rus": "ru", "swe": "sv", "nob": "no", "nno": "no", "nb": "no", "nn": "no", "nor": "no",
        "dan": "da",
        "fin": "fi", "pol": "pl", "ces": "cs", "cze": "cs", "ara": "ar", "heb": "he", "iw": "he", "ell": "el",
        "gre": "el",
        "tur": "tr", "ukr": "uk", "hin": "hi", "hun": "hu", "ron": "ro", "rum": "ro", "ind": "id", "in": "id",
        "english": "en", "chinese": "zh", "german": "de", "french": "fr", "spanish": "es", "japanese": "ja",
        "korean": "ko",
    ]
}

/// Reduces the many ways to name a language to ISO 639-1.
public enum LanguageCode {
    /// "en" for "en-US", "EN_gb", "eng" or "English"; "zh" for every Chinese; nil for what is no language.
    public static func normalized(_ tag: String) -> String? {
        let name = tag.drop { $0 == " " }.lowercased()
        let primary = name.prefix { $0 != "-" && $0 != "_" && $0 != " " }
        if let code = code(named: String(primary)) { return code }
        let letters = primary.utf8.prefix { $0 &- 0x61 < 26 }
        let tag = letters.count == primary.utf8.count ? nil : code(named: String(Substring(letters)))
        return tag ?? (letters.count == 2 ? String(Substring(letters)) : nil)
    }

    /// The code of a longer or older code, or of a name in English or in the language itself. No table: a short process
    /// would pay for making it.
    private static func code(named name: String) -> String? {
        switch name {
        case "eng", "english": "en"
        case "zho", "chi", "cmn", "yue", "wuu", "cn", "chinese", "mandarin", "cantonese", "中文", "汉语", "漢語", "华语", "華語":
            "zh"
        case "jpn", "jp", "japanese", "日本語", "日语": "ja"
        case "kor", "korean", "한국어", "韩语": "ko"
        case "deu", "ger", "german", "deutsch": "de"
        case "fra", "fre", "french", "français", "francais": "fr"
        case "spa", "spanish", "español", "espanol", "castellano": "es"
        case "ita", "italian", "italiano": "it"
        case "por", "portuguese", "português": "pt"
        case "nld", "dut", "dutch", "nederlands": "nl"
        case "rus", "russian", "русский": "ru"
        case "swe", "swedish", "svenska": "sv"
        case "nob", "nno", "nb", "nn", "nor", "norwegian", "norsk": "no"
        case "dan", "danish", "dansk": "da"
        case "fin", "finnish", "suomi": "fi"
        case "pol", "polish", "polski": "pl"
        case "ces", "cze", "czech", "čeština": "cs"
        case "slk", "slo", "slovak": "sk"
        case "ara", "arabic", "العربية": "ar"
        case "heb", "iw", "hebrew", "עברית": "he"
        case "ell", "gre", "greek", "ελληνικά": "el"
        case "tur", "turkish", "türkçe": "tr"
        case "ukr", "ukrainian", "українська": "uk"
        case "hin", "hindi", "हिन्दी": "hi"
        case "hun", "hungarian", "magyar": "hu"
        case "ron", "rum", "romanian", "română": "ro"
        case "ind", "in", "indonesian": "id"
        case "vie", "vietnamese": "vi"
        case "tha", "thai", "ไทย": "th"
        case "fas", "per", "persian", "farsi": "fa"
        case "bul", "bulgarian": "bg"
        case "hrv", "croatian": "hr"
        case "srp", "serbian": "sr"
        case "cat", "catalan", "català": "ca"
        default: nil
        }
    }
}

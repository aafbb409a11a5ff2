/// A language that words are stemmed by: an ISO 639-1 code that Snowball has an algorithm for, or none.
public struct StemmingLanguage: Hashable, Sendable {
    /// The code, for example "en"; empty for no stemming.
    public let code: String

    /// No stemming: a word matches its own form only.
    public static let none = StemmingLanguage(exactly: "")
    /// English: also for the Latin words of documents whose language is unknown or has no spaces.
    public static let english = StemmingLanguage(exactly: "en")

    private init(exactly code: String) {
        self.code = code
    }

    /// The stemmer for documents of a language, by its tag ("en", "en-GB", "zh-Hans", nil for unknown).
    public init(documentLanguage tag: String?) {
        let primary = String(tag?.prefix { $0 != "-" && $0 != "_" } ?? "").lowercased()
        if Self.algorithms[primary] != nil {
            code = primary
        } else {
            let isMixed = ["", "zh", "ja", "ko", "und", "mul"].contains(primary)
            code = isMixed ? Self.english.code : ""
        }
    }

    /// Snowball's name of the algorithm; nil for none.
    var algorithm: String? { Self.algorithms[code] }

    /// Each language that Snowball 2.2 stems.
    static let algorithms = [
        "ar": "arabic", "eu": "basque", "ca": "catalan", "da": "danish", "nl": "dutch", "en": "english",
        "fi": "finnish", "fr": "french", "de": "german", "el": "greek", "hi": "hindi", "hu": "hungarian",
        "hy": "armenian", "id": "indonesian", "ga": "irish", "it": "italian", "lt": "lithuanian",
        "ne": "nepali", "no": "norwegian", "nb": "norwegian", "nn": "norwegian", "pt": "portuguese",
        "ro": "romanian", "ru": "russian", "sr": "serbian", "es": "spanish", "sv": "swedish", "ta": "tamil",
        "tr": "turkish", "yi": "yiddish",
    ]
}

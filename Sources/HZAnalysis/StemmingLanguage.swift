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
        if Self.algorithm(primary) != nil {
            code = primary
        } else {
            let isMixed = ["", "zh", "ja", "ko", "und", "mul"].contains(primary)
            code = isMixed ? Self.english.code : ""
        }
    }

    /// Snowball's name of the algorithm; nil for none.
    var algorithm: String? { Self.algorithm(code) }

    /// The algorithm of each language that Snowball 2.2 stems. No table: a short process would pay for making it.
    private static func algorithm(_ code: String) -> String? {
        switch code {
        case "ar": "arabic"
        case "eu": "basque"
        case "ca": "catalan"
        case "da": "danish"
        case "nl": "dutch"
        case "en": "english"
        case "fi": "finnish"
        case "fr": "french"
        case "de": "german"
        case "el": "greek"
        case "hi": "hindi"
        case "hu": "hungarian"
        case "hy": "armenian"
        case "id": "indonesian"
        case "ga": "irish"
        case "it": "italian"
        case "lt": "lithuanian"
        case "ne": "nepali"
        case "no", "nb", "nn": "norwegian"
        case "pt": "portuguese"
        case "ro": "romanian"
        case "ru": "russian"
        case "sr": "serbian"
        case "es": "spanish"
        case "sv": "swedish"
        case "ta": "tamil"
        case "tr": "turkish"
        case "yi": "yiddish"
        default: nil
        }
    }
}

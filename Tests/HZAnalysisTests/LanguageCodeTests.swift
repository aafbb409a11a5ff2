import HZAnalysis
import Testing

/// Codes and names of languages.
@Suite struct LanguageCodeTests {
    @Test(arguments: [
        ("en", "en"), ("en-US", "en"), ("EN_gb", "en"), (" en;q=1", "en"), ("eng", "en"), ("English", "en"),
        ("zh-Hans-CN", "zh"), ("Chinese", "zh"), ("chinese (simplified)", "zh"), ("中文", "zh"), ("cn", "zh"),
        ("Français", "fr"), ("german", "de"), ("nb", "no"), ("eo", "eo"),
    ])
    func aLanguageHasOneCodeHoweverItIsNamed(name: String, code: String) {
        #expect(LanguageCode.normalized(name) == code)
    }

    @Test(arguments: ["", "x", "klingon", "-", "日", "xyz-en"]) func whatIsNoLanguageHasNone(name: String) {
        #expect(LanguageCode.normalized(name) == nil)
    }
}

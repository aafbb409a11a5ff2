import Testing

@testable import HZIngest

/// Days as people write them, in many languages.
struct DateScannerTests {
    @Test(arguments: [
        "12. září 2024", "12 września 2024, 14:30", "den 12 september 2024", "12. syyskuuta 2024", "12 Eylül 2024",
        "2024. szeptember 12.", "12 septembrie 2024", "12 Σεπτεμβρίου 2024", "12 вересня 2024", "12 сентября 2024 г.",
        "Сентября 12, 2024", "12 септември 2024 г.", "12 בספטמבר 2024", "الخميس 12 سبتمبر 2024", "12 سبتمبر، 2024",
        "12 أيلول/سبتمبر 2024",
        "١٢ سبتمبر ٢٠٢٤", "١٢/٩/٢٠٢٤", "２０２４年９月１２日", "12 सितंबर 2024", "12 de setembre de 2024", "12 September 2024",
        "2024 September 12", "2024 Sept 12", "Thu Sep 12 10:12:13 2024", "Thu Sep 12 10:12:13 CEST 2024",
    ])
    func aDayIsReadInAnyLanguage(_ text: String) {
        #expect(DateScanner(text.utf8, isDayFirst: true).first()?.date.iso == "2024-09-12")
    }

    @Test(arguments: [
        ("4 maj 2024", "2024-05-04"), ("3 maja 2024", "2024-05-03"), ("1. července 2023", "2023-07-01"),
        ("1. června 2023", "2023-06-01"), ("30 listopada 2023", "2023-11-30"), ("29 Şubat 2024", "2024-02-29"),
        ("13 مايو 2021", "2021-05-13"),
    ])
    func namesThatAreAlikeAreToldApart(_ text: String, _ day: String) {
        #expect(DateScanner(text.utf8).first()?.date.iso == day)
    }

    @Test(arguments: ["Wie Sie 2024 Steuern sparen", "٢٠٢٤", "in 2024 12 people", "２０２４"])
    func otherNumbersAreNoDays(_ text: String) { #expect(DateScanner(text.utf8).first() == nil) }

    @Test(arguments: [
        ("pl", "12 września 2024"), ("ar", "١٢ سبتمبر ٢٠٢٤"), ("ru", "12 сентября 2024"), ("sv", "12 september 2024"),
    ])
    func theDayBesideATitleIsThatOfThePage(_ language: String, _ day: String) {
        let page = "<html lang=\(language)><body><h1>Late</h1><p>\(day)</p>\(PageFixture.story)</body></html>"
        #expect(HTMLArticleReader.read(Array(page.utf8), path: "/a.html").date?.iso == "2024-09-12")
    }
}

import Testing

@testable import HZIngest

/// The language of texts that declare none.
@Suite struct LanguageTests {
    private func language(_ text: String) throws -> String? {
        let source = SourceBytes(Array("A\n\n\(text)\n".utf8), kind: .text)
        return try ArticleReader().read(source, path: CorpusPath("/notes/a.txt")).language
    }

    @Test(arguments: [
        ("ru", "Паром на северные острова снова опоздал, и команда раздавала чай всем, кто ждал на пирсе."),
        ("ru", "Русское слово «Київ» встречается в этой статье, но написана она по-русски, и это видно сразу."),
        ("ru", "Онъ былъ въ городѣ, и всѣ знали, что міръ не вернется; зима была долгая, и снѣгъ лежалъ вездѣ."),
        ("uk", "Пором на північні острови знову запізнився, і команда роздавала чай усім, хто чекав на пірсі."),
        ("uk", "Її об’їхали, бо ґанок був зайнятий, а є ще й інша дорога до міста."),
        ("be", "Паром на паўночныя астравы зноў спазніўся, і каманда раздавала гарбату ўсім, хто чакаў на прычале."),
        (
            "bg",
            "Фериботът до северните острови отново закъсня и екипажът раздаваше чай на всички, които чакаха на кея."
        ),
        (
            "sr",
            "Трајект за северна острва поново је каснио, а посада је делила чај свима који су чекали на пристаништу, јер ће ноћ бити дуга."
        ),
        (
            "mk",
            "Фериботот за северните острови повторно доцнеше, а екипажот им делеше чај на сите што чекаа; ќе биде долга ноќ, рече меѓу другото."
        ),
        ("kk", "Солтүстік аралдарға баратын паром тағы да кешігіп қалды, ал экипаж күткендердің бәріне шай таратты."),
        ("ar", "تأخرت العبارة المتجهة إلى الجزر الشمالية مرة أخرى، ووزع الطاقم الشاي على كل من كان ينتظر على الرصيف."),
        ("fa", "کشتی جزیره‌های شمالی باز هم دیر رسید و خدمه به همه کسانی که روی اسکله منتظر بودند چای دادند."),
        ("fa", "كشتي جزيره‌هاي شمالي باز هم دير رسيد و گفتند كه چند نفر از پياده‌ها بر گشتند و پنج تن ماندند."),
        ("ur", "شمالی جزیروں کی فیری ایک بار پھر دیر سے آئی اور عملے نے گھاٹ پر انتظار کرنے والوں کو چائے دی۔"),
        ("en", "The ferry to the islands was late, and the crew handed out tea to all of them on the pier."),
        ("zh", "江边的食堂十一点半开门，做饭的还是人。"), ("ja", "港の船は今日も遅れて、みんなが桟橋で待っていた。"),
    ])
    func languagesOfOneScriptAreToldApartByTheirLetters(_ name: String, _ text: String) throws {
        #expect(try language(text) == name)
    }

    @Test(arguments: [
        "Хүйтэн өдөр байсан бөгөөд хүмүүс хөлөг онгоцыг хүлээж, өвлийн шөнө цай уусан.", "Погода на вторник", "Рано",
    ])
    func whereLettersDoNotTellNoLanguageIsNamed(_ text: String) throws {
        #expect(try language(text) == nil)
    }

    @Test(arguments: [
        "cat /etc/passwd; ls /var/log /var/run /var/lib /var/tmp; cp /var/log/og /var/log/er; tar -x -a -i -o",
        "See https://example.cz/a/a/a/a/a/a/a/a and http://na.example.de/je/se/to/je/od/po/za",
        "a = 1; a = 2; a = 3; i = a; i_do = 4; do.it(a); a a a a a a a a",
    ])
    func addressesAndCommandsVoteForNoLanguage(_ text: String) throws {
        #expect(try language(text) == nil)
    }

    @Test func wordsBesideMarksOfRunningTextCount() throws {
        #expect(
            try language("«Der Hafen», die Fähre und (das) Wasser: nicht ist, wird. Sie sind auf; oder nach.") == "de"
        )
        #expect(try language("*The* ferry, “the” pier and (of) it; \"that\" was for him, with his.") == "en")
    }

    @Test func aDeclaredLanguageOfTheSameScriptIsBelieved() {
        let text = String(
            repeating: "<p>Паром на северные острова снова опоздал, и команда раздавала чай.</p>",
            count: 4
        )
        for language in ["ru", "bg", "tg"] {
            let page = Array("<html lang=\(language)><body>\(text)".utf8)
            #expect(HTMLArticleReader.read(page, path: "/page.html").language == language)
        }
        let page = Array("<html lang=en><body>\(text)".utf8)
        #expect(HTMLArticleReader.read(page, path: "/page.html").language == "ru")
    }
}

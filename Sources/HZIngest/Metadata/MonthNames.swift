/// The names of the months in the languages that saved articles are dated in, with their usual short forms.
enum MonthNames {
    /// 1...12 for the name of a month in UTF-8, whatever its case; nil for any other word.
    static func month(_ word: ArraySlice<UInt8>) -> Int? {
        guard 3...14 ~= word.count else { return nil }
        return table[String(decoding: word, as: UTF8.self).lowercased()]
    }

    private static let table: [String: Int] = {
        var table: [String: Int] = [:]
        for (index, names) in names.enumerated() {
            for name in names.split(separator: " ") { table[String(name)] = index + 1 }
        }
        return table
    }()

    private static let names = [
        "january jan januar januari janvier janv enero ene gennaio gen janeiro jänner января янв",
        "february feb februar februari février févr fevrier fév febrero febbraio fevereiro fev февраля фев",
        "march mar märz mrz maart mrt mars marzo março марта мар",
        "april apr avril avr abril abr aprile апреля апр",
        "may mai mei mayo maggio mag maio мая",
        "june jun juni juin junio giugno giu junho июня июн",
        "july jul juli juillet juil julio luglio lug julho июля июл",
        "august aug augustus août aout agosto ago августа авг",
        "september sep sept septembre septiembre settembre set setembro сентября сен",
        "october oct oktober okt octobre octubre ottobre ott outubro out октября окт",
        "november nov novembre noviembre novembro ноября ноя",
        "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro декабря дек",
    ]
}

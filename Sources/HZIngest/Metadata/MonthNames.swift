/// The names of the months in the languages that saved articles are dated in, with their usual short forms.
enum MonthNames {
    /// 1...12 for the name of a month in UTF-8, whatever its case; nil for any other word.
    static func month(_ word: ArraySlice<UInt8>) -> Int? {
        guard 3...longest ~= word.count else { return nil }
        return table[String(decoding: word, as: UTF8.self).lowercased()]
    }

    /// "Σεπτεμβρίου" has two bytes a letter, "अक्टूबर" three.
    private static let longest = 24

    private static let table: [String: Int] = {
        var table: [String: Int] = [:]
        for (index, names) in names.enumerated() {
            for name in names.split(separator: " ") { table[String(name)] = index + 1 }
        }
        return table
    }()

    private static let names = [
        """
        january jan januar jänner janvier janv enero ene gennaio gen janeiro gener ianuarie januari tammikuuta stycznia \
        styczeń sty ledna leden januára január ocak ιανουαρίου ιαν января январь янв січня януари ינואר בינואר يناير \
        جانفي जनवरी
        """,
        """
        february feb februar feber février fevrier févr fevr fév febrero febbraio fevereiro fev febrer februarie \
        februari helmikuuta lutego luty lut února únor februára február şubat φεβρουαρίου φεβ февраля февраль фев лютого \
        февруари פברואר בפברואר فبراير فيفري شباط फ़रवरी फरवरी
        """,
        """
        march mar märz mrz mars marzo março marco març martie maart mrt marts maaliskuuta marca marzec března březen \
        március mart maret μαρτίου μαρ марта март мар березня מרץ במרץ מרס במרס مارس آذار मार्च
        """,
        """
        april apr avril avr abril abr aprile aprilie huhtikuuta kwietnia kwiecień kwi dubna duben apríla április nisan \
        απριλίου απρ апреля апрель апр квітня април אפריל באפריל أبريل ابريل إبريل أفريل نيسان अप्रैल
        """,
        """
        may mai mayo maggio mag maio maig mei maj toukokuuta maja května květen mája május mayıs μαΐου μαΐ мая май \
        травня מאי במאי مايو أيار मई
        """,
        """
        june jun juni juin junio giugno giu junho juny iunie kesäkuuta czerwca czerwiec cze června červen júna június \
        haziran ιουνίου ιουν июня июнь июн червня юни יוני ביוני يونيو يونيه جوان حزيران जून
        """,
        """
        july jul juli juillet juil julio luglio lug julho juliol iulie heinäkuuta lipca lipiec lip července červenec \
        júla július temmuz ιουλίου ιουλ июля июль июл липня юли יולי ביולי يوليو يوليه جويلية تموز जुलाई
        """,
        """
        august aug août aout agosto ago agost augustus augusti elokuuta sierpnia sierpień srpna srpen augusta \
        augusztus ağustos agustus αυγούστου αυγ августа август авг серпня אוגוסט באוגוסט أغسطس اغسطس أوت آب अगस्त
        """,
        """
        september sep sept septembre septiembre setiembre settembre set setembro setembre septembrie syyskuuta września \
        wrzesień wrz září septembra szeptember eylül σεπτεμβρίου σεπ сентября сентябрь сен сент вересня септември ספטמבר \
        בספטמבר سبتمبر أيلول सितंबर सितम्बर
        """,
        """
        october oct oktober okt octobre octubre ottobre ott outubro out octombrie lokakuuta października październik paź \
        října říjen októbra október ekim οκτωβρίου οκτ октября октябрь окт жовтня октомври אוקטובר באוקטובר أكتوبر \
        اكتوبر अक्टूबर अक्तूबर
        """,
        """
        november nov novembre noviembre novembro noiembrie marraskuuta listopada listopad lis listopadu novembra kasım \
        νοεμβρίου νοε ноября ноябрь ноя листопада ноември נובמבר בנובמבר نوفمبر नवंबर नवम्बर
        """,
        """
        december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro desembre decembrie desember \
        joulukuuta grudnia grudzień gru prosince prosinec decembra aralık δεκεμβρίου δεκ декабря декабрь дек грудня \
        декември דצמבר בדצמבר ديسمبر दिसंबर दिसम्बर
        """,
    ]
}

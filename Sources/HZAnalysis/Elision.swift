/// Articles, pronouns and prepositions that lose their vowel before a word and are written as one with it (*l'État*,
/// *dell'arte*): who looks for the word leaves them out, so a term does too. After Lucene's elision filters.
enum Elision {
    private static let catalan = words("d l m n s t")
    private static let french = words("c d j l m n s t qu jusqu lorsqu puisqu quoiqu")
    private static let italian = words(
        "c d l m s t v gl un agl all bell coll dagl dall degl dell negl nell pell quell quest sugl sull"
    )
    private static let longest = 6

    /// How many bytes of a folded word are an elided one and its apostrophe; 0 where nothing would be left.
    static func length(in form: [UInt8], _ language: StemmingLanguage) -> Int {
        let elided: [[UInt8]]
        switch language.code {
        case "ca": elided = catalan
        case "fr": elided = french
        case "it": elided = italian
        default: return 0
        }
        guard let mark = form.prefix(longest + 1).firstIndex(of: UInt8(ascii: "'")), mark + 1 < form.count,
            elided.contains(where: { $0.elementsEqual(form[..<mark]) })
        else { return 0 }
        return mark + 1
    }

    private static func words(_ text: String) -> [[UInt8]] { text.utf8.split(separator: 0x20).map(Array.init) }
}

/// Decides which language a text is in: by its script, then by its commonest words.
enum LanguageGuess {
    private static let looked = 6 << 10

    /// The language of an article, judged by its main text: the declared one unless the text speaks clearly against it.
    static func language(of article: Article, declared: String?) -> String? {
        var head: [UInt8] = []
        head.reserveCapacity(looked + 1_024)
        let hasMain = article.blocks.contains { $0.zone == .main }
        for block in article.blocks where block.zone == .main || !hasMain {
            guard head.count < looked else { break }
            head.append(contentsOf: article.text[block.range].prefix(1_024))
            head.append(0x20)
        }
        return language(of: head[...], declared: declared)
    }

    private static func language(of head: ArraySlice<UInt8>, declared: String?) -> String? {
        let census = ScriptCensus(head)
        if let script = census.script {
            // A script tells Chinese from English; of languages that share one, the declared one is believed.
            if let declared, script.languages.contains(declared) { return declared }
            switch script {
            case .cyrillic: return SharedScripts.cyrillicLanguage(head)
            case .arabic: return SharedScripts.arabicLanguage(head)
            default: return script.languages.first
            }
        }
        guard census.isLatin else { return declared }
        let votes = StopWords.votes(head)
        guard let best = votes.first, best.count >= 5, best.words >= 3 else { return declared }
        guard let declared, StopWords.languages.contains(declared) else { return declared ?? best.language }
        let own = votes.first { $0.language == declared }?.count ?? 0
        return best.count >= 20 && best.count >= 3 * own ? best.language : declared
    }
}

/// The commonest words of languages in Latin script.
private enum StopWords {
    static let languages = lists.map(\.language)

    /// How often each language's words occur and how many of them do, most first.
    static func votes(_ text: ArraySlice<UInt8>) -> [(language: String, count: Int, words: Int)] {
        var counts = [Int](repeating: 0, count: lists.count)
        var words = [Int](repeating: 0, count: lists.count)
        var isSeen = [Bool](repeating: false, count: 1 << 11)
        var word: UInt64 = 0
        var length = 0
        let table = table
        for position in text.startIndex...text.endIndex {
            let byte = position < text.endIndex ? text[position] : 0x20
            if byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 {
                word = word << 8 | UInt64(byte &- 0x41 < 26 ? byte | 0x20 : byte)
                length &+= 1
                continue
            }
            if length > 0, length <= longest, isRunning(text, from: position - length, to: position) {
                var place = place(word)
                while table[place].word != 0, table[place].word != word { place = (place &+ 1) & 2047 }
                var languages = table[place].languages
                while languages != 0 {
                    counts[languages.trailingZeroBitCount] += 1
                    if !isSeen[place] { words[languages.trailingZeroBitCount] += 1 }
                    languages &= languages &- 1
                }
                isSeen[place] = true
            }
            word = 0
            length = 0
        }
        return lists.indices.map { (lists[$0].language, counts[$0], words[$0]) }.sorted {
            ($1.count, $0.language) < ($0.count, $1.language)
        }
    }

    /// Whether a word stands in running text: beside no mark of an address, a path or a command, nor a digit.
    private static func isRunning(_ text: ArraySlice<UInt8>, from start: Int, to end: Int) -> Bool {
        if start > text.startIndex {
            let before = text[start - 1]
            if isOfAddress(before) || before == UInt8(ascii: ".") || before == UInt8(ascii: "-") { return false }
        }
        guard end < text.endIndex else { return true }
        let after = text[end]
        if isOfAddress(after) { return false }
        // A full stop that ends no sentence: "de.example.org".
        guard after == UInt8(ascii: ".") || after == UInt8(ascii: ":"), end + 1 < text.endIndex else { return true }
        return text[end + 1] <= 0x20 || !((text[end + 1] | 0x20) &- 0x61 < 26)
    }

    private static func isOfAddress(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "="), UInt8(ascii: "_"),
            UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "~"), UInt8(ascii: "$"):
            true
        default: false
        }
    }

    /// Bytes of the longest word that is looked for; a number holds them.
    private static let longest = 8

    private struct Slot {
        /// The bytes of the word, the last one lowest; 0 for none.
        var word: UInt64 = 0
        /// A bit for each list that has the word.
        var languages: UInt32 = 0
    }

    private static func place(_ word: UInt64) -> Int {
        Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 53)
    }

    /// A hash table with linear probing.
    private static let table: [Slot] = {
        var table = [Slot](repeating: Slot(), count: 1 << 11)
        for (index, list) in lists.enumerated() {
            for word in list.words.split(separator: " ") {
                precondition(word.utf8.count <= longest)
                let key = word.utf8.reduce(0) { $0 << 8 | UInt64($1) }
                var place = place(key)
                while table[place].word != 0, table[place].word != key { place = (place + 1) & 2047 }
                table[place].word = key
                table[place].languages |= 1 << UInt32(index)
            }
        }
        return table
    }()

    private static let lists: [(language: String, words: String)] = [
        (
            "en",
            "the of and to in is that for it was on with as be by this are from at which have not they his her said"
        ),
        (
            "de",
            "der die und das ist nicht mit sich auf für von den dem ein eine zu im auch werden wird des sind als oder nach"
        ),
        (
            "fr",
            "le la les des et une est que dans pour qui sur pas plus par avec au ce sont aux cette mais ou été leur"
        ),
        (
            "es",
            "el la los las una que por con para del se es no más como pero sus al lo este ha entre cuando muy también"
        ),
        (
            "it",
            "il di che la per una del non con gli sono della nel alla più dei anche ha come ma le questo degli delle"
        ),
        (
            "pt",
            "o os as que não uma para com por do da em dos das mais como mas foi ao ele são também pela pelo seu"
        ),
        (
            "nl",
            "de het een van en dat niet voor met zijn op ook aan er maar om hij bij wordt naar uit nog deze over"
        ),
        ("sv", "och att det som en är av för på med den till inte har ett om jag var från men kan vi så"),
        ("da", "og at det er en til af på med som for den ikke har de et om han var jeg fra men kan vil"),
        ("no", "og det er en til av på med som for den ikke har de et om han var jeg fra men kan vil"),
        ("fi", "ja on ei se että oli hän mutta kun ovat myös tai niin jos kuin joka sen olla mukaan"),
        ("pl", "i w na z do nie się że to jest jak po od przez dla za ale tym oraz są był już"),
        ("tr", "bir ve bu için ile da de çok olarak daha gibi olan kadar sonra ise ancak değil"),
        ("id", "yang dan di dengan untuk ini dari dalam itu tidak pada akan juga oleh ada dapat sebagai"),
        ("cs", "a se na je v že to s z do i o jako pro ale jsem by který od za po jeho"),
        ("ro", "și de în la cu nu că pe un o din este pentru care sau mai au fost"),
        ("hu", "a az és hogy nem is egy ez meg de csak már volt vagy mint még"),
        ("vi", "và của là có cho không được trong với các một người những đã này để khi"),
    ]
}

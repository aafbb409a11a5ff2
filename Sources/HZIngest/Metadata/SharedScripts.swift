/// Tells the languages that share a script by the letters that only some of them have.
///
/// Shares are of a thousand letters: a quoted name has letters of its language too.
enum SharedScripts {
    /// The language of a text in Cyrillic; nil where its letters do not tell.
    static func cyrillicLanguage(_ text: ArraySlice<UInt8>) -> String? {
        let letters = LetterCounts(text, leads: 0xD0...0xD3)
        // Kazakh, Kyrgyz, Mongolian, Tajik, Tatar and others; of them only Kazakh has both.
        let asian = letters.share { $0 >= "Ғ" && $0 != "Ґ" && $0 != "ґ" }
        let kazakh = letters.share("ұүқғңәөһ")
        if asian > 10 { return kazakh > 60 && letters.has("і") && letters.has("қ") ? "kk" : nil }
        let (dotted, russian) = (letters.share("іїє"), letters.share("ыэё"))
        // The old spelling of Russian had the letters of its neighbours; that of Bulgarian had no "ы".
        if letters.share("ѣ") > 0, russian > 0 { return "ru" }
        if letters.share("ў") >= 3, letters.share("і") >= 15, russian > 0 { return "be" }
        if dotted >= 15, dotted > 4 * russian { return "uk" }
        let south = letters.share("јљњћђѓќѕџ")
        if south >= 10, south > russian {
            let (serbian, macedonian) = (letters.share("ћђ"), letters.share("ѓќѕ"))
            return serbian == macedonian ? nil : serbian > macedonian ? "sr" : "mk"
        }
        // In Bulgarian it stands before "о" only.
        let soft = letters.share("ь")
        let hard = letters.share("ъ")
        if hard >= 5, hard > 2 * russian, soft < hard { return "bg" }
        if russian >= 5 || russian + soft >= 10, dotted < 10 || dotted < russian { return "ru" }
        return nil
    }

    /// The language of a text in Arabic letters.
    static func arabicLanguage(_ text: ArraySlice<UInt8>) -> String? {
        let letters = LetterCounts(text, leads: 0xD8...0xDB)
        if letters.share("ښځڅډټړۍ") >= 10 { return "ps" }
        if letters.share("ێڵڕ") >= 5, letters.share("ە") >= 20 { return "ckb" }
        if letters.share("ٹڈڑےںہ") >= 20 { return "ur" }
        // Uyghur, Sindhi and others.
        if letters.share("ەېۈۇڪڄڏ") >= 20 { return nil }
        let persian = letters.share("پچژگ")
        // Old keyboards write Persian with Arabic's two letters.
        if persian >= 5, letters.share("ة") * 2 < persian { return "fa" }
        if letters.share("کی") >= 30, letters.share("ةيك") < letters.share("کی") { return "fa" }
        return persian >= 10 ? nil : "ar"
    }
}

/// How often each letter of a script occurs in a text, capitals as small ones.
private struct LetterCounts {
    private var counts = [Int](repeating: 0, count: 256)
    private var total = 0
    private let first: UInt32

    /// - Parameter leads: the first bytes that letters of the script have in UTF-8.
    init(_ text: ArraySlice<UInt8>, leads: ClosedRange<UInt8>) {
        first = UInt32(leads.lowerBound & 0x1F) << 6
        var position = text.startIndex
        while position + 1 < text.endIndex {
            guard leads ~= text[position], text[position + 1] & 0xC0 == 0x80 else {
                position += 1
                continue
            }
            let scalar = UInt32(text[position] & 0x1F) << 6 | UInt32(text[position + 1] & 0x3F)
            counts[Int(Self.small(scalar) - first)] += 1
            total += 1
            position += 2
        }
    }

    /// The small letter of a Cyrillic one; any other as it is.
    private static func small(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x400...0x40F: scalar + 80
        case 0x410...0x42F: scalar + 32
        case 0x460...0x481, 0x48A...0x4BF, 0x4D0...0x52F: scalar | 1
        default: scalar
        }
    }

    /// How many of a thousand letters are one of these, which are small.
    func share(_ letters: String) -> Int {
        guard total > 0 else { return 0 }
        return letters.unicodeScalars.reduce(0) { $0 + count($1.value) } * 1_000 / total
    }

    /// How many of a thousand letters are like this.
    func share(_ isWanted: (Unicode.Scalar) -> Bool) -> Int {
        guard total > 0 else { return 0 }
        let wanted = counts.indices.filter { Unicode.Scalar(first + UInt32($0)).map(isWanted) ?? false }
        return wanted.reduce(0) { $0 + counts[$1] } * 1_000 / total
    }

    func has(_ letter: Unicode.Scalar) -> Bool { count(letter.value) > 0 }

    private func count(_ scalar: UInt32) -> Int {
        scalar >= first && scalar - first < 256 ? counts[Int(scalar - first)] : 0
    }
}

import HZJSON

/// How many characters of a text belong to which script.
struct ScriptCensus {
    private var han = 0, kana = 0, hangul = 0, cyrillic = 0, greek = 0, arabic = 0, hebrew = 0, thai = 0,
        devanagari = 0
    private var latin = 0

    init(_ text: ArraySlice<UInt8>) {
        var position = text.startIndex
        if ByteScan.asciiEnd(text.span, from: 0, to: text.count) == text.count {
            // More of them say no more.
            while position < text.endIndex, latin < Self.enough {
                if (text[position] | 0x20) &- 0x61 < 26 { latin += 1 }
                position += 1
            }
            return
        }
        while position < text.endIndex {
            let lead = text[position]
            if lead < 0x80 {
                if (lead | 0x20) &- 0x61 < 26 { latin += 1 }
                position += 1
                continue
            }
            let second = position + 1 < text.endIndex ? text[position + 1] : 0
            switch (lead, second) {
            case (0xC3...0xC9, _): latin += 1
            case (0xCE...0xCF, _): greek += 1
            case (0xD0...0xD3, _): cyrillic += 1
            case (0xD6...0xD7, 0x90...): hebrew += 1
            case (0xD8...0xDB, _): arabic += 1
            case (0xE0, 0xA4...0xA5): devanagari += 1
            case (0xE0, 0xB8...0xB9): thai += 1
            case (0xE3, 0x81...0x83): kana += 1
            case (0xE4...0xE9, _): han += 1
            case (0xEA, 0xB0...), (0xEB...0xED, _): hangul += 1
            default: break
            }
            position += lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        }
    }

    /// The script that prevails; nil for Latin and for no letters.
    ///
    /// A character of Chinese says as much as a few Latin letters, hence the weight.
    var script: Script? {
        let scripts: [(Int, Script)] = [
            ((han + kana) * 3, kana == 0 ? .han : kana * 10 > han ? .japanese : .hanWithKana), (hangul * 2, .hangul),
            (cyrillic, .cyrillic), (greek, .greek), (arabic, .arabic), (hebrew, .hebrew), (thai, .thai),
            (devanagari, .devanagari),
        ]
        guard let best = scripts.max(by: { $0.0 < $1.0 }), best.0 > 0, best.0 > latin else { return nil }
        return best.1
    }

    /// A script, with the languages that are written in it, the commonest first.
    enum Script {
        case han, hanWithKana, japanese, hangul, cyrillic, greek, arabic, hebrew, thai, devanagari

        var languages: [String] {
            switch self {
            case .han: ["zh"]
            case .hanWithKana: ["zh", "ja"]
            case .japanese: ["ja"]
            case .hangul: ["ko"]
            case .cyrillic: ["ru", "uk", "bg", "sr", "be", "mk", "kk", "mn", "ky", "tg"]
            case .greek: ["el"]
            case .arabic: ["ar", "fa", "ur", "ps", "ckb"]
            case .hebrew: ["he", "yi"]
            case .thai: ["th"]
            case .devanagari: ["hi", "mr", "ne", "sa"]
            }
        }
    }

    var isLatin: Bool { latin >= Self.enough }

    /// So many Latin letters are a text in that script.
    private static let enough = 20
}

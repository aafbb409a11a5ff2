/// Reads names out of by-lines and author fields.
enum BylineText {
    /// The names in a field that is meant to hold them, joined by ", "; nil for what is no name: an address, a site, "admin".
    static func names(_ field: String) -> String? {
        if let reporters = namesInHan(field) { return reporters }
        let plain = field.withPlainBlanks
        // "Jane Roe/Reuters", but not "example.com/jane".
        let isAddress = plain.split(separator: " ").contains { $0.contains("/") && $0.contains(".") }
        let field = BylineRemainder.withoutPlace(plain.contains(" · ") ? plain.replacing(" · ", with: " | ") : plain)
        let parts = field.split(whereSeparator: {
            $0 == "," || $0 == ";" || $0 == "|" || $0 == "\n" || $0 == "•" || ($0 == "/" && !isAddress)
        })
        var names: [String] = []
        for part in parts {
            for name in splitAtAnd(String(part)) {
                guard let name = clean(name), !names.contains(name) else { continue }
                // "Kim Oh and Lee Po, staff writers".
                if !names.isEmpty, isRole(name) || BylineRemainder.isOne(name) { continue }
                // No article has so many writers.
                if names.count == 12 { return nil }
                names.append(name)
            }
        }
        return names.isEmpty ? nil : names.joined(separator: ", ")
    }

    /// The names behind "By" at the start of a short line; nil for any other line.
    static func namesAfterBy(_ line: String) -> String? {
        let text = line.trimmed
        guard text.utf8.count <= 120 else { return nil }
        let prefix = linePrefixes.first { $0.utf8.first == text.utf8.first && text.utf8.starts(with: $0.utf8) }
        guard let prefix else { return nil }
        // Names end where their line does.
        let line = String(text.dropFirst(prefix.count).prefix { !$0.isNewline })
        let rest = BylineRemainder.withoutSection(beforeFacts(line))
        let first = rest.unicodeScalars.first?.properties
        guard first?.isUppercase ?? false || !(first?.isLowercase ?? true) else { return nil }
        guard !BylineSentence.isSentence(rest), let names = names(rest) else { return nil }
        return doubtful.contains(prefix) && !areNames(names) ? nil : names
    }

    /// Whether all names are those of people as by-lines write them: two words to four, each with a capital but for "von",
    /// "de" and the like.
    static func areNames(_ names: String) -> Bool {
        names.split(separator: ",").allSatisfy { name in
            let words = name.split(separator: " ")
            return 2...4 ~= words.count
                && words.allSatisfy { word in
                    (word.first?.isUppercase ?? false) || particles.contains(String(word))
                }
        }
    }

    /// Whether a by-line says what its people did: "Written by …", "Erstellt von …".
    static func hasVerb(_ line: String) -> Bool {
        linePrefixes.contains { $0.split(separator: " ").count > 1 && line.hasPrefix($0) }
    }

    private static let particles: Set<String> = [
        "von", "van", "de", "der", "den", "di", "da", "del", "la", "le", "zu", "dos", "das", "du", "el", "al", "bin",
        "y",
    ]

    /// The names in a line such as "By Jane Roe | 13 September", "13 September • By Jane Roe", "ByJane Roe" where a style
    /// sheet sets the words apart, or "Jane Roe | Senior Writer | 13 September".
    static func namesInByline(_ line: String) -> String? {
        if let names = namesAfterBy(line) { return names }
        for word in ["By", "Von", "Par", "Por"] where line.hasPrefix(word) {
            let rest = line.dropFirst(word.count)
            if rest.first?.isUppercase ?? false, let names = namesAfterBy(word + " " + rest) { return names }
        }
        if let names = namesInHan(line) { return names }
        if let names = namesAfterDate(line) ?? namesBeforeRole(line) { return names }
        guard hasSeparator(line) else { return nil }
        let parts = line.unicodeScalars.split { separators.contains($0) }.map { String($0).trimmed }
        guard 2...6 ~= parts.count else { return nil }
        for part in parts {
            if let names = namesAfterBy(part) { return names }
        }
        let role = parts[1].lowercased()
        return roles.contains { role.hasSuffix($0) } && parts[0].split(separator: " ").count > 1 ? names(parts[0]) : nil
    }

    /// The names of reporters as Chinese and Korean papers have them; nil for a line in other scripts.
    static func namesInHan(_ line: String) -> String? {
        guard line.utf8.contains(where: { $0 > 0xE3 }) else { return nil }
        let bytes = Array(line.utf8)[...]
        return HanByline.names(inLine: bytes) ?? HangulByline.names(inLine: bytes)
    }

    /// What sets a name apart from a role or date.
    private static let separators: Set<Unicode.Scalar> = ["|", "•", "·", "●", "・", "\n"]

    /// Whether a line may have one: looks at bytes alone, since most lines have none.
    private static func hasSeparator(_ line: String) -> Bool {
        line.utf8.contains { $0 == UInt8(ascii: "|") || $0 == 0x0A || 0xC2...0xE3 ~= $0 }
    }

    /// "Published August 7, 2023 by Jane Roe", "A column by Jane Roe".
    private static func namesAfterDate(_ line: String) -> String? {
        guard line.utf8.count <= 120, hasPreposition(line.utf8) else { return nil }
        for word in [" by ", " By ", " von ", " par ", " por "] {
            guard let cut = line.firstIndex(ofText: word) else { continue }
            let before = line[..<cut]
            let kind = before.split(separator: " ").last.map { $0.lowercased() } ?? ""
            let isDate = before.utf8.count <= 60 && DateScanner(before.utf8).first() != nil
            guard isDate || (before.utf8.count <= 30 && kinds.contains(kind)) else { continue }
            let rest = BylineRemainder.withoutSection(String(line[cut...].dropFirst(word.count)))
            if rest.first?.isUppercase ?? false, let names = names(rest) { return names }
        }
        return nil
    }

    private static let longestWithRole = 80

    /// "Jane Roe, Environment Correspondent".
    private static func namesBeforeRole(_ line: String) -> String? {
        guard line.utf8.count <= longestWithRole, let comma = line.firstIndex(of: ",") else { return nil }
        let (name, role) = (String(line[..<comma]).trimmed, String(line[comma...].dropFirst()).trimmed)
        let words = role.split(separator: " ")
        let isPlain = 1...4 ~= words.count && words.allSatisfy { $0.first?.isLetter ?? false }
        return isPlain && isRole(role) && areNames(name) ? names(name) : nil
    }

    private static let roles = [
        "writer", "editor", "reporter", "correspondent", "journalist", "columnist", "contributor", "author",
        "redakteur", "redakteurin", "autor", "autorin",
    ]

    /// Whether a text is what people are called by their work: "staff writers", "Senior Editor".
    static func isRole(_ text: String) -> Bool {
        let last = (text.lowercased().split(separator: " ").last ?? "").filter { $0.isLetter || $0.isNumber }
        return roles.contains { last == $0 || last == $0 + "s" }
    }

    /// Whether a line is only what stands before a name: "Written by", "Autor:".
    static func isLabel(_ line: String) -> Bool {
        guard line.utf8.count <= longestLabel else { return false }
        var line = line.lowercased().trimmed
        if line.hasSuffix(":") { line = String(line.dropLast()).trimmed }
        return labels.contains(line)
    }

    /// Whether a line begins with a label that stands nowhere but in by-lines: "Author: Jane Roe", "Written by Jane Roe".
    static func beginsWithLabel(_ line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first, labelFirsts.contains(first) else { return false }
        return labelBytes.contains { $0.first == first && line.starts(with: $0) }
    }

    /// Lists of writers are called so too: "Autoren A-Z", "Autoren und Verlage".
    private static let bareLabel = "Autoren "
    /// What stands before people's names, and begins many a line besides.
    private static let doubtful = [bareLabel, "Av ", "Af ", "Tekst ", "Текст ", "di "]
    private static let labelBytes = linePrefixes.prefix(labelPrefixes).map { Array($0.utf8) }
    private static let labelFirsts = Array(Set(labelBytes.compactMap(\.first))).sorted()

    private static let labels: Set<String> = [
        "by", "written by", "words by", "posted by", "published by", "author", "authors", "von", "autor", "autorin",
        "autor:in", "autoren", "verfasst von", "geschrieben von", "ein beitrag von", "par", "auteur", "por",
        "escrito por", "di", "autore", "作者",
    ]

    /// Whether names may be in a line: it has the marks that set one apart from a role or date, or begins with a letter that
    /// by-lines begin with and has what stands before names; cheaper than to look for names.
    static func mayHoldNames(_ line: ArraySlice<UInt8>) -> Bool {
        if line.contains(where: { $0 == UInt8(ascii: "|") || $0 == 0x0A || $0 == 0xC2 || $0 == 0xE2 }) { return true }
        if line.count <= longestWithRole, line.contains(UInt8(ascii: ",")) { return true }
        guard mayBegin(line) else { return false }
        return hasPreposition(line) || lineOpenings.contains { line.starts(with: $0) }
            || line.contains { 0xC2...0xE9 ~= $0 }
    }

    /// Whether a line may be only what stands before a name.
    static func mayBeLabel(_ line: ArraySlice<UInt8>) -> Bool { line.count <= longestLabel && mayBegin(line) }

    /// Labels are shorter.
    private static let longestLabel = 24

    /// What by-lines begin with, one behind another that begins so left out.
    private static let lineOpenings: [[UInt8]] = {
        var openings: [[UInt8]] = []
        for opening in (["By", "Von", "Par", "Por"] + linePrefixes).map({ Array($0.utf8) })
        where !openings.contains(where: { opening.starts(with: $0) }) {
            openings.append(opening)
        }
        return openings
    }()

    /// Whether " by ", " von ", " par " or " por " stands in a line.
    private static func hasPreposition(_ line: some Collection<UInt8>) -> Bool {
        let bytes = Array(line)
        var place = 0
        while place + 3 < bytes.count {
            guard bytes[place] == 0x20 else {
                place += 1
                continue
            }
            let second = bytes[place + 2]
            switch bytes[place + 1] {
            case UInt8(ascii: "b"), UInt8(ascii: "B"):
                if second == UInt8(ascii: "y"), bytes[place + 3] == 0x20 { return true }
            case UInt8(ascii: "v"), UInt8(ascii: "p"):
                let isWord = second == UInt8(ascii: "o") || second == UInt8(ascii: "a")
                if isWord, place + 4 < bytes.count, bytes[place + 4] == 0x20 { return true }
            default: break
            }
            place += 1
        }
        return false
    }

    /// Whether a line begins with a letter that by-lines begin with.
    static func mayBegin(_ line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first else { return false }
        return first >= 0x80 || "bvpwrsaetgdiy".utf8.contains(first | 0x20)
    }

    /// What stands before names in a by-line; the longer ones first.
    private static let linePrefixes = [
        "BYLINE: ", "Byline: ", "Written by: ", "Written by ", "Article by ", "Story by ", "Geschrieben von ",
        "Verfasst von ",
        "Ein Beitrag von ",
        "Autorin: ", "Autor: ", "Autor:in: ", "Autor*in: ", "AutorIn: ", "Author: ", "Auteur: ", "Auteur : ",
        "Autore: ", "作者：", "作者:",
        "Autoren: ", bareLabel, "Autorinnen: ", "Authors: ", "Автор: ", "Авторы: ", "Yazar: ", "بقلم: ", "מאת: ",
        "撰文：", "撰文:",
        "Reported by ", "Submitted by ", "Gespeichert von ", "Soumis par ", "Enviado por ", "Posted by ",
        "Published by ", "Words by ", "Veröffentlicht von ", "Erstellt von ",
        "Eingestellt von ", "Text von ", "Text: ", "By: ", "By ", "BY ", "by ", "Von: ", "Von ", "VON ", "von ",
        "Par ", "par ", "Por ", "por ", "Di ", "di ", "Words: ",
        "Tekst: ", "Tekst ", "Текст: ", "Текст ", "Av ", "Af ", "بقلم ", "מאת ", "Yazan: ",
    ]
    /// How many of them, from the first, stand before names alone.
    private static let labelPrefixes = 31

    private static func splitAtAnd(_ text: String) -> [String] {
        var parts = [""]
        for word in text.split(separator: " ") {
            if ["and", "And", "AND", "&", "und", "et", "with"].contains(word) {
                parts.append("")
            } else {
                parts[parts.count - 1] += (parts[parts.count - 1].isEmpty ? "" : " ") + word
            }
        }
        return parts
    }

    /// One name without what stands around it; nil where none is left.
    private static func clean(_ text: String) -> String? {
        var name = BylineRemainder.withoutAddress(text.trimmed)
        for prefix in linePrefixes + ["by: "] where name.hasPrefix(prefix) {
            name = String(name.dropFirst(prefix.count)).trimmed
        }
        // "Jane Roe - Staff Writer", "Jane Roe (Reuters)", "Jane Roe, for the Courier".
        if name.hasPrefix("for ") { return nil }
        for separator in [" - ", " – ", " — ", " / ", " @", " for the "] {
            if let cut = name.firstIndex(ofText: separator) { name = String(name[..<cut]).trimmed }
        }
        // "Jane (Smith) Roe" keeps its second name.
        if let cut = name.firstIndex(ofText: " ("), name.hasSuffix(")") || !name.contains(")") {
            name = String(name[..<cut]).trimmed
        }
        while let last = name.last, ".:,·".contains(last), !name.hasSuffix("Jr."), !name.hasSuffix("Sr.") {
            name.removeLast()
        }
        for label in facts {
            if let cut = name.firstIndex(ofText: label) { name = String(name[..<cut]).trimmed }
        }
        name = withoutKind(withoutDay(beforeFacts(name)))
        guard 2...60 ~= name.utf8.count, name.split(separator: " ").count <= 6 else { return nil }
        guard !name.contains("©"), !name.contains("→"), !name.hasSuffix(")") || name.contains(" (") else { return nil }
        guard !name.utf8.contains(where: { $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "/") }) else { return nil }
        // People call themselves "jane42", but are not called "May 12".
        let hasDigits = name.utf8.contains { $0 &- 0x30 < 10 }
        if hasDigits, name.contains(" ") || (name.utf8.first ?? 0) &- 0x30 < 10 { return nil }
        let lower = name.lowercased()
        if noNames.contains(lower) || labels.contains(lower)
            || (!lower.contains(" ") && lower.split(separator: ".").count > 2)
        {
            return nil
        }
        return name
    }

    /// What style sheets set behind a name, and what people are called behind theirs: "이수진 기자".
    private static let facts = [
        " Follow", " Last Updated", " Updated", " Published", " Posted", " Publié", " Mis à jour", " Veröffentlicht",
        " Aktualisiert",
        " Publicado", " Actualizado", " Pubblicato", " Aggiornato", " Opublikowano", " Publicerad", " Yayınlanma",
        " Güncelleme", " Uppdaterad",
        " 기자",
        " 특파원", " 입력", " 등록",
    ]

    /// Up to a label or a date: "王小明 日期：2024年5月6日", "Jane Roe May 6, 2024".
    private static func beforeFacts(_ name: String) -> String {
        var name = FactLabels.before(name).trimmed
        guard name.utf8.contains(where: { $0 &- 0x30 < 10 }), let date = DateScanner(name.utf8).first() else {
            return name
        }
        name = String(decoding: Array(name.utf8).prefix(date.offset), as: UTF8.self).trimmed
        for word in publishing where name.hasSuffix(word) { name = String(name.dropLast(word.count)).trimmed }
        while let last = name.last, !last.isLetter, !last.isNumber, last != ".", last != ")" { name.removeLast() }
        return name
    }

    /// What stands between a name and a date.
    private static let publishing = [
        " on", " am", " at", " um", " vom", " le", " el", "发布于", "发表于", "更新于", "于", "发布", "发表",
        // Style sheets set these apart: "Jane RoeUpdated".
        "Last Updated", "Updated", "Published", "Posted",
    ]

    /// "Jane Roe on Tuesday", "Jane Roe am 13. September".
    private static func withoutDay(_ name: String) -> String {
        for word in [" on ", " am ", " at ", " um ", " vom ", " le ", " el "] {
            guard let cut = name.firstIndex(ofText: word) else { continue }
            let rest = name[cut...].dropFirst(word.count)
            let isDay = rest.utf8.contains { $0 &- 0x30 < 10 } || noNames.contains(rest.lowercased())
            if isDay { return String(name[..<cut]).trimmed }
        }
        return name
    }

    /// "Interview: Jane Roe", "A column by Jane Roe".
    private static func withoutKind(_ name: String) -> String {
        for separator in [": ", " by ", " von "] {
            guard let cut = name.firstIndex(ofText: separator),
                let kind = name[..<cut].lowercased().split(separator: " ").last
            else { continue }
            if kinds.contains(String(kind)) || labels.contains(String(kind)) {
                return String(name[cut...].dropFirst(separator.count)).trimmed
            }
        }
        return name
    }

    /// What people write, as by-lines call it.
    private static let kinds: Set<String> = [
        "post", "article", "column", "story", "report", "review", "interview", "words", "text", "written", "posted",
        "published", "kolumne", "beitrag", "gastbeitrag", "kommentar", "bericht", "artikel", "analyse", "essay",
        "reportage", "pressemitteilung", "veröffentlicht", "geschrieben", "verfasst", "erstellt",
    ]

    private static let noNames: Set<String> = [
        "admin", "administrator", "editor", "editors", "staff", "author", "authors", "guest", "unknown",
        "anonymous", "webmaster",
        "root", "user", "by", "staff writer", "staff reporter", "contributor", "posted", "share", "follow",
        "more", "updated",
        "published", "no author", "the author", "auteur", "autor", "autorin", "by-line", "author name", "name",
        "the editors", "editorial team", "about the author", "about author", "about me", "über den autor",
        "à propos de l'auteur", "sobre el autor", "category", "jump to recipe", "print recipe", "pin recipe", "null",
        "undefined", "none", "n/a", "text", "interview", "foto", "fotos",
        "photo",
        "photos", "bild", "posted on", "published on", "updated on", "author(s)", "auteur(s)", "monday", "tuesday",
        "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
        "montag", "dienstag", "mittwoch", "donnerstag",
        "freitag", "samstag", "sonntag", "today", "yesterday", "heute", "gestern",
        "publié", "publicado", "pubblicato", "veröffentlicht", "aktualisiert", "mis à jour",
        "粉丝", "关注", "关于作者", "匿名", "匿名用户", "佚名", "未知", "本站", "原创", "管理员", "登录", "注册", "登錄", "登入", "註冊",
    ]
}

extension String {
    /// Without white space at the ends.
    var trimmed: String {
        // Most texts begin and end with a letter.
        if let first = utf8.first, let last = utf8.last, 0x21..<0x7F ~= first, 0x21..<0x7F ~= last { return self }
        var scalars = unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return String(scalars)
    }

    /// With a space for each blank of another kind, which programs set between names so that no line ends there.
    fileprivate var withPlainBlanks: String {
        if utf8.allSatisfy({ $0 < 0x80 }) { return self }
        var plain = ""
        for scalar in unicodeScalars {
            plain.unicodeScalars.append(scalar.value >= 0x80 && scalar.properties.isWhitespace ? " " : scalar)
        }
        return plain
    }

    /// Whether `part` occurs in it, byte for byte.
    func containsText(_ part: String) -> Bool { firstIndex(ofText: part) != nil }

    /// Where `part` occurs first, byte for byte.
    func firstIndex(ofText part: String) -> String.Index? {
        let wanted = Array(part.utf8)
        guard let first = wanted.first else { return nil }
        var position = utf8.startIndex
        while let next = utf8[position...].firstIndex(of: first) {
            if utf8[next...].starts(with: wanted) { return next }
            position = utf8.index(after: next)
        }
        return nil
    }
}

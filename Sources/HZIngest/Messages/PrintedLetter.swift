import HZAnalysis

/// Reads the head of a letter that was printed or saved as a page or text, without the message that it came in:
/// "From: …", "Sent: …", "To: …", "Subject: …".
enum PrintedLetter {
    private enum Field: CaseIterable {
        case sender, date, receiver, subject
    }

    /// Takes title, author and date from the lines at the beginning, and sets those lines apart from the text; changes nothing
    /// where sender, subject and one more are not among them.
    static func read(_ article: inout Article) {
        var values: [Field: String] = [:]
        var heads: [Int] = []
        for index in article.blocks.indices.prefix(mostBlocks) {
            let block = article.text[article.blocks[index].range]
            guard block.count <= longest else { break }
            let lines = block.split(separator: 0x0A)
            let fields = lines.compactMap { field($0) }
            if fields.isEmpty || fields.count * 2 < lines.count {
                if heads.isEmpty { continue }
                break
            }
            for (field, value) in fields where values[field] == nil { values[field] = value }
            heads.append(index)
        }
        guard values.count >= 3, let sender = values[.sender], let subject = values[.subject] else { return }
        let key = TitleKey(subject)
        for index in article.blocks.indices where article.blocks[index].zone == .title {
            article.blocks[index].zone = TitleKey(article.text[article.blocks[index].range]) == key ? .title : .main
        }
        for index in heads { article.blocks[index].zone = .page }
        article.title = subject
        article.author = MessageReader.sender(sender) ?? article.author
        article.date = values[.date].flatMap { DateScanner($0.utf8).first()?.date } ?? article.date
    }

    private static let mostBlocks = 12
    private static let longest = 600

    /// What a line's label says that it is, and what stands behind it.
    private static func field(_ line: ArraySlice<UInt8>) -> (Field, String)? {
        guard let colon = line.prefix(longestLabel).firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let label = String(decoding: line[..<colon], as: UTF8.self).trimmed.lowercased()
        guard let field = labels[label] else { return nil }
        let value = String(decoding: line[(colon + 1)...], as: UTF8.self).trimmed
        return value.isEmpty ? nil : (field, value)
    }

    /// Whether a line begins as those of such a head do.
    static func begins(_ line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first, firsts.contains(first) else { return false }
        return field(line) != nil
    }

    private static let longestLabel = 16
    private static let labels: [String: Field] = [
        "from": .sender, "von": .sender, "de": .sender, "da": .sender, "van": .sender, "från": .sender, "od": .sender,
        "от": .sender,
        "sent": .date, "date": .date, "gesendet": .date, "datum": .date, "envoyé": .date, "enviado": .date,
        "fecha": .date, "inviato": .date, "data": .date, "verzonden": .date, "skickat": .date, "дата": .date,
        "to": .receiver, "an": .receiver, "à": .receiver, "para": .receiver, "a": .receiver, "aan": .receiver,
        "till": .receiver, "do": .receiver, "кому": .receiver,
        "subject": .subject, "betreff": .subject, "objet": .subject, "asunto": .subject, "oggetto": .subject,
        "onderwerp": .subject, "assunto": .subject, "ämne": .subject, "temat": .subject, "тема": .subject,
    ]
    /// First bytes of labels, in both cases.
    private static let firsts = Set(
        labels.keys.compactMap(\.utf8.first).flatMap { [$0, $0 &- 0x61 < 26 ? $0 & 0xDF : $0] }
    )
}

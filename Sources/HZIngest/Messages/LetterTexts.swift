/// Finds what a letter has to read: its texts and pages in their order, attached ones and those of letters in it as well; of several
/// forms of the same (`multipart/alternative`), the best.
enum LetterTexts {
    /// The parts that are shown; of a letter in the letter, the first has its subject, sender and date above it.
    static func shown(_ message: MIMEMessage, _ bytes: [UInt8], _ decoder: TextDecoder) -> [MessageReader.Text] {
        let best = bestForms(message.parts)
        var texts: [MessageReader.Text] = []
        var heading: String?
        for part in message.parts where part.forms.allSatisfy({ best[$0.alternative] == $0.number }) {
            if part.isLetter {
                // A letter without a text still is about something.
                heading = [heading, Self.heading(part.headers, decoder)].compactMap { $0 }.joined(separator: "\n")
            } else if quality(part) > 0, isReadable(MessageReader.content(of: part, bytes)) {
                texts.append(MessageReader.Text(part: part, heading: heading.take()))
            }
        }
        return texts
    }

    /// Which part of each alternative is read: the last of those that say the most.
    private static func bestForms(_ parts: [MIMEMessage.Part]) -> [Int: Int] {
        var best: [Int: (number: Int, quality: Int)] = [:]
        for part in parts {
            for form in part.forms where quality(part) >= best[form.alternative]?.quality ?? 0 {
                best[form.alternative] = (form.number, quality(part))
            }
        }
        return best.mapValues(\.number)
    }

    /// 0 for what is not read: data for programs, in words though it be.
    private static func quality(_ part: MIMEMessage.Part) -> Int {
        if MessageReader.isPage(part) { return 3 }
        if part.type == "text/plain" { return 2 }
        return part.type.hasPrefix("text/") && !data.contains(part.type) ? 1 : 0
    }

    private static let data: Set<String> = [
        "text/calendar", "text/css", "text/directory", "text/enriched", "text/javascript", "text/richtext",
        "text/rfc822-headers", "text/rtf", "text/vcard", "text/x-amp-html", "text/x-vcalendar", "text/x-vcard",
        "text/xml",
    ]

    private static func isReadable(_ content: [UInt8]) -> Bool {
        content.contains { $0 > 0x20 } && !SourceSniffer.isBinary(content)
    }

    private static func heading(_ headers: MIMEHeaders, _ decoder: TextDecoder) -> String? {
        let date = headers.raw("date").flatMap { LetterDate.day($0) }
        let facts = [headers.text("subject", decoder), MessageReader.sender(headers, decoder), date?.iso]
        let line = facts.compactMap { $0 }.joined(separator: " · ")
        return line.isEmpty ? nil : line
    }
}

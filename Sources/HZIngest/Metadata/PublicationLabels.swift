/// Tells the day of a publication from the day of a change where a text states both:
/// "Updated: 5 January 2021. Published: 3 June 2019."
enum PublicationLabels {
    /// What stands behind the label of a publication in a line that begins with the label of a change; else the whole line.
    static func behind(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard line.count <= longest, beginChange(line) else { return line }
        for position in line.indices.dropFirst() where !isLetter(line[position - 1]) {
            let rest = line[position...]
            guard let label = labels.first(where: { begins(rest, with: $0) }) else { continue }
            let behind = rest.dropFirst(label.count)
            // "Updated 5 January 2021, published by the Courier" states one day.
            if DateScanner(behind).hasDate { return behind }
        }
        return line
    }

    /// Whether a line begins with the label of a publication.
    static func begin(_ line: ArraySlice<UInt8>) -> Bool { labels.contains { begins(line, with: $0) } }

    /// Whether a line begins with the label of a change.
    static func beginChange(_ line: ArraySlice<UInt8>) -> Bool { changes.contains { begins(line, with: $0) } }

    /// Lines with such labels are short.
    private static let longest = 200

    private static func begins(_ line: ArraySlice<UInt8>, with label: [UInt8]) -> Bool {
        guard line.count > label.count, !isLetter(line[line.startIndex + label.count]) else { return false }
        return zip(line, label).allSatisfy { ($0 &- 0x41 < 26 ? $0 | 0x20 : $0) == $1 }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 }

    private static let labels = [
        "published", "first published", "originally published", "date published", "posted", "first posted", "created",
        "veröffentlicht", "erstellt", "publié", "publicado", "pubblicato",
    ].map { Array($0.utf8) }

    private static let changes = [
        "updated", "last updated", "last modified", "last change", "last edited", "modified", "date modified",
        "aktualisiert", "zuletzt aktualisiert", "zuletzt geändert", "mis à jour", "actualizado", "aggiornato",
    ].map { Array($0.utf8) }
}

import HZCollection
import HZCommandLine
import HZIngest
import HZJSON

extension UpdateSummary {
    /// One line for what was done, one for what was skipped where something was.
    func text(index: String) -> String {
        var done: [String] = []
        for (count, word) in [
            (added, "added"), (changed, "changed"), (removed, "removed"), (unchanged, "unchanged"),
        ] where count > 0 {
            done.append("\(Quantity.count(count)) \(word)")
        }
        if done.isEmpty { done.append("nothing to do") }
        let skipped = skips.total + badRecords
        if skipped > 0 { done.append("\(Quantity.count(skipped)) skipped") }
        var line = wasInterrupted ? "interrupted: " : ""
        line += done.joined(separator: ", ")
        line += "; \(Quantity.bytes(Int(clamping: bytes))) in \(Quantity.decimal(seconds)) s"
        if seconds > 0, bytes > 0 { line += " (\(Quantity.bytes(Int(Double(bytes) / seconds)))/s)" }
        let holds = articles == 1 ? "1 article" : "\(Quantity.count(articles)) articles"
        line += "; \(TerminalText.escaped(index)) holds \(holds)"
        line += " in \(Quantity.bytes(Int(clamping: indexBytes)))\n"
        if duplicates > 0 {
            let copies = "of them are copies of others, and are found with those"
            let copy = "of them is a copy of another, and is found with that"
            line += "\(Quantity.count(duplicates)) \(duplicates == 1 ? copy : copies)\n"
        }
        if repaired > 0 {
            let articles = repaired == 1 ? "1 article holds" : "\(Quantity.count(repaired)) articles hold"
            line += "\(articles) bytes that fit no charset, shown as \u{FFFD}\n"
        }
        if stubs > 0 {
            let say =
                stubs == 1
                ? "1 only says why there is no article, and is"
                : "\(Quantity.count(stubs)) only say why there is no article, and are"
            line += "\(say) found last"
            line += " (--report FILE names them)\n"
        }
        return line + skippedTable
    }

    /// `{"schema":1,"index","added","changed",...}`, one line.
    func json(index: String) -> [UInt8] {
        var json = JSONWriter(capacity: 512)
        json.beginObject()
        json.member("schema", 1)
        json.member("index", index)
        json.member("generation", Int(clamping: generation))
        json.member("articles", articles)
        json.member("added", added)
        json.member("changed", changed)
        json.member("removed", removed)
        json.member("unchanged", unchanged)
        json.name("skipped")
        json.beginObject()
        for (reason, count) in sortedSkips { json.member(reason, count) }
        json.endObject()
        json.name("unsupported")
        json.beginObject()
        for (suffix, count) in sortedExtensions { json.member(suffix, count) }
        json.endObject()
        json.member("duplicates", duplicates)
        json.member("repaired", repaired)
        json.member("stubs", stubs)
        json.member("bytes", Int(clamping: bytes))
        json.member("index_bytes", Int(clamping: indexBytes))
        json.member("seconds", seconds)
        json.member("interrupted", wasInterrupted)
        json.endObject()
        json.newline()
        return json.bytes
    }

    private var sortedSkips: [(String, Int)] {
        var counts = skips.byReason.map { ($0.key.rawValue, $0.value) }
        if badRecords > 0 { counts.append(("badRecord", badRecords)) }
        return counts.sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }
    }

    private var sortedExtensions: [(String, Int)] {
        skips.unsupportedByExtension.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
            .map { ($0.key, $0.value) }
    }

    /// A line for each reason, the most frequent first.
    private var skippedTable: String {
        let rows = sortedSkips
        let width = rows.map { Quantity.count($0.1).count }.max() ?? 0
        return rows.reduce(into: rows.isEmpty ? "" : "skipped:\n") { table, row in
            let count = Quantity.count(row.1)
            table += "  " + String(repeating: " ", count: width - count.count) + count + "  "
            table += Self.words[row.0] ?? row.0
            if row.0 == SkipReason.unsupportedType.rawValue { table += extensionsText }
            table += "\n"
        }
    }

    /// The most frequent extensions of files that are not read: " (8 .pdf, 3 .png, …)".
    private var extensionsText: String {
        let shown = sortedExtensions.prefix(6).map { "\(Quantity.count($0.1)) .\($0.0)" }
        guard !shown.isEmpty else { return "" }
        return " (" + shown.joined(separator: ", ") + (sortedExtensions.count > 6 ? ", …" : "") + ")"
    }

    private static let words = [
        "notRegular": "not regular files", "symbolicLink": "symbolic links", "unsupportedType": "of other types",
        "tooLarge": "too large", "changedWhileRead": "changed while being read", "repeated": "given twice",
        "badRecord": "bad records", "excluded": "excluded by a pattern", "parserCrashed": "crashed the parser",
        "unsupportedEncoding": "packed in a way that is not read",
        "parserUnavailable": "not parsed, since no process could be started for it (--in-process does without)",
        "parserTimedOut": "took the parser too long", "damaged": "damaged",
    ]
}

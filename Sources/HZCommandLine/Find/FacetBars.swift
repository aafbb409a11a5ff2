import HZSearch

/// Counts as bars, one line a value: times from the oldest to the newest, else the most frequent first.
struct FacetBars {
    let style: TerminalStyle
    /// How many columns a line has.
    let width: Int

    /// Longer values are cut.
    private static let widestValue = 32
    private static let widestBar = 60

    func text(_ facet: Facet) -> String {
        let values = facet.by.isTime ? facet.values.reversed() : facet.values
        var rows = values.map { (text: shown($0.value), count: $0.count, isValue: true) }
        // Times that are not listed are older ones.
        if facet.others > 0 { rows.insert(("others", facet.others, false), at: facet.by.isTime ? 0 : rows.count) }
        if facet.without > 0 { rows.append(("unknown", facet.without, false)) }
        let label = rows.map { TerminalText.columns(of: $0.text) }.max() ?? 0
        let counts = rows.map { Quantity.count($0.count) }
        let digits = counts.map(\.count).max() ?? 0
        let most = max(1, rows.map(\.count).max() ?? 1)
        // Few articles have short bars: a lone one is no tower.
        let room = min(Self.widestBar, 4 * most, max(4, width - label - digits - 4))
        var text = ""
        for (row, count) in zip(rows, counts) {
            let gap = String(repeating: " ", count: label - TerminalText.columns(of: row.text))
            let indent = String(repeating: " ", count: digits - count.count)
            let bar = String(repeating: "█", count: max(1, (row.count * room + most / 2) / most))
            let name = row.isValue ? row.text : style.dim(row.text)
            text += "\(name)\(gap)  \(indent)\(count)  \(row.isValue ? bar : style.dim(bar))\n"
        }
        return text
    }

    private func shown(_ value: String) -> String {
        let safe = TerminalText.escaped(value)
        guard TerminalText.columns(of: safe) > Self.widestValue else { return safe }
        var cut = String.UnicodeScalarView()
        var room = Self.widestValue - 1
        for scalar in safe.unicodeScalars {
            room -= TerminalText.columns(of: scalar)
            if room < 0 { break }
            cut.append(scalar)
        }
        return String(cut) + "…"
    }
}

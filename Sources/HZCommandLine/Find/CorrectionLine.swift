import HZSearch

/// What may have been meant, and how much that finds, in one line.
struct CorrectionLine {
    let style: TerminalStyle

    func text(_ correction: Correction) -> String {
        let query = WrappedText(correction.query, highlights: correction.highlights)
            .lines(width: .max, style: style).joined(separator: " ")
        let count = Quantity.total(correction.total, as: Quantity.count)
        let articles = "(\(count) \(correction.total.value == 1 ? "article" : "articles"))"
        return style.dim("did you mean:") + " \(query) " + style.dim(articles)
    }
}

extension Query: CustomStringConvertible {
    /// How the query was read, with all brackets and operators written out.
    ///
    /// Built without recursion, since a query may be as deep as its text allows.
    public var description: String {
        enum Step {
            case text(String)
            case query(Query)
        }
        var result = ""
        var steps: [Step] = [.query(self)]
        while let step = steps.popLast() {
            switch step {
            case .text(let text): result += text
            case .query(.word(let field, let text)): result += Self.name(field) + text
            case .query(.prefix(let field, let text)): result += Self.name(field) + text + "*"
            case .query(.fuzzy(let field, let text, let edits)): result += Self.name(field) + text + "~\(edits)"
            case .query(.phrase(let field, let text, let slop)):
                result += Self.name(field) + "\"" + text + "\"" + (slop.map { "~\($0)" } ?? "")
            case .query(.pattern(let field, let text, let isExpression)):
                result += Self.name(field) + (isExpression ? "/\(text)/" : text)
            case .query(.near(_, let queries, let distances)):
                var parts: [Step] = [.text("(")]
                for (number, query) in queries.enumerated() {
                    if number > 0 { parts.append(.text(" NEAR/\(distances[number - 1]) ")) }
                    parts.append(.query(query))
                }
                steps += (parts + [.text(")")]).reversed()
            case .query(.boosted(let query, let factor)):
                steps += [.text("^" + Self.number(factor)), .query(query)]
            case .query(.everything): result += "*"
            case .query(.date(let bounds)):
                result += "date:\(bounds.lowerBound).."
                if bounds.upperBound != .max { result += String(bounds.upperBound) }
            case .query(.all(let clauses)):
                var parts: [Step] = [.text("(")]
                for (number, clause) in clauses.enumerated() {
                    if number > 0 { parts.append(.text(" AND ")) }
                    switch clause.occurrence {
                    case .plain: break
                    case .required: parts.append(.text("+"))
                    case .excluded: parts.append(.text("NOT "))
                    }
                    parts.append(.query(clause.query))
                }
                steps += (parts + [.text(")")]).reversed()
            case .query(.any(let queries)):
                var parts: [Step] = [.text("(")]
                for (number, query) in queries.enumerated() {
                    if number > 0 { parts.append(.text(" OR ")) }
                    parts.append(.query(query))
                }
                steps += (parts + [.text(")")]).reversed()
            }
        }
        return result
    }

    private static func number(_ factor: Float) -> String {
        factor == factor.rounded() ? String(Int(factor)) : String(factor)
    }

    private static func name(_ field: QueryField) -> String {
        field == .text ? "" : field.rawValue + ":"
    }
}

/// Reads a query. Every text is one: what can't be read as syntax is read as words or left out, with a note.
///
///     Query   := Clause*                        side by side: all of them (AND between them says the same)
///     Clause  := ["+" | "-" | NOT] Part (OR ["-" | NOT] Part)*     OR binds its neighbours tighter
///     Part    := Field? Word | Field? Word"*" | Field? Word"~" ["1" | "2"] | Field? '"' words '"' ["~" number] | Field? "(" Query ")"
///                | ("date:" | "since:" | "after:" | "before:") Date
///     Field   := title: author: comments: page: site: lang: path:
///
/// Without recursion: brackets are a stack.
public struct QueryParser {
    /// How deep brackets may lie in one another.
    public static let deepest = 64
    /// How many parts a query may have.
    public static let mostClauses = 1_024

    private struct Group {
        var clauses: [Query.Clause] = []
        /// Where the opening bracket stands; nil for the query itself.
        var range: Range<Int>?
        var field: QueryField
        /// What applies to the group as a part of the one around it.
        var outer: Pending

        mutating func add(_ query: Query, _ pending: Pending) {
            if pending.joins, let last = clauses.popLast() {
                // An excluded neighbour stays so within the alternative.
                let member = pending.occurrence == .excluded ? Query.all([Query.Clause(.excluded, query)]) : query
                var members: [Query] = [member]
                if case .any(let before) = last.query, pending.extendsAny {
                    members = before + members
                } else {
                    let first = last.occurrence == .excluded ? .all([last]) : last.query
                    members = [first] + members
                }
                let occurrence = last.occurrence == .required ? Query.Clause.Occurrence.required : .plain
                clauses.append(Query.Clause(occurrence, .any(members)))
            } else {
                clauses.append(Query.Clause(pending.occurrence, query))
            }
        }
    }

    /// What stands before the next part.
    private struct Pending {
        var occurrence = Query.Clause.Occurrence.plain
        var field: (name: String, range: Range<Int>)?
        /// OR stands before: it joins the clause before.
        var joins = false
        /// The clause before was made by OR itself, not by brackets.
        var extendsAny = false
        /// The operator that waits for its right side.
        var operation: QueryToken?
    }

    private var groups: [Group]
    private var pending = Pending()
    private var notes: [QueryNote]
    private var count = 0
    private var ignoredBrackets = 0
    private var lastWasOr = false

    /// Reads a query's text. Returns it with the notes, in the order of the text.
    public static func parse(_ text: String) -> (query: Query, notes: [QueryNote]) {
        let lexer = QueryLexer(text)
        var parser = QueryParser(notes: lexer.notes)
        for token in lexer.tokens { parser.take(token) }
        return parser.end(length: text.utf8.count)
    }

    /// Reads a query's text, and throws the first note.
    public static func parseStrictly(_ text: String) throws(QueryNote) -> Query {
        let (query, notes) = parse(text)
        if let first = notes.first { throw first }
        return query
    }

    private init(notes: [QueryNote]) {
        self.notes = notes
        groups = [Group(field: .text, outer: Pending())]
    }

    private mutating func take(_ token: QueryToken) {
        switch token.kind {
        case .and, .or, .not: takeOperator(token)
        case .plus: pending.occurrence = .required
        case .minus: pending.occurrence = .excluded
        case .field(let name): takeField(name, token.range)
        case .open: open(token.range)
        case .close: close(token.range)
        case .word(let text): takeWord(text, token.range)
        case .quoted(let text, let slop): takeQuoted(text, slop)
        }
    }

    private mutating func takeOperator(_ token: QueryToken) {
        let hasLeft = !(groups.last?.clauses.isEmpty ?? true)
        let isWaiting =
            pending.operation != nil && !(pending.operation?.kind == .or && token.kind == .not)
            && !(pending.operation?.kind == .and && token.kind == .not)
        guard hasLeft || token.kind == .not, !isWaiting, pending.field == nil else {
            return takeStray(token)
        }
        pending.operation = token
        switch token.kind {
        case .or:
            pending.joins = true
            pending.extendsAny = lastWasOr
        case .not: pending.occurrence = .excluded
        default: break
        }
    }

    private mutating func takeStray(_ token: QueryToken) {
        notes.append(QueryNote(fact: .strayOperator, range: token.range))
        let word = token.kind == .and ? "AND" : token.kind == .or ? "OR" : "NOT"
        add(.word(groups.last?.field ?? .text, word))
    }

    private mutating func takeField(_ name: String, _ range: Range<Int>) {
        // A name after a name is a word: path:site:x asks for the path "site:x" no one has; the first is the field.
        if let before = pending.field { add(.word(.text, before.name)) }
        pending.field = (name, range)
    }

    private mutating func takeWord(_ text: String, _ range: Range<Int>) {
        let named = pending.field
        if let named, QueryField(rawValue: named.name) == nil {
            if let bounds = DateBounds.range(named.name, text) { return add(.date(bounds)) }
            notes.append(QueryNote(fact: .notADate, range: named.range.lowerBound..<range.upperBound))
            return add(.word(.text, text))
        }
        let field = presentField
        if let (word, edits) = Self.fuzzy(text) { return add(.fuzzy(field, word, edits: edits)) }
        guard text.last == "*" else { return add(.word(field, text)) }
        let stem = String(text.dropLast(text.reversed().prefix { $0 == "*" }.count))
        guard !stem.isEmpty else {
            notes.append(QueryNote(fact: .straySign, range: range))
            pending = Pending()
            return
        }
        add(.prefix(field, stem))
    }

    /// A word of letters and digits with `~`, `~1` or `~2` behind it, and how many edits that means.
    private static func fuzzy(_ text: String) -> (word: String, edits: Int)? {
        guard let sign = text.lastIndex(of: "~") else { return nil }
        let word = text[..<sign]
        guard !word.isEmpty, word.allSatisfy({ $0.isLetter || $0.isNumber }) else { return nil }
        switch text[sign...] {
        case "~", "~1": return (String(word), 1)
        case "~2": return (String(word), 2)
        default: return nil
        }
    }

    private mutating func takeQuoted(_ text: String, _ slop: Int?) {
        if let named = pending.field, let bounds = DateBounds.range(named.name, text) { return add(.date(bounds)) }
        add(.phrase(presentField, text, slop: slop))
    }

    private var presentField: QueryField {
        pending.field.flatMap { QueryField(rawValue: $0.name) } ?? groups.last?.field ?? .text
    }

    private mutating func add(_ query: Query) {
        defer { pending = Pending() }
        guard count < Self.mostClauses else {
            if notes.last?.fact != .tooManyClauses {
                notes.append(QueryNote(fact: .tooManyClauses, range: 0..<0))
            }
            return
        }
        count += 1
        groups[groups.count - 1].add(query, pending)
        lastWasOr = pending.joins
    }

    // MARK: Brackets

    private mutating func open(_ range: Range<Int>) {
        guard groups.count <= Self.deepest else {
            if ignoredBrackets == 0 { notes.append(QueryNote(fact: .tooDeep, range: range)) }
            ignoredBrackets += 1
            return
        }
        groups.append(Group(range: range, field: presentField, outer: pending))
        pending = Pending()
        lastWasOr = false
    }

    private mutating func close(_ range: Range<Int>) {
        if ignoredBrackets > 0 {
            ignoredBrackets -= 1
            return
        }
        settlePending()
        guard groups.count > 1, let group = groups.popLast() else {
            notes.append(QueryNote(fact: .strayBracket, range: range))
            return
        }
        pending = group.outer
        guard !group.clauses.isEmpty else {
            pending = Pending()
            return
        }
        count -= 1
        add(Self.simplified(group.clauses))
        lastWasOr = false
    }

    /// An operator at the end of a group has nothing to join: it is a word.
    private mutating func settlePending() {
        guard let operation = pending.operation else {
            pending = Pending()
            return
        }
        pending = Pending()
        takeStray(operation)
    }

    private mutating func end(length: Int) -> (query: Query, notes: [QueryNote]) {
        ignoredBrackets = 0
        while groups.count > 1 {
            if let range = groups.last?.range { notes.append(QueryNote(fact: .unclosedBracket, range: range)) }
            close(length..<length)
        }
        settlePending()
        notes.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
        return (Self.simplified(groups[0].clauses), notes)
    }

    private static func simplified(_ clauses: [Query.Clause]) -> Query {
        // Brackets around what stands side by side among what stands side by side say nothing.
        let flat = clauses.flatMap { clause in
            guard clause.occurrence == .plain, case .all(let parts) = clause.query,
                !parts.contains(where: { $0.occurrence == .required })
            else { return [clause] }
            return parts
        }
        if flat.count == 1, flat[0].occurrence != .excluded { return flat[0].query }
        return .all(flat)
    }
}

import HZIndex

/// Reads a query. Every text is one: what can't be read as syntax is read as words or left out, with a note.
///
///     Query   := Clause*                        side by side: all of them (AND or && between them says the same)
///     Clause  := ["+" | "-" | NOT] Near (OR ["-" | NOT] Near)*     OR, or ||, binds its neighbours tighter
///     Near    := Part ("NEAR/"number Part)*                        tighter still
///     Part    := (Field? (Word | Word"*" | Wild | Word"~" ["1" | "2"] | '"' words '"' ["~" number] | "/"expression"/"
///                | "(" Query ")" | "*") | ("date:" | "since:" | "after:" | "before:") Date) ["^" number]
///     Field   := title: author: comments: page: site: lang: path:
///
/// Without recursion: brackets are a stack.
public struct QueryParser {
    /// How deep brackets may lie in one another.
    public static let deepest = 64
    /// How many parts a query may have.
    public static let mostClauses = 1_024
    /// How many of them may stand for words by a pattern, a prefix or edits.
    public static let mostPatterns = 128
    /// How many bytes of a query are read.
    public static let longest = 65_536

    private struct Group {
        var clauses: [Query.Clause] = []
        /// Where the opening bracket stands; nil for the query itself.
        var range: Range<Int>?
        var field: QueryField
        /// What applies to the group as a part of the one around it.
        var outer: Pending
        /// What `lastIsJoined` was before the bracket.
        var lastIsJoined: Bool?

        /// Puts another in the place of the part that was added last; `isJoined` where OR had joined it. False, and nothing
        /// done, where there is none.
        mutating func replaceLast(isJoined: Bool, _ change: (Query) -> Query?) -> Bool {
            guard let last = clauses.last else { return false }
            if isJoined, case .any(var members) = last.query, let member = members.last {
                guard let changed = change(member) else { return false }
                members[members.count - 1] = changed
                clauses[clauses.count - 1].query = .any(members)
                return true
            }
            guard let changed = change(last.query) else { return false }
            clauses[clauses.count - 1].query = changed
            return true
        }

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
        /// How near it must stand to the part before.
        var distance: Int?
    }

    private var groups: [Group]
    private var pending = Pending()
    private var notes: [QueryNote] = []
    private var count = 0
    private var ignoredBrackets = 0
    private var patterns = 0
    private var lastWasOr = false
    /// Whether OR joined the part that was added last, a bracket or not; nil where none was.
    private var lastIsJoined: Bool?

    /// Reads a query's text. Returns it with the notes, in the order of the text.
    public static func parse(_ text: String) -> (query: Query, notes: [QueryNote]) {
        let part = Self.shortened(text)
        var lexer = QueryLexer(part)
        var parser = QueryParser()
        while let token = lexer.next() { parser.take(token) }
        if !lexer.notes.isEmpty { parser.notes.insert(contentsOf: lexer.notes, at: 0) }
        let isShort = part.utf8.count < text.utf8.count
        if isShort { parser.notes.append(QueryNote(fact: .tooLong, range: part.utf8.count..<text.utf8.count)) }
        return parser.end(length: text.utf8.count)
    }

    /// As much of a text as is read.
    static func shortened(_ text: String) -> String {
        guard text.utf8.count > longest else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: longest)
        while end.samePosition(in: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
        return String(text[..<end])
    }

    /// Reads a query's text, and throws the first note.
    public static func parseStrictly(_ text: String) throws(QueryNote) -> Query {
        let (query, notes) = parse(text)
        if let first = notes.first { throw first }
        return query
    }

    private init() {
        groups = [Group(field: .text, outer: Pending())]
        groups[0].clauses.reserveCapacity(4)
    }

    private mutating func take(_ token: QueryToken) {
        switch token.kind {
        case .and, .or, .not: takeOperator(token)
        case .plus: pending.occurrence = .required
        case .minus: pending.occurrence = .excluded
        case .field(let name): takeField(name, token.range)
        case .open: open(token.range)
        case .close: close(token.range)
        case .near(let distance): takeNear(distance, token.range)
        case .boost(let factor): boostLast(by: factor)
        case .expression(let text): takeExpression(text, token.range)
        case .word(let text, let isPattern): takeWord(text, isPattern: isPattern, token.range)
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
        if token.isSign {
            // What stood before it for a word is left out with it.
            (pending.field, pending.occurrence) = (nil, .plain)
            return notes.append(QueryNote(fact: .straySign, range: token.range))
        }
        notes.append(QueryNote(fact: .strayOperator, range: token.range))
        let word: String
        switch token.kind {
        case .and: word = "AND"
        case .or: word = "OR"
        case .near(let distance): word = "NEAR/\(distance)"
        default: word = "NOT"
        }
        add(.word(groups.last?.field ?? .text, word))
    }

    private mutating func takeNear(_ distance: Int, _ range: Range<Int>) {
        let token = QueryToken(kind: .near(distance), range: range)
        let isFree = pending.operation == nil && pending.distance == nil && pending.field == nil
        guard isFree, pending.occurrence == .plain, groups.last?.clauses.isEmpty == false else {
            return takeStray(token)
        }
        pending.operation = token
        pending.distance = distance
    }

    /// Joins a part to the one before, where both can stand near something.
    private mutating func join(_ query: Query, within distance: Int) -> Bool {
        guard let field = query.nearField, let isJoined = lastIsJoined, pending.occurrence == .plain else {
            return false
        }
        return groups[groups.count - 1].replaceLast(isJoined: isJoined) { last in
            guard last.nearField == field else { return nil }
            if case .near(_, let before, let distances) = last {
                return .near(field, before + [query], distances: distances + [distance])
            }
            return .near(field, [last, query], distances: [distance])
        }
    }

    private mutating func boostLast(by factor: Float) {
        guard let isJoined = lastIsJoined else { return }
        _ = groups[groups.count - 1].replaceLast(isJoined: isJoined) { .boosted($0, by: factor) }
    }

    private mutating func takeExpression(_ text: String, _ range: Range<Int>) {
        do throws(TermPattern.Fault) {
            _ = try TermPattern(expression: text)
            add(.pattern(presentField, text, isExpression: true), range)
        } catch {
            notes.append(QueryNote(fact: error == .tooLarge ? .largePattern : .badExpression, range: range))
            add(.word(presentField, text))
        }
    }

    private mutating func takeField(_ name: String, _ range: Range<Int>) {
        // A name after a name is a word: path:site:x asks for the path "site:x" no one has; the first is the field.
        if let before = pending.field { add(.word(.text, before.name)) }
        pending.field = (name, range)
    }

    private mutating func takeWord(_ text: String, isPattern: Bool, _ range: Range<Int>) {
        let named = pending.field
        if let named, QueryField(rawValue: named.name) == nil {
            if let bounds = DateBounds.range(named.name, text) { return add(.date(bounds)) }
            notes.append(QueryNote(fact: .notADate, range: named.range.lowerBound..<range.upperBound))
            return add(.word(.text, text))
        }
        let field = presentField
        guard isPattern else { return add(.word(field, text)) }
        if let (word, edits) = Self.edits(text) { return add(.fuzzy(field, word, edits: edits), range) }
        if field.indexField != nil, Self.hasWildcards(text) {
            if (try? TermPattern(wildcards: text)) != nil {
                return add(.pattern(field, text, isExpression: false), range)
            }
            notes.append(QueryNote(fact: .largePattern, range: range))
        }
        guard text.last == "*" else { return add(.word(field, text)) }
        let stem = String(text.dropLast(text.reversed().prefix { $0 == "*" }.count))
        guard !stem.isEmpty else {
            if field == .text, named == nil, pending.occurrence != .excluded { return add(.everything) }
            notes.append(QueryNote(fact: .straySign, range: range))
            pending = Pending()
            lastIsJoined = nil
            return
        }
        add(.prefix(field, stem), range)
    }

    /// Whether a word of letters and digits has wild cards: `*` before the end, or `?` between them.
    static func hasWildcards(_ text: String) -> Bool {
        guard text.unicodeScalars.first != "?" else { return false }
        var isWild = false
        var hasLetters = false
        var (afterStar, afterMark) = (false, false)
        for scalar in text.unicodeScalars {
            if scalar == "*" {
                afterStar = true
            } else if scalar == "?" {
                afterMark = true
            } else {
                let properties = scalar.properties
                guard properties.isAlphabetic || properties.numericType != nil || properties.isGraphemeExtend else {
                    return false
                }
                hasLetters = true
                isWild = isWild || afterStar || afterMark
            }
        }
        return isWild && hasLetters
    }

    /// A word of letters and digits with `~`, `~1` or `~2` behind it, and how many edits that means.
    static func edits(_ text: String) -> (word: String, edits: Int)? {
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

    /// Adds a part that stands for many words.
    private mutating func add(_ query: Query, _ range: Range<Int>) {
        guard patterns < Self.mostPatterns else {
            if patterns == Self.mostPatterns { notes.append(QueryNote(fact: .tooManyPatterns, range: range)) }
            patterns += 1
            pending = Pending()
            lastIsJoined = nil
            return
        }
        patterns += 1
        add(query)
    }

    private mutating func add(_ query: Query) {
        defer { pending = Pending() }
        guard count < Self.mostClauses else {
            lastIsJoined = nil
            if notes.last?.fact != .tooManyClauses {
                notes.append(QueryNote(fact: .tooManyClauses, range: 0..<0))
            }
            return
        }
        count += 1
        if let distance = pending.distance {
            if join(query, within: distance) { return }
            notes.append(QueryNote(fact: .strayNear, range: pending.operation?.range ?? 0..<0))
        }
        groups[groups.count - 1].add(query, pending)
        lastWasOr = pending.joins
        lastIsJoined = pending.joins
    }

    // MARK: Brackets

    private mutating func open(_ range: Range<Int>) {
        guard groups.count <= Self.deepest else {
            if ignoredBrackets == 0 { notes.append(QueryNote(fact: .tooDeep, range: range)) }
            ignoredBrackets += 1
            return
        }
        groups.append(Group(range: range, field: presentField, outer: pending, lastIsJoined: lastIsJoined))
        pending = Pending()
        lastWasOr = false
        lastIsJoined = nil
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
            lastIsJoined = nil
            return
        }
        count -= 1
        lastIsJoined = group.lastIsJoined
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
        // Sorting takes memory of its own.
        if notes.count > 1 {
            notes.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
        }
        return (Self.simplified(groups[0].clauses), notes)
    }

    private static func simplified(_ clauses: [Query.Clause]) -> Query {
        // Brackets around what stands side by side among what stands side by side say nothing.
        func inner(_ clause: Query.Clause) -> [Query.Clause]? {
            guard clause.occurrence == .plain, case .all(let parts) = clause.query else { return nil }
            return parts.contains { $0.occurrence == .required } ? nil : parts
        }
        let isNested = clauses.contains { inner($0) != nil }
        let flat = isNested ? clauses.flatMap { inner($0) ?? [$0] } : clauses
        if flat.count == 1, flat[0].occurrence != .excluded { return flat[0].query }
        return .all(flat)
    }
}

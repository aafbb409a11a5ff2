/// Reads the simple TOML of front matter: "name = value" pairs, of the top and of the tables that may tell of the article.
struct TOMLMembers {
    private var members: [FrontMatter.Member] = []
    private var table = ""
    /// A list that is not closed yet, and the name it belongs to.
    private var openList: (name: String, text: String)?
    /// What closes a text of several lines, and its member's place.
    private var openText: String?

    /// Nil where one of the lines is nothing that TOML has.
    static func read(_ lines: [String]) -> [FrontMatter.Member]? {
        var reader = TOMLMembers()
        for line in lines {
            guard reader.take(line.trimmed) else { return nil }
        }
        return reader.members
    }

    private mutating func take(_ line: String) -> Bool {
        if let mark = openText {
            extend(line, until: mark)
            return true
        }
        if let (name, text) = openList {
            openList = nil
            add(name, text + " " + line)
            return true
        }
        if line.isEmpty || line.hasPrefix("#") { return true }
        if line.hasPrefix("["), line.hasSuffix("]") {
            table = line.filter { $0 != "[" && $0 != "]" }.trimmed
            return true
        }
        guard let equals = line.firstIndex(of: "=") else { return false }
        let name = FrontMatterValue.unquoted(String(line[..<equals]))
        guard 1...40 ~= name.utf8.count, name.allSatisfy({ $0.isLetter || $0.isNumber || "_-.".contains($0) }) else {
            return false
        }
        add(name, String(line[line.index(after: equals)...]).trimmed)
        return true
    }

    /// Adds a value; tables tell of the article only where they are its parameters or its author.
    private mutating func add(_ name: String, _ value: String) {
        if FrontMatterValue.isOpenList(value) {
            openList = (name, value)
            return
        }
        let table = table.hasPrefix("params.") ? String(table.dropFirst(7)) : table == "params" ? "" : table
        let isAuthorsName = table.hasPrefix("author") && name == "name"
        let member = isAuthorsName ? "author" : table.isEmpty ? name : table + "." + name
        for mark in ["\"\"\"", "'''"] where value.hasPrefix(mark) {
            members.append(FrontMatter.Member(name: member, values: [""]))
            return extend(String(value.dropFirst(3)), until: mark)
        }
        members.append(FrontMatter.Member(name: member, values: FrontMatterValue.values(value)))
    }

    /// More of the text of several lines that the last member is.
    private mutating func extend(_ line: String, until mark: String) {
        let isLast = line.hasSuffix(mark)
        let text = isLast ? String(line.dropLast(3)) : line
        members[members.count - 1].values[0] = (members[members.count - 1].values[0] + " " + text).trimmed
        openText = isLast ? nil : mark
    }
}

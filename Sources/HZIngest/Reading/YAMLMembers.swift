/// Reads the simple YAML of front matter: "name: value" pairs, lists, folded and literal texts, one level deep.
struct YAMLMembers {
    private var members: [FrontMatter.Member] = []
    /// A text in lines of its own: ">" folds them.
    private var isText = false
    /// A list in brackets that is not closed yet.
    private var openList: String?

    /// Nil where one of the lines is nothing that front matter has.
    static func read(_ lines: [String]) -> [FrontMatter.Member]? {
        var reader = YAMLMembers()
        for line in lines {
            guard reader.take(line) else { return nil }
        }
        return reader.members
    }

    private mutating func take(_ line: String) -> Bool {
        let content = line.trimmed
        if content.isEmpty { return true }
        let isIndented = line.first == " " || line.first == "\t"
        if let open = openList {
            addToList(open + " " + content)
            return true
        }
        if isText, isIndented {
            extend(content)
            return true
        }
        isText = false
        if content.hasPrefix("#") { return true }
        if content == "-" || content.hasPrefix("- ") { return addItem(String(content.dropFirst(2))) }
        if isIndented { return !members.isEmpty && addNested(content) }
        guard let (name, value) = Self.pair(content) else { return false }
        members.append(FrontMatter.Member(name: name, values: []))
        begin(value)
        return true
    }

    /// Begins the value of the last member.
    private mutating func begin(_ value: String) {
        if value.isEmpty { return }
        if let mark = value.first, mark == ">" || mark == "|",
            value.dropFirst().allSatisfy({ "+-0123456789".contains($0) })
        {
            isText = true
        } else if FrontMatterValue.isOpenList(value) {
            openList = value
        } else {
            members[members.count - 1].values += FrontMatterValue.values(value)
        }
    }

    private mutating func addToList(_ text: String) {
        openList = FrontMatterValue.isOpenList(text) ? text : nil
        if openList == nil { members[members.count - 1].values += FrontMatterValue.values(text) }
    }

    private mutating func addItem(_ item: String) -> Bool {
        guard !members.isEmpty else { return false }
        if let (name, value) = Self.pair(item) {
            if name == "name" { members[members.count - 1].values += FrontMatterValue.values(value) }
        } else {
            members[members.count - 1].values += FrontMatterValue.values(item)
        }
        return true
    }

    /// A line that belongs to the member above: "name: Jane Roe", or more of its text.
    private mutating func addNested(_ content: String) -> Bool {
        if let (name, value) = Self.pair(content) {
            if name == "name" { members[members.count - 1].values += FrontMatterValue.values(value) }
        } else {
            extend(content)
        }
        return true
    }

    private mutating func extend(_ content: String) {
        let last = members.count - 1
        if let text = members[last].values.popLast() {
            members[last].values.append(text + " " + content)
        } else {
            members[last].values = [isText ? content : FrontMatterValue.unquoted(content)]
        }
    }

    /// A name of up to three words, a colon, and a space or nothing behind it.
    private static func pair(_ line: String) -> (name: String, value: String)? {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let rest = line[line.index(after: colon)...]
        guard rest.isEmpty || rest.first == " " || rest.first == "\t" else { return nil }
        let name = FrontMatterValue.unquoted(String(line[..<colon]))
        guard 1...40 ~= name.utf8.count, name.split(separator: " ").count <= 3,
            name.allSatisfy({ $0.isLetter || $0.isNumber || "_-. @/".contains($0) })
        else { return nil }
        return (name, String(rest).trimmed)
    }
}

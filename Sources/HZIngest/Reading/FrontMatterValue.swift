/// Reads the values of front matter: what YAML and TOML write alike.
enum FrontMatterValue {
    /// The values in `"text"`, `'text'`, `plain text # a comment` or `[a, "b, c"]`.
    static func values(_ text: String) -> [String] {
        let text = withoutComment(text).trimmed
        guard text.hasPrefix("["), text.hasSuffix("]"), text.utf8.count >= 2, !isLink(text) else {
            return [unquoted(text)]
        }
        return pieces(text.dropFirst().dropLast()).map { unquoted($0) }
    }

    /// Whether a list that begins in `text` goes on in the next line.
    static func isOpenList(_ text: String) -> Bool {
        let text = withoutComment(text).trimmed
        return text.hasPrefix("[") && !text.hasSuffix("]")
    }

    /// "[[Jane Roe]]", unless it holds several lists.
    private static func isLink(_ text: String) -> Bool {
        text.hasPrefix("[[") && text.hasSuffix("]]") && text.filter { $0 == "[" }.count == 2
    }

    /// Without quotation marks and what they escape.
    static func unquoted(_ text: String) -> String {
        let text = text.trimmed
        guard text.utf8.count >= 2, let mark = text.first, mark == text.last, mark == "\"" || mark == "'" else {
            return text
        }
        var output = ""
        var isEscaped = false
        for character in text.dropFirst().dropLast() {
            // YAML doubles the single mark.
            if !isEscaped, mark == "\"" ? character == "\\" : character == "'" {
                isEscaped = true
            } else {
                output.append(isEscaped && "nt".contains(character) ? " " : character)
                isEscaped = false
            }
        }
        return output.trimmed
    }

    /// What commas set apart, but for those inside quotation marks and brackets.
    private static func pieces(_ text: Substring) -> [String] {
        var pieces = [""]
        var quote: Character?
        var depth = 0
        for character in text {
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character == "[" {
                depth += 1
            } else if character == "]" {
                depth -= 1
            } else if character == ",", depth == 0 {
                pieces.append("")
                continue
            }
            pieces[pieces.count - 1].append(character)
        }
        return pieces.map(\.trimmed).filter { !$0.isEmpty }
    }

    /// Without " # …" at the end, outside of quotation marks.
    private static func withoutComment(_ text: String) -> String {
        guard text.contains("#") else { return text }
        var quote: Character?
        var before: Character = " "
        for index in text.indices {
            let character = text[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if (character == "\"" || character == "'") && !before.isLetter {
                quote = character
            } else if character == "#", before == " " || before == "\t" {
                return String(text[..<index])
            }
            before = character
        }
        return text
    }
}

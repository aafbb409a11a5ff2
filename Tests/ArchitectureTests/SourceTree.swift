import Foundation

/// The repository as the tests see it: files by path relative to its top.
struct SourceTree {
    /// The folder that holds Package.swift.
    let top: URL

    init() throws {
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while !FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path) {
            guard folder.path != "/" else { throw CocoaError(.fileNoSuchFile) }
            folder.deleteLastPathComponent()
        }
        top = folder
    }

    func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: top.appendingPathComponent(path).path)
    }

    func text(_ path: String) throws -> String {
        try String(contentsOf: top.appendingPathComponent(path), encoding: .utf8)
    }

    /// The files below `folder` whose name ends in `suffix`, sorted.
    func files(below folder: String, suffix: String) throws -> [String] {
        let base = top.appendingPathComponent(folder).path
        return try FileManager.default.subpathsOfDirectory(atPath: base)
            .filter { $0.hasSuffix(suffix) }
            .map { folder + "/" + $0 }
            .sorted()
    }

    /// The folders directly below `folder`, sorted.
    func folders(in folder: String) throws -> [String] {
        let url = top.appendingPathComponent(folder)
        return try FileManager.default.contentsOfDirectory(
            at: url,
            includingPropertiesForKeys: [.isDirectoryKey]
        )
        .filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
        .map(\.lastPathComponent)
        .sorted()
    }

    /// The modules that the Swift files below `folder` import.
    func imports(below folder: String) throws -> [(file: String, module: String)] {
        var found: [(file: String, module: String)] = []
        for file in try files(below: folder, suffix: ".swift") {
            for line in try text(file).split(separator: "\n") {
                var words = line.split(separator: " ")[...]
                while let word = words.first,
                    word.hasPrefix("@") || ["public", "package", "internal", "private"].contains(word)
                {
                    words.removeFirst()
                }
                guard words.first == "import", words.count >= 2 else { continue }
                words.removeFirst()
                if let kind = words.first,
                    ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"].contains(kind)
                {
                    words.removeFirst()
                }
                guard let module = words.first?.split(separator: ".").first else { continue }
                found.append((file, String(module)))
            }
        }
        return found
    }
}

/// Source text without comments and string literals, line by line, so that rules look at code alone.
func codeLines(_ text: String) -> [String] {
    var inText = false
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        if line.contains("\"\"\"") {
            if line.components(separatedBy: "\"\"\"").count % 2 == 0 { inText.toggle() }
            return ""
        }
        if inText { return "" }
        var code = ""
        var inString = false
        var previous: Character = " "
        for character in line {
            if character == "\"", previous != "\\" {
                inString.toggle()
            } else if !inString {
                if character == "/", previous == "/" {
                    code.removeLast()
                    break
                }
                code.append(character)
            }
            previous = character
        }
        return code
    }
}

import Foundation
import Testing

/// The walls of the house: imports point down, documents name files that exist, sources keep the house rules.
@Suite struct ArchitectureTests {
    private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// What each module of ours may import of ours.
    private let arrows: [String: Set<String>] = [
        "HZStorage": [], "HZAnalysis": [], "HZJSON": [],
        "HZIngest": ["HZJSON"],
        "HZIndex": ["HZAnalysis", "HZStorage"],
        "HZSearch": ["HZAnalysis", "HZIndex", "HZJSON"],
        "HZCollection": ["HZAnalysis", "HZIndex", "HZIngest", "HZStorage"],
        "HZClient": ["HZJSON", "HZSearch"],
        "HZDaemon": ["HZCollection", "HZIndex", "HZJSON", "HZSearch"],
        "HZCommandLine": ["HZClient", "HZIndex", "HZSearch"],
        "hzsearch": ["HZCommandLine"],
        "hzsearchd": ["HZCollection", "HZCommandLine", "HZDaemon", "HZIngest"],
    ]

    private func sources() throws -> [(module: String, path: String, lines: [Substring])] {
        let folder = root.appending(path: "Sources")
        var found: [(String, String, [Substring])] = []
        for case let path as String in try #require(FileManager.default.enumerator(atPath: folder.path))
        where path.hasSuffix(".swift") {
            let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
            let module = String(path.split(separator: "/")[0])
            found.append((module, path, text.split(separator: "\n", omittingEmptySubsequences: false)))
        }
        return found
    }

    @Test func importsPointDown() throws {
        for source in try sources() {
            let allowed = try #require(arrows[source.module], "\(source.module) is no room of ARCHITECTURE.md")
            for line in source.lines where line.contains("import ") && !line.hasPrefix("//") {
                let name = String(line.split(separator: " ").last ?? "")
                guard line.hasPrefix("import ") || line.hasPrefix("@"), arrows[name] != nil else { continue }
                #expect(allowed.contains(name), "\(source.path) imports \(name)")
            }
        }
    }

    @Test func librariesDoWithoutFoundation() throws {
        for source in try sources() {
            #expect(!source.lines.contains("import Foundation"), "\(source.path)")
        }
    }

    @Test func filesStaySmall() throws {
        for source in try sources() where !source.path.contains("/Tables/") {
            #expect(source.lines.count <= 400, "\(source.path) has \(source.lines.count) lines")
        }
    }

    @Test func sourcesHaveNoTrapsAndNoLeftovers() throws {
        let forbidden = ["fatalError(", "try!", "as! ", "TODO", "FIXME", "unsafeFlags"]
        for source in try sources() {
            for (number, line) in source.lines.enumerated() {
                for word in forbidden where line.contains(word) {
                    Issue.record("\(source.path):\(number + 1) has \(word)")
                }
            }
        }
    }

    @Test func everyPathThatADocumentNamesExists() throws {
        let pattern = try Regex(#"\b(?:Sources|Tests|docs|etc|Benchmarks|Scripts|corpus)/[A-Za-z0-9_./+-]*[A-Za-z0-9]"#)
        var documents = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"]
        documents += try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "docs").path)
            .map { "docs/" + $0 }
        for document in documents {
            let text = try String(contentsOf: root.appending(path: document), encoding: .utf8)
            for match in text.matches(of: pattern) {
                let path = String(text[match.range])
                #expect(
                    FileManager.default.fileExists(atPath: root.appending(path: path).path),
                    "\(document) names \(path)"
                )
            }
        }
    }
}

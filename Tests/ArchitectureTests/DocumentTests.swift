import Foundation
import Testing

/// Documents do not rot: what they name exists.
@Suite struct DocumentTests {
    static let documents = ["README.md", "ARCHITECTURE.md", "docs/API.md"]

    @Test func theDocumentsAreThere() throws {
        let tree = try SourceTree()
        for document in Self.documents {
            #expect(tree.exists(document), "\(document)")
        }
    }

    @Test func everyPathThatADocumentNamesExists() throws {
        let tree = try SourceTree()
        let documents = try tree.files(below: "docs", suffix: ".md") + Self.documents
        let path =
            /\b(?:Sources|Tests|docs|etc|Benchmarks|Scripts|Fuzz|corpus|examples)\/[A-Za-z0-9_.\/+-]*[A-Za-z0-9]/
        for document in Set(documents).sorted() where tree.exists(document) {
            for match in try tree.text(document).matches(of: path) {
                #expect(tree.exists(String(match.output)), "\(document) names \(match.output)")
            }
        }
    }

    @Test func everyModuleIsDescribed() throws {
        let tree = try SourceTree()
        let text = try tree.text("ARCHITECTURE.md")
        for module in try tree.folders(in: "Sources") {
            #expect(text.contains(module), "ARCHITECTURE.md does not speak of \(module)")
        }
    }

    @Test func everyRelativeLinkLeadsSomewhere() throws {
        let tree = try SourceTree()
        let link = /\]\((?<target>[^)#:\s]+)(?:#[^)]*)?\)/
        for document in try tree.files(below: "docs", suffix: ".md") + Self.documents
        where tree.exists(document) {
            let folder = (document as NSString).deletingLastPathComponent
            for match in try tree.text(document).matches(of: link) {
                let target = (folder as NSString).appendingPathComponent(String(match.output.target))
                #expect(tree.exists(target), "\(document) links to \(match.output.target)")
            }
        }
    }
}

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

    @Test func theTutorialIsTheExampleThatIsBuilt() throws {
        let tree = try SourceTree()
        let program = try tree.text("examples/embedded/Sources/articles/main.swift")
        let tutorial = try tree.text("Sources/HZSearch/HZSearch.docc/SearchYourArticles.md")
        #expect(tutorial.contains("```swift\n" + program + "```"))
        #expect(program.split(separator: "\n").count <= 20)
    }

    /// What DocC would warn of, where there is no docc: a link to something that is not declared.
    @Test(arguments: ["HZSearch", "HZIndex", "HZIngest"])
    func theCataloguesLinkToWhatIsDeclared(module: String) throws {
        let tree = try SourceTree()
        var declared: Set<String> = [module]
        for file in try tree.files(below: "Sources/" + module, suffix: ".swift") {
            let declaration =
                /public (?:[a-z]+ )*(?:struct|class|enum|protocol|var|let|func) (?<name>\w+)|case (?<case>\w+)/
            for match in try tree.text(file).matches(of: declaration) {
                declared.insert(String(match.output.name ?? match.output.case ?? ""))
            }
        }
        let catalogues = try tree.files(below: "Sources/\(module)/\(module).docc", suffix: ".md")
        #expect(!catalogues.isEmpty)
        for file in catalogues {
            for match in try tree.text(file).matches(of: /``(?<link>[A-Z][^`\n]*)``/) {
                for part in match.output.link.split(separator: "/") {
                    let name = String(part.prefix { $0 != "(" })
                    #expect(declared.contains(name), "\(file) links to \(match.output.link)")
                }
            }
            for match in try tree.text(file).matches(of: /<doc:(?<name>\w+)>/) {
                #expect(tree.exists("Sources/\(module)/\(module).docc/\(match.output.name).md"))
            }
        }
    }
}

import Foundation
import HZClient
import HZJSON
import HZSearch
import Testing

@testable import HZDaemon

/// docs/openapi.json is true.
@Suite struct OpenAPITests {
    private func description() throws -> JSONValue {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../docs/openapi.json")
        return try JSONValue(parsing: Array(Data(contentsOf: file)))
    }

    private func names(_ value: JSONValue?) -> [String] {
        guard case .object(let members)? = value else { return [] }
        return members.map(\.name)
    }

    @Test func itHasThePathsOfTheServer() throws {
        let paths = try #require(description()["paths"])
        #expect(names(paths) == Routes.endpoints.map(\.path))
        for endpoint in Routes.endpoints {
            #expect(names(paths[endpoint.path]) == [endpoint.method.rawValue.lowercased()])
        }
    }

    @Test func itHasTheCodesOfTheServer() throws {
        let codes = try description()["components"]?["schemas"]?["Error"]?["properties"]?["error"]?["properties"]?[
            "code"
        ]
        #expect(codes?["enum"]?.array?.compactMap(\.string) == ErrorCode.allCases.map(\.rawValue))
    }

    @Test func everyParameterOfItIsTakenAndEveryAnswerIsAsItSays() throws {
        let daemon = try TestDaemon(articles: 3)
        let description = try description()
        let schemas = try #require(description["components"]?["schemas"])
        for endpoint in Routes.endpoints where endpoint.method == .get {
            let operation = description["paths"]?[endpoint.path]?["get"]
            var target = endpoint.path
            for (place, parameter) in (operation?["parameters"]?.array ?? []).enumerated() {
                let name = try #require(parameter["name"]?.string)
                let example = [
                    "q": "robot", "id": "/articles/1.txt", "after": "1990", "title": "robot", "sort": "score",
                ]
                let value =
                    example[name] ?? parameter["schema"]?["default"].map { $0.string ?? "\($0.int ?? 0)" } ?? "1"
                // These would leave nothing to be found.
                if ["author", "author_name", "site", "language", "before", "not", "after"].contains(name) { continue }
                target += "\(place == 0 ? "?" : "&")\(name)=\(value)"
            }
            let response = try daemon.client.response(to: Array(target.utf8))
            #expect(response.status == 200, "\(target)")
            let content = operation?["responses"]?["200"]?["content"]
            guard let reference = content?["application/json"]?["schema"]?["$ref"]?.string else { continue }
            let schema = try #require(schemas[String(reference.split(separator: "/").last ?? "")])
            try check(JSONValue(parsing: response.body), schema, target)
        }
    }

    /// Objects have the members that are required, and no others than are described.
    private func check(_ value: JSONValue, _ schema: JSONValue, _ place: String) throws {
        if let items = schema["items"] {
            for item in value.array ?? [] { try check(item, items, place + "[]") }
        }
        guard let properties = schema["properties"], case .object(let members) = value else { return }
        let required = (schema["required"]?.array ?? []).compactMap(\.string)
        #expect(Set(required).isSubset(of: members.map(\.name)), "\(place)")
        for member in members {
            let known = properties[member.name]
            #expect(known != nil, "\(place).\(member.name)")
            if let known { try check(member.value, known, place + "." + member.name) }
        }
    }
}

import Foundation
import HZJSON
import HZStorage
import Testing

@testable import HZDaemon

/// Files of an index that are cut off under a running daemon.
@Suite struct TruncationTests {
    init() { MappedFile.surviveTruncation() }

    private func cutOff(_ kind: String, in folder: String) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        let path = folder + "/" + (try #require(names.first { $0.hasSuffix(".\(kind)") }))
        let isDone = unsafe truncate(path, 0) == 0
        #expect(isDone)
    }

    private func status(_ target: String, _ client: inout RawClient) throws -> Int {
        try client.send(get(target))
        return Int(try #require(try client.receive()).status)
    }

    private static let phrase = "/v1/search?q=%22robot+called%22"

    @Test(arguments: ["terms", "postings", "positions", "store", "columns"], [false, true])
    func aFileThatIsCutOffIsAnErrorAndTheDaemonLives(kind: String, isWarm: Bool) throws {
        let daemon = try TestDaemon(articles: 300) { $0.answerMemory = 0 }
        var client = try RawClient(daemon)
        if isWarm { #expect(try status(Self.phrase, &client) == 200) }
        try cutOff(kind, in: daemon.folder)
        #expect(try status(Self.phrase, &client) == 500)
        #expect(try status("/v1/status", &client) == 200)
        // What reads no file that was cut off may be answered; nothing may be answered wrongly.
        try client.send(get("/v1/search?q=number7"))
        let response = try #require(try client.receive())
        if response.status == 200 {
            let hits = try #require(JSONValue(parsing: response.body)["hits"]?.array)
            #expect(hits.first?["id"]?.string == "/articles/7.txt")
        } else {
            #expect(response.status == 500)
        }
    }

    @Test func anIndexMadeAnewIsServedWithoutRestart() throws {
        let daemon = try TestDaemon(articles: 300) { $0.answerMemory = 0 }
        var client = try RawClient(daemon)
        try cutOff("postings", in: daemon.folder)
        #expect(try status(Self.phrase, &client) == 500)
        for name in try FileManager.default.contentsOfDirectory(atPath: daemon.folder) where name != "d.sock" {
            try FileManager.default.removeItem(atPath: daemon.folder + "/" + name)
        }
        // The new commit has the number of the one that is lost.
        try TestDaemon.commit(0..<5, to: daemon.folder)
        #expect(try status(Self.phrase, &client) == 200)
        #expect(try JSONValue(parsing: daemon.client.status())["articles"]?.int == 5)
    }
}

import Foundation
import HZStorage
import Testing

@testable import HZCollection

@Suite struct IndexSourcesTests {
    @Test func whatIsWrittenIsReadBack() throws {
        let folder = try ScratchFolder()
        let directory = try FileSystemDirectory(creating: folder.path + "/index")
        #expect(IndexSources(of: directory).all.isEmpty)
        var sources = IndexSources()
        sources.add(["/b \"quoted\"", "/a\u{1B}"], UpdateOptions())
        try sources.write(to: directory)
        #expect(IndexSources(of: directory) == sources)
        sources.add(["/c"], UpdateOptions())
        try sources.write(to: directory)
        #expect(IndexSources(of: directory).all.map(\.path) == ["/a\u{1B}", "/b \"quoted\"", "/c"])
    }

    @Test func whatLiesBelowAnotherIsNotKeptTwice() {
        var sources = IndexSources()
        sources.add(["/a/b", "/a/c", "/ab"], UpdateOptions())
        sources.add(["/a"], UpdateOptions())
        sources.add(["/a/d"], UpdateOptions())
        #expect(sources.all.map(\.path) == ["/a", "/ab"])
        var hidden = UpdateOptions()
        hidden.walking.includesHidden = true
        sources.add(["/a/d"], hidden)
        #expect(sources.all.map(\.path) == ["/a", "/a/d", "/ab"])
    }

    @Test(arguments: ["", "{", "[]", "{\"sources\":3}", "{\"sources\":[{\"path\":\"relative\"},{\"path\":7},null]}"])
    func aDamagedListIsNoList(text: String) throws {
        let folder = try ScratchFolder()
        let directory = try FileSystemDirectory(creating: folder.path + "/index")
        try Data(text.utf8).write(to: URL(fileURLWithPath: directory.path + "/" + IndexSources.fileName))
        #expect(IndexSources(of: directory).all.isEmpty)
    }
}

import Foundation
import Testing

@testable import HZCollection

@Suite struct RootPathsTests {
    @Test func whatDoesNotExistHasThePathThatItWouldHave() throws {
        let scratch = try ScratchFolder()
        let here = FileManager.default.currentDirectoryPath
        try FileManager.default.createSymbolicLink(atPath: scratch.path + "/link", withDestinationPath: scratch.files)
        let expected = [
            scratch.files + "/gone": scratch.files + "/gone",
            scratch.files + "/gone//": scratch.files + "/gone",
            scratch.path + "/link/gone": scratch.files + "/gone",
            "/no such folder": "/no such folder",
            "/no such folder/gone/": "/no such folder/gone",
            "gone from here": here + "/gone from here",
            "no such folder/gone": here + "/no such folder/gone",
            "": "",
        ]
        for (given, path) in expected {
            let roots = RootPaths([given])
            #expect(roots.paths == [path] && roots.missing == [path], "\(given)")
        }
    }

    @Test func aFolderIsNotTakenForAnotherWhoseNameItBegins() {
        #expect(RootPaths.isBelow("/a/b", "/a") && RootPaths.isBelow("/a", "/a") && RootPaths.isBelow("/a", "/"))
        #expect(!RootPaths.isBelow("/ab", "/a") && !RootPaths.isBelow("/", "/a"))
        #expect(RootPaths(exactly: ["/"]).cover("/a/b") && RootPaths(exactly: ["/"]).cover("/"))
    }
}

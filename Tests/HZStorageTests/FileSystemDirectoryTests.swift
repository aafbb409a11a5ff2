import Foundation
import Testing

@testable import HZStorage

@Suite struct FileSystemDirectoryTests {
    private func withDirectory(_ body: (String) throws -> Void) throws {
        let path = NSTemporaryDirectory() + "hz-" + SegmentID.random().name
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    @Test func filesAreWrittenReadRenamedAndRemoved() throws {
        try withDirectory { path in
            let directory = try FileSystemDirectory(creating: path + "/a/b")
            let writer = try FileWriter(
                directory: directory,
                name: "one",
                kind: FileKind("TEST"),
                format: 1,
                segment: .none
            )
            writer.write(bytes: [1, 2, 3])
            let digest = try writer.finish()
            try directory.rename("one", to: "two")
            try directory.sync()
            #expect(try directory.list() == ["two"])
            let count = unsafe try directory.open("two").bytes.count
            #expect(count == Int(digest.length))
            #expect(throws: StorageError.alreadyExists(file: path + "/a/b/two")) { _ = try directory.create("two") }
            try directory.remove("two")
            #expect(throws: StorageError.notFound(file: "two")) { _ = try directory.open("two") }
            #expect(throws: StorageError.notFound(file: "two")) { try directory.remove("two") }
            #expect(throws: StorageError.notFound(file: "two")) { try directory.rename("two", to: "one") }
            let mode = try FileManager.default.attributesOfItem(atPath: path + "/a")[.posixPermissions] as? Int
            #expect(mode == 0o700)
        }
    }

    @Test func theLockIsRefusedWithItsHolderAndFreedWithItsOwner() throws {
        try withDirectory { path in
            let directory = try FileSystemDirectory(creating: path)
            do {
                let lock = try directory.lock("write.lock")
                let expected = StorageError.locked(file: path + "/write.lock", holder: getpid())
                #expect(throws: expected) { _ = try directory.lock("write.lock") }
                withExtendedLifetime(lock) {}
            }
            _ = try directory.lock("write.lock")
        }
    }

    @Test func aLockIsFreeThoughAProcessBeingStartedHasACopyOfIt() throws {
        try withDirectory { path in
            let directory = try FileSystemDirectory(creating: path)
            var copies: [Int32] = []
            defer { for copy in copies { close(copy) } }
            do {
                let lock = try directory.lock("write.lock")
                for name in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
                    let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + name)
                    guard let target, target.hasSuffix(path.split(separator: "/").last! + "/write.lock") else {
                        continue
                    }
                    copies.append(dup(try #require(Int32(name))))
                    break
                }
                withExtendedLifetime(lock) {}
            }
            #expect(copies.count == 1)
            _ = try directory.lock("write.lock")
        }
    }

    @Test func linksAndFoldersAreNotOpened() throws {
        try withDirectory { path in
            let directory = try FileSystemDirectory(creating: path)
            try FileManager.default.createSymbolicLink(atPath: path + "/link", withDestinationPath: "/etc/passwd")
            try FileManager.default.createDirectory(atPath: path + "/folder", withIntermediateDirectories: false)
            for name in ["link", "folder"] {
                #expect(throws: StorageError.self) { _ = try directory.open(name) }
            }
        }
    }

    @Test func aDirectoryKnowsWhetherItsPathStillLeadsToIt() throws {
        try withDirectory { path in
            let files = FileManager.default
            let directory = try FileSystemDirectory(creating: path + "/index")
            #expect(directory.isAtItsPath)
            try files.moveItem(atPath: path + "/index", toPath: path + "/elsewhere")
            #expect(!directory.isAtItsPath)
            let other = try FileSystemDirectory(creating: path + "/index")
            #expect(other.isAtItsPath && !directory.isAtItsPath)
            try files.removeItem(atPath: path + "/index")
            #expect(!other.isAtItsPath)
            try files.moveItem(atPath: path + "/elsewhere", toPath: path + "/index")
            #expect(directory.isAtItsPath)
        }
    }

    @Test func whatTheSystemRefusesIsNamed() throws {
        try withDirectory { path in
            let directory = try FileSystemDirectory(creating: path)
            try Data().write(to: URL(fileURLWithPath: path + "/file"))
            try FileManager.default.createDirectory(atPath: path + "/folder", withIntermediateDirectories: true)
            let isFolder = StorageError.io(operation: "rename", path: path + "/file", errno: EISDIR)
            #expect(throws: isFolder) { try directory.rename("file", to: "folder") }
            #expect(throws: StorageError.io(operation: "unlink", path: path + "/folder", errno: EISDIR)) {
                try directory.remove("folder")
            }
            #expect(throws: StorageError.io(operation: "open", path: path + "/none", errno: ENOENT)) {
                _ = try FileSystemDirectory(opening: path + "/none")
            }
            let below = path + "/file/below"
            #expect(throws: StorageError.io(operation: "mkdir", path: below, errno: ENOTDIR)) {
                _ = try FileSystemDirectory(creating: below)
            }
            let long = String(repeating: "n", count: 300)
            let tooLong = StorageError.io(operation: "create", path: path + "/" + long, errno: ENAMETOOLONG)
            #expect(throws: tooLong) { _ = try directory.create(long) }
            #expect(throws: StorageError.io(operation: "lock", path: path + "/" + long, errno: ENAMETOOLONG)) {
                _ = try directory.lock(long)
            }
        }
    }

    @Test func errorNumbersMeanTheSameEverywhere() {
        for code in [ENOSPC, EDQUOT] { #expect(FileSystemDirectory.error("write", "/p", code) == .full(path: "/p")) }
        #expect(FileSystemDirectory.error("fsync", "/p", EROFS) == .readOnly(path: "/p"))
        for operation in ["create", "lock", "mkdir", "rename", "unlink"] {
            #expect(FileSystemDirectory.error(operation, "/p", EACCES) == .readOnly(path: "/p"))
        }
        let unreadable = StorageError.io(operation: "open", path: "/p", errno: EACCES)
        #expect(FileSystemDirectory.error("open", "/p", EACCES) == unreadable)
    }

    @Test func interruptedCallsAreMadeAgain() throws {
        var calls = 0
        let result = try FileSystemDirectory.retrying("open", "/p") {
            calls += 1
            errno = EINTR
            return calls < 3 ? -1 : 7
        }
        #expect(result == 7 && calls == 3)
    }
}

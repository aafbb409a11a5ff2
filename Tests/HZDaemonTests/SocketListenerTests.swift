import Foundation
import HZClient
import Testing

@testable import HZDaemon

@Suite struct SocketListenerTests {
    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func theSocketAndItsFolderArePrivate() throws {
        let folder = try TestDaemon.scratch() + "/run"
        let listener = try SocketListener(path: folder + "/s")
        defer { close(listener.descriptor) }
        #expect(try mode(folder + "/s") == 0o600)
        #expect(try mode(folder) == 0o700)
    }

    @Test func aSecondDaemonIsRefusedByTheFirstOnesProcess() throws {
        let path = try TestDaemon.scratch() + "/s"
        let listener = try SocketListener(path: path)
        defer { close(listener.descriptor) }
        #expect(throws: DaemonError.alreadyRunning(socket: path, process: getpid())) { try SocketListener(path: path) }
    }

    @Test func aDeadDaemonsSocketIsTakenOver() throws {
        let path = try TestDaemon.scratch() + "/s"
        close(try SocketListener(path: path).descriptor)
        #expect(FileManager.default.fileExists(atPath: path))
        let listener = try SocketListener(path: path)
        defer { close(listener.descriptor) }
        let stream = try UnixStream(connectingTo: UnixSocketAddress(path: path), seconds: 5)
        #expect(stream.peer?.process == getpid())
    }

    @Test func whatIsNotASocketIsLeftAlone() throws {
        let path = try TestDaemon.scratch() + "/s"
        try "precious".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(throws: DaemonError.notASocket(path: path)) { try SocketListener(path: path) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
    }

    @Test func aPathThatIsTooLongIsSaidSo() throws {
        let path = "/tmp/" + String(repeating: "x", count: 103)
        #expect(throws: DaemonError.address(.pathTooLong(socket: path, bytes: 108, limit: 107))) {
            try SocketListener(path: path)
        }
    }

    @Test func aReplacedSocketIsNotRemovedByItsFormerOwner() throws {
        let path = try TestDaemon.scratch() + "/s"
        let first = try SocketListener(path: path)
        close(first.descriptor)
        let second = try SocketListener(path: path)
        defer { close(second.descriptor) }
        first.remove()
        #expect(FileManager.default.fileExists(atPath: path))
        second.remove()
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func ofManyDaemonsStartingAtOnceOneWins() async throws {
        let path = try TestDaemon.scratch() + "/s"
        for _ in 0..<20 {
            close(try SocketListener(path: path).descriptor)
            let winners = await withTaskGroup(of: Int32?.self) { group in
                for _ in 0..<8 { group.addTask { (try? SocketListener(path: path))?.descriptor } }
                return await group.reduce(into: [Int32]()) { if let won = $1 { $0.append(won) } }
            }
            #expect(winners.count == 1)
            for descriptor in winners { close(descriptor) }
        }
    }
}

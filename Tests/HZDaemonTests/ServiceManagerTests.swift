import Foundation
import HZClient
import Testing

@testable import HZDaemon

/// What the units in etc/ promise.
@Suite struct ServiceManagerTests {
    private func unit(_ name: String) throws -> String {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "../../etc/" + name
        )
        return try String(contentsOf: file, encoding: .utf8)
    }

    @Test func withoutAServiceManagerThereIsNoSocketOfIts() {
        #expect(SocketListener(ofServiceManager: ()) == nil)
    }

    @Test func theSocketOfTheUnitIsWhereClientsLook() throws {
        let index = "/home/me/.local/share/hzsearch"
        let place = "ListenStream=" + (DaemonSocket.places(index: index, runtimeFolder: nil).last ?? "")
        #expect(try unit("hzsearch.socket.in").replacing("%h", with: "/home/me").contains(place + "\n"))
        #expect(try unit("hzsearch.service.in").contains("--index %h/.local/share/hzsearch\n"))
    }

    @Test(arguments: ["hzsearch", "hzsearch-system"])
    func theUnitsAreHardened(name: String) throws {
        let service = try unit(name + ".service.in")
        for line in [
            "Type=notify", "NoNewPrivileges=yes", "CapabilityBoundingSet=", "ProtectSystem=strict",
            "MemoryDenyWriteExecute=yes", "SystemCallFilter=@system-service", "RestrictNamespaces=yes",
        ] {
            #expect(service.split(separator: "\n").contains(Substring(line)), "\(line)")
        }
        #expect(try unit(name + ".socket.in").contains("SocketMode=0600\n"))
    }
}

import Glibc
import HZClient
import HZDaemon
import HZIndex
import HZStorage
import Logging
import NIOCore

/// A daemon in this process, which gets random bytes from one client after another.
final class FuzzDaemon: Sendable {
    /// The one daemon of this process.
    static let running = FuzzDaemon()

    private let address: UnixSocketAddress
    private let server: HTTPServer

    private init() {
        let folder = "/dev/shm/hzfuzz-\(getpid())"
        do {
            let writer = try IndexWriter(directory: FileSystemDirectory(creating: folder))
            let inverter = writer.makeInverter()
            for number in 0..<20 {
                var document = Document(id: "/\(number)")
                document.title = "Robot \(number)"
                try inverter.add(document)
            }
            try writer.commit()
            address = try UnixSocketAddress(path: folder + "/d")
            var configuration = DaemonConfiguration(index: folder, socket: folder + "/d", software: "fuzz", cores: 1)
            configuration.idleLimit = .seconds(2)
            configuration.requestLimit = .seconds(2)
            let daemon = try Daemon(
                configuration: configuration,
                logger: Logger(label: "fuzz") { _ in SwiftLogNoOpLogHandler() }
            )
            // What feeds it blocks threads of Swift's pool; the server has threads of its own.
            server = daemon.makeServer()
            try server.start().wait()
        } catch {
            preconditionFailure("no daemon to begin with: \(error)")
        }
    }

    /// Sends bytes, and a sound request of another client behind them: that one must be answered.
    func feed(_ bytes: [UInt8]) {
        guard let hostile = try? UnixStream(connectingTo: address, seconds: 5) else {
            preconditionFailure("the daemon takes no connections")
        }
        try? hostile.write(bytes)
        guard let response = try? DaemonClient(socket: address.path, seconds: 5).response(to: Array("/v1/status".utf8)),
            response.status == 200
        else { preconditionFailure("the daemon answers nobody any more") }
    }
}

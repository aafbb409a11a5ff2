import Foundation
import HZClient
import Testing

@testable import HZDaemon

/// What a client makes of whoever answers at the socket.
@Suite struct DaemonClientTests {
    /// Answers one request with given bytes, then hangs up; without any, it never answers.
    private final class Impostor {
        let socket: String
        private let folder: String
        private let listener: SocketListener

        init(_ answer: String?) throws {
            folder = try TestDaemon.scratch()
            socket = folder + "/s"
            listener = try SocketListener(path: socket)
            let descriptor = listener.descriptor
            Thread.detachNewThread {
                _ = fcntl(descriptor, F_SETFL, 0)
                let client = accept(descriptor, nil, nil)
                var request = [UInt8](repeating: 0, count: 4096)
                _ = unsafe read(client, &request, request.count)
                guard let answer else { return }
                var left = Array(answer.utf8)[...]
                while !left.isEmpty {
                    let sent = unsafe send(client, Array(left), left.count, Int32(MSG_NOSIGNAL))
                    guard sent > 0 else { break }
                    left = left.dropFirst(sent)
                }
                close(client)
            }
        }

        deinit {
            listener.remove()
            try? FileManager.default.removeItem(atPath: folder)
        }
    }

    private func failure(_ impostor: Impostor, software: String? = nil, seconds: Int = 20) -> ClientError? {
        do throws(ClientError) {
            _ = try DaemonClient(socket: impostor.socket, software: software, seconds: seconds).status()
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        "", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfour", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", "HTTP/1.1 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 999 OK\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 200 OK\r\nnothing\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: " + String(repeating: "x", count: 70_000),
    ])
    func whatIsNoAnswerIsSaidToBeNone(answer: String) throws {
        let impostor = try Impostor(answer)
        #expect(failure(impostor) == .malformedResponse(socket: impostor.socket))
    }

    @Test func anAnswerOfAnotherVersionIsNotTaken() throws {
        for (field, found) in [("Server: hzsearch/0.0.1\r\n", "hzsearch/0.0.1"), ("", "")] {
            let impostor = try Impostor("HTTP/1.1 200 OK\r\n\(field)Content-Length: 2\r\n\r\n{}")
            #expect(failure(impostor, software: "hzsearch/9") == .otherVersion(socket: impostor.socket, found: found))
        }
    }

    @Test func aRefusalIsToldAsItWasMeant() throws {
        let body = #"{"error":{"code":"busy","message":"later"}}"#
        var impostor = try Impostor("HTTP/1.1 503 No\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
        #expect(failure(impostor) == .refused(status: 503, code: "busy", message: "later"))
        impostor = try Impostor("HTTP/1.1 500 No\r\nContent-Length: 4\r\n\r\noops")
        #expect(failure(impostor) == .refused(status: 500, code: "", message: ""))
    }

    @Test func whoNeverAnswersIsGivenUp() throws {
        let impostor = try Impostor(nil)
        #expect(failure(impostor, seconds: 1) == .timedOut(socket: impostor.socket))
    }

    @Test func nobodyAndNoSocketAreNoDaemon() throws {
        let folder = try TestDaemon.scratch()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = folder + "/file"
        #expect(FileManager.default.createFile(atPath: file, contents: nil))
        for path in [folder + "/none", file] {
            #expect(throws: ClientError.noDaemon(socket: path)) { try DaemonClient(socket: path).status() }
        }
        let long = folder + "/" + String(repeating: "x", count: 200)
        #expect(throws: ClientError.pathTooLong(socket: long, bytes: long.utf8.count, limit: 107)) {
            try DaemonClient(socket: long).status()
        }
    }
}

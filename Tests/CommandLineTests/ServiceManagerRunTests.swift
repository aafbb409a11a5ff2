import Foundation
import HZClient
import Testing

/// A daemon under a service manager: one that opens its socket, and is told how it is.
@Suite struct ServiceManagerRunTests {
    /// A Unix socket that is bound to a path.
    private func bound(_ path: String, _ kind: __socket_type) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(kind.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        #expect(try UnixSocketAddress(path: path).bind(descriptor) == 0)
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        #expect(unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size) == 0)
        return descriptor
    }

    /// Starts a daemon that finds a socket where systemd puts the first one.
    private func serve(_ scratch: Scratch, holding socket: Int32, _ variables: [String: String]) throws -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, socket, 3)
        let program = ProgramRun.programs.appendingPathComponent("hzsearch").path
        let line = "LISTEN_PID=$$ LISTEN_FDS=1 exec \(program) serve --log-level error -d \(scratch.path)/index"
        let environment = variables.merging(ProgramRun.building) { $1 }.merging(["HOME": scratch.path]) { $1 }
        var words: [UnsafeMutablePointer<CChar>?] = unsafe [strdup("sh"), strdup("-c"), strdup(line), nil]
        var settings: [UnsafeMutablePointer<CChar>?] = unsafe []
        for (name, value) in environment { unsafe settings.append(strdup(name + "=" + value)) }
        unsafe settings.append(nil)
        defer {
            for index in unsafe words.indices { unsafe free(words[index]) }
            for index in unsafe settings.indices { unsafe free(settings[index]) }
        }
        var process: pid_t = 0
        #expect(unsafe posix_spawn(&process, "/bin/sh", &actions, nil, &words, &settings) == 0)
        return process
    }

    private func message(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = unsafe recv(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    @Test(arguments: [true, false]) func aSocketThatIsHeldForItIsServedAndLeft(listens: Bool) throws {
        let scratch = try Scratch()
        try scratch.writeArticles()
        #expect(try ProgramRun(["index", "-q", "articles"], in: scratch).code == 0)
        let held = try bound(scratch.path + "/held", SOCK_STREAM)
        let manager = try bound(scratch.path + "/manager", SOCK_DGRAM)
        defer {
            close(held)
            close(manager)
        }
        if listens { #expect(listen(held, 8) == 0) }
        let process = try serve(scratch, holding: held, ["NOTIFY_SOCKET": scratch.path + "/manager"])
        #expect(message(manager) == "READY=1")
        // What does not listen is nothing to serve at: then it opens its own.
        let place = listens ? "held" : "index/hzsearch.sock"
        #expect(scratch.exists("index/hzsearch.sock") == !listens)
        #expect(try ProgramRun(["find", "-c", "robot", "--socket", place], in: scratch).output == "1\n")
        kill(process, SIGTERM)
        #expect(message(manager) == "STOPPING=1")
        var status: Int32 = -1
        #expect(unsafe waitpid(process, &status, 0) == process && status == 0)
        // It is the manager's, who keeps it for the next one.
        #expect(scratch.exists("held") && !scratch.exists("index/hzsearch.sock"))
    }
}

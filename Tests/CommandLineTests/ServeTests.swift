import Foundation
import HZJSON
import Testing

/// `hzsearch serve`: what it refuses, and what it does when it is told.
@Suite struct ServeTests {
    private func indexed() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.writeArticles()
        #expect(try ProgramRun(["index", "-q", "articles"], in: scratch).code == 0)
        return scratch
    }

    @Test func whatItCannotListenAtIsSaid() throws {
        let scratch = try indexed()
        let cases: [(Int32, [String], String)] = [
            (2, ["--http", "0.0.0.0:0"], "HZSEARCH_TOKEN"), (2, ["--http", "nonsense"], "--http"),
            (4, ["--socket", "articles/robot.md"], "is not a socket"),
            (4, ["--socket", String(repeating: "s", count: 200)], "107"), (3, ["-d", "nowhere"], "nowhere"),
            (4, ["--socket", "/proc/none/s"], "/proc/none"), (2, ["--keep-answers", "many"], "--keep-answers"),
        ]
        for (code, arguments, part) in cases {
            let run = try ProgramRun(["serve"] + arguments, in: scratch)
            #expect(run.code == code && run.errors.contains(part), "\(arguments): \(run.code) \(run.errors)")
        }
    }

    @Test func aPortThatIsTakenIsSaid() throws {
        let taken = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(taken) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(taken, $0, size) == 0 && listen(taken, 1) == 0 && getsockname(taken, $0, &size) == 0
            }
        }
        #expect(isBound)
        let place = "127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
        let scratch = try indexed()
        let run = try ProgramRun(["serve", "--http", place], in: scratch)
        #expect(run.code == 4 && run.errors.contains("\(place) can't be listened at: Address already in use\n"))
        #expect(!scratch.exists("index/hzsearch.sock"))
    }

    @Test func whatTheDaemonTellsOfADamagedIndexIsASentence() throws {
        let scratch = try indexed()
        let daemon = try RunningDaemon(in: scratch)
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/index")
        let newest = try #require(names.filter { $0.hasPrefix("manifest-") }.max())
        try scratch.write("no manifest", to: "index/" + newest.dropLast() + "9")
        let run = try ProgramRun(["status", "--daemon"], in: scratch)
        let failure = try JSONValue(parsing: Array(run.output.utf8))["failure"]?.string ?? ""
        #expect(failure.hasSuffix("remove \(scratch.path)/index and run hzsearch index again"), "\(run.output)")
        #expect(daemon.stop() == 0)
    }

    @Test func aHangupIsNoEndButLooksAtEverythingAnew() throws {
        let scratch = try indexed()
        let daemon = try RunningDaemon(in: scratch)
        try scratch.write("A zanzibar of articles", to: "articles/new.txt")
        kill(daemon.process.processIdentifier, SIGHUP)
        var found = ""
        for _ in 0..<400 where found != "1\n" {
            usleep(50_000)
            found = try ProgramRun(["find", "-c", "zanzibar", "--socket", "index/hzsearch.sock"], in: scratch).output
        }
        #expect(found == "1\n")
        #expect(daemon.stop() == 0)
    }

    @Test func whoIsToldToEndAsSoonAsItsSocketIsThereLeavesNone() throws {
        let scratch = try indexed()
        for _ in 0..<5 {
            let daemon = ProgramRun.process(["serve", "--log-level", "error"], in: scratch)
            daemon.standardError = FileHandle.nullDevice
            try daemon.run()
            while !scratch.exists("index/hzsearch.sock"), daemon.isRunning {}
            daemon.terminate()
            daemon.waitUntilExit()
            #expect(daemon.terminationReason == .exit && daemon.terminationStatus == 0)
            #expect(!scratch.exists("index/hzsearch.sock"))
        }
    }
}

import Foundation
import Testing

/// What the kernel refuses to a parsing process, tried by a program that is built beside the tests.
@Suite struct SandboxTests {
    private func probe(_ arguments: [String]) throws -> Process {
        let tests = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        let process = Process()
        process.executableURL = tests.deletingLastPathComponent().appendingPathComponent("SandboxProbe")
        process.arguments = arguments
        // A sanitizer looks for leaks from a thread of its own, which a confined process may not stop.
        process.environment = ["ASAN_OPTIONS": "detect_leaks=0"]
        try process.run()
        process.waitUntilExit()
        return process
    }

    @Test func aConfinedProcessReachesNoOtherByASignalOrALimit() throws {
        let process = try probe([])
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 0, "line \(process.terminationStatus) of the probe")
    }

    @Test func itMayEndItself() throws {
        let process = try probe(["abort"])
        #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGABRT)
    }
}

import Foundation
import Testing

@testable import HZStorage

/// Mapped files that are cut off.
@Suite struct LostPageTests {
    @Test func bytesThatAreGoneAreZerosAndTheFileSaysSo() throws {
        MappedFile.surviveTruncation()
        let path = NSTemporaryDirectory() + "hz-" + SegmentID.random().name
        defer { try? FileManager.default.removeItem(atPath: path) }
        let directory = try FileSystemDirectory(creating: path)
        for name in ["cut", "whole"] {
            let writer = try FileWriter(
                directory: directory,
                name: name,
                kind: FileKind("TEST"),
                format: 1,
                segment: .none
            )
            writer.write(bytes: [UInt8](repeating: 7, count: 100_000))
            _ = try writer.finish()
        }
        let cut = try open("cut", directory)
        let whole = try open("whole", directory)
        try cut.verify(0, 100)
        let before = MappedFile.lostPages
        let isCut = unsafe truncate(path + "/cut", 20_000) == 0
        #expect(isCut)
        #expect(!cut.hasLostPages)
        #expect(throws: StorageError.self) { try cut.verifyAll() }
        #expect(cut.hasLostPages)
        #expect(MappedFile.lostPages > before)
        try whole.verifyAll()
        #expect(!whole.hasLostPages)
        #expect(throws: StorageError.self) { _ = try open("cut", directory) }
    }

    private func open(_ name: String, _ directory: FileSystemDirectory) throws -> EnvelopedFile {
        try EnvelopedFile(directory: directory, name: name, kind: FileKind("TEST"), formats: 1...1, segment: .none)
    }
}

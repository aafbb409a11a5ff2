import Foundation
import Glibc
import Synchronization
import Testing

@testable import HZIngest

@Suite struct FileSourceTests {
    private func walked(_ path: String) throws -> WalkedFile {
        var walker = CorpusWalker(roots: [path])
        let next = walker.next()
        return try #require(next)
    }

    private func failure(_ file: WalkedFile, limit: Int = FileSource.defaultLimitBytes) -> IngestError? {
        do {
            _ = try FileSource.read(file, limit: limit)
            return nil
        } catch {
            return error
        }
    }

    @Test func aFileIsReadWhole() throws {
        let folder = try TemporaryFolder()
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let file = try walked(try folder.write("a.txt", bytes))
        let source = try FileSource.read(file)
        #expect(source.bytes == bytes)
        #expect(source.kind == .text)
        #expect(source.mtimeNanoseconds == file.mtimeNanoseconds)
        #expect(source.contentHash == ContentHash.hash(bytes))
    }

    @Test func filesOverTheLimitAreNotRead() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("a.txt", "12345")
        #expect(failure(try walked(path), limit: 4) == .skipped(.tooLarge))
        #expect(failure(try walked(path), limit: 5) == nil)
        unsafe #expect(truncate(path, 4 << 30) == 0)
        #expect(failure(try walked(path)) == .skipped(.tooLarge))
    }

    @Test func emptyAndVanishedAndReplacedFilesAreRefused() throws {
        let folder = try TemporaryFolder()
        let empty = try walked(try folder.write("empty.txt", ""))
        #expect(failure(empty) == .skipped(.empty))
        let path = try folder.write("gone.txt", "x")
        let file = try walked(path)
        unsafe #expect(unlink(path) == 0)
        #expect(failure(file) == .unreadable(path: path, errno: ENOENT))
        var inner = file
        inner.isRoot = false
        #expect(unsafe symlink("empty.txt", path) == 0)
        #expect(failure(inner) == .skipped(.symbolicLink))
        unsafe #expect(unlink(path) == 0)
        #expect(unsafe mkfifo(path, 0o600) == 0)
        #expect(failure(inner) == .skipped(.notRegular))
        unsafe #expect(unlink(path) == 0)
        try folder.makeFolder("gone.txt")
        #expect(failure(inner) == .skipped(.notRegular))
    }

    @Test func filesOfTheSystemThatHaveNoSizeAreLeftAlone() throws {
        #expect(failure(try walked("/proc/self/status")) == .skipped(.empty))
    }

    @Test func aFileThatChangesIsReadInOneVersionOrNotAtAll() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("a.txt", version(0))
        let file = try walked(path)
        let isDone = Atomic(false)
        // A writer that was held up within a version looks like one that has finished, as does one whose writes were
        // stamped by a clock that had stood still: nobody could tell.
        let longestPause = Atomic(0)
        let finished = Atomic(0)
        let writer = Thread {
            var number = 1
            while !isDone.load(ordering: .relaxed) {
                let bytes = self.version(number)
                let start = ContinuousClock.now
                let descriptor = unsafe open(path, O_WRONLY | (number % 3 == 0 ? O_TRUNC : 0))
                for start in stride(from: 0, to: bytes.count, by: 50_000) {
                    let piece = Array(bytes[start..<min(bytes.count, start + 50_000)])
                    _ = unsafe Glibc.write(descriptor, piece, piece.count)
                    longestPause.max(self.lagOfStamps(), ordering: .relaxed)
                }
                close(descriptor)
                longestPause.max(Int((ContinuousClock.now - start) / .milliseconds(1)), ordering: .relaxed)
                finished.add(1, ordering: .relaxed)
                number += 1
                if number % 8 == 0 { usleep(50_000) }
            }
        }
        writer.start()
        defer { isDone.store(true, ordering: .relaxed) }
        var versions = 0
        for attempt in 0..<2_000 {
            if attempt >= 60, versions > 0 { break }
            do {
                let bytes = try FileSource.read(file).bytes
                if Set(bytes).count > 1 {
                    let now = finished.load(ordering: .relaxed)
                    while finished.load(ordering: .relaxed) == now { usleep(1_000) }
                    #expect(longestPause.load(ordering: .relaxed) >= 10, "a mixture of versions")
                }
                versions += 1
            } catch {
                #expect(error == .skipped(.changedWhileRead) || error == .skipped(.empty))
            }
        }
        #expect(versions > 0)
    }

    /// Milliseconds by which the clock that stamps files is behind the other.
    private func lagOfStamps() -> Int {
        var (coarse, exact) = (timespec(), timespec())
        unsafe clock_gettime(CLOCK_REALTIME_COARSE, &coarse)
        unsafe clock_gettime(CLOCK_REALTIME, &exact)
        return (exact.tv_sec - coarse.tv_sec) * 1_000 + (exact.tv_nsec - coarse.tv_nsec) / 1_000_000
    }

    /// All versions have one length and are of one byte each, so that any mixture shows.
    private func version(_ number: Int) -> [UInt8] {
        [UInt8](repeating: UInt8(truncatingIfNeeded: 33 + number % 90), count: 200_000)
    }
}

@Suite struct ContentHashTests {
    @Test func theHashIsXXH64() {
        // From the specification's reference implementation, seed 0.
        let vectors: [(String, UInt64)] = [
            ("", 0xEF46_DB37_51D8_E999),
            ("a", 0xD24E_C4F1_A98C_6E5B),
            ("abc", 0x44BC_2CF5_AD77_0999),
            ("Nobody inspects the spammish repetition", 0xFBCE_A83C_8A37_8BF1),
        ]
        for (text, hash) in vectors { #expect(ContentHash.hash(Array(text.utf8)) == hash, "\(text)") }
    }

    @Test func everyByteMatters() {
        let bytes = (0..<75).map { UInt8($0) }
        let hash = ContentHash.hash(bytes)
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 0x10
            #expect(ContentHash.hash(changed) != hash)
        }
        #expect(ContentHash.hash(bytes + [0]) != hash)
    }
}

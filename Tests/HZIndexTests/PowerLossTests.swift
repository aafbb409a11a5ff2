import HZStorage
import HZTestSupport
import Testing

@testable import HZIndex

/// Power is lost at every moment of a run of commits, deletions and merges.
@Suite struct PowerLossTests {
    /// A run of three commits, one with deletions, and an optimize; each generation's documents by their ids.
    private func run(ignoringSync ignored: Int? = nil) throws -> (FaultDirectory, [UInt64: Set<String>]) {
        let directory = FaultDirectory(ignoringSync: ignored)
        var states: [UInt64: Set<String>] = [:]
        var corpus = TinyCorpus(seed: 9)
        let writer = try IndexWriter(directory: directory)
        let inverter = writer.makeInverter()
        var ids: Set<String> = []
        func commit(_ body: () throws(IndexError) -> Void) throws(IndexError) {
            // The state is known before the commit begins: a crash may show it or the one before.
            states[UInt64(states.count + 1)] = ids
            try body()
            directory.acknowledge(UInt64(states.count))
        }
        for batch in 0..<3 {
            for number in batch * 10..<batch * 10 + 12 {
                try inverter.add(corpus.document(number))
                ids.insert("doc-\(number)")
            }
            try commit { () throws(IndexError) in try writer.commit() }
        }
        for number in 0..<7 {
            writer.delete(id: "doc-\(number)")
            ids.remove("doc-\(number)")
        }
        try commit { () throws(IndexError) in try writer.commit() }
        try commit { () throws(IndexError) in try writer.optimize() }
        return (directory, states)
    }

    /// The documents of the commit that opens, all of them read.
    private func open(_ files: [String: [UInt8]]) throws -> (generation: UInt64, ids: Set<String>)? {
        let directory = MemoryDirectory(files: files)
        let snapshot: IndexSnapshot
        do {
            snapshot = try IndexSnapshot(directory: directory)
        } catch IndexError.noIndex {
            return nil
        }
        var ids: Set<String> = []
        for segment in snapshot.segments {
            try segment.reader.verifyAll()
            for document in 0..<segment.reader.documentCount where !segment.deleted.contains(document) {
                ids.insert(try segment.reader.document(document).id)
            }
        }
        return (snapshot.generation, ids)
    }

    /// Whether a state of the disk after so many operations or more is wrong: not openable, or not a commit at or after
    /// the acknowledged one.
    private func fails(
        _ directory: FaultDirectory,
        _ states: [UInt64: Set<String>],
        seeds: Int,
        from start: Int = 0
    ) -> Bool {
        let log = directory.log
        for length in start...log.count {
            let loss = PowerLoss(log.prefix(length))
            for (number, policy) in PowerLoss.Policy.allCases.enumerated() {
                let isCertain = policy == .dropUnsynced || policy == .keepAll
                for seed in 0..<(isCertain ? 1 : seeds) {
                    var random = SeededRandom(UInt64((length * 10 + number) * 1_000 + seed))
                    let files = loss.files(policy, random: &random)
                    do {
                        let found = try open(files)
                        let generation = found?.generation ?? 0
                        let isRight =
                            generation >= loss.acknowledged && generation <= loss.acknowledged + 1
                            && (found?.ids ?? []) == (states[generation] ?? [])
                        if !isRight { return true }
                    } catch {
                        return true
                    }
                }
            }
        }
        return false
    }

    @Test func everyStateOpensAtTheLastAcknowledgedCommitOrTheOneInFlight() throws {
        let (directory, states) = try run()
        #expect(!fails(directory, states, seeds: 4))
    }

    @Test func leavingOutAnySyncThatGuardsACommitIsNoticed() throws {
        let count = try run().0.syncCount
        var unnoticed: [Int] = []
        for ignored in 0..<count {
            let (directory, states) = try run(ignoringSync: ignored)
            if !fails(directory, states, seeds: 8) { unnoticed.append(ignored) }
        }
        // What a sweep removes may come back after a power loss: its sync only saves space, and nobody notices. The
        // run sweeps once, after each commit that replaces files.
        let sweeps = try sweepSyncs()
        #expect(unnoticed.allSatisfy { sweeps.contains($0) }, "\(unnoticed) of \(count), sweeps \(sweeps)")
    }

    /// The numbers of the syncs that follow removals.
    private func sweepSyncs() throws -> Set<Int> {
        var numbers: Set<Int> = []
        var count = 0
        var followsRemoval = false
        for operation in try run().0.log {
            switch operation {
            case .remove: followsRemoval = true
            case .syncFile, .syncDirectory:
                if followsRemoval { numbers.insert(count) }
                followsRemoval = false
                count += 1
            default: followsRemoval = false
            }
        }
        return numbers
    }

    @Test func whatAKilledWriterLeftIsSafeFromAPowerLossUnderTheNextOne() throws {
        var corpus = TinyCorpus(seed: 11)
        let documents = (0..<8).map { corpus.document($0) }
        let (few, all) = (Set(documents[..<4].map(\.id)), Set(documents.map(\.id)))
        var kill = 0
        var isKilled = true
        while isKilled {
            let directory = FaultDirectory()
            try add(documents[..<4], to: directory)
            directory.acknowledge(1)
            // Nothing that a killed writer would do any more gets through, its tidying up included.
            directory.fail(at: kill, errno: 5, forever: true)
            do {
                try add(documents[4...], to: directory)
                isKilled = false
            } catch {}
            directory.heal()
            let start = directory.log.count
            let next = try IndexWriter(directory: directory)
            // A run that finds nothing to do tells its user that all is in the index.
            directory.acknowledge(try next.commit())
            let inverter = next.makeInverter()
            for document in documents[4...] { try inverter.add(document) }
            directory.acknowledge(try next.commit())
            #expect(!fails(directory, [1: few, 2: all, 3: all], seeds: 6, from: start), "killed at \(kill)")
            kill += 1
        }
        #expect(kill > 15)
    }

    @Test func rollingBackAfterACommitThatFailedRemovesNothing() throws {
        var corpus = TinyCorpus(seed: 12)
        let documents = (0..<8).map { corpus.document($0) }
        let (few, all) = (Set(documents[..<4].map(\.id)), Set(documents.map(\.id)))
        var operation = 0
        var failed = true
        while failed {
            let directory = FaultDirectory()
            try add(documents[..<4], to: directory)
            directory.acknowledge(1)
            let writer = try IndexWriter(directory: directory)
            let inverter = writer.makeInverter()
            for document in documents[4...] { try inverter.add(document) }
            directory.fail(at: operation, errno: 5, forever: false)
            do {
                try writer.commit()
                failed = false
            } catch {}
            directory.heal()
            try writer.rollback()
            #expect(!fails(directory, [1: few, 2: all], seeds: 6), "failed at \(operation)")
            operation += 1
        }
        #expect(operation > 15)
    }

    @Test func aCommitThatCannotBeOpenedIsTheLastOfItsWriter() throws {
        var corpus = TinyCorpus(seed: 13)
        let directory = FaultDirectory()
        let writer = try IndexWriter(directory: directory)
        let inverter = writer.makeInverter()
        for number in 0..<4 { try inverter.add(corpus.document(number)) }
        try writer.commit()
        for number in 4..<8 { try inverter.add(corpus.document(number)) }
        directory.failOpeningAfterRename(errno: 24)
        #expect(throws: IndexError.self) { try writer.commit() }
        directory.heal()
        try inverter.add(corpus.document(8))
        #expect(throws: IndexError.closed) { try writer.commit() }
    }

    @Test func everyFailingOperationLeavesTheLastCommitAndTheNextWriterGoesOn() throws {
        var corpus = TinyCorpus(seed: 10)
        let documents = (0..<8).map { corpus.document($0) }
        for forever in [false, true] {
            var operation = 0
            while true {
                let directory = FaultDirectory()
                try add(documents[..<4], to: directory)
                directory.fail(at: operation, errno: 5, forever: forever)
                var failed = false
                do { try add(documents[4...], to: directory) } catch { failed = true }
                directory.heal()
                let after = try IndexSnapshot(directory: directory)
                #expect([4, 8].contains(after.articleCount) && (failed || after.articleCount == 8))
                try add(documents[4...], to: directory)
                #expect(try IndexSnapshot(directory: directory).articleCount == 8)
                let names = Set(try directory.list()).subtracting(["write.lock"])
                #expect(names == (try Manifest.newest(in: directory)?.fileNames))
                if !failed { break }
                operation += 1
            }
            #expect(operation > 15)
        }
    }

    private func add(_ documents: ArraySlice<Document>, to directory: FaultDirectory) throws {
        let writer = try IndexWriter(directory: directory)
        let inverter = writer.makeInverter()
        for document in documents { try inverter.add(document) }
        try writer.commit()
    }
}

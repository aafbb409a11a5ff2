import HZStorage
import HZTestSupport
import Testing

@testable import HZIndex

/// Lists of pairs against the positions of their words.
@Suite struct PairTests {
    private func writer(_ directory: MemoryDirectory = MemoryDirectory(), product: UInt64 = 1) throws -> IndexWriter {
        var options = IndexWriter.Options()
        options.leastPairProduct = product
        return try IndexWriter(directory: directory, options: options)
    }

    /// How often each document has one term right after another, by the positions of both.
    private func neighbours(
        _ reader: SegmentReader
    ) throws -> (pairs: [[UInt8]: [UInt32: UInt32]], frequencies: [[UInt8]: UInt64]) {
        var places: [UInt32: [UInt32: [UInt8]]] = [:]
        var frequencies: [[UInt8]: UInt64] = [:]
        var iterator = try reader.terms(from: .text)
        while try iterator.next(), iterator.key.first == Field.text.rawValue {
            let term = Array(iterator.key.dropFirst())
            frequencies[term] = UInt64(iterator.info.documentFrequency)
            var cursor = reader.cursor(iterator.info, arena: CursorArena())
            while cursor.next() != PostingCursor.exhausted {
                let positions = unsafe Array(cursor.positions().positions)
                for position in positions { places[cursor.document, default: [:]][position] = term }
            }
        }
        var pairs: [[UInt8]: [UInt32: UInt32]] = [:]
        for (document, terms) in places {
            for (position, second) in terms {
                guard position > 0, let first = terms[position - 1] else { continue }
                pairs[first + [0] + second, default: [:]][document, default: 0] += 1
            }
        }
        return (pairs, frequencies)
    }

    /// Expects the pairs of a segment to be those that the rule names, with the documents that positions give. How many
    /// there are.
    private func expectPairs(_ reader: SegmentReader) throws -> Int {
        let least = reader.dictionary.leastPairProduct
        var (expected, frequencies) = try neighbours(reader)
        for pair in expected.keys {
            let parts = pair.split(separator: 0, maxSplits: 1).map(Array.init)
            let product = (frequencies[parts[0]] ?? 0) * (frequencies[parts[1]] ?? 0)
            if least == 0 || product < least { expected[pair] = nil }
        }
        var found: [[UInt8]: [UInt32: UInt32]] = [:]
        var iterator = try reader.terms(from: .pairs)
        while try iterator.next(), iterator.key.first == Field.pairs.rawValue {
            var cursor = reader.cursor(iterator.info, arena: CursorArena())
            var list: [UInt32: UInt32] = [:]
            while cursor.next() != PostingCursor.exhausted {
                list[cursor.document] = cursor.frequency
                unsafe #expect(cursor.extra == 0 && cursor.positions().positions.isEmpty)
            }
            #expect(!cursor.isCorrupt)
            #expect(UInt64(list.values.reduce(0, +)) == iterator.info.occurrences)
            found[Array(iterator.key.dropFirst())] = list
        }
        #expect(found == expected)
        for (first, count) in frequencies {
            for (second, other) in frequencies {
                guard let one = try reader.find(.text, first), let two = try reader.find(.text, second) else {
                    continue
                }
                let isPair = least > 0 && count * other >= least
                switch try reader.pair((first, one), (second, two)) {
                case .unknown: #expect(!isPair)
                case .nowhere: #expect(isPair && expected[first + [0] + second] == nil)
                case .list(let info): #expect(Int(info.documentFrequency) == expected[first + [0] + second]?.count)
                }
            }
        }
        return found.count
    }

    @Test func randomAddsReplacementsDeletionsAndMergesGiveThePairsOfThePositions() throws {
        var count = 0
        for seed in UInt64(1)...8 {
            var random = SeededRandom(seed)
            var corpus = TinyCorpus(seed: seed)
            let writer = try writer(product: [1, 1, 40, 1 << 20][Int(seed % 4)])
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let inverter = writer.makeInverter()
                for _ in 0..<Int.random(in: 1...60, using: &random) {
                    try inverter.add(corpus.document(Int.random(in: 0..<120, using: &random)))
                    if Int.random(in: 0..<20, using: &random) == 0 { try inverter.finish() }
                }
                writer.delete(id: "doc-\(Int.random(in: 0..<120, using: &random))")
                try writer.commit()
                for segment in writer.snapshot?.segments ?? [] { count += try expectPairs(segment.reader) }
            }
            try writer.optimize()
            for segment in writer.snapshot?.segments ?? [] { count += try expectPairs(segment.reader) }
            if let snapshot = writer.snapshot { _ = try IndexChecker.check(snapshot) }
        }
        #expect(count > 1_000)
    }

    @Test func pairsAreFoundWhereverTheyStandInLongArticles() throws {
        var random = SeededRandom(9)
        let writer = try writer()
        let inverter = writer.makeInverter()
        for number in 0..<4 {
            var document = Document(id: "\(number)")
            for _ in 0..<3 {
                let start = document.text.count
                let words = (0..<Int.random(in: 4_000...9_000, using: &random)).map { _ in
                    ["stone", "tea", "lake", "w\(Int.random(in: 0..<30, using: &random))"].randomElement(using: &random)
                        ?? ""
                }
                document.text += Array(words.joined(separator: " ").utf8)
                document.blocks.append(Document.Block(zone: .main, start: start, end: document.text.count))
            }
            try inverter.add(document)
        }
        try writer.commit()
        let reader = try #require(writer.snapshot?.segments.first?.reader)
        #expect(try expectPairs(reader) > 100)
        try inverter.add(Document(id: "1"))
        try writer.commit()
        try writer.optimize()
        let merged = try #require(writer.snapshot?.segments.first?.reader)
        #expect(try expectPairs(merged) > 100)
    }

    @Test func longListsOfPairsSkipAndCountLikeAScan() throws {
        var corpus = TinyCorpus(seed: 31)
        let writer = try writer()
        let inverter = writer.makeInverter()
        for number in 0..<12_000 { try inverter.add(corpus.document(number)) }
        try writer.commit()
        let reader = try #require(writer.snapshot?.segments.first?.reader)
        #expect(try expectPairs(reader) > 50)
        let first = try #require(try reader.find(.text, Array("startup".utf8)))
        let second = try #require(try reader.find(.text, Array("dragon".utf8)))
        guard case .list(let info) = try reader.pair((Array("startup".utf8), first), (Array("dragon".utf8), second))
        else { return #expect(Bool(false), "no pair") }
        let norms = unsafe try #require(try reader.norms(.text))
        let arena = CursorArena()
        var scan = reader.cursor(info, arena: arena)
        var jumper = reader.cursor(info, arena: arena)
        #expect(info.documentFrequency > 300)
        while scan.next() != PostingCursor.exhausted {
            jumper.seekBlock(scan.document)
            let impacts = jumper.blockImpacts
            let norm = unsafe norms[Int(scan.document)]
            #expect((0..<4).contains { impacts.frequencyBound($0) >= scan.frequency && impacts.norm($0) <= norm })
            #expect(jumper.seek(scan.document) == scan.document && jumper.frequency == scan.frequency)
        }
    }

    @Test func theRuleKeepsWordsAndPairsWithinItsLimits() {
        let rule = PairRule(leastProduct: 1)
        let same = [UInt32](repeating: 500, count: 5_000)
        let product = rule.leastProduct(same, documents: 1_000)
        #expect(product > 250_000 && PairRule.partners(of: 500, among: same, product) == 0)
        let falling = (1...5_000).map { UInt32(100_000 / $0) }
        let least = rule.leastProduct(falling, documents: 100_000)
        let partners = falling.map { PairRule.partners(of: $0, among: falling, least) }
        #expect(partners[0] > 0 && partners.count { $0 > 0 } <= PairRule.mostWords)
        for (place, count) in partners.enumerated() {
            #expect(count == falling.count { UInt64($0) * UInt64(falling[place]) >= least })
        }
        #expect(rule.leastProduct([], documents: 0) >= 1 && rule.leastFrequency(documents: 0) >= 1)
        for frequency in falling where PairRule.partners(of: frequency, among: falling, least) > 0 {
            #expect(frequency >= rule.leastFrequency(documents: 100_000))
        }
    }

    @Test func aTermDictionaryOfTheFirstFormatHasNoPairs() throws {
        let directory = MemoryDirectory()
        var corpus = TinyCorpus(seed: 8)
        let writer = try writer(directory)
        let inverter = writer.makeInverter()
        for number in 0..<50 { try inverter.add(corpus.document(number)) }
        try writer.commit()
        let segment = try #require(writer.snapshot?.segments.first)
        #expect(try expectPairs(segment.reader) > 0)
        let name = "\(segment.reader.info.id.name).terms"
        let bytes = try #require(directory.files[name])
        let old = MemoryDirectory()
        let file = try FileWriter(
            directory: old,
            name: name,
            kind: TermDictionaryReader.kind,
            format: 1,
            segment: segment.reader.info.id
        )
        let end = segment.reader.dictionary.file.contentEnd - TermFormat.trailerGrowth
        file.write(bytes: Array(bytes[32..<end]))
        _ = try file.finish()
        let dictionary = try TermDictionaryReader(
            file: try EnvelopedFile(
                directory: old,
                name: name,
                kind: TermDictionaryReader.kind,
                formats: 1...TermDictionaryReader.format,
                segment: segment.reader.info.id
            )
        )
        #expect(dictionary.leastPairProduct == 0 && dictionary.termCount == segment.reader.dictionary.termCount)
        let word = Array("dragon".utf8)
        let info = try #require(try dictionary.find(.text, word))
        #expect(info.documentFrequency == (try segment.reader.find(.text, word))?.documentFrequency)
    }
}

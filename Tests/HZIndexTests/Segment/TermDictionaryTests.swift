import HZStorage
import HZTestSupport
import Testing

@testable import HZIndex

@Suite struct TermDictionaryTests {
    private func key(_ field: Field, _ term: [UInt8]) -> [UInt8] { [field.rawValue] + term }

    /// Random terms: words with common beginnings, binary ones, long ones, all prefixes of one.
    private func terms(_ count: Int, _ random: inout SeededRandom) -> [[UInt8]] {
        var found: Set<[UInt8]> = [[0], [0, 0], [255], [255, 255]]
        let long = (0..<255).map { _ in UInt8.random(in: 0...255, using: &random) }
        for length in 1...255 { found.insert(Array(long.prefix(length))) }
        while found.count < count {
            let stem = ["inter", "start", "ärzte", "x", ""].randomElement(using: &random) ?? ""
            let alphabet: ClosedRange<UInt8> = Bool.random(using: &random) ? 97...103 : 0...255
            let length = Int.random(in: 1...12, using: &random)
            let end = (0..<length).map { _ in UInt8.random(in: alphabet, using: &random) }
            found.insert(Array(stem.utf8) + end)
        }
        return found.sorted { $0.lexicographicallyPrecedes($1) }
    }

    private struct Sample {
        var segment: SegmentReader
        var keys: [[UInt8]] = []
        var formKeys: [[UInt8]] = []
        var samples: [[UInt8]: SampleTerm] = [:]
        var formTerms: [[UInt8]: [[UInt8]]] = [:]
    }

    private func sample(_ count: Int, seed: UInt64) throws -> Sample {
        var random = SeededRandom(seed)
        let documents = SegmentFixture.documents(300, &random)
        var all: [SampleTerm] = []
        var entries: [(field: Field, form: [UInt8], terms: [[UInt8]])] = []
        var sample = Sample(segment: try SegmentFixture.segment(documents, []))
        for field in [Field.text, .title, .site] {
            for term in terms(count, &random) {
                let isSmall = Int.random(in: 0..<10, using: &random) > 0
                let size = isSmall ? 1 : Int.random(in: 1...150, using: &random)
                let forms = field.isPositional && isSmall ? Int.random(in: 0...3, using: &random) : 0
                var made = SegmentFixture.term("", field: field, count: size, of: 300, formCount: forms, &random)
                made.term = term
                made.forms = (0..<forms).map { term + Array(String(repeating: "s", count: $0 + 1).utf8) }
                all.append(made)
                sample.keys.append(key(field, term))
                sample.samples[key(field, term)] = made
            }
        }
        for field in [Field.text, .title] {
            for form in terms(count / 2 + 300, &random) {
                let owners = (0..<Int.random(in: 1...3, using: &random)).map { Array(form.dropLast($0)) + [65] }
                entries.append((field, form, owners))
                sample.formKeys.append([field.rawValue | 0x80] + form)
                sample.formTerms[[field.rawValue | 0x80] + form] = owners
            }
        }
        sample.segment = try SegmentFixture.segment(documents, all, forms: entries)
        return sample
    }

    @Test func everyTermIsFound() throws {
        let sample = try sample(1_500, seed: 1)
        let dictionary = sample.segment.dictionary
        #expect(dictionary.termCount == sample.keys.count && dictionary.formCount == sample.formKeys.count)
        for (key, term) in sample.samples {
            let info = try #require(try sample.segment.find(term.field, term.term), "\(key)")
            #expect(Int(info.documentFrequency) == term.postings.count)
            #expect(info.formCount == term.forms.count)
            #expect(try SegmentFixture.read(info, term: term.term, of: sample.segment) == term)
            for (id, form) in term.forms.enumerated() {
                #expect(try sample.segment.formID(form, of: info, term: term.term) == id)
            }
            #expect(try sample.segment.formID([1, 2, 3], of: info, term: term.term) == nil)
        }
        for (key, owners) in sample.formTerms {
            let field = try #require(Field(rawValue: key[0] & 0x7F))
            #expect(try dictionary.terms(ofForm: Array(key.dropFirst()), field: field) == owners)
        }
    }

    @Test func absentTermsAreNotFound() throws {
        let sample = try sample(1_000, seed: 2)
        var random = SeededRandom(3)
        for _ in 0..<4_000 {
            guard var key = sample.keys.randomElement(using: &random) else { return }
            switch Int.random(in: 0..<4, using: &random) {
            case 0: key.append(UInt8.random(in: 0...255, using: &random))
            case 1: key[key.count - 1] &+= 1
            case 2: key[0] = UInt8.random(in: 0...8, using: &random)
            default: key.removeLast(min(key.count - 1, 2))
            }
            let field = try #require(Field(rawValue: key[0]))
            let found = try sample.segment.find(field, Array(key.dropFirst()))
            #expect((found != nil) == (sample.samples[key] != nil))
        }
        #expect(try sample.segment.find(.id, []) == nil)
        #expect(try sample.segment.find(.language, [255]) == nil)
        #expect(try sample.segment.dictionary.terms(ofForm: [1], field: .author) == [])
    }

    @Test func iterationGivesAllKeysInOrder() throws {
        let sample = try sample(1_000, seed: 4)
        var iterator = try sample.segment.dictionary.iterator(from: [])
        var keys: [[UInt8]] = []
        while try iterator.next() {
            keys.append(iterator.key)
            if iterator.isForm {
                #expect(try sample.segment.terms(of: iterator) == sample.formTerms[iterator.key])
            } else {
                let term = try #require(sample.samples[iterator.key])
                #expect(Int(iterator.info.documentFrequency) == term.postings.count)
                #expect(iterator.info.formCount == term.forms.count)
            }
        }
        #expect(keys == sample.keys + sample.formKeys)
        #expect(try !iterator.next())
    }

    @Test func seekingFindsTheFirstKeyNotBelow() throws {
        let sample = try sample(700, seed: 5)
        let keys = sample.keys + sample.formKeys
        var random = SeededRandom(6)
        for _ in 0..<2_000 {
            var key = keys.randomElement(using: &random) ?? []
            switch Int.random(in: 0..<5, using: &random) {
            case 0: key.append(UInt8.random(in: 0...255, using: &random))
            case 1: key.removeLast()
            case 2: key = (0..<3).map { _ in UInt8.random(in: 0...255, using: &random) }
            case 3: key[key.count - 1] &-= 1
            default: break
            }
            let expected = keys.firstIndex { !$0.lexicographicallyPrecedes(key) } ?? keys.count
            var iterator = try sample.segment.dictionary.iterator(from: key)
            for place in expected..<min(expected + 40, keys.count) {
                #expect(try iterator.next() && iterator.key == keys[place])
            }
            if expected + 40 >= keys.count { #expect(try !iterator.next()) }
        }
    }

    @Test func prefixesAreIterated() throws {
        let sample = try sample(1_500, seed: 7)
        for prefix in ["inter", "ä", "star", "i", "zzzz"] {
            let start = Array(prefix.utf8)
            var iterator = try sample.segment.terms(from: .text, start)
            var found: [[UInt8]] = []
            while try iterator.next(), iterator.key.starts(with: key(.text, start)) { found.append(iterator.key) }
            #expect(found == sample.keys.filter { $0.starts(with: key(.text, start)) })
        }
    }

    @Test func aSegmentWithoutTermsHasNone() throws {
        var random = SeededRandom(8)
        let segment = try SegmentFixture.segment(SegmentFixture.documents(3, &random), [])
        #expect(try segment.find(.text, [97]) == nil)
        var iterator = try segment.terms(from: .id)
        #expect(try !iterator.next())
        var forms = try segment.forms(from: .text)
        #expect(try !forms.next())
    }

    @Test func longTermsAndManyOfThemAreKept() throws {
        var random = SeededRandom(9)
        let documents = SegmentFixture.documents(40, &random)
        let terms = (0..<40).map { number in
            var term = SegmentFixture.term("", field: .source, count: 2, of: 40, &random)
            term.term = Array(String(repeating: "/a long path", count: 350).utf8) + [UInt8(number)]
            return term
        }
        let segment = try SegmentFixture.segment(documents, terms)
        for term in terms {
            let info = try #require(try segment.find(.source, term.term))
            #expect(try SegmentFixture.read(info, term: term.term, of: segment) == term)
        }
    }
}

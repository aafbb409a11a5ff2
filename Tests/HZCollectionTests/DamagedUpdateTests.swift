import Foundation
import HZIndex
import Testing

@testable import HZCollection

/// Updates of an index of which a file is damaged: whatever they read of it, they say so or go on rightly, and nothing of
/// the last commit is lost.
@Suite struct DamagedUpdateTests {
    private static let names = ["a.txt", "b.html", "c.txt"]

    /// An index of three articles, one of which changed since.
    private static func changedCollection() throws -> ScratchFolder {
        let scratch = try ScratchFolder()
        for name in names {
            try scratch.write("<p>Words of \(name), which are enough for an article of its own.", to: name)
        }
        try scratch.update()
        try scratch.write("<p>Other words of b, which are not those that it had before.", to: "b.html")
        return scratch
    }

    /// The segment's files of the last commit.
    private static func files(of scratch: ScratchFolder) throws -> [String] {
        try scratch.snapshot().segments.flatMap { $0.reader.info.files.map(\.name) }
    }

    @Test func aDamagedFileIsNamedOrDoesNoHarm() throws {
        let extent = try Self.files(of: Self.changedCollection()).count
        var found = 0
        for number in 0..<extent {
            for place in [0.1, 0.5, 0.9] {
                let scratch = try Self.changedCollection()
                let name = try Self.files(of: scratch)[number]
                let url = URL(fileURLWithPath: scratch.path + "/index/" + name)
                let sound = try Data(contentsOf: url)
                var damaged = sound
                damaged[Int(Double(sound.count) * place)] ^= 0x10
                try damaged.write(to: url)
                do {
                    try scratch.update()
                } catch let error as CollectionError {
                    found += 1
                    #expect("\(error)".contains(name), "\(name) at \(place): \(error)")
                    // Whoever puts the file back has all that was committed, and the next update goes on.
                    try sound.write(to: url)
                    #expect(try scratch.articles().count == Self.names.count)
                    try scratch.update()
                }
                let articles = try scratch.articles()
                #expect(Set(articles.keys) == Set(Self.names.map { scratch.files + "/" + $0 }), "\(name) at \(place)")
                let text = articles[scratch.files + "/b.html"].map { String(decoding: $0.text, as: UTF8.self) }
                #expect(text?.contains("Other words") == true, "\(name) at \(place)")
            }
        }
        #expect(found > 0, "updates read some of it")
    }

    @Test func aFileThatIsGoneIsNamed() throws {
        let scratch = try Self.changedCollection()
        for name in try Self.files(of: scratch) {
            let path = scratch.path + "/index/" + name
            let sound = try Data(contentsOf: URL(fileURLWithPath: path))
            try FileManager.default.removeItem(atPath: path)
            #expect(throws: CollectionError.self) { try scratch.update() }
            try sound.write(to: URL(fileURLWithPath: path))
        }
        try scratch.update()
        #expect(try scratch.articles().count == Self.names.count)
    }
}

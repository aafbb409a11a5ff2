import HZIndex
import HZStorage
import Testing

@testable import HZSearch

extension Document {
    /// An article of blocks of its main text.
    init(id: String, title: String = "", blocks: [String]) {
        self.init(id: id)
        self.title = title
        for block in blocks { append(block, in: .main) }
    }

    /// Adds a block behind the others.
    mutating func append(_ block: String, in zone: Zone) {
        let start = text.count
        text += block.utf8
        blocks.append(Block(zone: zone, start: start, end: text.count))
    }
}

extension Searcher {
    /// A searcher over articles in memory, each of the parts a segment of its own.
    convenience init(segments: [[Document]]) throws {
        let writer = try IndexWriter(directory: MemoryDirectory())
        for part in segments where !part.isEmpty {
            let inverter = writer.makeInverter()
            for document in part { try inverter.add(document) }
            try writer.commit()
        }
        self.init(snapshot: try #require(writer.snapshot))
    }
}

/// The numbers of the posting files' grammar, which stands at `PostingWriter`.
enum PostingFormat {
    /// Documents of a block, occurrences of a group.
    static let blockLength = 128
    /// Blocks that share one more Impacts in long lists.
    static let blocksPerSuper = 32
    /// Bytes per block of a skip table before the Impacts of super blocks; without frequencies the first two columns.
    static let skipLength = 24
    static let plainSkipLength = 8

    /// How many blocks `documents` fill.
    static func blockCount(_ documents: Int) -> Int {
        (documents &+ blockLength &- 1) / blockLength
    }

    /// How many super blocks a list of `blocks` has: none where the Impacts of the list say the same.
    static func superCount(_ blocks: Int) -> Int {
        blocks > blocksPerSuper ? (blocks &+ blocksPerSuper &- 1) / blocksPerSuper : 0
    }

    /// Where the skip table begins after blocks that end at `offset`.
    static func skipTableStart(_ offset: Int) -> Int {
        (offset &+ 3) & ~3
    }

    /// Bytes of the skip table of a list of two or more blocks.
    static func skipTableLength(_ blocks: Int, hasFrequencies: Bool) -> Int {
        hasFrequencies
            ? blocks &* skipLength &+ superCount(blocks) &* 8 &+ 8
            : blocks &* plainSkipLength
    }
}

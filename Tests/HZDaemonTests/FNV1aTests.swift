import HZClient
import Testing

@Suite struct FNV1aTests {
    /// Vectors of the authors: names of sockets and saved searches hold these for ever.
    @Test(arguments: [("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C), ("foobar", 0x8594_4171_F739_67E8)])
    func hashesAreThoseOfItsAuthors(text: String, hash: UInt64) {
        #expect(FNV1a.hash(text.utf8) == hash)
    }
}

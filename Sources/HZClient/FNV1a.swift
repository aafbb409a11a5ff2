/// FNV-1a, 64 bits (draft-eastlake-fnv): a hash that is the same on every machine and for ever, so that names and files may be
/// made of it. It protects nothing.
package enum FNV1a {
    /// The hash of bytes.
    package static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}

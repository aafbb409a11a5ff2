import HZAnalysis

/// Tokens on their way into their lists, by steps that each take all of them: an array a step. A loan of its memory is
/// a copy of its pointers.
@safe struct TokenBatch {
    /// How many tokens go together; no more than a byte can count.
    static let room = 128

    let tokens = UnsafeMutablePointer<RawToken>.allocate(capacity: room)
    let keys = UnsafeMutablePointer<UInt64>.allocate(capacity: room)
    let slots = UnsafeMutablePointer<Int>.allocate(capacity: room)
    let meanings = UnsafeMutablePointer<SurfaceTable.Meaning>.allocate(capacity: room)
    /// The places of the long words; one more is written than counts.
    let longs = UnsafeMutablePointer<UInt8>.allocate(capacity: room)

    /// Gives the memory back.
    func deallocate() {
        unsafe tokens.deallocate()
        unsafe keys.deallocate()
        unsafe slots.deallocate()
        unsafe meanings.deallocate()
        unsafe longs.deallocate()
    }
}

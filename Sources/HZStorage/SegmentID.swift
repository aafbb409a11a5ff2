/// The identity of one segment: 128 random bits, so that a file of another segment or index is recognized.
public struct SegmentID: Hashable, Sendable {
    /// The upper 64 bits; they name the segment's files.
    public let high: UInt64
    /// The lower 64 bits.
    public let low: UInt64

    /// An identity from its two halves.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A new identity from the system's random numbers.
    public static func random() -> SegmentID {
        SegmentID(high: .random(in: .min ... .max), low: .random(in: .min ... .max))
    }

    /// No segment: the identity of files that belong to the index as a whole.
    public static let none = SegmentID(high: 0, low: 0)

    /// Sixteen hexadecimal digits: the first part of the segment's file names.
    public var name: String {
        let digits = String(high, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

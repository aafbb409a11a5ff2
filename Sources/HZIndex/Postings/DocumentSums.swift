/// A number for each document of a segment, a byte each, so that the numbers of many documents stay near the processor;
/// what does not fit lies apart, where few documents have anything. A loan: whoever made it keeps the memory.
@safe public struct DocumentSums {
    /// The numbers; `full` where they are that or more.
    public let bytes: UnsafeMutablePointer<UInt8>
    /// What the numbers that are full exceed `full` by; else 0.
    public let excess: UnsafeMutablePointer<UInt32>

    /// The largest byte.
    @inlinable public static var full: UInt32 { 255 }

    /// Sums in memory that is all zeros, or holds sums.
    public init(bytes: UnsafeMutablePointer<UInt8>, excess: UnsafeMutablePointer<UInt32>) {
        unsafe self.bytes = unsafe bytes
        unsafe self.excess = unsafe excess
    }

    /// Those of the documents from one on.
    public func from(_ document: Int) -> DocumentSums {
        unsafe DocumentSums(bytes: bytes + document, excess: excess + document)
    }

    /// Adds to a document's number; what 32 bits can't hold wraps around.
    @inlinable
    @inline(__always)
    public func add(_ number: UInt32, to document: Int) {
        let room = unsafe Self.full - UInt32(bytes[document])
        if number <= room {
            unsafe bytes[document] &+= UInt8(truncatingIfNeeded: number)
        } else {
            unsafe bytes[document] = UInt8(Self.full)
            unsafe excess[document] &+= number - room
        }
    }

    /// A document's number, which becomes 0.
    @inlinable
    @inline(__always)
    public func take(_ document: Int) -> UInt32 {
        var number = unsafe UInt32(bytes[document])
        unsafe bytes[document] = 0
        if number == Self.full {
            unsafe number &+= excess[document]
            unsafe excess[document] = 0
        }
        return number
    }
}

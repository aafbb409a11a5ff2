import CHZSandbox
import Glibc

/// One end of the pair of sockets between a parsing process and the one that asks it. Closed with its owner.
struct ParseSocket: ~Copyable {
    let descriptor: Int32

    init(owning descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Both ends of a new pair; nil where the system has none.
    static func pair() -> (Int32, Int32)? {
        var ends: [Int32] = [-1, -1]
        guard unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0
        else { return nil }
        return (ends[0], ends[1])
    }

    /// Sends all bytes, with an open file if there is one; false where nobody receives.
    func send(_ bytes: [UInt8], file: Int32 = -1) -> Bool {
        unsafe bytes.withUnsafeBytes { unsafe chz_send(descriptor, $0.baseAddress, $0.count, file) } == 0
    }

    /// Receives exactly `count` bytes, and the file that comes with them, -1 for none; nil where nobody sends any more, or
    /// not all by `deadline`. The memory grows as bytes arrive, not as they are announced.
    func receive(_ count: Int, by deadline: ContinuousClock.Instant? = nil) -> (bytes: [UInt8], file: Int32)? {
        var bytes: [UInt8] = []
        var file: Int32 = -1
        while bytes.count < count {
            let step = min(count - bytes.count, 1 << 20)
            var failure: Int32 = 0
            var received: Int32 = -1
            // One more, as parts of milliseconds are lost twice: when this returns, the deadline must have passed.
            let left = deadline.map { max(0, Int64(($0 - .now) / .milliseconds(1)) + 2) } ?? -1
            bytes.append(addingCapacity: step) { output in
                unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
                    failure = unsafe chz_receive(descriptor, buffer.baseAddress, step, &received, left)
                    if failure == 0 { initialized = step }
                }
            }
            if received >= 0 {
                if file >= 0 { close(file) }
                file = received
            }
            guard failure == 0 else {
                if file >= 0 { close(file) }
                return nil
            }
        }
        return (bytes, file)
    }
}

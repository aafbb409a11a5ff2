import Glibc

/// A failed system call.
struct Errno: Error, Equatable {
    let code: Int32

    static var current: Errno { Errno(code: errno) }
}

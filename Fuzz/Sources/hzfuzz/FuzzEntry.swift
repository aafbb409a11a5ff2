import Glibc
import HZFuzzing

/// The target that HZ_FUZZ_TARGET names; HTML where it names none.
private let target: FuzzTarget = {
    guard let name = unsafe getenv("HZ_FUZZ_TARGET") else { return .html }
    return unsafe FuzzTarget(rawValue: String(cString: name)) ?? .html
}()

/// libFuzzer's entry.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: count))
    target.feed(bytes)
    return 0
}

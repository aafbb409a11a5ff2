/// What the system says of this process's memory.
enum MemoryUse {
    /// The most memory that was resident at any time, in bytes: `VmHWM` of proc(5).
    static func peak() -> Int { field("VmHWM:") }

    /// Resident memory that no file backs, in bytes: `RssAnon` of proc(5).
    static func anonymous() -> Int { field("RssAnon:") }

    private static func field(_ name: String) -> Int {
        var value = 0
        guard let file = try? InputFile("/proc/self/status") else { return 0 }
        try? file.forEachLine { line in
            let words = String(decoding: line, as: UTF8.self).split { $0 == " " || $0 == "\t" }
            if words.count >= 2, words[0] == name { value = (Int(words[1]) ?? 0) << 10 }
        }
        return value
    }
}

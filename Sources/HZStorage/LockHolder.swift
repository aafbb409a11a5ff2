import Glibc

/// Who holds the writer's lock, for messages.
enum LockHolder {
    /// The process that holds the lock on an open file, or nil where nobody can tell.
    ///
    /// The kernel's own table is right at any moment. Where it does not show the process (another machine's, another
    /// namespace's), the file's text is asked: the holder writes its number there after it took the lock.
    static func process(of file: Int32) -> Int32? {
        kernelsAnswer(file) ?? writtenNumber(file)
    }

    /// A line of proc(5)'s /proc/locks: `3: FLOCK  ADVISORY  WRITE 4242 fd:01:1835012 0 EOF`.
    private static func kernelsAnswer(_ file: Int32) -> Int32? {
        var status = stat()
        guard unsafe fstat(file, &status) == 0 else { return nil }
        let table = unsafe open("/proc/locks", O_RDONLY | O_CLOEXEC)
        guard table >= 0 else { return nil }
        defer { close(table) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 14)
        // A table longer than a megabyte is not worth reading for a message.
        while bytes.count < 1 << 20 {
            let count = unsafe read(table, &piece, piece.count)
            guard count > 0 else { break }
            bytes += piece.prefix(count)
        }
        let inode = ":\(status.st_ino)"
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let words = String(decoding: line, as: UTF8.self).split(separator: " ")
            guard words.count >= 6, words[1] == "FLOCK", words[3] == "WRITE", words[5].hasSuffix(inode) else {
                continue
            }
            if let process = Int32(words[4]), process > 0 { return process }
        }
        return nil
    }

    /// Between taking the lock and writing its number the file has the number of the holder before, who is gone: then a
    /// moment later it is right.
    private static func writtenNumber(_ file: Int32) -> Int32? {
        for _ in 0..<10 {
            var text = [UInt8](repeating: 0, count: 16)
            let count = unsafe pread(file, &text, text.count, 0)
            let digits = text.prefix(max(0, count)).prefix { (0x30...0x39).contains($0) }
            if let process = Int32(String(decoding: digits, as: UTF8.self)), process > 0,
                kill(process, 0) == 0 || errno == EPERM
            {
                return process
            }
            usleep(5_000)
        }
        return nil
    }
}

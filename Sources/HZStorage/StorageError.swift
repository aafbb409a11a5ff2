/// Why bytes could not be stored or read: facts only, sentences are made by the command line.
public enum StorageError: Error, Equatable, Sendable {
    /// No file of this name in the directory.
    case notFound(file: String)
    /// The file to be created exists.
    case alreadyExists(file: String)
    /// Another process holds the writer's lock; `holder` is its process id where it is known.
    case locked(file: String, holder: Int32?)
    /// The directory or file system can't be written.
    case readOnly(path: String)
    /// The device is full.
    case full(path: String)
    /// A system call failed.
    case io(operation: String, path: String, errno: Int32)
    /// The bytes of the file contradict themselves at `offset`.
    case corrupt(file: String, offset: Int, fact: CorruptionFact)
    /// The file was written by a program too old for this one.
    case formatTooOld(file: String, found: Int, minimum: Int)
    /// The file was written by a newer program.
    case formatTooNew(file: String, found: Int, maximum: Int)
}

/// What contradicts itself in a damaged file.
public enum CorruptionFact: Equatable, Sendable {
    /// The file is shorter or longer than its footer or its manifest says.
    case length(expected: Int, found: Int)
    /// The first bytes are not those of one of our files.
    case magic(found: UInt32)
    /// A file of another kind stands here.
    case kind(expected: String, found: String)
    /// The file belongs to another segment.
    case segment(expected: String, found: String)
    /// A checksum differs from the bytes that it covers.
    case checksum(expected: UInt32, found: UInt32)
    /// A read went past the end of what is there.
    case overrun
    /// A variable-length integer has no end.
    case varint
    /// A value that can't be: the name says which.
    case value(String)
}

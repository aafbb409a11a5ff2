/// Where the files of an index live: the one door between the index and the disk, and the seam at which
/// tests inject faults.
///
/// Files are written once, from the first byte to the last, and never changed; a file becomes part of the
/// index only by a manifest that is renamed into place. What is *not* promised: that a created or renamed
/// name survives a power loss before `sync()` of the directory returned, or that bytes do before `sync()`
/// of their file returned.
public protocol Directory: Sendable {
    /// The path, for messages.
    var path: String { get }
    /// The names of all files, in no order.
    func list() throws(StorageError) -> [String]
    /// Creates a file that must not exist.
    func create(_ name: String) throws(StorageError) -> any OutputFile
    /// Opens a file for reading, whole.
    func open(_ name: String) throws(StorageError) -> MappedFile
    /// Gives a file another name, atomically, replacing what has it.
    func rename(_ name: String, to newName: String) throws(StorageError)
    /// Removes a file.
    func remove(_ name: String) throws(StorageError)
    /// Makes created, renamed and removed names durable.
    func sync() throws(StorageError)
    /// Takes the writer's lock, or fails at once with `locked`.
    func lock(_ name: String) throws(StorageError) -> IndexLock
}

/// A file being written from the first byte to the last. Not safe for use by two threads at once.
public protocol OutputFile: AnyObject {
    /// The file's name in its directory.
    var name: String { get }
    /// Appends all the bytes.
    func write(_ bytes: UnsafeRawBufferPointer) throws(StorageError)
    /// Makes the bytes durable. A failure is final: the file must be thrown away, never synced again.
    func sync() throws(StorageError)
    /// Closes the file.
    func close() throws(StorageError)
}

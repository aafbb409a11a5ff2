import Foundation
import HZCollection
import HZIndex
import HZStorage

/// A folder for one test, removed when the test is over: files in `files/`, the index in `index/`.
final class ScratchFolder {
    /// Without symbolic links, as ids have it.
    let path: String

    init() throws {
        let base = FileManager.default.temporaryDirectory.appendingPathComponent("hz-" + UUID().uuidString)
        try FileManager.default.createDirectory(
            at: base.appendingPathComponent("files"),
            withIntermediateDirectories: true
        )
        path = base.resolvingSymlinksInPath().path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The folder to be indexed.
    var files: String { path + "/files" }

    /// Writes a file below `files`, with a time of change in the past that differs for each call.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try write(Data(text.utf8), to: name)
    }

    @discardableResult
    func write(_ data: Data, to name: String) throws -> String {
        let url = URL(fileURLWithPath: files).appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try data.write(to: url)
        return url.path
    }

    /// Removes a file or folder below `files`.
    func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: files + "/" + name)
    }

    /// Brings the index up to date.
    @discardableResult
    func update(_ paths: [String]? = nil, options: UpdateOptions = UpdateOptions()) throws -> UpdateSummary {
        let directory = try FileSystemDirectory(creating: path + "/index")
        return try CollectionUpdater(directory: directory, options: options).update(paths ?? [files])
    }

    /// The last commit.
    func snapshot() throws -> IndexSnapshot {
        try IndexSnapshot(directory: FileSystemDirectory(opening: path + "/index"))
    }

    /// The articles of the last commit by id.
    func articles() throws -> [String: Document] {
        var articles: [String: Document] = [:]
        for segment in try snapshot().segments {
            for number in 0..<segment.reader.documentCount where !segment.unsearchable.contains(number) {
                let document = try segment.reader.document(number)
                articles[document.id] = document
            }
        }
        return articles
    }
}

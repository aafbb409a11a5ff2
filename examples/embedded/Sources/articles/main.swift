// usage: articles FOLDER INDEX WORDS...
import HZCollection
import HZIndex
import HZSearch
import HZStorage

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 3 else { fatalError("usage: articles FOLDER INDEX WORDS...") }

// New and changed files are read, the others are not; then one commit.
let directory = try FileSystemDirectory(creating: arguments[1])
_ = try CollectionUpdater(directory: directory).update([arguments[0]])

// A snapshot is one commit: it never changes, and any number of threads may search it.
let searcher = Searcher(snapshot: try IndexSnapshot(directory: directory))
let result = try searcher.search(SearchRequest(query: arguments[2...].joined(separator: " ")))
for hit in result.hits {
    print("\(hit.rank). \(hit.title)\n   \(hit.path)\n   \(hit.snippet.text)")
}

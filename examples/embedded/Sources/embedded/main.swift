// A program with an index of its own: no daemon, no server library, no files but the index.
// usage: embedded INDEX-DIRECTORY WORDS...
import HZIndex
import HZSearch
import HZStorage

let notes = [
    (id: "lake", title: "West Lake", text: "Six little dragons were seen over the lake at dawn."),
    (id: "hill", title: "The hill", text: "A little tea, six steps, no dragons."),
    (id: "茶", title: "龙井", text: "杭州六小龙，喝一杯龙井茶。"),
]
let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 2 else {
    print("usage: embedded INDEX-DIRECTORY WORDS...")
    throw Usage()
}

let directory = try FileSystemDirectory(creating: arguments[0])
let writer = try IndexWriter(directory: directory)
let inverter = writer.makeInverter()
for note in notes {
    var document = Document(id: note.id)
    document.title = note.title
    document.text = Array(note.text.utf8)
    document.blocks = [Document.Block(zone: .main, start: 0, end: document.text.count)]
    try inverter.add(document)
}
try writer.commit()

let searcher = Searcher(snapshot: try IndexSnapshot(directory: directory))
let result = try searcher.search(SearchRequest(query: arguments.dropFirst().joined(separator: " ")))
for hit in result.hits {
    print("\(hit.rank). \(hit.title) (\(hit.id)): \(hit.snippet.text)")
}

struct Usage: Error {}

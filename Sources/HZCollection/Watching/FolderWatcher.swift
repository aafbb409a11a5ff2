import Glibc
import HZIngest

/// Watches what an index was made of, and knows which paths changed since they were last taken. For one thread.
///
/// A folder is watched before it is looked into, and what is new is handed on as a whole: so nothing that appears in
/// between is lost. Where the kernel lost events, or does not allow so many watches, it says so: then all is to be
/// walked.
final class FolderWatcher {
    /// The paths that changed, as ids have them; of a folder, all that is below it.
    private(set) var changed: Set<String> = []
    /// Whether more changed than is known.
    var isIncomplete = false
    /// Whether there are more folders than may be watched.
    private(set) var isLimited = false

    private let events: FolderEvents
    private let excluded: [UInt8]
    private var sources: [IndexSources.Source] = []
    private var paths: [Int32: [UInt8]] = [:]
    private var watches: [[UInt8]: Int32] = [:]
    private var includesHidden = false

    /// A watcher that leaves a folder out, the index. Nil where the system refuses.
    init?(excluding path: String) {
        guard let events = FolderEvents() else { return nil }
        self.events = events
        excluded = CorpusPath(path).bytes
    }

    /// How many folders are watched.
    var folderCount: Int { paths.count }

    /// Watches these from now on; where one is new, or is there again, all is to be walked.
    func watch(_ sources: [IndexSources.Source]) {
        if sources != self.sources { isIncomplete = true }
        self.sources = sources
        includesHidden = sources.contains(where: \.includesHidden)
        for source in sources {
            let root = CorpusPath(source.path).bytes
            switch look(at: root) {
            case .same: break
            case .new:
                forget(root)
                watchTree(root)
                isIncomplete = true
            case .none:
                // A file, or a folder that is not there: seen from the folder that holds it.
                if watches[root] != nil { forget(root) }
                let folder = Self.folder(of: root)
                if look(at: folder) == .new, watchOne(folder) { isIncomplete = true }
            }
        }
    }

    /// What stands at a path, compared with what is watched there.
    private enum Place {
        case same, new, none
    }

    /// Asks the kernel for a watch, which is the one that there is where the folder is still the same: a path may lead
    /// to another one without an event, when a folder above it was replaced.
    private func look(at path: [UInt8]) -> Place {
        let watch = events.watch(path)
        if watch == -ENOSPC { isLimited = true }
        guard watch >= 0 else { return .none }
        return watches[path] == watch ? .same : .new
    }

    /// Takes up what has happened, after waiting up to some milliseconds for something; whether anything has.
    func wait(milliseconds: Int32) -> Bool {
        let before = changed.count
        let events = events.next(milliseconds: milliseconds)
        for event in events { take(event) }
        return changed.count > before || (isIncomplete && !events.isEmpty)
    }

    /// The paths that changed, which are forgotten.
    func takeChanges() -> Set<String> {
        defer { changed.removeAll() }
        return changed
    }

    private func take(_ event: FolderEvents.Event) {
        if has(event, IN_Q_OVERFLOW) {
            // Folders may have come and gone unseen.
            for root in sources.map({ CorpusPath($0.path).bytes }) where watches[root] != nil { watchTree(root) }
            isIncomplete = true
            return
        }
        guard let folder = paths[event.watch] else { return }
        if has(event, IN_IGNORED) {
            paths[event.watch] = nil
            if watches[folder] == event.watch { watches[folder] = nil }
            return
        }
        guard !event.name.isEmpty else {
            // A root that moves away goes on under another name: to be looked for again.
            if has(event, IN_MOVE_SELF), sources.contains(where: { CorpusPath($0.path).bytes == folder }) {
                forget(folder)
            }
            return
        }
        if event.name == Array(".hzsearchignore".utf8) {
            note(folder)
            return
        }
        if !includesHidden, event.name.first == UInt8(ascii: ".") { return }
        let path = Self.path(of: event.name, in: folder)
        if CorpusPath.isBelow(path, excluded) { return }
        if has(event, IN_ISDIR) {
            let isGone = has(event, IN_DELETE) || has(event, IN_MOVED_FROM)
            if isGone { forget(path) }
            // Where one went, another may stand already: an exchange of two is told as two moves, after both were made.
            if isGone || has(event, IN_CREATE) || has(event, IN_MOVED_TO), isWanted(path) { watchTree(path) }
        }
        note(path)
    }

    private func has(_ event: FolderEvents.Event, _ bit: some BinaryInteger) -> Bool {
        event.mask & UInt32(truncatingIfNeeded: bit) != 0
    }

    private func isWanted(_ path: [UInt8]) -> Bool {
        sources.contains { CorpusPath.isBelow(path, CorpusPath($0.path).bytes) }
    }

    private func note(_ path: [UInt8]) {
        guard isWanted(path) else { return }
        changed.insert(CorpusPath(bytes: path).text)
    }

    /// Watches a folder and all below it; false where there is none.
    @discardableResult
    private func watchTree(_ root: [UInt8]) -> Bool {
        guard watchOne(root) else { return false }
        var open = [root]
        while let folder = open.popLast() {
            for name in FolderEvents.folders(in: folder) where includesHidden || name.first != UInt8(ascii: ".") {
                let path = Self.path(of: name, in: folder)
                if !CorpusPath.isBelow(path, excluded), watchOne(path) { open.append(path) }
            }
        }
        return true
    }

    private func watchOne(_ path: [UInt8]) -> Bool {
        let watch = events.watch(path)
        if watch == -ENOSPC { isLimited = true }
        guard watch >= 0 else { return false }
        // The same folder by another name: a moved one, whose old name is no more, or another's by now.
        if let before = paths[watch], before != path, watches[before] == watch { watches[before] = nil }
        // Another folder by the same name: what was watched goes on elsewhere.
        if let before = watches[path], before != watch {
            events.remove(before)
            paths[before] = nil
        }
        paths[watch] = path
        watches[path] = watch
        return true
    }

    /// Forgets a folder and all below it.
    private func forget(_ path: [UInt8]) {
        for (folder, watch) in watches where CorpusPath.isBelow(folder, path) {
            events.remove(watch)
            watches[folder] = nil
            paths[watch] = nil
        }
    }

    private static func folder(of path: [UInt8]) -> [UInt8] {
        let slash = path.lastIndex(of: UInt8(ascii: "/")) ?? 0
        return slash == 0 ? [UInt8(ascii: "/")] : Array(path[..<slash])
    }

    private static func path(of name: [UInt8], in folder: [UInt8]) -> [UInt8] {
        CorpusPath(bytes: folder).appending(name[...]).bytes
    }
}

/// What a disk may hold after power was lost: a prefix of the operations, of which only what was synced is certain.
public struct PowerLoss {
    /// How the file system treats what was not synced.
    public enum Policy: CaseIterable, Sendable {
        /// Bytes and names that were not synced are gone.
        case dropUnsynced
        /// Everything reached the disk.
        case keepAll
        /// Each file keeps or loses its unsynced bytes at random; names likewise.
        case perFile
        /// Unsynced bytes are cut at a random multiple of 512.
        case tornAtSectors
        /// Unsynced bytes are cut at a random multiple of 4,096, pages before the cut may be zeros.
        case tornAtPages
        /// Synced bytes are kept, but names not synced by the directory are lost or kept one by one.
        case namesReordered
    }

    private struct File {
        var bytes: [UInt8] = []
        var synced = 0
    }

    private var files: [Int: File] = [:]
    /// Names as the running system sees them, and as the directory on disk is sure to have them.
    private var live: [String: Int] = [:]
    private var durable: [String: Int] = [:]
    private var pending: [(name: String, file: Int?)] = []
    /// The last commit that the user was told of.
    public private(set) var acknowledged: UInt64 = 0

    /// The state after these operations.
    public init(_ operations: some Sequence<FaultDirectory.Operation>) {
        for operation in operations { apply(operation) }
    }

    private mutating func apply(_ operation: FaultDirectory.Operation) {
        switch operation {
        case .create(let name):
            let number = files.count
            files[number] = File()
            set(name, number)
        case .write(let name, let bytes):
            if let number = live[name] { files[number]?.bytes.append(contentsOf: bytes) }
        case .syncFile(let name):
            guard let number = live[name], var file = files[number] else { return }
            file.synced = file.bytes.count
            files[number] = file
        case .rename(let name, let newName):
            guard let number = live[name] else { return }
            set(name, nil)
            set(newName, number)
        case .remove(let name):
            set(name, nil)
        case .syncDirectory:
            durable = live
            pending.removeAll()
        case .acknowledge(let generation):
            acknowledged = generation
        }
    }

    private mutating func set(_ name: String, _ file: Int?) {
        live[name] = file
        pending.append((name, file))
    }

    /// The files that are found after the loss.
    public func files(_ policy: Policy, random: inout SeededRandom) -> [String: [UInt8]] {
        var names = durable
        switch policy {
        case .keepAll: names = live
        case .dropUnsynced: break
        case .perFile, .namesReordered, .tornAtSectors, .tornAtPages:
            for change in pending where Bool.random(using: &random) { names[change.name] = change.file }
        }
        var found: [String: [UInt8]] = [:]
        for (name, number) in names.sorted(by: { $0.key < $1.key }) {
            guard let file = files[number] else { continue }
            found[name] = bytes(of: file, policy, &random)
        }
        return found
    }

    private func bytes(of file: File, _ policy: Policy, _ random: inout SeededRandom) -> [UInt8] {
        let unsynced = file.bytes.count - file.synced
        guard unsynced > 0 else { return file.bytes }
        switch policy {
        case .keepAll: return file.bytes
        case .dropUnsynced, .namesReordered: return Array(file.bytes.prefix(file.synced))
        case .perFile: return Bool.random(using: &random) ? file.bytes : Array(file.bytes.prefix(file.synced))
        case .tornAtSectors:
            return Array(file.bytes.prefix(file.synced + Int.random(in: 0...unsynced / 512, using: &random) * 512))
        case .tornAtPages:
            var kept = Array(file.bytes.prefix(file.synced + Int.random(in: 0...unsynced, using: &random)))
            let start = (file.synced + 4_095) / 4_096 * 4_096
            for page in stride(from: start, to: kept.count, by: 4_096) where Bool.random(using: &random) {
                for index in page..<min(page + 4_096, kept.count) { kept[index] = 0 }
            }
            return kept
        }
    }
}

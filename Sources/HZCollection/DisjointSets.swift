/// Which names belong together: sets without a common member, each known by its least one (union-find).
///
/// A walk shortens the path that it took, so that asking for every member costs O(n log n) look-ups whatever the order in
/// which sets were joined (Tarjan and van Leeuwen, J. ACM 1984, doi:10.1145/62.2160). A name that was never joined is a set of
/// its own and takes no memory.
struct DisjointSets {
    /// A lesser member of its set for each member but the least.
    private(set) var parents: [String: String] = [:]

    /// Makes one set of the two that hold these names.
    mutating func union(_ one: String, _ other: String) {
        let (one, other) = (least(with: one), least(with: other))
        if one != other { parents[max(one, other)] = min(one, other) }
    }

    /// The least member of the set that holds a name.
    mutating func least(with name: String) -> String {
        var least = name
        while let parent = parents[least] { least = parent }
        var member = name
        while member != least, let parent = parents.updateValue(least, forKey: member) { member = parent }
        return least
    }
}

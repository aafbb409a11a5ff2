/// How near one another a query's words stand in a document: a phrase in the title beats one in the text, that beats
/// words near one another in order, that beats near ones, that beats words anywhere.
enum Nearness {
    /// How far apart, in positions, the outermost words may be to count as near.
    static let reach: UInt32 = 10

    /// The steps above words anywhere: 4 for a phrase in the title, 3 in the text, 2 near in order, 1 near, 0 anywhere.
    @inline(__always)
    static func steps(_ matcher: PhraseMatcher, titleLength: () -> UInt32) -> Int {
        if let first = matcher.first() { return first &+ matcher.length < titleLength() ? 4 : 3 }
        guard matcher.isNear(within: reach) else { return 0 }
        return matcher.isOrdered(within: reach) ? 2 : 1
    }
}

/// How near one another a query's words stand in a document: a phrase in the title beats one in the text, that beats
/// everything that words apart can score; words near one another in order weigh more than near ones, these more than words
/// anywhere (after the sequential dependence model: Metzler and Croft, SIGIR 2005).
///
/// Counted in steps: sixteen outweigh any difference between scores of the words themselves.
package enum Nearness {
    static let stepsAboveScores = 16
    package static let near = 1
    package static let nearInOrder = 2
    package static let phrase = nearInOrder + stepsAboveScores
    package static let phraseInTitle = 2 * phrase

    /// How far apart, in positions, the outermost words may be to count as near.
    static let reach: UInt32 = 10

    /// The steps above words anywhere.
    @inline(__always)
    static func steps(_ matcher: PhraseMatcher, titleLength: () -> UInt32) -> Int {
        if let first = matcher.first() { return first &+ matcher.length < titleLength() ? phraseInTitle : phrase }
        guard matcher.isNear(within: reach) else { return 0 }
        return matcher.isOrdered(within: reach) ? nearInOrder : near
    }
}

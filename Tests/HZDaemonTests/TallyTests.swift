import Testing

@testable import HZDaemon

@Suite struct TallyTests {
    @Test func aLoopGivesSearchesTheTimeThatTheyUsuallyTake() {
        let tally = Tally()
        let configured = Duration.milliseconds(2)
        #expect(tally.loopBudget(configured) == configured)
        for _ in 0..<200 { tally.noteSearch(took: .microseconds(300)) }
        #expect(tally.loopBudget(configured) == configured)
        for _ in 0..<200 { tally.noteSearch(took: .milliseconds(1)) }
        #expect(tally.loopBudget(configured) > .microseconds(3_900))
        for _ in 0..<200 { tally.noteSearch(took: .seconds(1)) }
        #expect(tally.loopBudget(configured) == .milliseconds(10))
        #expect(tally.loopBudget(.zero) == .zero)
    }
}

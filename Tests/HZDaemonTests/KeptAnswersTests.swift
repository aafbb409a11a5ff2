import Testing

@testable import HZDaemon

@Suite struct KeptAnswersTests {
    private func answer(_ number: Int) -> [UInt8] { [UInt8](repeating: UInt8(number & 0xFF), count: 500) }

    @Test func whatWasKeptIsTold() {
        let answers = KeptAnswers(bytes: 1 << 20)
        #expect(answers.answer(to: "q=a") == nil)
        answers.keep([1, 2], to: "q=a")
        answers.keep([3], to: "q=b")
        #expect(answers.answer(to: "q=a") == [1, 2])
        #expect(answers.answer(to: "q=b") == [3])
        answers.keep([4], to: "q=b")
        #expect(answers.answer(to: "q=b") == [4])
    }

    @Test func memoryIsBoundedAndWhatIsAskedForStays() {
        let limit = 1 << 16
        let answers = KeptAnswers(bytes: limit)
        answers.keep(answer(7), to: "often")
        for number in 0..<10_000 {
            answers.keep(answer(number), to: "q=\(number)")
            #expect(answers.answer(to: "often") == answer(7))
            #expect(answers.count * 500 <= limit)
        }
        #expect(answers.answer(to: "q=9999") == answer(9999))
        #expect(answers.answer(to: "q=1") == nil)
    }

    @Test func noMemoryKeepsNothingAndNoAnswerTakesAllOfIt() {
        let none = KeptAnswers(bytes: 0)
        none.keep([1], to: "q")
        #expect(none.answer(to: "q") == nil)
        let answers = KeptAnswers(bytes: 1 << 16)
        answers.keep([UInt8](repeating: 0, count: 1 << 12), to: "q")
        #expect(answers.answer(to: "q") == nil)
    }
}

import HZAnalysis
import Testing

/// Numbers with commas between thousands, and without.
@Suite struct GroupedNumberTests {
    @Test(arguments: [
        ("1000", "1,000"), ("12345", "12,345"), ("1234567", "1,234,567"), ("1234.5", "1,234.5"), ("2025", "2,025"),
    ])
    func aNumberIsWrittenInTwoWays(plain: String, grouped: String) {
        #expect(GroupedNumber.otherForm(of: Array(plain.utf8)) == Array(grouped.utf8))
        #expect(GroupedNumber.otherForm(of: Array(grouped.utf8)) == Array(plain.utf8))
    }

    @Test(arguments: [
        "", "1", "999", "0123", "1,00", "1,0000", "1000,000", "1,,000", ",000", "1000a", "a1000", "1.000", "3.1415",
        "1000.5.1",
        "1000.5,5", "1,000,", "１０００",
    ])
    func whatIsWrittenInOneWayHasNoOther(word: String) {
        #expect(GroupedNumber.otherForm(of: Array(word.utf8)) == nil)
    }
}

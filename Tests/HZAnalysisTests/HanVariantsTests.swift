import Testing

@testable import HZAnalysis

@Suite struct HanVariantsTests {
    private func terms(_ text: String) -> [String] {
        analyzeQuery(Array(text.utf8), language: .english).map { String(decoding: $0.term, as: UTF8.self) }
    }

    private func forms(_ text: String) -> [String] {
        analyzeQuery(Array(text.utf8), language: .none).map { String(decoding: $0.form, as: UTF8.self) }
    }

    @Test func bothWaysOfWritingGiveTheSameTerms() {
        for (traditional, simplified) in [
            ("杭州六小龍", "杭州六小龙"), ("機器學習", "机器学习"), ("臺灣大學", "台湾大学"), ("國際電腦網絡", "国际电脑网络"), ("龍", "龙"),
            ("頭髮與發展", "头发与发展"), ("裏面", "里面"), ("裡面", "里面"), ("週日", "周日"), ("坐著", "坐着"), ("證券", "证券"), ("証券", "证券"),
        ] {
            #expect(terms(traditional) == terms(simplified), "\(traditional)")
        }
        #expect(terms("機器學習") == ["机器", "器学", "学习"])
        #expect(terms("機器") != terms("机械"))
    }

    @Test func formsKeepWhatWasWritten() {
        #expect(forms("機器人") == ["機器", "器人"])
        #expect(forms("机器人") == ["机器", "器人"])
    }

    @Test func everyCharacterOfATermStandsForItself() {
        var changed = 0
        for value in UInt32(0)...0x10FFFF {
            guard let other = HanVariants.simplified(value) else { continue }
            changed += 1
            #expect(HanVariants.simplified(other) == nil, "U+\(String(value, radix: 16))")
            #expect(Unicode.Scalar(other)?.properties.isIdeographic == true)
            #expect(other < UnicodeTables.limit)
        }
        #expect(changed > 2_000)
    }

    @Test func aCharacterIsFoundInAllItsWritings() {
        let written = HanVariants.forms(of: Array("发".utf8)).map { String(decoding: $0, as: UTF8.self) }
        #expect(Set(written).isSuperset(of: ["发", "發", "髮"]))
        #expect(HanVariants.forms(of: Array("山".utf8)) == [Array("山".utf8)])
    }
}

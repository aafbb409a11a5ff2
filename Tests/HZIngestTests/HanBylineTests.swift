import Testing

@testable import HZIngest

/// Reporters of Chinese papers, and what only looks like them.
struct HanBylineTests {
    private func names(_ line: String) -> String? { HanByline.names(inLine: Array(line.utf8)[...]) }

    @Test(arguments: [
        ("记者 李明 实习生 王芳 报道", "李明, 王芳"), ("澎湃新闻记者 徐晓阳", "徐晓阳"), ("本报记者 李明 通讯员 王芳", "李明, 王芳"),
        ("记者：李明", "李明"), ("記者陳淑霞 報導", "陳淑霞"), ("文/李明 编辑/王芳", "李明"), ("文｜李明", "李明"), ("采写：李明、王芳", "李明, 王芳"),
        ("晚报记者李明/文 王芳/图", "李明"), ("本报记者 阿卜杜拉·买买提", "阿卜杜拉·买买提"),
    ])
    func namesStandBehindWhatPeopleAre(_ line: String, _ expected: String) { #expect(names(line) == expected) }

    @Test(arguments: [
        "记者了解到，七号线明年开通。", "记者从市交通局获悉", "日前，记者来到现场", "记者节快乐，各位同行", "他是一名老记者", "中国记者协会成立", "记者手记", "The reporter 记者",
    ])
    func sentencesNameNobody(_ line: String) { #expect(names(line) == nil) }

    @Test func theDatelineOfAnAgencyNamesItsReporters() throws {
        let text = "新华社杭州5月16日电（记者李明、王芳）地铁七号线二期工程全线洞通，比原计划提前了四十五天，预计明年年底投入试运营。"
        let page = "<html><body><h1>地铁七号线全线洞通</h1><p>\(text)</p>\(PageFixture.story)</body></html>"
        #expect(HTMLArticleReader.read(Array(page.utf8), path: "/a.html").author == "李明, 王芳")
        #expect(PlainTextReader.read(Array("地铁七号线全线洞通\n\n\(text)\n".utf8), path: "/a.txt").author == "李明, 王芳")
        let quoted = "市交通局（记者证编号一二三）表示，七号线开通之后，从城东到城西的通勤时间将由七十分钟缩短到三十五分钟，方便市民。"
        #expect(HanByline.names(opening: Array(quoted.utf8)[...]) == nil)
    }
}

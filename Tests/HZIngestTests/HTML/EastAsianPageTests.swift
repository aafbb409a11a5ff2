import Testing

@testable import HZIngest

/// What sites in Chinese, Japanese and Korean put around an article, and where they say who wrote it and when.
struct EastAsianPageTests {
    private static let story = """
        <p>北去的渡船星期二又晚点了，船员们在码头上给每一个等船的人倒了一杯热茶，谁也没有抱怨，因为傍晚的风暴已经掀掉了售货亭的屋顶。</p>
        <p>到了半夜，风小了，灯也亮了，第一班船载着两百个人和一只山羊离开了北岸，站在船尾的人看见售货亭的老板正在捡他的瓦片。</p>
        <p>“不是舍不得，是不知道该往哪里去。”</p>
        <p>第二天早上，交通局的人来量了水位，说码头要修到明年春天，在那之前，过江的人只能坐二十八路公共汽车，绕过上游的大桥。</p>
        """

    private func read(_ body: String, head: String = "", language: String = "zh-CN") -> Article {
        let page = "<!DOCTYPE html><html lang=\(language)><head>\(head)</head><body>\(body)</body></html>"
        return HTMLArticleReader.read(Array(page.utf8), path: "/page.html")
    }

    private func body(_ page: String) -> String { PageFixture.body(read(page)) }

    @Test(arguments: [
        "图片编辑：沈轲", "文 | 李明", "制图｜王芳", "*头图来源：视觉中国", "（责任编辑：王芳）", "【编辑:王芳】", "澎湃新闻记者 李一帆 实习生 周宁", "作者：李一帆",
        "点个“在看”，分享给更多朋友", "请继续往下阅读...", "字体大小: 小 中 大", "下载客户端，看更多消息", "本網站之文字、圖片及影音，非經授權，不得轉載、公開播送或公開傳輸及利用。",
    ])
    func creditsAndNoticesBelowAnArticleAreNotOfIt(_ line: String) {
        let text = body("<div><h1>渡船</h1>\(Self.story)<p>\(line)</p></div>")
        #expect(text.contains("二十八路") && text.contains("不是舍不得"))
        #expect(!text.contains(line.prefix(6)))
    }

    @Test(arguments: [
        "编辑部的同事们都去了现场，只有老王留了下来。", "记者：您还会再来吗？", "图上的人没有一个认识。", "文具店也关门了。", "作者和读者都老了。",
    ])
    func sentencesThatBeginWithSuchWordsStay(_ line: String) {
        #expect(body("<div><h1>渡船</h1>\(Self.story)<p>\(line)</p>\(Self.story)</div>").contains(line))
    }

    @Test func aLineOfFactsAboveAnArticleIsNotOfIt() {
        let facts =
            "<div><span>发布日期：2023-07-14 16:20</span><span>信息来源：公园处</span><span>浏览次数：326</span><span>【字体：<a>大</a> <a>中</a> <a>小</a>】</span></div>"
        let article = read("<div><h1>渡船</h1>\(facts)\(Self.story)</div>")
        #expect(!PageFixture.body(article).contains("浏览次数") && PageFixture.text(article, .page).contains("公园处"))
        #expect(article.date?.iso == "2023-07-14" && article.author == nil)
    }

    @Test(arguments: [
        ("<p>文字 | 李一帆</p><p>编辑 | 王小满</p>", "李一帆"), ("<p>钱江晚报·小时新闻记者 李一帆</p>", "李一帆"), ("<p>明報記者 何子謙</p>", "何子謙"),
    ])
    func reportersAreNamedBelowAnArticle(_ line: String, _ name: String) {
        #expect(read("<div><h1>渡船</h1>\(Self.story)\(line)</div>").author == name)
    }

    @Test(arguments: [
        ("发布日期：2008-03-12　　信息来源：办公室　　作者：李一帆　　浏览次数：1203", "李一帆"), ("聯合報／ 記者李一帆／基隆即時報導", "李一帆"),
        ("文 | 冷链观察，作者丨赵敏，编辑丨邓咏仪", "赵敏"), ("本文来自微信公众号：冷链观察 （ID：llgc），作者：赵敏，头图来自：视觉中国", "赵敏"),
    ])
    func reportersAreNamedAboveAnArticle(_ line: String, _ name: String) {
        #expect(read("<div><h1>渡船</h1><p>\(line)</p>\(Self.story)</div>").author == name)
    }

    @Test(arguments: [
        ("（中央社記者李一帆基隆12日電）", "李一帆"), ("〔記者李一帆、王芳／基隆報導〕", "李一帆, 王芳"), ("(记者李一帆)", "李一帆"),
    ])
    func reportersAreNamedInBracketsBeforeTheFirstSentence(_ line: String, _ name: String) {
        let page = "<div><h1>渡船</h1><p>\(line)北去的渡船又晚点了，船员们在码头上给每一个等船的人倒了一杯热茶。</p>\(Self.story)</div>"
        #expect(read(page).author == name)
    }

    @Test func anAgencyIsTheAuthorOnlyWhereNobodyElseIs() {
        let head =
            #"<script type="application/ld+json">{"@type":"NewsArticle","headline":"渡船","author":{"@type":"Person","name":"中央通訊社"}}</script>"#
        let page = "<div><h1>渡船</h1><p>（中央社記者李一帆基隆12日電）北去的渡船又晚點了，船員們在碼頭上給每一個等船的人倒了一杯熱茶。</p>"
        #expect(read("\(page)\(Self.story)</div>", head: head).author == "李一帆")
        #expect(read("<div><h1>渡船</h1>\(Self.story)</div>", head: head).author == "中央通訊社")
    }

    @Test func whoIsNamedAsEditorAloneDidNotWriteTheArticle() {
        let head = "<meta name=author content=王小满>"
        let editor = "<div><span>编辑：王小满</span><span>责任编辑：刘春</span></div>"
        #expect(read("<div><h1>渡船</h1>\(Self.story)\(editor)</div>", head: head).author == nil)
        #expect(read("<div><h1>渡船</h1><p>王小满</p>\(Self.story)\(editor)</div>", head: head).author == "王小满")
    }

    @Test func whoHasAnAccountIsNamedByTheLinkToIt() {
        let line = "<div><a href=/u/abc>赵敏</a><button>关注</button><span>2024-05-08 10:24</span></div>"
        #expect(read("<div><h1>渡船</h1>\(line)\(Self.story)</div>").author == "赵敏")
    }

    @Test func theNameInBracketsBelowAnArticleInJapaneseIsItsAuthor() {
        let story = """
            <p>午前6時、霧がまだ晴れないうちに、古い船着き場の鉄の門が開いた。船員はいつものように綱にお湯をかけ、ストーブに火を入れた。</p>
            <p>川の両岸を結ぶこの渡し船は、橋が開通してからは乗客が年々減り、昨年の冬には1便あたり平均4人になっていた。</p>
            """
        #expect(read("<div><h1>渡し船</h1>\(story)<p>（田中太郎）</p></div>", language: "ja").author == "田中太郎")
        #expect(read("<div><h1>渡し船</h1>\(Self.story)<p>（全文完结）</p></div>").author == nil)
    }

    @Test(arguments: [("ja", "2024-03-12"), ("ko", "2024-03-12"), ("zh-TW", "2024-03-12"), ("en", "2024-03-11")])
    func machinesTellAnEveningInUTCOfTheNextMorning(_ language: String, _ day: String) {
        let head = #"<meta property="article:published_time" content="2024-03-11T23:21:05.000Z">"#
        #expect(read("<div><h1>渡船</h1>\(Self.story)</div>", head: head, language: language).date?.iso == day)
    }

    @Test func whatStandsBehindAHyphenInATitleIsTheSite() {
        let head = "<title>老码头-渡船停航的那一天-浙江在线</title>"
        let shown = "<div class=artTitle>老码头-渡船停航的那一天</div>"
        #expect(read("<div>\(shown)\(Self.story)</div>", head: head).title == "老码头-渡船停航的那一天")
        #expect(read("<div>\(Self.story)</div>", head: head).title == "老码头-渡船停航的那一天-浙江在线")
    }

    @Test func aPartThatSaysThatItRecommendsIsNotOfTheArticle() {
        let cards = ["公园夜间开放", "食堂推出早餐"].map {
            "<div class=item><a href=/n>\($0)</a><p>\($0)，从有关部门获悉，这项工作今年以来已在多个城市推开，受到了市民的普遍欢迎。</p></div>"
        }
        let page = "<div><h1>渡船</h1>\(Self.story)\(Self.story)<div class=bza><h3>推荐阅读</h3>\(cards.joined())</div></div>"
        #expect(body(page).contains("二十八路") && !body(page).contains("市民的普遍欢迎"))
        let section = "<h3>推荐阅读</h3><p>关于渡船的书，我们只找到一本，作者是一位退休的船长，书里写了三十年的江水和雾，值得从头读到尾。</p>"
        #expect(body("<div><h1>渡船</h1>\(Self.story)\(section)\(Self.story)</div>").contains("退休的船长"))
    }

    @Test func anArticleInsideWhatIsCalledItsContentIsTheArticle() {
        let article = "<article class=Post-Main><h1>渡船</h1><div class=RichText>\(Self.story)</div></article>"
        let more = "<div class=right><div>关于作者</div><p>写过江上的人和船，也写过山里的路，现在住在一个没有河的城市，每天坐地铁上班。</p></div>"
        let page = "<main><div class=Post-content>\(article)\(more)</div></main>"
        #expect(body(page).contains("二十八路") && !body(page).contains("没有河的城市"))
    }

    @Test func linksToTopicsInsideAnArticleMakeNoForum() {
        let topics = "<div class='TopicList Post-Topics'><div class=Topic><a href=/t>航运</a></div></div>"
        let comments =
            "<div class=Comments-container><p>我小时候天天坐这条船上学，两毛钱一张票，现在想起来还能闻到机油味，谢谢你写了这篇文章。</p></div>"
        let article = read("<main><article><h1>渡船</h1>\(Self.story)\(topics)</article>\(comments)</main>")
        #expect(!PageFixture.body(article).contains("机油味") && PageFixture.text(article, .comments).contains("机油味"))
    }

    @Test(arguments: [
        ("<p>이수진 기자 sj@example.kr</p>", "이수진"), ("<p>이수진 특파원</p>", "이수진"), ("<p>담당 기자</p>", nil), ("<p>기자회견</p>", nil),
    ])
    func reportersOfKoreanPapersAreNamedBelowAnArticle(_ line: String, _ name: String?) {
        let story = """
            <p>오전 6시, 안개가 걷히기 전에 오래된 선착장의 철문이 열렸다. 선원은 여느 때처럼 밧줄에 뜨거운 물을 붓고 난로에 불을 피웠다.</p>
            <p>강 양쪽을 잇는 이 배는 다리가 놓인 뒤로 승객이 해마다 줄어 지난겨울에는 한 편에 평균 네 명뿐이었다.</p>
            """
        let article = read("<div><h1>나룻배</h1>\(story)\(line)</div>", language: "ko")
        #expect(article.author == name && PageFixture.body(article).contains("밧줄에"))
        #expect(name == nil || !PageFixture.body(article).contains("이수진"))
        let opening = story.replacing("<p>오전", with: "<p>(서울=연합뉴스) 이수진 기자 = 오전")
        #expect(read("<div><h1>나룻배</h1>\(opening)</div>", language: "ko").author == "이수진")
    }

    @Test(arguments: ["3 条评论", "评论（3）", "全部评论(3)", "3 条回复 • 2024-05-08 12:30", "댓글 2", "コメント2件"])
    func whatStandsBelowALabelOfCommentsIsReaders(_ label: String) {
        let comment = "<div class=x1><p>我小时候天天坐这条船上学，两毛钱一张票，现在想起来还能闻到机油味，谢谢你写了这篇文章。</p></div>"
        let article = read("<div><h1>渡船</h1>\(Self.story)<div class=a7><div>\(label)</div>\(comment)</div></div>")
        #expect(!PageFixture.body(article).contains("机油味") && PageFixture.text(article, .comments).contains("机油味"))
        let sentence = "<div class=a7><div>评论界从来没有喜欢过他。</div>\(comment)</div>"
        #expect(body("<div><h1>渡船</h1>\(Self.story)\(sentence)\(Self.story)</div>").contains("机油味"))
    }

    @Test func aTimeAsLibrariesWriteItHasADay() {
        let line = "<div><span>時間</span><span>Tue Mar 12 08:21:14 2024</span></div>"
        #expect(read("<div><h1>渡船</h1>\(line)\(Self.story)</div>").date?.iso == "2024-03-12")
    }

    @Test func rowsOfButtonsAreNotOfTheArticle() {
        let row = "<div><button>赞同 20</button><button>添加评论</button><button>收藏</button>收起</div>"
        let other = "<div><button>展开阅读全文</button><button>举报</button></div>"
        let text = body("<div><h1>渡船</h1>\(Self.story)\(row)\(other)\(Self.story)</div>")
        #expect(text.contains("二十八路") && !text.contains("添加评论") && !text.contains("举报"))
    }

    @Test func columnsOfATableAreNotOfTheArticle() {
        let links = (1...6).map { "<tr><td><a href=/\($0)>·第\($0)期简报</a></td></tr>" }.joined()
        let article = "<table><tr><td>渡船停航</td></tr><tr><td class=content>\(Self.story)</td></tr></table>"
        let page = "<table><tr><td><table><tr><td>栏目导航</td></tr>\(links)</table></td><td>\(article)</td></tr></table>"
        #expect(body(page).contains("二十八路") && !body(page).contains("栏目导航") && !body(page).contains("简报"))
    }
}

import Testing

@testable import HZIngest

/// Pages that tell how something is cooked: what it takes stands in lists of a few words, beside or above the text.
struct RecipePageTests {
    private let steps = """
        <p>Melt the butter in a pan that is large enough for all of it, and wait until the foam on top has gone down again.</p>
        <p>Stir in the flour, then the milk by the spoon, and keep at it until the sauce is as thick as you would like to have it.</p>
        """

    private func items(_ items: [String], _ tag: String = "li") -> String {
        items.map { "<\(tag)>\($0)</\(tag)>" }.joined()
    }

    private let amounts = ["50 g butter", "40 g flour", "half a litre of milk"]

    private func expectAmounts(in page: String, head: String = "", _ comment: Comment? = nil) {
        let body = PageFixture.body(PageFixture.article(page, head: head))
        for amount in amounts { #expect(body.contains(amount), comment) }
        #expect(body.contains("Melt the butter"), comment)
    }

    @Test func whatARecipeTakesIsReadAboveItsFirstSentence() {
        for name in ["ingredients", "recipe-ingredient-list", "zutaten", "recipeIngredients"] {
            let list = "<div class='\(name)'><h2>For the sauce</h2><ul>\(items(amounts))</ul></div>"
            expectAmounts(in: "<article><h1>White sauce</h1>\(list)\(steps)</article>", "\(name)")
        }
    }

    @Test func whatARecipeTakesIsReadBesideTheText() {
        let list = "<div class=ingredients><ul>\(items(amounts))</ul></div>"
        expectAmounts(in: "<article><h1>White sauce</h1><aside>\(list)</aside><div>\(steps)</div></article>", "aside")
        expectAmounts(
            in: "<h1>White sauce</h1><div class=sidebar>\(list)</div><div class=post-content>\(steps)</div>",
            "sidebar"
        )
        expectAmounts(in: "<div><div>\(list)</div></div><article><h1>White sauce</h1>\(steps)</article>", "outside")
    }

    @Test func whatAPropertyMarksIsReadInsideALine() {
        let lines = amounts.map { "<p><span itemprop=recipeIngredient>\($0)</span></p>" }.joined()
        expectAmounts(in: "<h1>White sauce</h1><div>\(lines)</div><div>\(steps)</div>")
    }

    @Test func aRecipeIsReadWhereItsListsLieInWhatIsNoArticle() {
        let list = "<div class=ingredients><ul>\(items(amounts))</ul></div>"
        let letter =
            "<p>Want more of this? Leave your address, and a letter full of sauces comes to you each Friday.</p>"
        let recipe = "<script type='application/ld+json'>{\"@type\":\"Recipe\",\"name\":\"White sauce\"}</script>"
        let page = "<main><h1>White sauce</h1>\(steps)\(steps)<div class='sidebar'>\(list)\(letter)</div></main>"
        expectAmounts(in: page, head: recipe)
        #expect(!PageFixture.body(PageFixture.article(page, head: recipe)).contains("each Friday"))
    }

    @Test func linksToRecipesByWhatTheyTakeAreNoText() {
        let links = items(["butter", "flour", "milk", "eggs"].map { "<a href='/with/\($0)'>\($0) recipes</a>" })
        let page = "<article><h1>White sauce</h1>\(steps)</article><div class=ingredients><ul>\(links)</ul></div>"
        #expect(!PageFixture.body(PageFixture.article(page)).contains("eggs recipes"))
    }

    @Test func listsInAHeadingThatNobodyClosedAreText() {
        let card =
            "<h3><div class=card><div class=ingredients><ul>\(items(amounts))</ul></div><ol>\(items([steps]))</ol></div>"
        expectAmounts(in: "<article><h1>White sauce</h1>\(PageFixture.story)\(card)</article>")
    }

    @Test func theTermsUnderWhichAPostIsFiledSayNothingOfItsParts() {
        for term in ["category-popular", "tag-cookies", "category-sponsored", "tag-newsletter"] {
            let post = "<div class='post hentry \(term)'><h1>White sauce</h1>\(steps)</div>"
            let readers =
                "<div class=comments>" + (0..<9).map { "<p>\($0): \(PageFixture.story)</p>" }.joined() + "</div>"
            #expect(PageFixture.body(PageFixture.article(post + readers)).contains("Melt the butter"), "\(term)")
        }
    }

    @Test func aRecipeAmongOffersIsReadWithoutThem() {
        let recipe = "<script type='application/ld+json'>{\"@type\":\"Recipe\",\"name\":\"White sauce\"}</script>"
        let list = "<div class=ingredients><ul>\(items(amounts))</ul></div>"
        let offers = (0..<60).map { "<div><p><a href='/r/\($0)'>Sauce number \($0) for dinner</a></p></div>" }.joined()
        let page = "<div><h1>White sauce</h1>\(list)<div>\(steps)\(steps)</div></div><div>\(offers)</div>"
        expectAmounts(in: page, head: recipe)
        #expect(!PageFixture.body(PageFixture.article(page, head: recipe)).contains("Sauce number 30"))
    }

    @Test func whatCooksWroteAboutARecipeIsAComment() {
        let recipe = "<script type='application/ld+json'>{\"@type\":\"Recipe\",\"name\":\"White sauce\"}</script>"
        let list = "<div class=ingredients><ul>\(items(amounts))</ul></div>"
        let reviews =
            "<div class='recipe-reviews'><p>I took twice the butter, and my guests asked for the pan to lick it.</p></div>"
        let article = PageFixture.article("<h1>White sauce</h1>\(list)\(steps)\(reviews)", head: recipe)
        #expect(PageFixture.text(article, .comments).contains("twice the butter"))
    }

    @Test func theOneRecipeOfAPageOfOffersIsReadAlone() {
        let list = "<div class=ingredients><ul>\(items(amounts))</ul></div>"
        let offers = (0..<90).map { "<div>Sauce number \($0), seen on Monday</div>" }.joined()
        for type in ["itemscope itemtype='https://schema.org/Recipe'", "class=hrecipe"] {
            let recipe = "<section \(type)><h1>White sauce</h1>\(list)<div>\(steps)</div></section>"
            let page = "<div>\(recipe)<section>\(offers)</section></div>"
            expectAmounts(in: page, Comment(rawValue: type))
            #expect(!PageFixture.body(PageFixture.article(page)).contains("Sauce number 30"), "\(type)")
        }
    }

    @Test func manyReadersOfAShortRecipeAreNotTheRecipe() {
        let recipe = "<script type='application/ld+json'>{\"@type\":\"Recipe\",\"name\":\"White sauce\"}</script>"
        let list = "<div class=ingredients><ul>\(items(amounts))</ul></div>"
        let readers = "<div class=comments>" + String(repeating: PageFixture.story, count: 30) + "</div>"
        let page = "<h1>White sauce</h1>\(list)\(steps)\(readers)"
        expectAmounts(in: page, head: recipe)
        let article = PageFixture.article(page, head: recipe)
        #expect(!PageFixture.body(article).contains("and a goat"))
        #expect(PageFixture.text(article, .comments).contains("and a goat"))
    }

    @Test func theBoxOfARecipeBesideNewsIsNotOfThem() {
        let box = "<aside class=sidebar><h3>What to cook</h3><ul class=ingredients>\(items(amounts))</ul></aside>"
        let article = PageFixture.article("<article><h1>The harbour</h1>\(PageFixture.story)</article>\(box)")
        #expect(!PageFixture.body(article).contains("butter"))
        #expect(PageFixture.text(article, .page).contains("butter"))
    }
}

/// `hzsearch help query`: the query language on one screen. docs/QUERY.md has all of it.
enum QueryHelp {
    /// The page.
    static let text = """
        How to search: words, and what may stand between them

          six little dragons       all the words, in any of their inflections; the phrase first
          "six little dragons"     exactly these words, in this order
          "hangzhou robots"~5      near one another; hangzhou NEAR/5 robots in all inflections
          hangz*  h*zhou  colo?r   words that begin so; * any letters, ? one letter
          /robot(s|ic)?/           words like a regular expression
          *                        every article, the newest first
          hangzou~  hanzou~2       with one letter wrong, or two
          hangzhou startup OR firm either of the two next to OR
          (six dragons) OR firm    brackets; || is OR, && is AND
          dragons -robots          without robots; NOT does the same
          +dragons robots          dragons at any rate
          dragons^3 robots         dragons count three times as much; also "..."^2 and (...)^2
          title:dragons            in the title; so author: site: lang: comments: page:
          title:(six dragons)      several words there
          site:lake.example        by the host, or by the name: site:"the lake courier"
          date:2025  date:2025-06..2025-09  since:2025-09-13  before:2025
          杭州六小龙               Chinese is found as it stands

        AND, OR and NOT are capitals; the shell needs quotes around quotes, brackets and *:
          hzsearch find '"six little dragons" -robot*'
        What the shell mangles has an option: --phrase, --not, --title, --author, --site, --after.
        What can't be read so is read as words, with a note; --strict makes that an error.

        """
}

// Made by Scripts/generate-page of reader.js.
// swift-format-ignore-file

extension PageText {
    /// Its reading view.
    static let reader = ###"""
        "use strict";
        // The reading view.

        /** Longer titles are folded: on a phone they would be all that one sees. */
        const longTitle = 200;

        async function read(isAgain = false) {
          const mine = stop();
          const control = (pending = new AbortController());
          if (!isAgain) {
            $("article").replaceChildren();
            $("article").removeAttribute("lang");
            $("matches").textContent = "";
            $("next").hidden = true;
            window.scrollTo(0, 0);
          }
          try {
            const article = await ask("/v1/article", { id: state.id, q: state.q }, control.signal);
            if (mine !== turn) return;
            showArticle(article);
          } catch (error) {
            if (mine !== turn) return;
            fail(error, $("article"), () => read(true));
          }
          if (!isAgain) $("reader").focus({ preventScroll: true });
        }

        function showArticle(article) {
          const title = article.title || article.id;
          document.title = title + " – hzsearch";
          $("article").lang = article.language || "";
          const parts = [append(inItsDirection(element("h1")), title, article.title ? article.highlights : [])];
          if (title.length > longTitle) parts.push(foldedBy(parts[0]));
          const facts = [article.author, article.date, article.site, article.language].filter(Boolean);
          if (facts.length > 0) parts.push(factsLine(facts));
          if (/^https?:\/\//i.test(article.url || "")) {
            const link = element("a", article.url);
            link.href = article.url;
            link.rel = "noreferrer noopener";
            const line = element("p", null, "facts");
            line.append(link);
            parts.push(line);
          }
          parts.push(element("p", article.path, "path"));
          for (const block of article.blocks) {
            const made = element(block.zone === "heading" ? "h2" : "p", null, block.zone);
            parts.push(append(inItsDirection(made), block.text, block.highlights));
          }
          if (article.truncated) parts.push(element("p", "The text goes on in the file.", "facts"));
          $("article").replaceChildren(...parts);
          const count = $("article").querySelectorAll("mark").length;
          $("matches").textContent = count === 0 ? "" : count + (count === 1 ? " match" : " matches");
          $("next").hidden = count === 0;
        }

        /** Folds a title, and gives the button that unfolds it. */
        function foldedBy(heading) {
          heading.classList.add("folded");
          const button = element("button", "Whole title", "unfold");
          button.type = "button";
          button.lang = "en";
          button.setAttribute("aria-expanded", "false");
          button.addEventListener("click", () => {
            const isFolded = heading.classList.toggle("folded");
            button.setAttribute("aria-expanded", String(!isFolded));
            button.textContent = isFolded ? "Whole title" : "Shorter title";
          });
          return button;
        }

        function nextMatch(step) {
          const marks = [...$("article").querySelectorAll("mark")];
          if (marks.length === 0) return;
          const here = marks.findIndex((mark) => mark.classList.contains("here"));
          const place = here < 0 ? (step > 0 ? 0 : marks.length - 1) : (here + step + marks.length) % marks.length;
          if (here >= 0) marks[here].classList.remove("here");
          marks[place].classList.add("here");
          if (marks[place].closest(".folded")) $("article").querySelector(".unfold").click();
          marks[place].scrollIntoView({ block: "center" });
          $("matches").textContent = "match " + (place + 1) + " of " + marks.length;
        }

        """###
}

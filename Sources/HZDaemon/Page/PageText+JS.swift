// Made by Scripts/generate-page of page.js.
// swift-format-ignore-file

extension PageText {
    /// What it does.
    static let js = ###"""
        "use strict";
        // Texts of articles only ever become text nodes: no markup is made of them.

        const $ = (id) => document.getElementById(id);
        const pageSize = 10;
        const groups = [
          { name: "year", title: "Year", query: (value) => "date:" + value },
          { name: "language", title: "Language", query: (value) => "lang:" + value },
          { name: "site", title: "Site", query: (value) => "site:" + quoted(value) },
          { name: "author", title: "Author", query: (value) => "author:" + quoted(value) },
        ];
        const mostValues = 8;

        function quoted(value) { return '"' + value.replaceAll('"', " ") + '"'; }

        let state = { q: "", sort: "score", limit: pageSize, filters: {}, id: null };
        let shown = null; // the search whose results stand on the page
        let turn = 0; // the newest question: older answers are dropped
        let pending = null;
        let timer = 0;

        function element(name, text, className) {
          const made = document.createElement(name);
          if (text !== undefined && text !== null) made.textContent = text;
          if (className) made.className = className;
          return made;
        }

        /** Appends a text with its ranges of Unicode scalars marked. */
        function append(parent, text, ranges) {
          const scalars = Array.from(text);
          let place = 0;
          for (const [start, end] of ranges) {
            if (start < place || end > scalars.length) continue;
            parent.append(scalars.slice(place, start).join(""));
            parent.append(element("mark", scalars.slice(start, end).join("")));
            place = end;
          }
          parent.append(scalars.slice(place).join(""));
          return parent;
        }

        // What is asked.

        /** The query with a part for each chosen filter. */
        function fullQuery(filters = state.filters) {
          let query = state.q.trim();
          if (query.split('"').length % 2 === 0) query += '"';
          for (const group of groups) if (filters[group.name]) query += " " + group.query(filters[group.name]);
          return query;
        }

        function token() { return sessionStorage.getItem("token"); }

        async function ask(path, parameters, signal) {
          const target = path + "?" + new URLSearchParams(parameters);
          const headers = token() ? { Authorization: "Bearer " + token() } : {};
          const answer = await fetch(target, { headers, signal, cache: "no-store", credentials: "omit" });
          const json = await answer.json();
          if (answer.status === 401) {
            if (!$("login").open) $("login").showModal();
            throw new Error("The token is missing or wrong.");
          }
          if (!answer.ok) throw new Error(json.error ? json.error.message : "The server answered " + answer.status + ".");
          return json;
        }

        function fail(error, isArticle) {
          if (error.name === "AbortError") return;
          const message = error instanceof TypeError ? "The server does not answer. Is hzsearch serve running?" : error.message;
          if (isArticle) {
            $("article").replaceChildren(element("p", message, "error"));
          } else {
            $("summary").replaceChildren(element("span", message, "error"));
          }
        }

        // The results.

        async function search() {
          const mine = ++turn;
          if (pending) pending.abort();
          const control = (pending = new AbortController());
          const query = fullQuery();
          $("welcome").hidden = query !== "";
          if (query === "") {
            shown = null;
            for (const id of ["filters", "notes", "more"]) $(id).hidden = true;
            $("results").replaceChildren();
            $("summary").textContent = "";
            return;
          }
          try {
            const free = groups.filter((group) => !state.filters[group.name]).map((group) => group.name);
            const counted = free.length > 0 ? { facets: free.join(","), facet_limit: mostValues } : {};
            const parameters = { q: query, limit: state.limit, sort: state.sort, ...counted };
            const [result, ...others] = await Promise.all([
              ask("/v1/search", parameters, control.signal),
              ...groups.filter((group) => state.filters[group.name]).map((group) => alternatives(group, control.signal)),
            ]);
            if (mine !== turn) return;
            shown = result;
            showResults(result);
            showFilters([...(result.facets || []), ...others.flat()]);
          } catch (error) {
            if (mine === turn) fail(error, false);
          }
        }

        /** What else could be chosen in a group where something is chosen: counted without that. */
        async function alternatives(group, signal) {
          const query = fullQuery({ ...state.filters, [group.name]: undefined });
          if (query === "") return [];
          const parameters = { q: query, limit: 0, facets: group.name, facet_limit: mostValues };
          return (await ask("/v1/search", parameters, signal)).facets || [];
        }

        function showResults(result) {
          const total = result.total.value;
          const count = (result.total.relation === "eq" ? "" : "At least ") + total.toLocaleString() + (total === 1 ? " article" : " articles");
          const took = (result.took_us / 1000).toFixed(1) + " ms";
          $("summary").textContent = result.hits.length === 0 ? "Nothing found." : total === 0 ? "No article has all of this · " + took : count + " · " + took;
          const notes = result.notes.map((note) => element("li", note.message));
          if (result.did_you_mean) notes.unshift(correctionItem(result.did_you_mean));
          $("notes").replaceChildren(...notes);
          $("notes").hidden = notes.length === 0;
          $("results").replaceChildren(...result.hits.map(resultItem));
          $("more").hidden = result.hits.length < state.limit || state.limit >= 1000;
        }

        /** The query that may have been meant, without the parts that stand for the filters. */
        function correctionItem(correction) {
          const item = element("li", "Did you mean ");
          const parts = groups.map((group) => (state.filters[group.name] ? " " + group.query(state.filters[group.name]) : "")).join("");
          const isOurs = correction.query.endsWith(parts);
          const text = isOurs ? correction.query.slice(0, correction.query.length - parts.length) : correction.query;
          const link = append(element("a"), text, correction.highlights);
          const meant = { ...state, q: text, filters: isOurs ? state.filters : {}, limit: pageSize };
          link.href = address(meant);
          link.addEventListener("click", (event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
            event.preventDefault();
            go(meant);
          });
          item.append(link, "?");
          return item;
        }

        function resultItem(hit) {
          const item = element("li");
          const link = element("a", hit.title || hit.path || hit.id);
          link.href = address({ ...state, id: hit.id });
          link.addEventListener("click", (event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
            event.preventDefault();
            go({ ...state, id: hit.id });
          });
          item.append(link);
          const facts = [hit.author, hit.date, hit.language].filter(Boolean);
          if (hit.missing) facts.push("without " + hit.missing.join(", "));
          if (facts.length > 0) item.append(element("p", facts.join(" · "), "facts"));
          if (hit.snippet.text) item.append(append(element("p", null, "snippet"), hit.snippet.text, hit.snippet.highlights));
          item.append(element("p", hit.path, "path"));
          return item;
        }

        /** The values of what matches, each with the number of articles that would be left if it were chosen. */
        function showFilters(facets) {
          const parts = groups.map((group) => {
            const chosen = state.filters[group.name];
            const facet = facets.find((facet) => facet.by === group.name);
            const counted = facet ? facet.values : [];
            // What was chosen is shown also where others are more frequent.
            const isListed = !chosen || counted.some((entry) => entry.value === chosen);
            return { group, chosen, counted: isListed ? counted : [...counted, { value: chosen }] };
          });
          const useful = parts.filter((part) => part.chosen || part.counted.length > 1);
          $("filters").replaceChildren(...useful.map(filterSection));
          $("filters").hidden = useful.length === 0;
        }

        function filterSection({ group, chosen, counted }) {
          const section = element("section");
          section.append(element("h2", group.title));
          const list = section.appendChild(element("ul"));
          for (const { value, count } of counted) {
            const button = element("button", null, "chip");
            button.type = "button";
            button.setAttribute("aria-pressed", String(value === chosen));
            button.append(element("span", value));
            if (count !== undefined) button.append(element("span", count.toLocaleString()));
            button.addEventListener("click", () => {
              go({ ...state, limit: pageSize, filters: { ...state.filters, [group.name]: value === chosen ? undefined : value } });
            });
            list.appendChild(element("li")).append(button);
          }
          return section;
        }

        // The reading view.

        async function read() {
          const id = state.id;
          $("article").replaceChildren();
          $("matches").textContent = "";
          $("next").hidden = true;
          window.scrollTo(0, 0);
          try {
            const article = await ask("/v1/article", { id, q: state.q });
            if (state.id === id) showArticle(article);
          } catch (error) {
            if (state.id === id) fail(error, true);
          }
          $("reader").focus({ preventScroll: true });
        }

        function showArticle(article) {
          document.title = (article.title || article.id) + " – hzsearch";
          const parts = [append(element("h1"), article.title || article.id, article.title ? article.highlights : [])];
          if (article.language) $("article").lang = article.language;
          const facts = [article.author, article.date, article.site, article.language].filter(Boolean);
          if (facts.length > 0) parts.push(element("p", facts.join(" · "), "facts"));
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
            parts.push(append(made, block.text, block.highlights));
          }
          if (article.truncated) parts.push(element("p", "The text goes on in the file.", "facts"));
          $("article").replaceChildren(...parts);
          const count = $("article").querySelectorAll("mark").length;
          $("matches").textContent = count === 0 ? "" : count + (count === 1 ? " match" : " matches");
          $("next").hidden = count === 0;
        }

        function nextMatch(step) {
          const marks = [...$("article").querySelectorAll("mark")];
          if (marks.length === 0) return;
          const here = marks.findIndex((mark) => mark.classList.contains("here"));
          const place = here < 0 ? (step > 0 ? 0 : marks.length - 1) : (here + step + marks.length) % marks.length;
          if (here >= 0) marks[here].classList.remove("here");
          marks[place].classList.add("here");
          marks[place].scrollIntoView({ block: "center" });
          $("matches").textContent = "match " + (place + 1) + " of " + marks.length;
        }

        // Where one is: all of it stands in the address, so that Back and bookmarks work.

        function address(to) {
          const parameters = new URLSearchParams();
          if (to.q) parameters.set("q", to.q);
          if (to.sort !== "score") parameters.set("sort", to.sort);
          for (const group of groups) if (to.filters[group.name]) parameters.set(group.name, to.filters[group.name]);
          if (to.id) parameters.set("id", to.id);
          const text = parameters.toString();
          return "/" + (text ? "?" + text : "");
        }

        function stateOfAddress() {
          const parameters = new URLSearchParams(location.search);
          const filters = {};
          for (const group of groups) if (parameters.get(group.name)) filters[group.name] = parameters.get(group.name);
          const sort = parameters.get("sort") === "date" ? "date" : "score";
          return { q: parameters.get("q") || "", sort, limit: pageSize, filters, id: parameters.get("id") };
        }

        function go(to, replacing = false) {
          state = to;
          history[replacing ? "replaceState" : "pushState"](null, "", address(to));
          show();
        }

        function show() {
          if ($("query").value !== state.q) $("query").value = state.q;
          $("sort").value = state.sort;
          const isReading = Boolean(state.id);
          $("reader").hidden = !isReading;
          $("search").hidden = isReading;
          document.title = state.q ? state.q + " – hzsearch" : "hzsearch";
          if (isReading) read();
          else if (!shown || shown.query !== fullQuery() || shown.hits.length < state.limit) search();
        }

        function back() {
          const id = state.id;
          go({ ...state, id: null });
          const here = address({ ...state, id });
          const link = [...$("results").querySelectorAll("a")].find((found) => found.getAttribute("href") === here);
          (link || $("query")).focus();
        }

        // What is typed.

        $("query").addEventListener("input", () => {
          clearTimeout(timer);
          timer = setTimeout(() => {
            go({ ...state, q: $("query").value, limit: pageSize, id: null }, true);
          }, 80);
        });

        $("form").addEventListener("submit", (event) => {
          event.preventDefault();
          clearTimeout(timer);
          const isNew = $("query").value !== state.q || state.id;
          if (isNew) go({ ...state, q: $("query").value, limit: pageSize, id: null });
          else if ($("results").querySelector("a")) $("results").querySelector("a").click();
        });

        $("sort").addEventListener("change", () => {
          shown = null;
          go({ ...state, sort: $("sort").value, limit: pageSize });
        });

        $("more").addEventListener("click", () => { state.limit += 20; search(); });
        $("back").addEventListener("click", back);
        $("next").addEventListener("click", () => nextMatch(1));
        $("token-form").addEventListener("submit", () => {
          sessionStorage.setItem("token", $("token").value);
          $("token").value = "";
          shown = null;
          show();
        });
        window.addEventListener("popstate", () => { state = stateOfAddress(); show(); });

        document.addEventListener("keydown", (event) => {
          if (event.ctrlKey || event.metaKey || event.altKey || $("login").open) return;
          const isTyping = event.target === $("query");
          const isReading = Boolean(state.id);
          if (event.key === "/" && !isTyping) {
            $("query").focus();
            $("query").select();
          } else if (event.key === "Escape") {
            if (isReading) back();
            else if (!isTyping) $("query").focus();
            else if (state.q) go({ ...state, q: "", limit: pageSize, filters: {} });
          } else if (isReading && !isTyping && (event.key === "n" || event.key === "N")) {
            nextMatch(event.key === "n" ? 1 : -1);
          } else if (!isReading && (event.key === "ArrowDown" || event.key === "ArrowUp") && event.target !== $("sort")) {
            const links = [...$("results").querySelectorAll("a")];
            const place = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
            if (links.length === 0 || (isTyping && event.key === "ArrowUp")) return;
            if (place < 0) $("query").focus();
            else links[Math.min(place, links.length - 1)].focus();
          } else {
            return;
          }
          event.preventDefault();
        });

        state = stateOfAddress();
        show();

        """###
}

// Made by Scripts/generate-page of filters.js.
// swift-format-ignore-file

extension PageText {
    /// Its filters.
    static let filters = ###"""
        "use strict";
        // The filters: what can be chosen, each value with the number of articles that it would leave, and what is chosen.

        /** The groups of which all values are shown, not the first few. */
        const unfolded = new Set();

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
          const focused = $("filters").contains(document.activeElement) ? document.activeElement : null;
          $("filters").replaceChildren(...useful.map(filterSection));
          $("filters").hidden = useful.length === 0;
          if (focused) focusFilter(focused.choice);
        }

        function filterSection(part) {
          const { group, chosen, counted } = part;
          const section = element("section");
          section.append(element("h2", group.title));
          const list = section.appendChild(element("ul"));
          const isFolded = !unfolded.has(group);
          const listed = counted.filter(({ value }, place) => !isFolded || place < mostValues || value === chosen);
          for (const { value, count } of listed) {
            const button = filterButton(group, value, value === chosen ? undefined : value, "chip");
            button.setAttribute("aria-pressed", String(value === chosen));
            button.append(inItsDirection(element("span", value)));
            if (count !== undefined) button.append(element("span", count.toLocaleString()));
            list.appendChild(element("li")).append(button);
          }
          if (counted.length > mostValues) {
            const button = element("button", isFolded ? "More" : "Fewer", "unfold-values");
            button.type = "button";
            button.choice = { group };
            button.setAttribute("aria-expanded", String(!isFolded));
            button.addEventListener("click", () => {
              if (!unfolded.delete(group)) unfolded.add(group);
              const made = filterSection(part);
              section.replaceWith(made);
              made.querySelector(".unfold-values").focus();
            });
            section.append(button);
          }
          return section;
        }

        /** A button of a value that chooses another one, or none. */
        function filterButton(group, value, next, className) {
          const button = element("button", null, className);
          button.type = "button";
          button.choice = { group, value };
          button.addEventListener("click", () => {
            go({ ...state, q: $("query").value, limit: pageSize, filters: { ...state.filters, [group.name]: next } });
          });
          return button;
        }

        /** What is chosen, apart: in a row that scrolls it may be out of sight. */
        function showChosen() {
          const chosen = groups.filter((group) => state.filters[group.name]);
          const focused = $("chosen").contains(document.activeElement) ? document.activeElement : null;
          $("chosen").replaceChildren(...chosen.map((group) => {
            const value = state.filters[group.name];
            const button = filterButton(group, value, undefined, "remove");
            button.setAttribute("aria-label", "Remove the filter " + group.title + ": " + value);
            const name = element("span", group.title + ": ");
            name.append(element("bdi", value));
            button.append(name);
            const item = element("li");
            item.append(button);
            return item;
          }));
          $("chosen").hidden = chosen.length === 0;
          if (focused) focusFilter(focused.choice);
        }

        /** Keeps the focus where it was, or near, when buttons were made anew. */
        function focusFilter({ group, value }) {
          const buttons = [...$("filters").querySelectorAll("button")];
          const near = buttons.filter((button) => button.choice.group === group);
          (near.find((button) => button.choice.value === value) || near[0] || buttons[0] || $("query")).focus();
        }

        """###
}

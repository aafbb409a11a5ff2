// Made by Scripts/generate-page of page.css.
// swift-format-ignore-file

extension PageText {
    /// Its looks.
    static let css = ###"""
        :root {
          color-scheme: light dark;
          --page: #fbfaf7; --card: #ffffff; --ink: #1d2126; --dim: #5a626c; --line: #dcd9d1; --edge: #857f75;
          --link: #0a4f8f; --mark: #ffe38a; --mark-ink: #1d2126; --focus: #0a66c2; --chip: #eceae4;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #14171b; --card: #1b1f25; --ink: #e7e9ec; --dim: #a3abb5; --line: #2f353d; --edge: #75808c;
            --link: #8ec5ff; --mark: #6b5310; --mark-ink: #fff3c9; --focus: #6db3ff; --chip: #262c34;
          }
        }
        * { box-sizing: border-box; }
        [hidden] { display: none !important; }
        html { scroll-padding: 6rem 0 4rem; }
        body {
          margin: 0; background: var(--page); color: var(--ink);
          font: 1rem/1.55 system-ui, "Noto Sans", "Noto Sans CJK SC", sans-serif; overflow-wrap: anywhere;
        }
        .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        header { position: sticky; top: 0; z-index: 1; background: var(--page); border-bottom: 1px solid var(--line); }
        #form { display: flex; gap: .75rem; align-items: center; max-width: 64rem; margin: auto; padding: .75rem 1rem; }
        .name { font-weight: 650; letter-spacing: -.01em; }
        input, select, button {
          font: inherit; color: inherit; background: var(--card); border: 1px solid var(--edge); border-radius: .5rem;
          padding: .5rem .75rem; min-height: 2.75rem;
        }
        #query { flex: 1; min-width: 0; }
        button { cursor: pointer; }
        button:hover, .chip:hover { border-color: var(--ink); }
        :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
        #search { display: flex; gap: 2rem; max-width: 64rem; margin: auto; padding: 1rem; align-items: flex-start; }
        #main { flex: 1; min-width: 0; }
        #filters { width: 13rem; flex: none; position: sticky; top: 5rem; }
        #filters h2 { font-size: .8rem; margin: 1.25rem .6rem .3rem; color: var(--dim); font-weight: 600; }
        #filters section:first-child h2 { margin-top: 0; }
        #filters ul { list-style: none; margin: 0; padding: 0; }
        .chip {
          display: flex; justify-content: space-between; gap: .5rem; width: 100%; min-height: 2rem; padding: .15rem .6rem;
          text-align: left; border-color: transparent; background: none;
        }
        .chip[aria-pressed="true"] { background: var(--chip); border-color: var(--edge); font-weight: 600; }
        .chip span + span { color: var(--dim); font-variant-numeric: tabular-nums; font-weight: 400; }
        .unfold-values { min-height: 2rem; padding: .15rem .6rem; border-color: transparent; background: none; color: var(--link); }
        #chosen { display: none; }
        #summary { color: var(--dim); margin: 0 0 .5rem; min-height: 1.55em; font-size: .9rem; }
        #notes { margin: 0 0 1rem; padding: .5rem .75rem; list-style: none; background: var(--chip); border-radius: .5rem; }
        #results { list-style: none; margin: 0; padding: 0; }
        #results[aria-busy], #summary:has(~ [aria-busy]) { opacity: .55; transition: opacity .1s .3s; }
        #results li { position: relative; padding: .8rem 1rem; margin: 0 -1rem; border-radius: .6rem; }
        #results li:focus-within { background: var(--card); box-shadow: inset 3px 0 0 var(--focus); }
        #results a { color: var(--link); text-decoration: none; font-size: 1.1rem; font-weight: 600; outline: none; }
        #results a::after { content: ""; position: absolute; inset: 0; }
        #results a:hover { text-decoration: underline; }
        #results a, #results .facts, #results .path, .folded {
          display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden;
          /* Letters that hang over are not cut. */
          padding-inline: 3px; margin-inline: -3px;
        }
        #results a { -webkit-line-clamp: 3; }
        .facts, .path { color: var(--dim); font-size: .875rem; margin: .1rem 0; }
        .snippet { margin: .25rem 0 0; }
        mark { background: var(--mark); color: var(--mark-ink); border-radius: .2rem; padding: 0 .1em; }
        mark.here { outline: 2px solid var(--focus); }
        #welcome { max-width: 40rem; }
        #welcome h1 { font-size: 1.5rem; margin: 1rem 0 .25rem; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.25rem; }
        dd { margin: 0; color: var(--dim); }
        code, kbd { font: .875em ui-monospace, monospace; }
        kbd { border: 1px solid var(--line); border-radius: .3rem; padding: .05rem .4rem; background: var(--card); }
        .keys { color: var(--dim); line-height: 2.2; }
        #reader { max-width: 44rem; margin: auto; padding: 0 1rem 4rem; outline: none; }
        .bar { position: sticky; top: 4.3rem; margin: 0; padding: .75rem 0; background: var(--page); color: var(--dim); }
        #article { font-size: 1.0625rem; line-height: 1.7; }
        #article h1 { font-size: 1.75rem; line-height: 1.25; margin: .5rem 0; }
        #article h1.folded { font-size: 1.25rem; margin-inline: -3px; -webkit-line-clamp: 4; }
        .unfold { margin: 0 0 .5rem; }
        #article h2 { font-size: 1.2rem; margin: 1.75rem 0 .5rem; }
        #article p { margin: 0 0 1rem; white-space: pre-line; }
        #article .caption, #article .comments, #article .page { color: var(--dim); font-size: .9375rem; }
        #article .comments, #article .page { border-inline-start: 3px solid var(--line); padding-inline-start: .75rem; }
        #article a { color: var(--link); }
        #article .facts, #article .path { margin-bottom: .25rem; }
        #article .path { margin-bottom: 1.5rem; }
        .error { color: #b3261e; margin: 0; }
        dialog { border: 1px solid var(--line); border-radius: .75rem; background: var(--page); color: inherit; }
        dialog::backdrop { background: rgb(0 0 0 / .5); }
        dialog form { display: grid; gap: .75rem; }
        .plain { padding: 1rem; }
        @media (prefers-color-scheme: dark) { .error { color: #ffb4ab; } }
        @media (max-width: 46rem) {
          #form { flex-wrap: wrap; }
          #form .name { display: none; }
          #search { display: block; }
          #filters { position: static; width: auto; margin-bottom: .75rem; display: flex; gap: .75rem; overflow-x: auto;
            scrollbar-width: thin; scroll-padding-inline: 0 2.5rem; padding: 3px 3px .6rem; margin-inline: -3px;
            mask-image: linear-gradient(to right, #000 calc(100% - 2.5rem), transparent); }
          /* The last one can be scrolled out of where the row fades. */
          #filters::after { content: ""; flex: 0 0 1.75rem; }
          #chosen { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; margin: 0 0 .75rem; padding: 0; }
          #chosen li { max-width: 100%; }
          .remove { display: flex; gap: .5rem; align-items: center; max-width: 100%; min-height: 2.5rem;
            padding: .15rem .75rem; background: var(--chip); font-weight: 600; text-align: left; }
          .remove::after { content: "×"; font-size: 1.25rem; line-height: 1; }
          .remove span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
          #filters section { flex: none; display: flex; align-items: center; gap: .25rem; }
          #filters section h2 { margin: 0; }
          #filters ul { display: flex; gap: .25rem; }
          .chip { white-space: nowrap; align-items: center; border-color: var(--edge); min-height: 2.5rem; max-width: 14rem; }
          .chip span:first-child { overflow: hidden; text-overflow: ellipsis; }
          #article h1 { font-size: 1.4rem; }
          dl { grid-template-columns: 1fr; gap: 0; }
          dd { margin-bottom: .5rem; }
          select { flex: none; }
        }
        @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }

        """###
}

// Made by Scripts/generate-page of page.html.
// swift-format-ignore-file

extension PageText {
    /// The search page.
    static let html = ###"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>hzsearch</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="/page.css">
        <script src="/filters.js" defer></script>
        <script src="/reader.js" defer></script>
        <script src="/page.js" defer></script>
        </head>
        <body>
        <header>
        <form id="form" role="search" autocomplete="off">
        <label for="query" class="name">hzsearch</label>
        <input id="query" type="search" dir="auto" placeholder="Search your articles" autofocus autocapitalize="off" spellcheck="false"
         maxlength="4000" aria-describedby="summary" aria-keyshortcuts="/">
        <label class="hidden" for="sort">Order</label>
        <select id="sort"><option value="score">Best first</option><option value="date">Newest first</option></select>
        </form>
        </header>
        <div id="search">
        <ul id="chosen" aria-label="Chosen filters" hidden></ul>
        <nav id="filters" aria-label="Filters" hidden></nav>
        <main id="main">
        <p id="summary" role="status"></p>
        <ul id="notes" hidden></ul>
        <ol id="results" aria-label="Results"></ol>
        <button id="more" type="button" hidden>Show more</button>
        <section id="welcome">
        <h1>Search your articles</h1>
        <p>Type words: articles that have all of them come first.</p>
        <dl>
        <dt><code>"six little dragons"</code></dt><dd>these words in this order</dd>
        <dt><code>robot OR android</code></dt><dd>one of them</dd>
        <dt><code>dragons -boats</code></dt><dd>without a word</dd>
        <dt><code>title:lake author:roe</code></dt><dd>in the title, by an author</dd>
        <dt><code>site:lake.example date:2025-06</code></dt><dd>from a site, of a month</dd>
        </dl>
        <p class="keys"><kbd>/</kbd> search <kbd>↓</kbd> <kbd>↑</kbd> results <kbd>Enter</kbd> read <kbd>n</kbd> next match
        <kbd>Esc</kbd> back</p>
        </section>
        </main>
        </div>
        <main id="reader" hidden tabindex="-1">
        <p class="bar"><button id="back" type="button">← Results</button>
        <button id="next" type="button">Next match</button> <span id="matches" role="status"></span></p>
        <article id="article"></article>
        </main>
        <dialog id="login" aria-labelledby="ask">
        <form id="token-form" method="dialog">
        <label id="ask" for="token">This server asks for its token</label>
        <input id="token" type="password" autocomplete="current-password" aria-describedby="denied">
        <p id="denied" class="error" role="alert" hidden></p>
        <button>Continue</button>
        </form>
        </dialog>
        <noscript><p class="plain">The search page needs JavaScript. Programs ask /v1/search.</p></noscript>
        </body>
        </html>

        """###
}

/// The commands and their options: what is parsed, what help shows.
public enum Commands {
    /// All of them, in the order of the overview.
    public static let all = [
        index, find, serve, status, extract, save, new, saved, suggest, why, has, doctor, check, optimize, config,
        completion,
        manual,
    ]

    /// The commands that the reading program runs itself; the others need parsers, threads or the server.
    public static let reading: Set<String> = [
        "find", "save", "new", "saved", "suggest", "why", "has", "status", "check", "config", "completion", "manual",
    ]

    static let indexOption = OptionSpecification("index", "d", value: "DIR", "the index (default: see below)")
    static let jsonOption = OptionSpecification("json", nil, "print JSON")
    static let socketOption = OptionSpecification("socket", "s", value: "PATH", "the daemon's socket")
    static let noDaemonOption = OptionSpecification("no-daemon", nil, "read the index, do not ask the daemon")
    /// How words are joined, but for all of them.
    static let joiningOptions: [OptionSpecification] = [
        OptionSpecification("phrase", nil, "the words next to each other, in order"),
        OptionSpecification("any", nil, "any of the words is enough"),
    ]
    /// What narrows a search.
    static let narrowingOptions: [OptionSpecification] = [
        OptionSpecification("not", nil, value: "WORD", repeats: true, "without this word (may be repeated)"),
        OptionSpecification("title", nil, value: "WORDS", "with these words in the title"),
        OptionSpecification("author", nil, value: "WORDS", "with these words in the author's name"),
        OptionSpecification("author-name", nil, value: "NAME", "by the author of just this name"),
        OptionSpecification("site", nil, value: "NAME", "from this site: its host or its name"),
        OptionSpecification("language", nil, value: "CODE", "in this language: en, Chinese"),
        OptionSpecification("after", nil, value: "DATE", "later than 2025, 2025-06 or 2025-06-30"),
        OptionSpecification("before", nil, value: "DATE", "earlier than that"),
        OptionSpecification("strict", nil, "what can't be read as query syntax is an error"),
    ]
    /// What is shown of each result.
    static let passageOptions: [OptionSpecification] = [
        OptionSpecification("passages", nil, value: "N", "up to three passages of each result (default: 1)"),
        OptionSpecification("cite", nil, "a reference below each result"),
    ]
    /// How results are printed.
    static let formOptions: [OptionSpecification] = [
        OptionSpecification("paths", "l", "print only paths, one a line"),
        OptionSpecification("null", "0", "print only paths, each ended by a NUL byte"),
        jsonOption,
        OptionSpecification("color", nil, value: "auto|always|never", "when to use colours"),
        OptionSpecification("no-pager", nil, "write long output at once, also on a terminal"),
    ]
    static let whereRemark = """
        The index is --index, else $HZSEARCH_INDEX, else what the configuration says, else ./index
        or ./.hzsearch here or in a folder above, else $XDG_DATA_HOME/hzsearch.
        """

    /// Builds and updates an index.
    public static let index = CommandSpecification(
        name: "index",
        operands: "[PATH]...",
        summary: "index folders, files and exports; only what changed",
        options: [
            OptionSpecification("index", "d", value: "DIR", "where the index is, or is to be made (default: ./index)"),
            OptionSpecification("memory", "m", value: "MIB", "memory for buffers in MiB (default: 256)"),
            OptionSpecification("threads", "t", value: "N", "threads (default: all processors)"),
            OptionSpecification("max-size", nil, value: "MIB", "skip larger files (default: 16 MiB)"),
            OptionSpecification("include", nil, value: "GLOB", repeats: true, "only files like '*.html' or 'news/**'"),
            OptionSpecification("exclude", nil, value: "GLOB", repeats: true, "leave these files and folders out"),
            OptionSpecification("hidden", nil, "read files and folders that begin with a full stop too"),
            OptionSpecification("keep-duplicates", nil, "index each copy of an article saved twice"),
            OptionSpecification("report", nil, value: "FILE", "write what became of each file, a JSON object a line"),
            OptionSpecification("in-process", nil, "parse pages in this process: faster, less safe"),
            OptionSpecification("page-seconds", nil, value: "S", "processor time for a page (default: 10)"),
            OptionSpecification("page-memory", nil, value: "MIB", "memory for parsing a page (default: 1024)"),
            OptionSpecification("quiet", "q", "print nothing but problems"),
            OptionSpecification("verbose", "v", "name each file that is skipped"),
            jsonOption,
        ],
        remarks: [
            "Folders are read with all below them: .txt .text .md .html .htm .xhtml .shtml .mhtml .mht",
            ".eml .epub .warc, each of them as .gz or .zst too (.epub not), and files without extension",
            "that look like one. FILE.jsonl is an export, one JSON object a line; - is an export on",
            "standard input. A file .hzsearchignore leaves out what it names, as git's ignore files do.",
            "What is unchanged since the last run is not read; what vanished below the given paths is",
            "removed. Without a path, all that the index was ever given is brought up to date.",
        ],
        examples: [
            "hzsearch index ~/articles",
            "hzsearch index --index ~/news.index export.jsonl",
            "zcat export.jsonl.gz | hzsearch index -",
        ]
    )

    /// Searches.
    public static let find = CommandSpecification(
        name: "find",
        operands: "WORDS...",
        summary: "search; the best articles first",
        options: [
            indexOption,
            OptionSpecification("interactive", "i", "search on a full screen while you type"),
            OptionSpecification("limit", "n", value: "N", "how many results (default: 10, at most 10000)"),
            OptionSpecification("offset", "o", value: "N", "skip the first N"),
            OptionSpecification("sort", nil, value: "score|date", "best first, or newest first"),
        ] + joiningOptions + [
            OptionSpecification("all", nil, "all of the words, nothing less")
        ] + narrowingOptions + [
            OptionSpecification("count", "c", "print only how many articles match"),
            OptionSpecification("like", nil, value: "FILE", "articles like this one; words narrow them"),
        ] + passageOptions + [
            OptionSpecification("kwic", nil, "each place in one line, the matches below one another"),
            OptionSpecification("explain", nil, "show the parts of each result's score"),
            OptionSpecification("by", nil, value: "year|month|site|author|language", "print how many match, by that"),
        ] + formOptions + [
            OptionSpecification("start", nil, "start a daemon for what is asked next; it leaves after 15 idle minutes"),
            noDaemonOption,
            socketOption,
        ],
        remarks: [
            "Query: words, \"phrases\", AND OR NOT, +must -mustnot, ( ), title:word, author:name,",
            "prefix*, date:2025, date:2025-06..2025-09; hzsearch help query tells more. After -- a query may",
            "begin with a dash.",
            "All articles are counted or put in order by --by or --sort without words; '*' finds them too.",
            "On a terminal, what is longer than the window goes to $HZSEARCH_PAGER, $PAGER or less, to none",
            "where the variable is empty; lines are as long as $COLUMNS says, else the window.",
            whereRemark,
        ],
        examples: [
            "hzsearch find six little dragons",
            "hzsearch find --phrase six little dragons --after 2024",
            "hzsearch find -i",
            "hzsearch find dragons --by year",
            "hzsearch find --by site",
            "hzsearch find dragons --site lake.example --sort date",
            "hzsearch find --like articles/lake.html --after 2024",
            "hzsearch find --kwic -n 50 'robot*'",
            "hzsearch find -l 'robot*' --not quadruped | xargs -d '\\n' less",
        ]
    )

    /// Completes queries.
    public static let suggest = CommandSpecification(
        name: "suggest",
        operands: "WORDS...",
        summary: "how a query that is being typed may go on",
        isEveryday: false,
        options: [
            indexOption,
            OptionSpecification("limit", "n", value: "N", "how many (default: 10, at most 100)"),
            jsonOption, noDaemonOption, socketOption,
        ],
        remarks: [
            "The last word is completed by words of the index, the most frequent first, such that articles",
            "have all the words; then come titles. One a line.",
            whereRemark,
        ],
        examples: ["hzsearch suggest hangz", "hzsearch suggest six little drag"]
    )

    /// Tells why an article is found, or is not.
    public static let why = CommandSpecification(
        name: "why",
        operands: "QUERY FILE",
        summary: "why a file is found by a query, or why not",
        isEveryday: false,
        options: [indexOption, jsonOption, noDaemonOption, socketOption],
        remarks: [
            "Tells of each part of the query whether the article has it, the article's place among the",
            "results and the parts of its score; or that it is a hidden copy of another, or that it is not",
            "in the index and how its file is read. FILE may be an id too. Exit status 1 where it is not",
            "found.",
            whereRemark,
        ],
        examples: ["hzsearch why 'six dragons' ~/articles/lake.html"]
    )

    /// Tells whether addresses are indexed.
    public static let has = CommandSpecification(
        name: "has",
        operands: "URL...",
        summary: "whether a web address is indexed, and where",
        isEveryday: false,
        options: [indexOption, jsonOption, noDaemonOption, socketOption],
        remarks: [
            "Prints path and title, a tab between them, of each article from the addresses, hidden copies",
            "too. https:// may be left out; parameters that only follow readers (utm_source and the like),",
            "www., a slash at the end and what follows # do not count. Exit status 1 where an address is",
            "not there.",
            whereRemark,
        ],
        examples: ["hzsearch has https://lake.example/dragons?utm_source=news"]
    )

    /// Runs the daemon.
    public static let serve = CommandSpecification(
        name: "serve",
        operands: "",
        summary: "the daemon: answer searches on a Unix socket",
        options: [
            indexOption,
            socketOption,
            OptionSpecification("idle-exit", nil, value: "SECONDS", "end after so long without a client"),
            OptionSpecification("watch", nil, "index files of the indexed folders as they change"),
            OptionSpecification("http", nil, value: "ADDRESS", "a search page for browsers, such as at 127.0.0.1:8410"),
            OptionSpecification("keep-answers", nil, value: "MIB", "memory for answers kept (default: 16 MiB)"),
            OptionSpecification("log-level", nil, value: "LEVEL", "trace, debug, info, notice, warning, error"),
        ],
        remarks: [
            "Runs in the foreground, logs to standard error, stops on SIGTERM or Ctrl-C. New commits are",
            "served at once. The socket is $XDG_RUNTIME_DIR/hzsearch/HASH.sock, else hzsearch.sock in the",
            "index; curl --unix-socket speaks to it: see docs/API.md. An --http address that other",
            "machines reach needs a secret in HZSEARCH_TOKEN, which the page asks for.",
            whereRemark,
        ],
        examples: [
            "hzsearch serve &",
            "hzsearch serve --watch --http 127.0.0.1:8410",
            "curl --unix-socket index/hzsearch.sock 'http://hz/v1/search?q=robot&limit=3'",
        ]
    )

    /// Tells about an index.
    public static let status = CommandSpecification(
        name: "status",
        operands: "",
        summary: "what the index holds, whether a daemon runs",
        options: [
            indexOption, socketOption, jsonOption,
            OptionSpecification("daemon", nil, "ask the daemon alone; fail where there is none"),
        ],
        remarks: [whereRemark]
    )

    /// Verifies an index.
    public static let check = CommandSpecification(
        name: "check",
        operands: "",
        summary: "verify every byte of the index",
        isEveryday: false,
        options: [indexOption, jsonOption],
        remarks: ["Exit status 3 where something is wrong.", whereRemark]
    )

    /// Merges an index.
    public static let optimize = CommandSpecification(
        name: "optimize",
        operands: "",
        summary: "merge the index into one segment",
        isEveryday: false,
        options: [indexOption, OptionSpecification("quiet", "q", "print nothing but problems")],
        remarks: [whereRemark]
    )

    /// Shows what ingestion sees.
    public static let extract = CommandSpecification(
        name: "extract",
        operands: "FILE...",
        summary: "print the articles that indexing would see",
        options: [OptionSpecification("json", nil, "one JSON object a line")],
        examples: ["hzsearch extract --json saved/*.html | jq .title"]
    )

    /// Shows why ingestion sees what it sees.
    public static let doctor = CommandSpecification(
        name: "doctor",
        operands: "FILE...",
        summary: "tell how files are read, and why",
        isEveryday: false,
        options: [OptionSpecification("json", nil, "one JSON object a line")],
        remarks: [
            "Tells the format, the charset and what speaks for it, title, author and date and where",
            "each was found, the language, how much text each part of the page has, or why a file is",
            "skipped.",
        ],
        examples: ["hzsearch doctor saved/page.html"]
    )

    /// Shows what is configured.
    static let config = CommandSpecification(
        name: "config",
        operands: "",
        summary: "print what is configured, and where",
        isEveryday: false,
        options: [jsonOption, OptionSpecification("example", nil, "print a file with every setting to start from")],
        remarks: [
            "Read are $HZSEARCH_CONFIG alone, else hzsearch/hzsearch.toml in $XDG_CONFIG_HOME (~/.config),",
            "in $XDG_CONFIG_DIRS (/etc/xdg), and in /etc. The command line counts before variables such as",
            "$HZSEARCH_FIND_LIMIT, these before the user's file, that before the system's. What is on can be",
            "turned off: --hidden=false.",
        ],
        examples: [
            "hzsearch config",
            "hzsearch config --example > ~/.config/hzsearch/hzsearch.toml",
        ]
    )

    /// Prints what shells complete command lines by.
    public static let completion = CommandSpecification(
        name: "completion",
        operands: "bash|zsh|fish",
        summary: "print what a shell completes commands by",
        isEveryday: false,
        options: [],
        remarks: ["make install installs all three."],
        examples: [
            "source <(hzsearch completion bash)",
            "hzsearch completion fish > ~/.config/fish/completions/hzsearch.fish",
        ]
    )

    /// Prints manual pages.
    static let manual = CommandSpecification(
        name: "manual",
        operands: "[COMMAND]",
        summary: "print a manual page, as man reads it",
        isEveryday: false,
        options: [],
        remarks: ["make install installs them all: man hzsearch, man hzsearch-find."],
        examples: ["hzsearch manual find | man -l -"]
    )
}

/// Searches with names.
extension Commands {
    /// Saves a search.
    public static let save = CommandSpecification(
        name: "save",
        operands: "NAME WORDS...",
        summary: "give a search a name, for hzsearch new",
        isEveryday: false,
        options: [
            indexOption,
            OptionSpecification("phrase", nil, "the words next to each other, in order"),
            OptionSpecification("any", nil, "any of the words is enough"),
            OptionSpecification("all", nil, "all of the words, nothing less: so it is without an option too"),
            OptionSpecification("not", nil, value: "WORD", repeats: true, "without this word (may be repeated)"),
            OptionSpecification("title", nil, value: "WORDS", "with these words in the title"),
            OptionSpecification("author", nil, value: "WORDS", "by this author"),
            OptionSpecification("after", nil, value: "DATE", "later than 2025, 2025-06 or 2025-06-30"),
            OptionSpecification("before", nil, value: "DATE", "earlier than that"),
            OptionSpecification("strict", nil, "what can't be read as query syntax is an error"),
        ],
        remarks: [
            "What matches now is known; what comes later is new. A search of the same name is replaced. Each",
            "is a file below $XDG_STATE_HOME/hzsearch/searches (~/.local/state).",
            whereRemark,
        ],
        examples: ["hzsearch save dragons six little dragons --after 2024", "hzsearch new dragons"]
    )

    /// Tells what a saved search finds for the first time.
    public static let new = CommandSpecification(
        name: "new",
        operands: "NAME",
        summary: "what a saved search finds since it was last asked",
        isEveryday: false,
        options: [
            OptionSpecification("keep", "k", "what is told now is new the next time too"),
            OptionSpecification("passages", nil, value: "N", "up to three passages of each result (default: 1)"),
            OptionSpecification("cite", nil, "a reference below each result"),
            OptionSpecification("count", "c", "print only how many there are"),
            OptionSpecification("paths", "l", "print only paths, one a line"),
            OptionSpecification("null", "0", "print only paths, each ended by a NUL byte"),
            jsonOption,
            OptionSpecification("color", nil, value: "auto|always|never", "when to use colours"),
            OptionSpecification("no-pager", nil, "write long output at once, also on a terminal"),
        ],
        remarks: [
            "An article that changed is not new. Nothing is printed where nothing is new, and the exit",
            "status is 1 then: fit for cron.",
        ],
        examples: [
            "hzsearch new dragons",
            "hzsearch new dragons > new.txt && mail -s dragons me@lake.example < new.txt",
        ]
    )

    /// Lists and removes saved searches.
    public static let saved = CommandSpecification(
        name: "saved",
        operands: "",
        summary: "list the saved searches, or remove some",
        isEveryday: false,
        options: [
            OptionSpecification("remove", nil, value: "NAME", repeats: true, "forget this one (may be repeated)"),
            jsonOption,
        ],
        remarks: ["Prints name, query and index, tabs between them, one search a line."],
        examples: ["hzsearch saved", "hzsearch saved --remove dragons"]
    )
}

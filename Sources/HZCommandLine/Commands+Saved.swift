/// Searches with names.
extension Commands {
    /// Saves a search.
    public static let save = CommandSpecification(
        name: "save",
        operands: "NAME WORDS...",
        summary: "give a search a name, for hzsearch new",
        isEveryday: false,
        options: [
            indexOption
        ] + joiningOptions + [
            OptionSpecification("all", nil, "all of the words, nothing less: so it is without an option too")
        ] + narrowingOptions,
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
            OptionSpecification("keep", "k", "what is told now is new the next time too")
        ] + passageOptions + [
            OptionSpecification("count", "c", "print only how many there are")
        ] + formOptions,
        remarks: [
            "An article that changed is not new. Nothing is printed where nothing is new, and the exit",
            "status is 1 then: fit for cron. What can't be written, to a full disk or to a reader that left,",
            "is new the next time too.",
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
        remarks: ["Prints name, what is sought and index, tabs between them, one search a line."],
        examples: ["hzsearch saved", "hzsearch saved --remove dragons"]
    )
}

"""Which command measures which row. What tests hold is measured by running them alone."""

ALL = [
    ("R1", "a writer killed at any call of its write path loses nothing acknowledged and leaves nothing",
     ["../crash-at-every-call"]),
    ("R2", "the same at random moments, while 8 clients search", ["crash-random"]),
    ("R3", "power lost after any operation: the last acknowledged commit, or the one in flight; every guarding sync that is left "
     "out is noticed", ["by-tests", "PowerLossTests", "every prefix of the operations under 6 policies"]),
    ("R4", "files are synced before the manifest's rename, the directory before anybody is told", ["sync-order"]),
    ("R7", "a full disk: all or nothing, and it goes on with room again", ["disk-full"]),
    ("R8", "memory runs out: as after a kill", ["memory-limit"]),
    ("R9", "one writer, the others are told whose turn it is", ["by-tests", "WriterRaceTests", "100 races of 8 starters"]),
    ("R10", "reading needs no right to write", ["read-only"]),
    ("R11", "a flipped bit is an error or changes no answer",
     ["by-tests", "DamageTests.everyDamage|CorruptionTests.everyFlipped", "every byte read; 12 flips a file under 29 searches"]),
    ("R12", "truncated and extended files are found at opening",
     ["by-tests", "CorruptionTests.everyTruncation", "every length of every file"]),
    ("R14", "missing and swapped files are named", ["by-tests", "CorruptionTests.missingAndSwapped", "every file"]),
    ("R16", "`check` finds what files contradict in each other", ["by-tests", "CheckerTests", "every kind of contradiction"]),
    ("R17", "a file cut off under the daemon is an error, not its end",
     ["by-tests", "TruncationTests|LostPageTests", "five kinds of files, untouched and in use"]),
    ("R32", "nothing that a terminal obeys gets through",
     ["by-tests", "TerminalTextTests|whatTerminalsObeyIsEscaped", "every scalar of Unicode"]),
]

/// What the programs tell the shell. Part of the interface: documented, never renumbered.
public enum ExitCode: Int32, Sendable {
    /// Done; for `find`: something was found.
    case success = 0
    /// `find`: nothing was found.
    case nothingFound = 1
    /// The command line, or with `--strict` the query, can't be read.
    case usage = 2
    /// The index is missing, damaged, locked, or can't be written.
    case index = 3
    /// The daemon can't be reached or can't start.
    case daemon = 4
    /// What was to be printed could not be written.
    case output = 5
    /// Stopped by Ctrl-C; what was committed is intact.
    case interrupted = 130
}

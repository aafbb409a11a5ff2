/// What ends a command: a sentence for people and a number for the shell.
public struct Failure: Error, Sendable {
    /// What failed, where, and what to do about it.
    public let message: String
    /// The exit status.
    public let code: ExitCode

    /// A failure from its parts.
    public init(_ message: String, _ code: ExitCode) {
        self.message = message
        self.code = code
    }
}

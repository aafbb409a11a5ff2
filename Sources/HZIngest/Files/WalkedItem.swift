/// What a walk comes across.
public enum WalkedItem: Sendable, Equatable {
    /// A file to be read.
    case file(WalkedFile)
    /// A file or folder that is left out; counted in ``CorpusWalker/skips``.
    case skipped(CorpusPath, SkipReason)
}

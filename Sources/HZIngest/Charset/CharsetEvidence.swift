/// Why the encoding of a source is taken to be what it is, strongest first. The raw values stand in reports: they never
/// change.
public enum CharsetEvidence: String, Sendable, CaseIterable {
    /// A byte order mark.
    case byteOrderMark
    /// All of it is UTF-8, which text in no other encoding is by chance.
    case valid
    /// The page, or whoever sent it, says so, and the bytes agree.
    case declared
    /// The frequency of its characters says so.
    case detected
    /// Nothing says anything: the encoding of most old pages.
    case assumed
}

/// What documents were analyzed by: stored with the index, since words analyzed otherwise would not be found.
public enum AnalyzerIdentity {
    /// Changes with every change of tables, rules or stemmers that changes a term.
    public static let current = "hz-analyzer/6 unicode/15.0 snowball/2.2"
}

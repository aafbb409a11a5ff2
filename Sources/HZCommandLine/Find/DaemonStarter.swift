/// Starts a daemon in the background for whoever asks next.
enum DaemonStarter {
    /// How long it stays without a client, in seconds.
    private static let idleSeconds = 900

    /// Starts the daemon of an index; it outlives this process and leaves when nobody asks it for a while. Two that are
    /// started at once see each other, and one leaves.
    static func start(index: String) throws(Failure) {
        let program = try ProgramRelay.program()
        let arguments = ["hzsearch", "serve", "--index", index, "--idle-exit", String(idleSeconds)]
        let code = Host.spawn(program, arguments)
        if code != 0 { throw Failure("\(program): \(Host.message(forError: code))", .daemon) }
    }
}

import HZCollection

/// What a daemon serves, where, and how much of the machine it gives to its clients.
public struct DaemonConfiguration: Sendable {
    /// The index directory, an absolute path without symbolic links.
    public var index: String
    /// The socket's path.
    public var socket: String
    /// Where it listens for browsers and programs without Unix sockets, besides; nil for nowhere.
    public var web: WebAddress?
    /// What requests that come over the web address must show; needed where that is no loopback address.
    public var token: String?
    /// How it brings the index up to date when it is told to; nil where it never does.
    public var updating: UpdateOptions?
    /// Whether it does so by itself whenever a file changed.
    public var watches = false
    /// How people are told of what is wrong with an index: the daemon has facts, sentences are made by the command line.
    public var sentence: @Sendable (CollectionError) -> String = { "\($0)" }
    /// The program's name and version, as the `Server` field says it.
    public var software: String
    /// Threads that serve connections.
    public var loops: Int
    /// Threads that run the searches which are too long for the loops.
    public var workers: Int
    /// How many searches may wait for a worker before clients are told to come back.
    public var queuedSearches = 256
    /// How many connections may be open at once.
    public var connections = 1024
    /// Bytes for answers that are kept for whoever asks the same again; 0 for none.
    public var answerMemory = 16 << 20
    /// How long a search may take on a loop before it is moved to a worker.
    public var loopBudget = Duration.milliseconds(2)
    /// How long the searches that one client sends at once may take on a loop together.
    public var burstBudget = Duration.milliseconds(8)
    /// How long a search may take at all.
    public var searchLimit = Duration.seconds(1)
    /// How long a request may take to arrive, from its first byte to its last.
    public var requestLimit = Duration.seconds(5)
    /// How long a connection may stay open without a request.
    public var idleLimit = Duration.seconds(30)
    /// How long a client may leave its answer unread.
    public var writeLimit = Duration.seconds(10)
    /// How long requests in flight may take to finish after the daemon was told to stop.
    public var drainLimit = Duration.seconds(5)
    /// After how long without a client the daemon ends; nil for never.
    public var idleExit: Duration?
    /// How often a daemon without requests looks for a new commit.
    public var reloadInterval = Duration.seconds(1)

    /// The standard configuration for an index, with `cores` processors at hand.
    public init(index: String, socket: String, software: String, cores: Int) {
        self.index = index
        self.socket = socket
        self.software = software
        loops = max(1, min(4, cores))
        workers = max(1, min(8, cores))
    }
}

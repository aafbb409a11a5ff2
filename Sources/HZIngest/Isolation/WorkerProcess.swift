import Glibc

/// A running parsing process. Ended, and waited for, with its owner.
final class WorkerProcess {
    let socket: ParseSocket
    private let process: pid_t
    private var hasEnded = false

    /// Starts `program` as a parsing process and waits until it can be asked; nil where it can't be started.
    init?(program: String, memory: Int) {
        guard let (ours, theirs) = ParseSocket.pair() else { return nil }
        socket = ParseSocket(owning: ours)
        let started = Self.start(program, socket: theirs, memory: memory)
        // With this end closed, a process that dies is seen at once.
        close(theirs)
        guard let started else { return nil }
        process = started
        guard let (answer, _) = socket.receive(1, by: .now + .milliseconds(Self.patience)),
            answer == [ParseWorker.ready]
        else { return nil }
    }

    /// What a start may take on a machine with much to do, in milliseconds.
    private static let patience = 30_000

    deinit { _ = end() }

    /// Ends it and waits for it; tells whether its time was up. It has nothing to finish: whoever ends it has all answers.
    /// What has ended by itself keeps the reason that it had.
    func end() -> Bool {
        guard !hasEnded else { return false }
        hasEnded = true
        kill(process, SIGKILL)
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status & 0x7F == SIGXCPU
    }

    /// Variables of the environment that it gets, where they are set: those of tests in programs for tests alone.
    #if DEBUG
        private static let passed = ["LD_LIBRARY_PATH", "LLVM_PROFILE_FILE", "ASAN_OPTIONS"]
    #else
        private static let passed = ["LD_LIBRARY_PATH"]
    #endif

    private static func start(_ program: String, socket: Int32, memory: Int) -> pid_t? {
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        for number: Int32 in 0...2 {
            unsafe posix_spawn_file_actions_addopen(&actions, number, "/dev/null", number == 0 ? O_RDONLY : O_WRONLY, 0)
        }
        unsafe posix_spawn_file_actions_adddup2(&actions, socket, ParseWorker.socketNumber)
        // A group of its own: Ctrl-C is for the program that reads its answers. Threads that start it may block all signals,
        // and would hand that on: the one that ends it when its time is up must come through.
        unsafe posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
        )
        var none = sigset_t()
        unsafe sigemptyset(&none)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        var all = sigset_t()
        unsafe sigfillset(&all)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        var arguments: [UnsafeMutablePointer<CChar>?] = unsafe [
            strdup("hzsearchd"), strdup(ParseWorker.argument), strdup(String(memory)), nil,
        ]
        var environment: [UnsafeMutablePointer<CChar>?] = unsafe [strdup("SWIFT_BACKTRACE=enable=no")]
        // Where the program's libraries are, if someone had to say; what programs that are tried are told.
        for name in passed {
            if let value = unsafe getenv(name) {
                unsafe environment.append(strdup(name + "=" + String(cString: value)))
            }
        }
        unsafe environment.append(nil)
        defer {
            for index in unsafe arguments.indices { unsafe free(arguments[index]) }
            for index in unsafe environment.indices { unsafe free(environment[index]) }
        }
        var process: pid_t = 0
        let failure = unsafe posix_spawn(&process, program, &actions, &attributes, &arguments, &environment)
        return failure == 0 ? process : nil
    }
}

import HZCollection
import HZCommandLine
import HZIngest

Allocator.configure()
// Not a command: what `index` starts to parse pages in.
if ParseWorker.isMeant(by: Host.arguments) { Host.exit(ParseWorker.run(Host.arguments)) }
switch CommandLineProgram.invocation(Host.arguments) {
case .answered(let code):
    Host.exit(CommandLineProgram.status(code))
case .command(let command, let arguments):
    // Only the daemon is asynchronous. Everything else stays on the main thread, which is the one that signals reach:
    // Ctrl-C is then seen before the next read returns, not some time later.
    if let code = Program.run(command, arguments) { Host.exit(CommandLineProgram.status(code)) }
    Allocator.keepLargeBlocks()
    Host.exit(await Program.serve(arguments))
}

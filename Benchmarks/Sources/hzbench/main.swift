import Glibc
import HZCollection

let arguments = Array(CommandLine.arguments.dropFirst())
// As `hzsearch index` and the daemon do.
Allocator.configure()
if arguments.first != "index" { Allocator.keepLargeBlocks() }
exit(BenchmarkProgram.run(arguments))

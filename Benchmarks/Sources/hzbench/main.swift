import Glibc
import HZCollection

// As hzsearch does.
Allocator.configure()
exit(BenchmarkProgram.run(Array(CommandLine.arguments.dropFirst())))

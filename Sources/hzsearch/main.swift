import Glibc
import HZCommandLine

exit(CommandLineProgram.runReading(CommandLine.arguments))

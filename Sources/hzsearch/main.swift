import HZCommandLine

Host.exit(CommandLineProgram.runReading(CommandLine.arguments))

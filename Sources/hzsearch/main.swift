import HZCommandLine

Host.exit(CommandLineProgram.runReading(Host.arguments))

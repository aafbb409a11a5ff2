import HZCommandLine

Host.exit(CommandLineProgram.status(CommandLineProgram.runReading(Host.arguments)))

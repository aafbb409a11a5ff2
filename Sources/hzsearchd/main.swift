import HZCommandLine

switch CommandLineProgram.invocation(CommandLine.arguments) {
case .answered(let code):
    Host.exit(code)
case .command(let command, let arguments):
    Host.exit(await Program.run(command, arguments))
}

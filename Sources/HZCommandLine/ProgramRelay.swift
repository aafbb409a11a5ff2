/// The way from the reading program to the one that links parsers and server.
enum ProgramRelay {
    /// Becomes `hzsearchd` with the same arguments. It stands beside this program, or in ../libexec/hzsearch.
    static func run(_ arguments: [String]) throws(Failure) -> Never {
        let own = Terminal.realPath("/proc/self/exe") ?? arguments.first ?? "hzsearch"
        let folder = own.lastIndex(of: "/").map { String(own[..<$0]) } ?? "."
        let places = [folder + "/hzsearchd", folder + "/../libexec/hzsearch/hzsearchd"]
        guard let program = places.first(where: Terminal.isExecutable) else {
            throw Failure("hzsearchd is missing beside \(own): install hzsearch again", .usage)
        }
        let code = Terminal.execute(program, ["hzsearch"] + arguments.dropFirst())
        throw Failure("\(program): \(Terminal.message(forError: code))", .usage)
    }
}

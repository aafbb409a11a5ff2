/// The way from the reading program to the one that links parsers and server.
enum ProgramRelay {
    /// Becomes `hzsearchd` with the same arguments.
    static func run(_ arguments: [String]) throws(Failure) -> Never {
        let program = try program()
        let code = Host.execute(program, ["hzsearch"] + arguments.dropFirst())
        throw Failure("\(program): \(Host.message(forError: code))", .usage)
    }

    /// Where `hzsearchd` is: beside this program, or in ../libexec/hzsearch.
    static func program() throws(Failure) -> String {
        let own = Host.realPath("/proc/self/exe") ?? "hzsearch"
        let folder = own.lastIndex(of: "/").map { String(own[..<$0]) } ?? "."
        let places = [folder + "/hzsearchd", folder + "/../libexec/hzsearch/hzsearchd"]
        guard let program = places.first(where: Host.isExecutable) else {
            throw Failure("hzsearchd is missing beside \(own): install hzsearch again", .usage)
        }
        return program
    }
}

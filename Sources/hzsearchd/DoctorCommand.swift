import HZCommandLine
import HZIngest
import HZJSON

/// `hzsearch doctor`: tells how files are read, and why.
struct DoctorCommand {
    private let arguments: ParsedArguments

    init(_ arguments: ParsedArguments) throws(UsageError) {
        guard !arguments.operands.isEmpty else { throw .missingOperands(command: "doctor", operands: "FILE...") }
        self.arguments = arguments
    }

    func run() throws -> ExitCode {
        let examiner = SourceExaminer()
        var code = ExitCode.success
        for path in arguments.operands {
            var walker = CorpusWalker(roots: [CorpusPath(bytes: Host.bytes(ofPath: path))])
            while let item = walker.nextItem() {
                var goesOn = true
                switch item {
                case .skipped(let path, let reason):
                    code = .nothingFound
                    goesOn = print(Diagnosis(path: path.text, skipped: reason))
                case .file(let file) where file.kind == .jsonl:
                    goesOn = print(Diagnosis(path: file.path.text, export: file.compression))
                case .file(let file):
                    examiner.examine(file) { examination in
                        if case .failure = examination.result { code = .nothingFound }
                        goesOn = print(Diagnosis(examination))
                        return goesOn
                    }
                }
                guard goesOn else { return code }
            }
        }
        return code
    }

    /// False where nothing can be written any more.
    private func print(_ diagnosis: Diagnosis) -> Bool {
        Terminal.write(arguments.has("json") ? diagnosis.json : Array(diagnosis.text.utf8), to: .output)
    }
}

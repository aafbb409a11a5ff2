import HZClient
import HZIndex
import HZSearch
import HZStorage
import Testing

@testable import HZCommandLine

/// Every failure says what failed, where, and what to do about it.
@Suite struct SentencesTests {
    private func check(_ failure: Failure, _ code: ExitCode, _ parts: [String]) {
        #expect(failure.code == code, "\(failure.message)")
        for part in parts { #expect(failure.message.contains(part), "\(failure.message)") }
    }

    @Test func ofTheCommandLine() {
        let cases: [(UsageError, [String])] = [
            (.unknownCommand("fnd", nearest: "find"), ["fnd", "did you mean find?"]),
            (.unknownCommand("robots", nearest: nil), ["hzsearch find robots"]),
            (.unknownTopic("fnd", nearest: "find"), ["no command fnd", "hzsearch help find?"]),
            (.unknownTopic("robots", nearest: nil), ["no command robots"]),
            (.unknownOption("--limti", command: "find", nearest: "limit"), ["find", "--limti", "mean --limit?"]),
            (.unknownOption("-x", command: "find", nearest: nil), ["-x", "--not WORD"]),
            (.unknownOption("-x", command: "check", nearest: nil), ["check has no option -x"]),
            (.missingValue(option: "limit", placeholder: "N"), ["--limit N"]),
            (.unexpectedValue(option: "any", value: "3"), ["--any", "3"]),
            (.badValue(option: "limit", value: "x", expected: "0 to 10"), ["--limit", "0 to 10", "x"]),
            (.badSetting(name: "find.limit", source: "/c", value: "x", expected: "a number"), ["find.limit", "/c"]),
            (.repeatedOption("limit"), ["--limit"]), (.conflict("any", "all"), ["--any", "--all"]),
            (.missingOperands(command: "find", operands: "WORDS..."), ["hzsearch find WORDS..."]),
            (.unexpectedOperand("a", command: "check"), ["check", "a"]),
        ]
        for (error, parts) in cases { check(Failure(error), .usage, parts) }
    }

    @Test func ofTheStorage() {
        let again = "run hzsearch index again"
        let cases: [(StorageError, [String])] = [
            (.notFound(file: "f.terms"), ["f.terms is missing", again]), (.alreadyExists(file: "f"), ["f exists"]),
            (.locked(file: "l", holder: 7), ["process 7", "wait"]), (.locked(file: "l", holder: nil), ["another"]),
            (.readOnly(path: "/ro"), ["/ro", "read-only"]), (.full(path: "/full"), ["/full", "no space", "intact"]),
            (.io(operation: "fsync", path: "/d/f", errno: 5), ["/d/f", "fsync", "Input/output error"]),
            (.io(operation: "thread", path: "", errno: 11), ["thread: Resource"]),
            (.corrupt(file: "f", offset: 12, fact: .overrun), ["/i/f", "at 12", "ends too early", again]),
            (.corrupt(file: "f", offset: 0, fact: .length(expected: 68, found: 4)), ["has 4 bytes, not 68", again]),
            (.corrupt(file: "f", offset: 0, fact: .magic(found: 7)), ["does not begin as", again]),
            (.corrupt(file: "f", offset: 0, fact: .kind(expected: "terms", found: "store")), ["store, not terms"]),
            (.corrupt(file: "f", offset: 0, fact: .segment(expected: "a1", found: "b2")), ["segment b2, not a1"]),
            (.corrupt(file: "f", offset: 0, fact: .checksum(expected: 1, found: 2)), ["checksum", again]),
            (.corrupt(file: "f", offset: 0, fact: .varint), ["a number has no end", again]),
            (.corrupt(file: "f", offset: 0, fact: .value("count")), ["its count can't be right", again]),
            (.formatTooOld(file: "f", found: 1, minimum: 2), ["format 1", "older than 2", again]),
            (.formatTooNew(file: "f", found: 9, maximum: 2), ["format 9", "newer than 2", "use a newer hzsearch"]),
        ]
        for (error, parts) in cases {
            check(Failure(error, index: "/i"), .index, parts)
            check(Failure(IndexError.storage(error), index: "/i"), .index, parts)
            check(Failure(SearchError.index(.storage(error)), index: "/i"), .index, parts)
        }
    }

    @Test func ofTheIndex() {
        check(Failure(IndexLocation.Failure.notAnIndex(path: "/i")), .index, ["hzsearch index --index /i FOLDER"])
        check(Failure(IndexLocation.Failure.forbidden(path: "/i")), .index, ["/i", "permission denied"])
        check(Failure(IndexLocation.Failure.nowhere(folder: "/w")), .index, ["/w", "--index DIR"])
        check(Failure(IndexError.noIndex(path: "/i"), index: "/i"), .index, ["hzsearch index --index /i FOLDER"])
        let other = IndexError.analyzerMismatch(found: "a1", expected: "a2")
        check(Failure(other, index: "/i"), .index, ["/i", "a1", "a2", "run hzsearch index again"])
        check(Failure(IndexError.closed, index: "/i"), .index, ["/i", "closed"])
        check(Failure(SearchError.timedOut, index: "/i"), .index, ["too long"])
    }

    @Test func ofTheDaemon() {
        let cases: [(ClientError, [String])] = [
            (.noDaemon(socket: "/s"), ["/s", "run hzsearch serve"]),
            (.pathTooLong(socket: "/s", bytes: 200, limit: 107), ["200", "107", "--socket"]),
            (.foreignDaemon(socket: "/s", user: 33), ["/s", "33", "not trusted"]),
            (.io(operation: "connect", socket: "/s", errno: 13), ["/s", "connect", "Permission denied"]),
            (.timedOut(socket: "/s"), ["/s", "does not answer"]),
            (.malformedResponse(socket: "/s"), ["/s", "not hzsearch"]),
            (.otherVersion(socket: "/s", found: "hzsearch/0.0.1"), ["hzsearch/0.0.1", "start the daemon again"]),
            (.otherVersion(socket: "/s", found: ""), ["something"]),
            (.refused(status: 503, code: "busy", message: "later"), ["503", "busy", "later"]),
        ]
        for (error, parts) in cases { check(Failure(error), .daemon, parts) }
        check(Failure(ClientError.refused(status: 400, code: "bad_query", message: "a bracket")), .usage, ["a bracket"])
    }

    @Test func aQuotedTextIsMarkedWhereItCannotBeRead() {
        let note = QueryParser.parse("六小 (").notes[0]
        let failure = Failure(SearchError.query(text: "六小 (", note), index: "/i")
        #expect(failure.code == .usage)
        #expect(failure.text.hasSuffix("\n  六小 (\n       ^"), "\(failure.text)")
    }
}

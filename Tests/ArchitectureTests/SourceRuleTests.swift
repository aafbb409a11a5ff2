import Foundation
import Testing

/// The floors whose trade is bytes in mapped memory: there pointers are the material.
private let unsafeModules: Set<String> = ["HZAnalysis", "HZIndex", "HZStorage"]

/// Elsewhere, the only files that may hold unsafe code: system calls, C libraries, byte scans.
private let unsafeFiles: Set<String> = [
    "Sources/HZClient/UnixSocketAddress.swift",
    "Sources/HZClient/UnixStream.swift",
    "Sources/HZCollection/IndexSources.swift",
    "Sources/HZCollection/RootPaths.swift",
    "Sources/HZCollection/Watching/FolderEvents.swift",
    "Sources/HZCommandLine/Host.swift",
    "Sources/HZCommandLine/Interactive/FullScreen.swift",
    "Sources/HZCommandLine/OutputFile.swift",
    "Sources/HZCommandLine/Settings/TomlDocument.swift",
    "Sources/HZCommandLine/Terminal.swift",
    "Sources/HZDaemon/FileIdentity.swift",
    "Sources/HZDaemon/ProcessFacts.swift",
    "Sources/HZDaemon/ServiceManager.swift",
    "Sources/HZDaemon/SocketListener.swift",
    "Sources/HZIngest/Charset/CharsetConverter.swift",
    "Sources/HZIngest/Charset/CharsetDeclaration.swift",
    "Sources/HZIngest/Charset/CharsetDetector.swift",
    "Sources/HZIngest/Containers/InflateDecoder.swift",
    "Sources/HZIngest/Containers/ZipArchive.swift",
    "Sources/HZIngest/Containers/BrotliDecoder.swift",
    "Sources/HZIngest/Containers/ZstdDecoder.swift",
    "Sources/HZIngest/Files/FileSource.swift",
    "Sources/HZIngest/Files/FolderListing.swift",
    "Sources/HZIngest/Files/OpenFile.swift",
    "Sources/HZIngest/HTML/HTMLParser.swift",
    "Sources/HZIngest/Isolation/ParseSocket.swift",
    "Sources/HZIngest/Isolation/ParseWorker.swift",
    "Sources/HZIngest/Isolation/WorkerProcess.swift",
    "Sources/HZIngest/HTML/MarkupScanner.swift",
    "Sources/HZJSON/ByteScan.swift",
    "Sources/HZJSON/JSONReader+Scan.swift",
    "Sources/HZJSON/JSONReader.swift",
    "Sources/HZSearch/Execution/Bitmap.swift",
    "Sources/HZSearch/Execution/BlockMaxDisjunction.swift",
    "Sources/HZSearch/Execution/Candidates.swift",
    "Sources/HZSearch/Execution/CleanSums.swift",
    "Sources/HZSearch/Execution/Conjunction+Nearness.swift",
    "Sources/HZSearch/Execution/Conjunction+Phrases.swift",
    "Sources/HZSearch/Execution/Conjunction.swift",
    "Sources/HZSearch/Execution/ImpliedWords.swift",
    "Sources/HZSearch/Execution/LiftBounds.swift",
    "Sources/HZSearch/Execution/NearParts.swift",
    "Sources/HZSearch/Execution/PhraseCounter.swift",
    "Sources/HZSearch/Execution/PhraseStarts.swift",
    "Sources/HZSearch/Execution/PostingScorer.swift",
    "Sources/HZSearch/Execution/QueryList.swift",
    "Sources/HZSearch/Execution/QueryMemory.swift",
    "Sources/HZSearch/Execution/SegmentContext.swift",
    "Sources/HZSearch/Execution/SegmentSearch.swift",
    "Sources/HZSearch/Execution/SparseWindow.swift",
    "Sources/HZSearch/Execution/SummedWord.swift",
    "Sources/HZSearch/Execution/Window.swift",
    "Sources/HZSearch/Execution/WordCursor.swift",
    "Sources/HZSearch/Execution/WordMarker.swift",
    "Sources/HZSearch/Execution/WordCursor+Positions.swift",
    "Sources/HZSearch/Execution/WordGroup.swift",
    "Sources/HZSearch/Execution/WordList.swift",
    "Sources/HZSearch/Planning/PassSearch.swift",
    "Sources/HZSearch/Scoring/LengthFactors.swift",
    "Sources/HZSearch/Scoring/PhraseMatcher.swift",
]

@Suite struct SourceRuleTests {
    @Test func noFileIsTooLongToRead() throws {
        let tree = try SourceTree()
        for file in try tree.files(below: "Sources", suffix: ".swift") where !file.contains("Tables") {
            let lines = try tree.text(file).split(separator: "\n", omittingEmptySubsequences: false).count
            #expect(lines <= 401, "\(file) has \(lines) lines")
        }
    }

    @Test func nothingInSourcesGivesUpAtRunTime() throws {
        let tree = try SourceTree()
        let forbidden = try Regex(#"\bfatalError\(|\btry!|\bas!|\bpreconditionFailure\("#)
        for file in try tree.files(below: "Sources", suffix: ".swift") {
            for (number, line) in codeLines(try tree.text(file)).enumerated() where line.contains(forbidden) {
                Issue.record("\(file):\(number + 1): \(line.trimmingCharacters(in: .whitespaces))")
            }
        }
    }

    @Test func nothingIsLeftForLater() throws {
        let tree = try SourceTree()
        let marks = try Regex(#"\b(TODO|FIXME|XXX|HACK)\b"#)
        let files =
            try tree.files(below: "Sources", suffix: "") + tree.files(below: "Tests", suffix: ".swift")
        for file in files where file != "Tests/ArchitectureTests/SourceRuleTests.swift" {
            guard let text = try? tree.text(file) else { continue }
            #expect(!text.contains(marks), "\(file)")
        }
    }

    @Test func noTestIsSwitchedOff() throws {
        let tree = try SourceTree()
        let off = try Regex(#"\.disabled\(|XCTSkip|withKnownIssue"#)
        for file in try tree.files(below: "Tests", suffix: ".swift")
        where file != "Tests/ArchitectureTests/SourceRuleTests.swift" {
            #expect(!(try tree.text(file)).contains(off), "\(file)")
        }
    }

    @Test func unsafeCodeStaysInItsFiles() throws {
        let tree = try SourceTree()
        let word = try Regex(#"\bunsafe\b"#)
        var found: Set<String> = []
        for file in try tree.files(below: "Sources", suffix: ".swift") {
            let module = String(file.split(separator: "/")[1])
            let lines = codeLines(try tree.text(file))
            if !unsafeModules.contains(module), lines.contains(where: { $0.contains(word) }) { found.insert(file) }
        }
        #expect(found.subtracting(unsafeFiles).sorted() == [], "unsafe code in files that may not hold it")
        #expect(unsafeFiles.subtracting(found).sorted() == [], "named here, but without unsafe code")
    }
}

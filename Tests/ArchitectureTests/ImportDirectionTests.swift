import Testing

/// The walls of the house: which module may import which. Imports only point down.
private let arrows: [String: Set<String>] = [
    "HZStorage": ["CHZKernels"],
    "HZAnalysis": ["CHZKernels", "CStemmer"],
    "HZJSON": [],
    "HZIngest": [
        "CArchive", "CBrotli", "CHZSandbox", "CLibXML2", "CUchardet", "CZlib", "CZstd", "HZAnalysis", "HZJSON",
    ],
    "HZIndex": ["CHZKernels", "CLZ4", "CZstd", "HZAnalysis", "HZStorage"],
    "HZSearch": ["CHZKernels", "HZAnalysis", "HZIndex", "HZJSON", "HZStorage"],
    "HZCollection": ["CMalloc", "HZAnalysis", "HZIndex", "HZIngest", "HZJSON", "HZStorage"],
    "HZClient": ["HZJSON", "HZSearch"],
    "HZDaemon": [
        "HZClient", "HZCollection", "HZIndex", "HZJSON", "HZSearch", "HZStorage",
        "Logging", "NIOCore", "NIOHTTP1", "NIOPosix", "ServiceLifecycle",
    ],
    "HZCommandLine": ["CHZKernels", "CHZToml", "HZClient", "HZIndex", "HZJSON", "HZSearch", "HZStorage"],
    "hzsearch": ["HZCommandLine"],
    "hzsearchd": [
        "HZClient", "HZCollection", "HZCommandLine", "HZDaemon", "HZIndex", "HZIngest", "HZJSON", "HZSearch",
        "HZStorage", "Logging", "ServiceLifecycle", "UnixSignals",
    ],
]

/// Part of the platform: any module may import these.
private let platform: Set<String> = ["Glibc", "Synchronization"]

@Suite struct ImportDirectionTests {
    @Test func everyModuleHasItsArrows() throws {
        let tree = try SourceTree()
        for folder in try tree.folders(in: "Sources") {
            let isSwift = try !tree.files(below: "Sources/" + folder, suffix: ".swift").isEmpty
            #expect(!isSwift || arrows[folder] != nil, "Sources/\(folder) is missing in the table of arrows")
        }
    }

    @Test(arguments: arrows.keys.sorted())
    func importsOnlyPointDown(module: String) throws {
        let allowed = (arrows[module] ?? []).union(platform)
        for (file, imported) in try SourceTree().imports(below: "Sources/" + module) {
            #expect(allowed.contains(imported), "\(file) imports \(imported)")
        }
    }

    /// Foundation drags 40 MB of ICU into a program and milliseconds into its start.
    @Test func nothingImportsFoundation() throws {
        for (file, imported) in try SourceTree().imports(below: "Sources") {
            #expect(!imported.hasPrefix("Foundation"), "\(file) imports \(imported)")
        }
    }

    /// `hzsearch` starts in milliseconds because it links neither the server nor the parsers.
    @Test func theReadingProgramLinksNoServerAndNoParser() throws {
        let tree = try SourceTree()
        var reached: Set<String> = ["hzsearch"]
        var open = ["hzsearch"]
        while let module = open.popLast() {
            guard tree.exists("Sources/" + module) else { continue }
            for (_, imported) in try tree.imports(below: "Sources/" + module)
            where reached.insert(imported).inserted {
                open.append(imported)
            }
        }
        #expect(reached.contains("HZSearch"))
        let heavy: Set = [
            "CArchive", "CLibXML2", "CUchardet", "HZIngest", "HZDaemon", "NIOCore", "NIOPosix", "Logging",
        ]
        #expect(reached.isDisjoint(with: heavy), "\(reached.intersection(heavy))")
    }
}

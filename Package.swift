// swift-tools-version: 6.2
import PackageDescription

/// Every target is held to the same bar: Swift 6 concurrency, strict memory safety, no warnings.
let strict: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "hzsearch",
    products: [
        .library(name: "HZStorage", targets: ["HZStorage"]),
        .library(name: "HZAnalysis", targets: ["HZAnalysis"]),
        .library(name: "HZJSON", targets: ["HZJSON"]),
        .library(name: "HZIngest", targets: ["HZIngest"]),
        .library(name: "HZIndex", targets: ["HZIndex"]),
        .library(name: "HZSearch", targets: ["HZSearch"]),
        .library(name: "HZCollection", targets: ["HZCollection"]),
        .library(name: "HZFuzzing", targets: ["HZFuzzing"]),
        .executable(name: "hzsearch", targets: ["hzsearch"]),
        .executable(name: "hzsearchd", targets: ["hzsearchd"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Libraries of the system: a module map and nothing else.
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
        .systemLibrary(name: "CUchardet", pkgConfig: "uchardet", providers: [.apt(["libuchardet-dev"])]),
        .systemLibrary(name: "CBrotli", pkgConfig: "libbrotlidec", providers: [.apt(["libbrotli-dev"])]),
        .systemLibrary(name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CMalloc"),
        // What Swift cannot reach: SIMD shuffles, the CRC-32C instruction.
        .target(name: "CHZKernels"),
        // The same of the kernel: system calls with variable arguments, open files sent to another process.
        .target(name: "CHZSandbox"),
        // A library of C++ alone, made one of C: how configuration is parsed (Debian's libtomlplusplus-dev).
        .target(name: "CHZToml"),

        // The ground floor: imports nothing of ours.
        .target(name: "HZStorage", dependencies: ["CHZKernels"], swiftSettings: strict),
        .target(name: "HZAnalysis", dependencies: ["CHZKernels", "CStemmer"], swiftSettings: strict),
        .target(name: "HZJSON", swiftSettings: strict),
        .target(
            name: "HZIngest",
            dependencies: [
                "CArchive", "CBrotli", "CHZSandbox", "CLibXML2", "CUchardet", "CZlib", "CZstd", "HZAnalysis", "HZJSON",
            ],
            swiftSettings: strict
        ),

        .target(
            name: "HZIndex",
            dependencies: ["CHZKernels", "CLZ4", "CZstd", "HZAnalysis", "HZStorage"],
            swiftSettings: strict
        ),
        .target(
            name: "HZSearch",
            dependencies: ["CHZKernels", "HZAnalysis", "HZIndex", "HZJSON"],
            swiftSettings: strict
        ),
        .target(
            name: "HZCollection",
            dependencies: ["CMalloc", "HZAnalysis", "HZIndex", "HZIngest", "HZJSON", "HZStorage"],
            swiftSettings: strict
        ),
        .target(name: "HZClient", dependencies: ["HZJSON", "HZSearch"], swiftSettings: strict),
        .target(
            name: "HZDaemon",
            dependencies: [
                "HZClient", "HZCollection", "HZIndex", "HZJSON", "HZSearch", "HZStorage",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            // The search page, from which Scripts/generate-page makes Swift files.
            exclude: [
                "Page/page.html", "Page/page.css", "Page/page.js", "Page/filters.js", "Page/reader.js",
            ],
            swiftSettings: strict
        ),

        // The command line, in two programs: `hzsearch` answers in milliseconds and links only what
        // reading needs; for everything else it executes `hzsearchd`, which links parsers and server.
        .target(
            name: "HZCommandLine",
            dependencies: ["CHZKernels", "CHZToml", "HZClient", "HZIndex", "HZJSON", "HZSearch", "HZStorage"],
            swiftSettings: strict
        ),
        .executableTarget(name: "hzsearch", dependencies: ["HZCommandLine"], swiftSettings: strict),
        .executableTarget(
            name: "hzsearchd",
            dependencies: ["HZCollection", "HZCommandLine", "HZDaemon", "HZIngest", "HZStorage"],
            swiftSettings: strict
        ),

        // Tests.
        .target(
            name: "HZTestSupport",
            dependencies: ["HZAnalysis", "HZIndex", "HZSearch", "HZStorage"],
            path: "Tests/HZTestSupport",
            swiftSettings: strict
        ),
        // What Fuzz/ feeds with random bytes, and tests with what it found.
        .target(
            name: "HZFuzzing",
            dependencies: [
                "HZClient", "HZDaemon", "HZIndex", "HZIngest", "HZSearch", "HZStorage",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/HZFuzzing",
            swiftSettings: strict
        ),
        .testTarget(name: "HZFuzzingTests", dependencies: ["HZFuzzing"], swiftSettings: strict),
        .testTarget(
            name: "HZStorageTests",
            dependencies: ["HZStorage", "HZTestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "HZAnalysisTests",
            dependencies: ["CHZKernels", "HZAnalysis", "HZTestSupport"],
            swiftSettings: strict
        ),
        .testTarget(name: "HZJSONTests", dependencies: ["HZJSON", "HZTestSupport"], swiftSettings: strict),
        // Tries what a confined process may do.
        .executableTarget(name: "SandboxProbe", dependencies: ["CHZSandbox"], path: "Tests/SandboxProbe"),
        .testTarget(
            name: "HZIngestTests",
            dependencies: ["HZIngest", "HZJSON", "HZTestSupport", "SandboxProbe"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "HZIndexTests",
            dependencies: ["CHZKernels", "HZIndex", "HZTestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "HZSearchTests",
            dependencies: ["HZSearch", "HZTestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "HZCollectionTests",
            dependencies: ["HZCollection", "HZIndex", "HZSearch", "HZStorage", "HZTestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "HZDaemonTests",
            dependencies: [
                "HZClient", "HZCollection", "HZDaemon", "HZIndex", "HZJSON", "HZSearch", "HZStorage", "HZTestSupport",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "CommandLineTests",
            dependencies: [
                "HZClient", "HZCommandLine", "HZIndex", "HZJSON", "HZSearch", "HZStorage", "HZTestSupport", "hzsearch",
                "hzsearchd",
            ],
            swiftSettings: strict
        ),
        .testTarget(name: "ArchitectureTests", swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)

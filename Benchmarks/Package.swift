// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.strictMemorySafety(), .treatAllWarnings(as: .error)]

let package = Package(
    name: "hzsearch-benchmarks",
    products: [
        .executable(name: "hzbench", targets: ["hzbench"]),
        .executable(name: "niofloor", targets: ["niofloor"]),
    ],
    dependencies: [
        .package(name: "hzsearch", path: ".."),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    ],
    targets: [
        .executableTarget(
            name: "hzbench",
            dependencies: [
                .product(name: "HZCollection", package: "hzsearch"),
                .product(name: "HZIndex", package: "hzsearch"),
                .product(name: "HZJSON", package: "hzsearch"),
                .product(name: "HZSearch", package: "hzsearch"),
                .product(name: "HZStorage", package: "hzsearch"),
            ],
            swiftSettings: strict
        ),
        // The HTTP library that the daemon stands on, alone.
        .executableTarget(
            name: "niofloor",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
    ],
    swiftLanguageModes: [.v6]
)

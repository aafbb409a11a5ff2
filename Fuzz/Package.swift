// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "hzsearch-fuzz",
    dependencies: [.package(name: "hzsearch", path: "..")],
    targets: [
        .target(name: "CFuzzMain"),
        .executableTarget(
            name: "hzfuzz",
            dependencies: ["CFuzzMain", .product(name: "HZFuzzing", package: "hzsearch")],
            swiftSettings: [.strictMemorySafety(), .treatAllWarnings(as: .error)]
        ),
    ],
    swiftLanguageModes: [.v6]
)

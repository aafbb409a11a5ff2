// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "hzsearch-fuzz",
    dependencies: [.package(name: "hzsearch", path: "..")],
    targets: [
        .executableTarget(
            name: "hzfuzz",
            dependencies: [.product(name: "HZIngest", package: "hzsearch")],
            swiftSettings: [.strictMemorySafety(), .treatAllWarnings(as: .error)]
        )
    ],
    swiftLanguageModes: [.v6]
)

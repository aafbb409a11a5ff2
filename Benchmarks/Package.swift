// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "hzsearch-benchmarks",
    dependencies: [.package(name: "hzsearch", path: "..")],
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
            swiftSettings: [.strictMemorySafety(), .treatAllWarnings(as: .error)]
        )
    ],
    swiftLanguageModes: [.v6]
)

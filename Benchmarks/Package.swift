// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "hzsearch-benchmarks",
    dependencies: [.package(name: "hzsearch", path: "..")],
    targets: [
        .executableTarget(
            name: "hzbench",
            dependencies: [
                .product(name: "HZIndex", package: "hzsearch"),
                .product(name: "HZJSON", package: "hzsearch"),
                .product(name: "HZStorage", package: "hzsearch"),
            ]
        )
    ],
    swiftLanguageModes: [.v6]
)

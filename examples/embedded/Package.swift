// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "embedded",
    dependencies: [.package(name: "hzsearch", path: "../..")],
    targets: [
        .executableTarget(
            name: "embedded",
            dependencies: [
                .product(name: "HZIndex", package: "hzsearch"),
                .product(name: "HZSearch", package: "hzsearch"),
                .product(name: "HZStorage", package: "hzsearch"),
            ]
        ),
        .executableTarget(
            name: "articles",
            dependencies: [
                .product(name: "HZCollection", package: "hzsearch"),
                .product(name: "HZIndex", package: "hzsearch"),
                .product(name: "HZSearch", package: "hzsearch"),
                .product(name: "HZStorage", package: "hzsearch"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)

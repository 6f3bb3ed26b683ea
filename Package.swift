// swift-tools-version: 6.1
import PackageDescription

/// The layers of design: `Moji`, `Feel` and `Counter` import nothing from outside the package, files and
/// databases and terminals live at the edges, and only executables print.
let package = Package(
  name: "madoguchi",
  products: [
    .executable(name: "madoguchi", targets: ["madoguchi"]),
    .executable(name: "madoguchi-paper", targets: ["madoguchi-paper"]),
    .executable(name: "feel", targets: ["FeelTool"]),
    .library(name: "Feel", targets: ["Feel"]),
  ],
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
  ],
  targets: [
    // Pure: no I/O, not even Foundation.
    .target(name: "Moji"),
    .target(name: "Feel"),
    .target(name: "Counter", dependencies: ["Moji", "Feel"]),

    // Edges.
    .target(
      name: "FormFiles",
      dependencies: [
        "Counter", "Feel", "Moji", "CExpat", "Yams", .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(
      name: "Records",
      dependencies: [
        "Counter", "Moji", "CLibCSV", "CZlib", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ],
      exclude: ["Resources/README.md", "Resources/LICENSE"],
      resources: [.embedInCode("Resources/common-words.bin")]),
    .target(
      name: "Printing",
      dependencies: [
        "Counter", "Moji", "CPangoCairo", "CPoppler", "CQPDF", "CQREncode",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(name: "Printers", dependencies: ["Counter", "CCUPS"]),
    .target(name: "TerminalUI", dependencies: ["Moji", "CNcursesw"]),
    .target(name: "Desk", dependencies: ["Counter", "Moji", "TerminalUI"]),

    // Programs.
    .executableTarget(
      name: "madoguchi",
      dependencies: [
        "CNcursesw", "Counter", "Desk", "Feel", "FormFiles", "Moji", "Records", "TerminalUI", "Yams",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], resources: [.embedInCode("Resources/determination.schema.json")]),
    .executableTarget(
      name: "madoguchi-paper", dependencies: ["Counter", "FormFiles", "Printers", "Printing"]),
    .executableTarget(name: "FeelTool", dependencies: ["Feel"]),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "CNcursesw", "Counter", "Desk", "Feel", "FormFiles", "Moji", "Records", "TerminalUI",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      resources: [.copy("Recorder"), .copy("Visits")]),

    // C libraries. CNcursesw is our own C, so that no curses macro or global reaches Swift.
    .target(
      name: "CNcursesw",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .systemLibrary(
      name: "CPangoCairo", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),
    .systemLibrary(name: "CCUPS", providers: [.apt(["libcups2-dev"])]),
    .systemLibrary(
      name: "CPoppler", pkgConfig: "poppler-glib", providers: [.apt(["libpoppler-glib-dev"])]),
    .systemLibrary(name: "CQPDF", pkgConfig: "libqpdf", providers: [.apt(["libqpdf-dev"])]),
    .systemLibrary(name: "CQREncode", providers: [.apt(["libqrencode-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CLibCSV", providers: [.apt(["libcsv-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),

    .target(
      name: "TestSupport", dependencies: ["Counter", "Feel", "Records"], path: "Tests/TestSupport",
      exclude: ["SmallCity"]),
    .testTarget(name: "MojiTests", dependencies: ["Moji"]),
    .testTarget(name: "FeelTests", dependencies: ["Feel", "FeelTool"], exclude: ["Conformance"]),
    .testTarget(name: "CounterTests", dependencies: ["Counter", "Feel", "Moji"]),
    .testTarget(
      name: "FormFilesTests", dependencies: ["FormFiles", "Counter", "Feel", "Moji", "TestSupport", "Yams"],
      exclude: ["Golden"], resources: [.copy("Resources")]),
    .testTarget(
      name: "RecordsTests",
      dependencies: [
        "Records", "Counter", "FormFiles", "Feel", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ], resources: [.copy("Fixtures")]),
    .testTarget(
      name: "DeskTests",
      dependencies: [
        "Benchmarks", "Desk", "TerminalUI", "Counter", "FormFiles", "Records", "Feel", "Moji", "TestSupport",
      ],
      exclude: ["Golden"]),
    .testTarget(name: "TerminalUITests", dependencies: ["TerminalUI", "Feel", "Moji", "CNcursesw"]),
    .testTarget(
      name: "PrintingTests", dependencies: ["CPangoCairo", "Printing", "Counter", "FormFiles", "Feel"],
      exclude: ["Backgrounds"]),
    .testTarget(
      name: "PrintersTests", dependencies: ["Printers", "Counter"], exclude: ["print-server.sh"]),
    .testTarget(
      name: "ProgramTests",
      dependencies: [
        "Benchmarks", "madoguchi", "madoguchi-paper", "Counter", "FormFiles", "Records", "TestSupport",
      ]),
  ],
  swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.1
import PackageDescription

// On Linux the release build links Swift's libraries statically: it starts in half the time, and runs
// without a toolchain.
let onLinux = BuildSettingCondition.when(platforms: [.linux], configuration: .release)
let standalone = SwiftSetting.unsafeFlags(["-static-stdlib"], onLinux)
let standaloneLink = LinkerSetting.unsafeFlags(["-static-stdlib"], onLinux)

// Readers of whole files take thirty times as long without optimisation, the tagger a hundred times, also
// in tests. SwiftPM allows such flags in a root package only.
let isDependency = Context.packageDirectory.contains("/checkouts/")
let optimized: [SwiftSetting] = isDependency ? [] : [.unsafeFlags(["-O"])]

// The architecture, from the bottom up. Only `ibid` prints and exits; only `Index`, `Search` and
// `ZoteroDatabase` know SQLite.
let package = Package(
  name: "ibid",
  platforms: [.macOS(.v14)],
  products: [
    .executable(name: "ibid", targets: ["ibid"]),
    // Not `Ibid`: a file system that ignores case would mix it up with `ibid`.
    .library(name: "IbidKit", targets: ["IbidKit"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
  ],
  targets: [
    // A named text, a place in it, the caret.
    .target(name: "Diagnostics", swiftSettings: optimized),
    // Works, citations, names, keys, the one table of fields.
    .target(name: "References", dependencies: ["Diagnostics"], swiftSettings: optimized),
    // The words of a citation → field labels, by a trained model.
    .target(name: "CitationTagging", swiftSettings: optimized),
    .target(name: "CTaggerModel", exclude: ["citations.model"]),
    // Trains that model; never installed.
    .executableTarget(
      name: "ibid-train",
      dependencies: [
        "CitationTagging", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    // Text ⇄ citations, one file per format.
    .target(
      name: "ReferenceFormats",
      dependencies: [
        "References", "Diagnostics", "CitationTagging", "CTaggerModel", "CLibXML2", "Yams",
      ],
      resources: [.embedInCode("Resources/title-word-abbreviations.txt")],
      swiftSettings: optimized),
    // Text → query.
    .target(name: "QueryLanguage", dependencies: ["Diagnostics"], swiftSettings: optimized),
    // Text → terms, abbreviations, spelling variants; no database.
    .target(
      name: "TextAnalysis", dependencies: ["References", "CLibStemmer"],
      resources: [
        .embedInCode("Resources/spelling.txt"), .embedInCode("Resources/journal-aliases.txt"),
      ]),
    // Frequencies and lengths → scores; no database.
    .target(name: "Ranking", dependencies: ["References"]),
    // Citations → works in `index.sqlite`, with a tokenizer and a ranking function for FTS5.
    .target(
      name: "Index",
      dependencies: [
        "Ranking", "TextAnalysis", "References", "Diagnostics",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    // Query → hits, facets, snippets.
    .target(
      name: "Search",
      dependencies: [
        "Index", "Ranking", "TextAnalysis", "QueryLanguage", "References", "Diagnostics",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    // Zotero's database → citations.
    .target(
      name: "ZoteroDatabase",
      dependencies: [
        "ReferenceFormats", "References", "Diagnostics",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    // The library folder: configuration, indexing, saved queries.
    .target(
      name: "ReferenceLibrary",
      dependencies: [
        "Search", "Index", "Ranking", "TextAnalysis", "QueryLanguage", "ZoteroDatabase",
        "ReferenceFormats", "References", "Diagnostics", "Yams",
      ]),
    // The front door for other programs.
    .target(
      name: "IbidKit",
      dependencies: [
        "ReferenceLibrary", "Search", "Index", "QueryLanguage", "ReferenceFormats", "References",
        "Diagnostics",
      ]),
    // Commands and output.
    .executableTarget(
      name: "ibid",
      dependencies: [
        "ReferenceLibrary", "Search", "Index", "Ranking", "ZoteroDatabase", "ReferenceFormats",
        "QueryLanguage", "References", "Diagnostics", "CLibEdit",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      resources: [
        .embedInCode("Resources/page.css"), .embedInCode("Resources/page.js"),
        .embedInCode("Resources/site.js"),
        .embedInCode("Resources/result.schema.json"), .embedInCode("Resources/ibid.bash"),
        .embedInCode("Resources/ibid.zsh"), .embedInCode("Resources/ibid.fish"),
      ],
      swiftSettings: [standalone],
      linkerSettings: [standaloneLink]),
    // Measures ranking and speed; never installed.
    .executableTarget(
      name: "ibid-benchmark",
      dependencies: [
        "ReferenceLibrary", "Search", "Index", "Ranking", "ReferenceFormats", "QueryLanguage",
        "References", "Diagnostics",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // The Snowball stemmers.
    .systemLibrary(
      name: "CLibStemmer",
      providers: [.apt(["libstemmer-dev"]), .brew(["snowball"])]),
    // Parsers of XML and HTML.
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    // The shell's line editor.
    .systemLibrary(
      name: "CLibEdit", pkgConfig: "libedit",
      providers: [.apt(["libedit-dev"]), .brew(["libedit"])]),

    // Shared by several suites.
    .target(name: "TestSupport", path: "Tests/TestSupport"),
    // Starts programs, also on a pseudo-terminal; the system calls differ in C only.
    .target(name: "CProgram", path: "Tests/CProgram"),
    // Runs the built program on temporary libraries.
    .target(
      name: "ProgramTestSupport", dependencies: ["CProgram"], path: "Tests/ProgramTestSupport"),
    // A temporary index to fill and search.
    .target(
      name: "IndexTestSupport",
      dependencies: [
        "Search", "Index", "References", "Diagnostics",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      path: "Tests/IndexTestSupport"),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"]),
    .testTarget(name: "ReferencesTests", dependencies: ["References"]),
    .testTarget(
      name: "CitationTaggingTests", dependencies: ["CitationTagging", "TestSupport"]),
    .testTarget(
      name: "ReferenceFormatsTests",
      dependencies: [
        "ReferenceFormats", "References", "Diagnostics", "ProgramTestSupport", "TestSupport",
      ],
      resources: [.copy("Resources/car-t-resistance.tsv")]),
    .testTarget(
      name: "QueryLanguageTests", dependencies: ["QueryLanguage", "Diagnostics", "TestSupport"]),
    .testTarget(
      name: "TextAnalysisTests", dependencies: ["TextAnalysis", "References", "TestSupport"]),
    .testTarget(name: "RankingTests", dependencies: ["Ranking", "References", "TestSupport"]),
    .testTarget(
      name: "IndexTests",
      dependencies: [
        "Index", "Search", "Ranking", "References", "Diagnostics", "IndexTestSupport",
        "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "SearchTests",
      dependencies: [
        "Search", "Index", "Ranking", "QueryLanguage", "References", "Diagnostics",
        "IndexTestSupport", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      resources: [.copy("Resources/query-messages.txt")]),
    .testTarget(
      name: "ReferenceLibraryTests",
      dependencies: [
        "ReferenceLibrary", "Search", "Index", "Ranking", "QueryLanguage", "References",
        "Diagnostics", "IndexTestSupport", "TestSupport",
      ]),
    .testTarget(
      name: "ZoteroDatabaseTests",
      dependencies: [
        "ZoteroDatabase", "ReferenceLibrary", "Search", "Index", "References", "Diagnostics",
        "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(name: "IbidKitTests", dependencies: ["IbidKit", "TestSupport"]),
    // Runs the built program.
    .testTarget(
      name: "ibidTests",
      dependencies: [
        "ibid", "ReferenceFormats", "References", "Diagnostics", "ProgramTestSupport",
        "TestSupport",
      ],
      exclude: ["Golden"]),
    // Runs it like a person: on a terminal, with completion in a shell, its pages in a browser.
    .testTarget(
      name: "InteractiveTests",
      dependencies: [
        "ibid", "References", "Diagnostics", "ProgramTestSupport", "CProgram",
      ]),
  ],
  swiftLanguageModes: [.v6]
)

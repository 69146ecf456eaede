import ArgumentParser
import Foundation

struct ServeCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve the library as web pages that search while you type.",
    discussion: """
      ibid serve
      ibid serve --port 0 --library ~/references

      Prints the address to open, and runs until Ctrl-C. Only this machine can connect, unless \
      --address says otherwise; nothing can be changed. Programs ask the same address:

        curl 'http://127.0.0.1:\(usualPort)/search?q=antigen+loss&format=json'

      Parameters are q, the values of facets (year=2018, journal=Blood) and settings: \
      \(Setting.all(in: .request).map(\.name).joined(separator: ", ")). 'ibid help schema' describes \
      the JSON.
      """)

  private static let usualPort: UInt16 = 8421

  @OptionGroup var libraryOptions: LibraryOptions

  @Option(
    help: ArgumentHelp(
      "Port to listen on (default: \(usualPort)); 0 for any free one.", valueName: "n"))
  var port: UInt16 = usualPort

  @Option(
    help: ArgumentHelp(
      "Address to listen on; 0.0.0.0 lets other machines connect, without a password.",
      valueName: "ip"))
  var address = "127.0.0.1"

  func run(in context: Context) throws {
    let opened = try libraryOptions.opened(in: context)
    // What is wrong with the library is told before the first request.
    _ = try opened.currentIndex()
    let isLocal = address.hasPrefix("127.") || address == "::1"
    let site = LibrarySite(
      opened, person: context.person,
      hosts: HostRule(names: isLocal ? [] : [ProcessInfo.processInfo.hostName.lowercased()]))
    try SiteServer(site, address: address, port: port).run { url in
      context.console.write(url, end: "\n")
      context.console.note("serving '\(opened.library.folder.path)'; Ctrl-C stops")
    }
  }
}

/// Which names a site answers to.
///
/// A page of another site can let its own name lead to this machine (DNS rebinding) and then read what
/// is served there, as if it were its own. It cannot do so with an address in figures, with
/// `localhost`, or with a name that is this machine's.
struct HostRule {
  /// Further names, in lower case.
  var names: Set<String> = []

  /// - Parameter host: the `Host` field: `localhost:8421`, `[::1]:8421`.
  func allows(_ host: String?) -> Bool {
    guard let host = host?.lowercased(), !host.isEmpty else { return false }
    if host.hasPrefix("[") {
      guard let end = host.firstIndex(of: "]") else { return false }
      let address = host[host.index(after: host.startIndex)..<end]
      return isPort(host[host.index(after: end)...])
        && address.contains(":") && address.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
    }
    let name = host.prefix { $0 != ":" }
    guard isPort(host[name.endIndex...]) else { return false }
    return name == "localhost" || isFigures(name) || names.contains(String(name))
  }

  private func isPort(_ text: Substring) -> Bool {
    text.isEmpty || text.first == ":" && UInt16(text.dropFirst()) != nil
  }

  /// `127.0.0.1`
  private func isFigures(_ name: Substring) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
  }
}

extension Work {
  /// The numbers by which people name a work, each once: `2017`, `377`, `2545`,
  /// `10.1056/nejmoa1707447`, and its journal's initials, `nejm`.
  var numbers: [String] {
    var seen: Set<String> = []
    return (Self.numbered.flatMap(texts) + firstPages + initials).filter {
      seen.insert($0).inserted
    }
  }

  private static let numbered = ["year", "volume", "doi", "pmid", "pmcid", "arxiv", "isbn"]
    .map { Fact.named($0)! }

  /// Every value that some citation prints.
  private func texts(of fact: Fact) -> [String] {
    reference.texts(of: fact.value) + conflicts.filter { $0.fact == fact.name }.map(\.value)
  }

  private var firstPages: [String] {
    ["pages", "article_number"].flatMap { texts(of: Fact.named($0)!) }
      .map { ComparedText.firstPage($0) }.filter { !$0.isEmpty }
  }

  private var initials: [String] {
    ["container", "short_container"].flatMap { texts(of: Fact.named($0)!) }
      .compactMap { ContainerName($0).initials }
  }
}

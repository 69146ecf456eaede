import Testing

@testable import ibid

@Suite struct SourceWatchTests {
  /// A look costs a fiftieth of one core; after reading, which says nothing about the next look, and on a
  /// slow disk, changes are still seen soon.
  @Test(arguments: [
    (Duration.milliseconds(1), false, Duration.milliseconds(500)),
    (.milliseconds(40), false, .seconds(2)), (.seconds(5), false, .seconds(30)),
    (.seconds(300), true, .milliseconds(500)),
  ])
  func looksAgainSoon(_ look: Duration, _ hasRead: Bool, _ pause: Duration) {
    #expect(SourceWatch.pause(after: look, hasRead: hasRead) == pause)
  }
}

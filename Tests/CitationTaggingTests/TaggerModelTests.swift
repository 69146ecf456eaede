import Testing

@testable import CitationTagging

@Suite struct TaggerModelTests {
  private func file(_ features: [(key: UInt32, weights: LabelChain.Row)]) -> [UInt8] {
    var filter = WordFilter(count: 10)
    filter.insert("J. Clin. Oncol.")
    return TaggerModel.file(
      origin: "a test", gaps: [UInt64(UInt8(ascii: "."))],
      transitions: (0..<32).map { LabelChain.Row(repeating: Float($0) / 16) }, journals: filter,
      features: features)
  }

  private func sum(_ keys: [UInt32], in model: TaggerModel) -> SIMD16<Int16> {
    var sum = SIMD16<Int16>()
    model.keys.withUnsafeBufferPointer { slots in
      model.weights.withUnsafeBufferPointer { weights in
        for key in keys { model.add(key, to: &sum, slots, weights) }
      }
    }
    return sum
  }

  @Test func findsEveryFeatureThatWasWrittenAndNoOther() throws {
    // Many keys that begin their search in the same slots.
    let keys = (1...500).map { UInt32($0 % 7) << 29 | UInt32($0) }
    let features = keys.map { (key: $0, weights: LabelChain.Row(repeating: Float($0 % 5))) }
    let model = try #require(file(features).withUnsafeBytes { TaggerModel($0) })
    #expect(model.origin == "a test")
    for key in keys {
      #expect((Float(sum([key], in: model)[9]) * model.scale - Float(key % 5)).magnitude < 0.05)
    }
    #expect(sum([3 << 29 | 9_999, 77_777], in: model) == SIMD16())
    #expect(model.gapClass(Gap(marks: UInt64(UInt8(ascii: ".")))) == 0)
    #expect(model.gapClass(Gap(marks: 99)) == 1)
  }

  @Test func aDamagedFileIsNoModel() {
    let whole = file([])
    for end in stride(from: 0, to: whole.count, by: 41) {
      #expect(whole[..<end].withUnsafeBytes { TaggerModel($0) } == nil)
    }
  }
}

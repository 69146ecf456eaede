import Ranking
import References

/// The posting list of a term as bytes, and back.
///
/// ```
/// works     count · (work − the one before · profile)…                      LEB128
/// places    (where the places of every 16th work begin, 4 bytes each)…
///           (position − the one before in the field)…                        LEB128
/// ```
///
/// Of each work, `OccurrenceProfiles` tells how many places there are in which field.
struct PostingBytes {
  /// Works between two places in `places` that are found without reading those before.
  static var stride: Int { 16 }

  private(set) var works: [UInt8] = []
  private(set) var places: [UInt8] = []

  init(_ occurrences: PhraseOccurrences, _ profiles: inout OccurrenceProfiles) {
    let count = occurrences.works.count
    var starts: [UInt8] = []
    Self.append(count, to: &works)
    var before: Int32 = 0
    for (index, work) in occurrences.works.enumerated() {
      if index.isMultiple(of: Self.stride) {
        starts += (0..<4).map { UInt8(truncatingIfNeeded: places.count >> (8 * $0)) }
      }
      var profile = OccurrenceProfiles.Profile()
      var last = (column: -1, position: 0)
      for place in occurrences.places(at: index) {
        guard profile.add(place.column) else { continue }
        if place.column != last.column { last = (place.column, 0) }
        Self.append(place.position - last.position, to: &places)
        last.position = place.position
      }
      Self.append(Int(work - before), to: &works)
      Self.append(Int(profiles.number(of: profile)), to: &works)
      before = work
    }
    places = starts + places
  }

  private static func append(_ value: Int, to bytes: inout [UInt8]) {
    var value = value
    while value > 127 {
      bytes.append(UInt8(truncatingIfNeeded: value & 127 | 128))
      value >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: value))
  }

  /// Of both.
  var checksum: Int64 { Self.checksum(works.span.bytes, places.span.bytes) }

  static func checksum(_ works: RawSpan, _ places: RawSpan) -> Int64 {
    var hash = StableHash()
    hash.add(works)
    hash.add(places)
    return hash.value
  }

  // MARK: Reading

  /// A list of works, each with the number of its profile.
  struct Works {
    private(set) var works: [Int32] = []
    private(set) var profiles: [Int32] = []

    /// - Parameters:
    ///   - capacity: above all ids of works.
    ///   - profileCount: above all numbers of profiles.
    /// - Throws: `IndexError.damaged`.
    init(_ bytes: RawSpan, below capacity: Int, profileCount: Int) throws(IndexError) {
      var reader = LEB128Reader(at: 0)
      let count = try reader.next(bytes)
      // Two bytes a work at least.
      guard count <= bytes.byteCount / 2 else { throw .damaged }
      works.reserveCapacity(count)
      profiles.reserveCapacity(count)
      var work = 0
      for _ in 0..<count {
        let step = try reader.next(bytes)
        let profile = try reader.next(bytes)
        work += step
        guard step > 0, work < capacity, profile < profileCount else {
          throw .damaged
        }
        works.append(Int32(truncatingIfNeeded: work))
        profiles.append(Int32(truncatingIfNeeded: profile))
      }
      guard reader.place == bytes.byteCount else { throw .damaged }
    }
  }

  /// Appends the places of the work of a number in its list.
  ///
  /// - Parameters:
  ///   - bytes: `places`.
  ///   - fields: places in others are left out.
  /// - Throws: `IndexError.damaged`.
  static func appendPlaces(
    of index: Int, in list: Works, _ bytes: RawSpan, _ profiles: OccurrenceProfiles,
    _ fields: FieldSet, to places: inout [Occurrence]
  ) throws(IndexError) {
    let starts = (list.works.count + stride - 1) / stride * 4
    guard starts <= bytes.byteCount else { throw .damaged }
    let offset = bytes.unsafeLoadUnaligned(fromByteOffset: index / stride * 4, as: UInt32.self)
    var reader = LEB128Reader(at: starts + Int(UInt32(littleEndian: offset)))
    for before in index / stride * stride..<index {
      for _ in 0..<profiles.totals[Int(list.profiles[before])] { _ = try reader.next(bytes) }
    }
    let profile = profiles.all[Int(list.profiles[index])]
    for column in 0..<FieldSet.capacity {
      var position = 0
      for _ in 0..<profile[column] {
        position += try reader.next(bytes)
        guard position < Int(UInt32.max) else { throw .damaged }
        if fields.contains(column) { places.append(Occurrence(column: column, position: position)) }
      }
    }
  }
}

/// A place in bytes, from which numbers of seven bits a byte are read, the lowest first, of which all
/// but the last are marked.
private struct LEB128Reader {
  private(set) var place: Int

  init(at place: Int) {
    self.place = place
  }

  /// - Throws: `IndexError.damaged` at the end, and where a number has more than 35 bits.
  @inline(__always)
  mutating func next(_ bytes: borrowing RawSpan) throws(IndexError) -> Int {
    var value = 0
    var shift = 0
    while place < bytes.byteCount {
      let byte = bytes.unsafeLoad(fromByteOffset: place, as: UInt8.self)
      place += 1
      value |= Int(byte & 127) << shift
      if byte < 128 { return value }
      shift += 7
      if shift > 28 { break }
    }
    throw .damaged
  }
}

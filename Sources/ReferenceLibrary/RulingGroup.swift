import Diagnostics
import Index
import References
import Yams

/// A group of `same` or `different` with its place in `index.yaml`.
public struct RulingGroup: Equatable, Sendable {
  /// True for a group of `same`, false for one of `different`.
  public let areOne: Bool
  /// Keys of works, keys of sources, or places of citations, as written.
  public let names: [String]
  /// The range of each name, in bytes.
  let ranges: [Range<Int>]
  /// The line on which the group begins, from 1.
  public let line: Int

  static func all(
    in node: Node, areOne: Bool, _ reader: ConfigurationReader
  ) throws(Diagnostic<ConfigurationProblem>) -> [RulingGroup] {
    try reader.groups(node).map { texts, item in
      RulingGroup(
        areOne: areOne, names: texts.map(\.0), ranges: texts.map { reader.range(of: $0.1) },
        line: item.mark?.line ?? 1)
    }
  }
}

extension LibraryConfiguration {
  /// The groups without their places in the file.
  public var rulings: IdentityRulings {
    var rulings = IdentityRulings()
    rulings.same = rulingGroups.filter(\.areOne).map(\.names)
    rulings.different = rulingGroups.filter { !$0.areOne }.map(\.names)
    return rulings
  }

  /// The names of rulings that nothing in an index has.
  public func unknownNames(
    in database: IndexDatabase
  ) throws(IndexError) -> [Diagnostic<ConfigurationProblem>] {
    var unknown: [Diagnostic<ConfigurationProblem>] = []
    for group in rulingGroups {
      for (name, range) in zip(group.names, group.ranges)
      where try database.keys(named: name).isEmpty {
        unknown.append(Diagnostic(.warning, .unknownName(name), at: range))
      }
    }
    return unknown
  }
}

/// Why a ruling cannot be written.
public enum RulingError: Error, Equatable {
  /// The value of the key is not a block list, so no line can be added.
  case notAList(key: String)
  /// The group spans several lines, so it cannot be removed.
  case notALine(RulingGroup)
}

extension Library {
  /// Writes into `index.yaml` that what some names call is one work, or several.
  ///
  /// - Parameter former: groups that say otherwise, which are taken out.
  /// - Throws: `RulingError`, or where the file cannot be written.
  public func rule(
    that names: [String], areOne: Bool, instead former: [RulingGroup] = []
  ) throws {
    _ = try editConfiguration { editor in
      try editor.remove(former)
      let key = areOne ? "same" : "different"
      guard editor.append([ConfigurationEditor.list(names)], to: key) else {
        throw RulingError.notAList(key: key)
      }
      return true
    }
  }

  /// Puts a text in the place of all of `index.yaml`, if that still says what is expected.
  ///
  /// - Returns: whether it did.
  /// - Throws: where the file cannot be written.
  public func replaceConfiguration(_ expected: String, with text: String) throws -> Bool {
    try editConfiguration { editor in
      guard editor.text == expected else { return false }
      editor = ConfigurationEditor(text)
      return true
    }
  }

  /// Takes rulings out of `index.yaml`.
  ///
  /// - Throws: `RulingError`, or where the file cannot be written.
  public func withdraw(_ groups: [RulingGroup]) throws {
    _ = try editConfiguration { editor in
      try editor.remove(groups)
      return true
    }
  }
}

extension ConfigurationEditor {
  fileprivate mutating func remove(_ groups: [RulingGroup]) throws {
    // From the last line up, so that the lines above keep their numbers.
    for group in groups.sorted(by: { $0.line > $1.line }) {
      guard removeItem(atLine: group.line) else { throw RulingError.notALine(group) }
    }
  }
}

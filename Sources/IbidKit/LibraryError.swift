import Diagnostics
import Foundation
import Index
import ReferenceLibrary

/// What keeps a library from being opened, indexed or searched.
public enum LibraryError: Error, Equatable, Sendable {
  /// The folder is not a library: it contains no `Index/index.yaml`.
  case noLibrary(URL)
  /// No library can be made in the folder.
  case notWritable(URL)
  /// The library's `index.yaml` is wrong, at the message's place.
  case configuration(Message)
  /// The query is wrong, at the message's place.
  case query(Message)
  /// The index cannot be read or written.
  case index(IndexError)
  /// The file is not text, or not in a format that can contain references.
  case source(URL, SourceFault)
}

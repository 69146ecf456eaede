import Foundation
import ReferenceFormats
import References
let data = try Data(contentsOf: URL(fileURLWithPath: CommandLine.arguments[2]))
let d = try DecodedSource(name: "x", bytes: data)
let r = ReferenceList.read(d.text)
var out = ""
for c in r.citations { out += c.json.line + "\n" }
print(out, terminator: "")
for x in r.diagnostics { FileHandle.standardError.write((x.rendered(in: d.text) + "\n").data(using: .utf8)!) }

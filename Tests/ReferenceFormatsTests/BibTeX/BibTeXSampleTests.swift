import Diagnostics
import Foundation
import ProgramTestSupport
import References
import Testing

@testable import ReferenceFormats

/// Reads databases that lie beside the checkout, and says so where they do not.
@Suite struct BibTeXSampleTests {
  private static let data = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../../shared/data").standardizedFileURL

  private func reading(_ path: String) throws -> Reading? {
    let file = Self.data.appending(path: path)
    guard FileManager.default.fileExists(atPath: file.path) else {
      print("not tested: \(path) is not beside the checkout")
      return nil
    }
    let source = try DecodedSource(name: path, bytes: Data(contentsOf: file)).text
    #expect(ReferenceFormat.of(source).name == "bibtex")
    return ReferenceFormat.bibtex.read(source)
  }

  /// Type, authors, editors, title, container, volume(issue), pages, year, publisher, numbers.
  private func printed(_ citation: Citation) -> String {
    let reference = citation.reference
    let number = reference.issue ?? reference.number ?? reference.seriesNumber
    let place =
      "\(reference.volume ?? "")(\(number ?? ""))\(reference.locator?.text ?? "")"
    return [
      reference.type.rawValue, reference.authors.map(\.description).joined(separator: "; "),
      reference.editors.map(\.description).joined(separator: "; "), reference.title ?? "",
      reference.container ?? "", place, reference.year.map(String.init) ?? "",
      reference.publisher ?? "", reference.doi ?? reference.arxivID ?? reference.url ?? "",
    ].joined(separator: " | ")
  }

  @Test func readsTheExamplesOfBiblatex() throws {
    guard let reading = try reading("samples/bibtex/biblatex-examples.bib") else { return }
    #expect(reading.citations.count == 90, "100 entries, of which 8 are @string and 2 @set")
    #expect(reading.citations.count { $0.annotation != nil } == 81)
    #expect(reading.citations.count { $0.reference.abstract != nil } == 6)
    #expect(reading.diagnostics.isEmpty)
    let byKey = Dictionary(grouping: reading.citations) { $0.sourceKey ?? "" }
    for (key, expected) in Self.examples {
      #expect(byKey[key]?.map(printed) == [expected], "\(key)")
    }
    #expect(byKey["vazques-de-parga"]?.first?.annotation?.contains("1948–49\n\nA multi") == true)
  }

  /// Of the anthology's 61,686 entries, every fortieth and those that were checked by hand.
  @Test func readsTheAnthology() throws {
    guard let text = try Self.anthology() else {
      print("not tested: corpora/acl.bib.gz is not beside the checkout")
      return
    }
    let entries = text.split(separator: "\n@").map { "@" + $0.trimmingPrefix("@") + "\n" }
    #expect(entries.count == 61_686)
    let checked = Set(Self.papers.keys)
    let chosen = entries.enumerated().filter { index, entry in
      let key = entry.prefix { $0 != "," }.drop { $0 != "{" }.dropFirst()
      return index % 40 == 0 || checked.contains(String(key))
    }.map(\.element)
    let source = SourceText(name: "acl.bib", text: chosen.joined())
    let reading = ReferenceFormat.of(source).read(source)
    #expect(reading.citations.count == chosen.count)
    #expect(reading.citations.allSatisfy { $0.reference.title != nil })
    #expect(
      reading.citations.count { $0.reference.abstract != nil }
        == chosen.count { $0.contains("abstract = ") && !$0.contains("abstract = {}") })
    for diagnostic in reading.diagnostics {
      guard case .bibtex(.noDOI) = diagnostic.kind else {
        Issue.record("\(diagnostic)")
        continue
      }
    }
    let byKey = Dictionary(grouping: reading.citations) { $0.sourceKey ?? "" }
    for (key, expected) in Self.papers {
      #expect(byKey[key]?.map(printed) == [expected], "\(key)")
    }
  }

  /// The unpacked text; nil if the file is not there.
  private static func anthology() throws -> String? {
    let file = data.appending(path: "corpora/acl.bib.gz")
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    return try Program.run(URL(filePath: "/usr/bin/env"), ["gzip", "-dc", file.path]).output
  }

  private static let examples = [
    "aksin":
      "article | Aksın, Özge; Türkmen, Hayati; Artok, Levent; Çetinkaya, Bekir; Ni, Chaoying; Büyükgüngör, Orhan; Özkal, Erhan |  | Effect of immobilization on catalytic characteristics of saturated Pd-N-heterocyclic carbenes in Mizoroki-Heck reactions | J. Organomet. Chem. | 691(13)3027–3036 | 2006 |  | ",
    "angenendt":
      "article | Angenendt, Arnold |  | In Honore Salvatoris – Vom Sinn und Unsinn der Patrozinienkunde | Revue d'Histoire Ecclésiastique | 97()431–456, 791–823 | 2002 |  | ",
    "sigfridsson":
      "article | Sigfridsson, Emma; Ryde, Ulf |  | Comparison of methods for deriving atomic charges from the electrostatic potential and moments | Journal of Computational Chemistry | 19(4)377–395 | 1998 |  | 10.1002/(sici)1096-987x(199803)19:4<377::aid-jcc1>3.0.co;2-p",
    "kastenholz":
      "article | Kastenholz, M. A.; Hünenberger, Philippe H. |  | Computation of methodology-independent ionic solvation free energies from molecular simulations: I. The electrostatic potential in molecular liquids | J. Chem. Phys. | 124()124106 | 2006 |  | 10.1063/1.2172593",
    "westfahl:space":
      "chapter | Westfahl, Gary | Westfahl, Gary | The True Frontier: Confronting and Avoiding the Realities of Space in American Science Fiction Films | Space and Beyond: The Frontier Theme in Science Fiction | ()55–65 | 2000 | Greenwood | ",
    "spiegelberg":
      "article | Spiegelberg, Herbert |  | “Intention” und “Intentionalität” in der Scholastik, bei Brentano und Husserl | Studia Philosophica | 29()189–216 | 1969 |  | ",
    "knuth:ct:a":
      "book | Knuth, Donald E. |  | The TeXbook | Computers & Typesetting | A() | 1984 | Addison-Wesley | ",
    "nietzsche:ksa1":
      "book | Nietzsche, Friedrich | Colli, Giorgio; Montinari, Mazzino | Die Geburt der Tragödie. Unzeitgemäße Betrachtungen I–IV. Nachgelassene Schriften 1870–1973 | Sämtliche Werke: Kritische Studienausgabe | 1() | 1988 | Deutscher Taschenbuch-Verlag; Walter de Gruyter | ",
    "brandt":
      "chapter | von Brandt, Ahasver; Hoffmann, Erich | Seibt, Ferdinand | Die nordischen Länder von der Mitte des 11. Jahrhunderts bis 1448 | Europa im Hoch- und Spätmittelalter | (2)884–917 | 1987 | Klett-Cotta | ",
    "vazques-de-parga":
      "book | Vázques de Parga, Luis; Lacarra, José María; Uría Ríu, Juan |  | Las Peregrinaciones a Santiago de Compostela |  | () | 1993 | Iberdrola | ",
    "jaffe":
      "book |  | Jaffé, Philipp | Regesta Pontificum Romanorum ab condita ecclesia ad annum post Christum natum mcxcviii |  | () | 1885 |  | ",
    "itzhaki":
      "preprint | Itzhaki, Nissan |  | Some remarks on 't Hooft's S-matrix for black holes |  | () | 1996 |  | hep-th/9603067",
    "markey":
      "webpage | Markey, Nicolas |  | Tame the BeaST: The B to X of BibTeX |  | () | 2005 |  | http://mirror.ctan.org/info/bibtex/tamethebeast/ttb_en.pdf",
    "sorace":
      "patent | Sorace, Ronald E.; Reinhardt, Victor S.; Vaughn, Steven A. |  | High-Speed Digital-to-RF Converter |  | (5668842) | 1997 |  | ",
    "padhye":
      "report | Padhye, Jitendra; Firoiu, Victor; Towsley, Don |  | A Stochastic Model of TCP Reno Congestion Avoidance and Control |  | (99-02) | 1999 | University of Massachusetts | ",
    "geer":
      "thesis | de Geer, Ingrid |  | Earl, Saint, Bishop, Skald – and Music: The Orkney Earldom of the Twelfth Century. A Musicological Study |  | () | 1985 | Uppsala Universitet | ",
    "cms":
      "book |  |  | The Chicago Manual of Style: The Essential Guide for Writers, Editors, and Publishers |  | () | 2003 | University of Chicago Press | ",
  ]

  private static let papers = [
    "1991.iwpt-1-5":
      "conference | Futrelle, Robert P.; Dunn, Christopher E.; Ellis, Debra S.; Pescitelli, Maurice J. Jr. |  | Preprocessing and lexicon design for parsing technical text | Proceedings of the Second International Workshop on Parsing Technologies | ()31–40 | 1991 |  | ",
    "1995.iwpt-1-12":
      "conference | Fischer, Ingrid; Geistert, Bernd; Görz, Günther |  | Chart-based Incremental Semantics Construction with Anaphora Resolution Using \\lambda-DRT | Proceedings of the Fourth International Workshop on Parsing Technologies | ()87–88 | 1995 |  | ",
    "2019.jeptalnrecital-tia-1":
      "conference | Lanza, Claudia; Daille, Béatrice |  | Terminology systematization for Cybersecurity domain in Italian Language | Actes de la Conférence sur le Traitement Automatique des Langues Naturelles (TALN) PFIA 2019. Terminologie et Intelligence Artificielle (atelier TALN-RECITAL \\& IC) | ()7–18 | 2019 |  | ",
    "2020.acl-main-644":
      "conference | Cirik, Volkan; Berg-Kirkpatrick, Taylor; Morency, Louis-Philippe |  | Refer360^{\\circ}: A Referring Expression Recognition Dataset in 360^{\\circ} Images | Proceedings of the 58th Annual Meeting of the Association for Computational Linguistics | ()7189–7202 | 2020 |  | 10.18653/v1/2020.acl-main.644",
    "2020.fnp-1-25":
      "conference | Zheng, Siyan; Lu, Anneliese; Cardie, Claire |  | SUMSUM@FNS-2020 Shared Task | Proceedings of the 1st Joint Workshop on Financial Narrative Processing and MultiLing Financial Summarisation | ()148–152 | 2020 |  | ",
    "2020.webnlg-1-10":
      "conference | Guo, Qipeng; Jin, Zhijing; Dai, Ning; Qiu, Xipeng; Xue, Xiangyang; Wipf, David; Zhang, Zheng |  | {\\cal P^2} : A Plan-and-Pretrain Approach for Knowledge Graph-to-Text Generation | Proceedings of the 3rd International Workshop on Natural Language Generation from the Semantic Web (WebNLG+) | ()100–106 | 2020 |  | ",
    "A97-2-18":
      "conference | International, SRA |  | Multilingual NameTag™ Multilingual Internet Surveillance System Multimedia Fusion System | Fifth Conference on Applied Natural Language Processing: Descriptions of System Demonstrations and Videos | ()31–32 | 1997 |  | 10.3115/974281.974300",
    "J15-4-6":
      "conference | Manning, Christopher D. |  | Last Words: Computational Linguistics and Deep Learning | Computational Linguistics, Volume 41, Issue 4 - December 2015 | ()701–707 | 2015 |  | 10.1162/coli_a_00239",
    "R15-1-47":
      "conference | Liao, Zhihua; Zeng, Qixian; Wang, Qiyun |  | Semantic Parsing via l_{0}-norm-based Alignment | Proceedings of the International Conference Recent Advances in Natural Language Processing | ()355–361 | 2015 |  | ",
    "W04-21-12":
      "conference | Kešelj, Vlado; Kešelj, Tanja; Zlatić, Larisa |  | R{j}ecnik.com : English - Serbo-Croatian Electronic Dictionary | Proceedings of the Workshop on Enhancing and Using Electronic Dictionaries | ()61–64 | 2004 |  | ",
    "W13-55-1":
      "conference | Chiarcos, Christian; Cimiano, Philipp; Declerck, Thierry; McCrae, John P. |  | Linguistic Linked Open Data (LLOD). Introduction and Overview | Proceedings of the 2nd Workshop on Linked Data in Linguistics (LDL-2013): Representing and linking lexicons, terminologies and other language data | ()i–xi | 2013 |  | ",
    "W14-4-5":
      "conference | Ljubešić, Nikola; Klubička, Filip |  | {bs,hr,sr}WaC - Web Corpora of Bosnian, Croatian and Serbian | Proceedings of the 9th Web as Corpus Workshop (WaC-9) | ()29–35 | 2014 |  | 10.3115/v1/w14-0405",
    "W17-81-1":
      "conference | Malahov, Ludmila; Mărănduc, Cătălina; Colesnicov, Alexandru |  | A Diachronic Corpus for Romanian (RoDia) | Proceedings of the First Workshop on Language technology for Digital Humanities in Central and (South-)Eastern Europe | ()1–9 | 2017 |  | ",
  ]
}

/// The code that CSL has for a language which a source calls by its name or another code.
public enum LanguageCode {
  /// `de-DE` of `german`, `ngerman`, `ger`, `German`; nil for what is not known or a code already.
  ///
  /// Source: the languages of babel and polyglossia; ISO 639-2, bibliographic and terminologic codes.
  public static func of(_ name: String) -> String? { codes[name.lowercased()] }

  /// The first part of the code: `de` of `ger`, `Deutsch` and `de-AT`; the name itself where it is
  /// not known.
  public static func primary(_ name: String) -> String {
    let name = name.lowercased()
    return String((codes[name] ?? name).prefix { $0 != "-" && $0 != "_" })
  }

  /// Every name of a language, itself first: `german`, `de`, `ngerman`, `ger`, `deu`, `deutsch`.
  public static func names(of name: String) -> [String] {
    let code = primary(name)
    let others = codes.keys.filter { primary($0) == code }
    return [name] + Set(others + [code]).subtracting([name.lowercased()]).sorted()
  }

  private static let codes: [String: String] = {
    var codes: [String: String] = [:]
    for line in table.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      for word in words.dropFirst() { codes[word] = words[0] }
    }
    return codes
  }()

  private static let table = """
    af-ZA afrikaans afr
    ar arabic ara
    bg-BG bulgarian bul
    ca-AD catalan cat
    cs-CZ czech cze ces
    cy-GB welsh wel cym
    da-DK danish dan
    de-AT austrian naustrian
    de-DE german ngerman germanb ger deu deutsch
    el-GR greek gre ell polutonikogreek
    en-AU australian
    en-CA canadian
    en-GB british ukenglish
    en-NZ newzealand
    en-US american usenglish english eng
    es-ES spanish spa español castilian
    et-EE estonian est
    eu-ES basque baq eus
    fa-IR persian farsi per fas
    fi-FI finnish fin
    fr-CA canadien acadian
    fr-FR french francais frenchb fre fra français
    ga-IE irish gle
    grc ancientgreek grc
    he-IL hebrew heb
    hr-HR croatian hrv
    hu-HU hungarian magyar hun
    id-ID indonesian indonesia ind
    is-IS icelandic ice isl
    it-IT italian ita italiano
    ja-JP japanese jpn
    ko-KR korean kor
    la latin lat
    lt-LT lithuanian lit
    lv-LV latvian lav
    nb-NO norsk norwegian nor nob bokmal
    nl-NL dutch nld dut nederlands
    nn-NO nynorsk nno
    pl-PL polish pol
    pt-BR brazil brazilian
    pt-PT portuguese portuges por português
    ro-RO romanian rum ron
    ru-RU russian rus
    sk-SK slovak slo slk
    sl-SI slovene slovenian slv
    sr-RS serbian serbianc srp
    sv-SE swedish swe
    th-TH thai tha
    tr-TR turkish tur
    uk-UA ukrainian ukr
    vi-VN vietnamese vie
    zh-CN chinese chi zho
    """
}

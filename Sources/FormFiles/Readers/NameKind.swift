import Counter

/// Kinds of things that files name and refer to.
enum NameKind: String, Hashable, CaseIterable {
  case event = "届出の種類"
  case eventKind = "届出の種別"
  case question = "質問"
  case procedure = "手続"
  case paper = "書類"
  /// Blocks that papers have in common.
  case paperPart = "書類の部品"
  /// Unique in its paper.
  case box = "欄"
  case fact = "事実"
  case selector = "選択"
  case window = "窓口"
  case windowID = "窓口の番号"
  case office = "庁外の役所"
  case officeID = "庁外の役所の番号"
  case town = "町丁"
  case codeList = "コード表"
  case holidays = "祝日の表"
  case lawValue = "法律の値"
  case cityValue = "市の値"
  case documentGroup = "本人確認書類の区分"
  case document = "本人確認書類"
  case group = "組"
  /// Unique in its language.
  case translation = "訳"

  /// Where such names are given.
  var home: String {
    switch self {
    case .event: "events/"
    case .eventKind: "codes/ の「届出種別」"
    case .question: "questions/"
    case .procedure: "procedures/"
    case .paper, .paperPart, .box: "papers/"
    case .fact: "vocabulary/ の「事実」"
    case .selector: "vocabulary/ の「選択」"
    case .translation: "wording/"
    case .group: "groups/"
    case .window, .windowID: "municipality.yaml の「窓口」"
    case .office, .officeID: "municipality.yaml の「庁外」"
    case .town: "towns.yaml"
    case .codeList, .holidays: "codes/"
    case .lawValue: "law.yaml"
    case .cityValue: "municipality.yaml の「市」"
    case .document, .documentGroup: "people/ の「本人確認書類」"
    }
  }
}

extension NameKind {
  /// The names that a catalogue declares.
  static func names(in catalog: Catalog) -> [NameKind: [String]] {
    [
      .event: catalog.events.map(\.id), .question: catalog.questions.map(\.id),
      .eventKind: catalog.codeList(CoreCode.eventKinds)?.codes.map(\.value) ?? [],
      .procedure: catalog.procedures.map(\.id), .paper: catalog.papers.map(\.id) + [catalog.checklist.id],
      .fact: catalog.vocabulary.facts.map(\.name), .selector: catalog.vocabulary.selectors.map(\.name),
      .window: catalog.municipality.windows.map(\.name),
      .windowID: catalog.municipality.windows.map(\.id),
      .office: catalog.municipality.outsideOffices.map(\.name),
      .officeID: catalog.municipality.outsideOffices.map(\.id),
      .town: catalog.towns.map(\.id), .codeList: catalog.codeLists.map(\.name),
      .lawValue: catalog.law.map(\.name), .cityValue: catalog.municipality.values.map(\.name),
      .document: catalog.identity.documents.map(\.id),
      .documentGroup: catalog.identity.documents.map(\.group),
    ]
  }
}

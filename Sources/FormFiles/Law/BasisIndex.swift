import Counter
import Yams

/// What in `forms/` rests on which article: procedures, their deadlines and papers, values of the law, and whoever reads those.
struct BasisIndex {
  /// A part of something that cites, or that reads what cites.
  struct Holder: Hashable {
    /// «手続», «法», «事実» …
    let kind: String
    /// Its id or name.
    let name: String
    /// «期限», «併せて済む»; empty for the whole.
    let part: String
    let place: Place
  }

  private(set) var holders: [Statute.Article: [Holder]] = [:]
  /// Articles in the order of the files.
  private(set) var articles: [Statute.Article] = []
  /// Who reads a value of the law, by its name.
  private var readers: [String: [Holder]] = [:]

  /// Files that cannot be read cite nothing: `forms check` says so.
  init(_ folder: FormsFolder, titles: some Sequence<String>) {
    let load = FormsLoad(folder)
    let files = folder.files.filter { $0.path.hasSuffix(".yaml") }.compactMap {
      YAMLFile(path: $0.path, text: $0.text, load: load)
    }
    let names = files.first { $0.path == "law.yaml" }?.root["略称"]?.sequence.map(Array.init) ?? []
    let shortNames = Dictionary(
      names.compactMap { node in node["名"]?.string.flatMap { name in node["法令"]?.string.map { (name, $0) } }
      },
      uniquingKeysWith: { first, _ in first })
    let citations = Citations(titles: titles, shortNames: shortNames)
    for file in files { read(file, citations) }
  }

  /// Those that cite an article, and those that read a value of the law which cites it, a sentence each:
  /// «手続 residence.move-in（根拠、期限）procedures/citizens.yaml の4行目».
  func resting(on article: Statute.Article) -> [String] {
    let citing = holders[article] ?? []
    let all = citing + citing.filter { $0.kind == "法" }.flatMap { readers[$0.name] ?? [] }
    return all.map { [$0.kind, $0.name] }.distinct.map { owner in
      let parts = all.filter { [$0.kind, $0.name] == owner }
      let named = parts.map { $0.part.isEmpty ? "根拠" : $0.part }.distinct.joined(separator: "、")
      let place = parts[0].place
      return "\(owner[0]) \(owner[1])（\(named)）\(place.file) の\(place.line)行目"
    }
  }

  /// A file is a list of what has a name, or holds such lists by key.
  private mutating func read(_ file: YAMLFile, _ citations: Citations) {
    let lists = file.root.sequence.map { [$0] } ?? file.root.mapping?.compactMap { $0.value.sequence } ?? []
    for item in lists.joined() {
      guard let mapping = item.mapping, let owner = BasisIndex.owner(of: mapping, in: file.path) else {
        continue
      }
      walk(item, in: file.path, of: owner, part: nil, citations)
    }
  }

  /// `part` is the key inside the owner; nil for the owner itself.
  private mutating func walk(
    _ node: Node, in file: String, of owner: (kind: String, name: String), part: String?,
    _ citations: Citations
  ) {
    switch node {
    case .mapping(let mapping):
      for (key, value) in mapping {
        let key = key.string ?? ""
        guard key == "根拠" || part == "確認" && key == "条文" else {
          walk(value, in: file, of: owner, part: part ?? key, citations)
          continue
        }
        for text in value.sequence?.compactMap(\.string) ?? [value.string].compactMap(\.self) {
          cite(text, Holder(owner, part: part ?? "", value.mark, file), citations)
        }
      }
    case .sequence(let sequence):
      for item in sequence { walk(item, in: file, of: owner, part: part, citations) }
    case .scalar(let scalar):
      for match in scalar.string.matches(of: /法\.([^\s()（）,、。:<>=+\-*\/"'\]}]+)/) {
        readers[String(match.output.1), default: []].append(
          Holder(owner, part: part ?? "", scalar.mark, file))
      }
    case .alias: break
    }
  }

  private mutating func cite(_ text: String, _ holder: Holder, _ citations: Citations) {
    for article in citations.articles(in: text) {
      if holders[article] == nil { articles.append(article) }
      if !(holders[article] ?? []).contains(holder) { holders[article, default: []].append(holder) }
    }
  }

  /// What a list's item is called by those who write it.
  private static func owner(of mapping: Node.Mapping, in file: String) -> (kind: String, name: String)? {
    let folder = file.split(separator: "/").first.map(String.init) ?? ""
    let kinds = [
      "procedures": "手続", "papers": "書類", "questions": "質問", "vocabulary": "事実", "events": "届出",
      "law.yaml": "法", "municipality.yaml": "市", "codes": "コード", "groups": "組", "people": "本人確認",
    ]
    guard let kind = kinds[folder],
      let name = ["id", "名前", "種別", "名"].lazy.compactMap({ mapping[$0]?.string }).first
    else { return nil }
    return (kind, name)
  }
}

extension BasisIndex.Holder {
  fileprivate init(_ owner: (kind: String, name: String), part: String, _ mark: Mark?, _ file: String) {
    self.init(
      kind: owner.kind, name: owner.name, part: part,
      place: Place(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1))
  }
}

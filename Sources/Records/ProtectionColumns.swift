import Counter
import Feel
import Moji

/// The columns that say who is protected (支援措置), and how a column is recognised that says so under another name.
///
/// Names follow 支援措置対象者情報 of 基本データリスト. A protection never ends by itself, so that either date protects.
enum ProtectionColumns {
  static let from = "支援措置開始年月日"
  static let until = "支援措置終了年月日"
  /// 措置区分: «仮» or «本»; empty is «本».
  static let kind = "支援措置区分"
  /// Names of those from whom they are protected, several between «、».
  static let counterparties = "支援措置相手方氏名"
  /// 抑止 per process: «エラー» or «警告», empty for none.
  static func restriction(_ process: Restriction.Process) -> String { "抑止_" + process.rawValue }
  static let all = [from, until, kind, counterparties] + Restriction.Process.allCases.map(restriction)

  /// Words by which a column of an extract speaks of protection, as `ColumnName` writes them: the terms of
  /// 住民基本台帳事務処理要領 (第5-10), of 住民記録システム標準仕様書 (1.1.16 支援措置, 3.1 抑止), what systems call them,
  /// and the same in Latin letters. A word that innocent names have too (保護 of 生活保護, 支援区分 of 障害支援区分) is not one.
  private static let words = [
    "支援措置", "支援対象", "支援申出", "支援開始", "支援終了", "支援期間", "支援フラグ", "被支援", "措置区分", "措置開始", "措置終了",
    "抑止", "閲覧制限", "交付制限", "発行制限", "証明制限", "照会制限", "制限フラグ", "制限区分", "非公開", "非開示", "非表示", "秘匿", "保護対象", "要保護者",
    "要配慮者フラグ", "DV", "ディーブイ", "ドメスティック", "ストーカ", "配偶者暴力", "配偶者からの暴力", "虐待", "加害者", "被害者", "シエンソチ", "ヨクシ",
    "SHIENSOCHI", "SHIENTAI", "SHIENMOSHI", "SHIENKAISHI", "SHIENSHURYO", "SHIENFLG", "SHIENFLAG",
    "SOCHIKUBUN", "SOCHIKBN", "SOTIKBN", "SIENSOTI", "SIENTAI", "SIENFLG", "YOKUSHI", "YOKUSI", "ETSURAN",
    "HIKOKAI",
    "HIKOUKAI", "HIKAIJI", "HITOKU", "STALK", "GYAKUTAI", "HIGAISHA", "KAGAISHA", "PROTECT", "RESTRICT",
    "CONFIDENTIAL",
    "SUPPRESS", "SUPPORTMEASURE", "WITHHOLD",
  ]

  /// A column that speaks of protection by a name under which it would not be read.
  static func isSuspicious(_ column: String) -> Bool {
    guard !all.contains(where: { $0.utf8.elementsEqual(column.utf8) }) else { return false }
    return ColumnName(column).has(words)
  }

  /// What to do about such a column of a file of residents.
  static func advice(on column: String) -> String {
    let others = Restriction.Process.allCases.map(restriction) + [counterparties]
    let isOther = ColumnName(column).has(["抑止", "相手方", "加害者"])
    let nearest =
      Spelling.nearest(to: ColumnName(column).folded, in: isOther ? others : [from, until]) ?? from
    let column = column.harmless
    return
      "「\(column)」という列は読めません。支援措置の列なら、名前を「\(nearest)」にしてください（前後の空白も除きます）。違う内容なら、支援措置と取り違えない名前にするか、--drop-column '\(column)' を付けて取り込まないでください"
  }

  /// Why residents cannot be taken whose file has, or has not, the column of the beginning; nil when they can.
  static func problem(isThere: Bool, declaredAbsent: Bool) -> String? {
    switch (isThere, declaredAbsent) {
    case (true, false), (false, true): nil
    case (false, false):
      "支援措置の列がありません。「\(from)」（と、あれば「\(until)」）の列を入れて書き出してください。この市の抽出に支援措置がないときだけ、--no-protection-data '許可した人の名前' を付けてください"
    case (true, true): "「\(from)」の列があります。--no-protection-data を付けずに取り込んでください"
    }
  }

  /// Whether what stands in a column of protection without dates says something else than no.
  static func isFilled(_ value: String) -> Bool {
    let no: Set<String> = ["", "0", "00", "NO", "N", "FALSE", "F", "ナシ", "無", "無シ", "イイエ", "非該当", "対象外"]
    return !no.contains(ColumnName(value).folded)
  }
}

/// 異体字 that stand for the same name in speech: found by one another, never replaced by one another.
enum Variants {
  /// One character of each group; the scalar itself when it has no variants.
  static func representative(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.value < 0x3400 { return scalar }
    return table[scalar] ?? compatibility[scalar] ?? scalar
  }

  private static let table: [Unicode.Scalar: Unicode.Scalar] = {
    var result: [Unicode.Scalar: Unicode.Scalar] = [:]
    for group in groups {
      let scalars = [Unicode.Scalar](group.unicodeScalars)
      for other in scalars.dropFirst() { result[other] = scalars[0] }
    }
    return result
  }()

  /// The first of each group is the 常用漢字 or commonest form.
  private static let groups: [String] = [
    "辺邊邉", "高髙", "崎﨑嵜㟢", "吉𠮷", "斎齋齊斉齎", "沢澤", "浜濱濵", "広廣", "桜櫻", "桧檜", "島嶋嶌", "国國圀",
    "恵惠", "栄榮", "徳德", "静靜", "真眞", "実實", "寿壽", "条條", "瀬瀨", "滝瀧", "竜龍", "塩鹽", "黒黑", "曽曾",
    "富冨", "藤籐", "黄黃", "万萬", "与與", "関關", "鉄鐵銕", "弥彌", "峰峯", "岳嶽", "円圓", "遠逺", "渕淵渊", "巌巖",
    "浅淺", "芦蘆", "福褔", "穂穗", "豊豐", "来來", "礼禮", "亀龜", "郎郞", "隆隆", "梅楳", "桑桒", "柳栁", "節節",
    "館舘", "厳嚴", "学學", "県縣", "検檢", "戸戶", "晃晄", "晴晴", "清淸", "青靑", "神神", "祥祥", "福福", "靖靖",
    "精精", "羽羽", "益益", "諸諸", "都都", "逸逸", "飯飯", "鶴靏靍鸖", "薮藪籔", "檜桧", "条條", "壮壯", "蔵藏", "長镸",
    "昭昭", "増增", "隠隱", "舗舖", "駒駒", "仙僊", "凛凜", "葛葛", "辻辻", "祐祐", "祖祖", "樽樽", "祇祇", "榊榊",
    "渚渚", "猪猪", "琢琢", "謹謹", "響響", "頼賴", "緒緒", "著著", "暁曉", "尭堯", "奥奧", "横橫", "温溫", "海海",
  ]

  /// CJK compatibility ideographs that Unicode folds onto an ordinary one, of those seen in names.
  private static let compatibility: [Unicode.Scalar: Unicode.Scalar] = [
    "\u{FA19}": "神", "\u{FA1A}": "祥", "\u{FA1B}": "福", "\u{FA1C}": "靖", "\u{FA1D}": "精", "\u{FA1E}": "羽",
    "\u{FA10}": "塚", "\u{FA12}": "晴", "\u{FA17}": "益", "\u{FA22}": "諸", "\u{FA26}": "都", "\u{FA25}": "逸",
    "\u{FA2A}": "飯", "\u{FA30}": "侮", "\u{FA45}": "海", "\u{FA4F}": "琢", "\u{FA50}": "祈", "\u{FA5B}": "者",
    "\u{F91D}": "欄", "\u{F928}": "廊", "\u{F929}": "朗", "\u{F936}": "虜", "\u{F9DC}": "隆",
  ]
}

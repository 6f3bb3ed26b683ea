/// Columns of 住民情報 and 転出証明書情報 by the names of 基本データリスト. Files are read by header name, never by position.
enum ResidentColumns {
  static let number = "宛名番号"
  static let household = "世帯番号"
  static let state = "住民状態"
  static let name = "氏名"
  static let reading = "氏名_フリガナ"
  static let formerSurname = "旧氏"
  static let commonName = "通称"
  static let sex = "性別表記"
  static let birth = "生年月日"
  static let birthWritten = "生年月日_不詳表記"
  static let relationship = "続柄表記"
  static let town = "住所_町字"
  static let block = "住所_番地号表記"
  static let building = "住所_方書"
  static let reason = "異動事由"
  static let reasonDay = "異動年月日"
  static let movedTo = "転出先住所（確定）"

  static let requiredOfResidents = [
    number, household, state, name, reading, birth, relationship, town, block,
  ]

  static let certificate = "証明書番号"
  static let position = "証明書順位"
  static let oldPrefecture = "転入前住所_都道府県"
  static let oldCity = "転入前住所_市区郡町村名"
  static let oldTown = "転入前住所_町字"
  static let oldBlock = "転入前住所_番地号表記"
  static let oldBuilding = "転入前住所_方書"
  static let oldHead = "転入前住所_世帯主氏名"
  static let planned = "転出予定年月日"
  static let byCard = "特例転出"

  static let requiredOfIncoming = [certificate, oldPrefecture, planned, name, reading, birth, relationship]

  /// Numbers that are never imported (番号法第20条; 住民基本台帳法第30条の37).
  static let neverImported: Set<String> = ["個人番号", "住民票コード"]

  /// Columns with a place of their own; all others are qualifications.
  static let own: Set<String> = [
    number, household, state, name, reading, formerSurname, "旧氏_フリガナ", commonName, sex, birth, birthWritten,
    relationship, town, block, building, "住所_郵便番号", "住定年月日", reason, reasonDay, movedTo,
    ProtectionColumns.from,
    ProtectionColumns.until, certificate, position, oldPrefecture, oldCity, oldTown, oldBlock, oldBuilding,
    oldHead,
    planned,
    byCard,
  ]
}

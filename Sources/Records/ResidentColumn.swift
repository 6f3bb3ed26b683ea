import Counter

/// Columns of 住民情報 and 転出証明書情報 by the names of 基本データリスト. Files are read by header name, never by position.
enum ResidentColumn: Int, CaseIterable {
  case number, household, state, name, reading, formerSurname, formerSurnameReading, commonName, sex, birth,
    birthWritten, relationship, town, block, building, postalCode, residentSince, reason, reasonDay, movedTo
  case protectedFrom, protectedUntil, protectionKind, counterparties
  case restrictedChange, restrictedIssue, restrictedInquiry
  case certificate, position, oldPrefecture, oldCity, oldTown, oldBlock, oldBuilding, oldHead, planned, byCard

  var header: String {
    switch self {
    case .number: "宛名番号"
    case .household: "世帯番号"
    case .state: "住民状態"
    case .name: "氏名"
    case .reading: "氏名_フリガナ"
    case .formerSurname: "旧氏"
    case .formerSurnameReading: "旧氏_フリガナ"
    case .commonName: "通称"
    case .sex: "性別表記"
    case .birth: "生年月日"
    case .birthWritten: "生年月日_不詳表記"
    case .relationship: "続柄表記"
    case .town: "住所_町字"
    case .block: "住所_番地号表記"
    case .building: "住所_方書"
    case .postalCode: "住所_郵便番号"
    case .residentSince: "住定年月日"
    case .reason: "異動事由"
    case .reasonDay: "異動年月日"
    case .movedTo: "転出先住所（確定）"
    case .protectedFrom: ProtectionColumns.from
    case .protectedUntil: ProtectionColumns.until
    case .protectionKind: ProtectionColumns.kind
    case .counterparties: ProtectionColumns.counterparties
    case .restrictedChange: ProtectionColumns.restriction(.change)
    case .restrictedIssue: ProtectionColumns.restriction(.issue)
    case .restrictedInquiry: ProtectionColumns.restriction(.inquiry)
    case .certificate: "証明書番号"
    case .position: "証明書順位"
    case .oldPrefecture: "転入前住所_都道府県"
    case .oldCity: "転入前住所_市区郡町村名"
    case .oldTown: "転入前住所_町字"
    case .oldBlock: "転入前住所_番地号表記"
    case .oldBuilding: "転入前住所_方書"
    case .oldHead: "転入前住所_世帯主氏名"
    case .planned: "転出予定年月日"
    case .byCard: "特例転出"
    }
  }

  static let requiredOfResidents: [ResidentColumn] = [
    .number, .household, .state, .name, .reading, .birth, .relationship, .town, .block,
  ]

  static let requiredOfIncoming: [ResidentColumn] = [
    .certificate, .oldPrefecture, .planned, .name, .reading, .birth, .relationship,
  ]

  static let restrictions: [(column: ResidentColumn, process: Restriction.Process)] = [
    (.restrictedChange, .change), (.restrictedIssue, .issue), (.restrictedInquiry, .inquiry),
  ]

  /// The column of a header, compared byte by byte: one that only looks the same is another.
  static func named(_ header: String) -> ResidentColumn? {
    allCases.first { $0.header.utf8.elementsEqual(header.utf8) }
  }
}

/// Facts that the program itself sets or reads; every vocabulary has them.
package enum CoreFact {
  package static let kind = "届出.種別"
  package static let filedOn = "届出.届出日"
  package static let eventDay = "届出.異動日"
  package static let movers = "届出.異動する人"
  package static let newAddress = "届出.新住所"
  package static let formerAddress = "届出.前住所"
  package static let formerPrefecture = "届出.前住所の都道府県"
  package static let formerHead = "届出.前住所の世帯主"
  package static let formerDistrict = "届出.前の学区"
  package static let newDistrict = "届出.新しい学区"
  package static let plannedMoveOut = "届出.転出予定日"
  package static let moveInProof = "届出.転入の方法"
  package static let members = "世帯.員"
  package static let formerMembers = "旧世帯.員"
  package static let remainingMembers = "残る世帯.員"
  /// Whether a filing is about them; follows from its list.
  package static let moves = "人.異動する"
  package static let isResident = "人.住民である"
  package static let name = "人.氏名"
  package static let reading = "人.フリガナ"
  package static let birth = "人.生年月日"
  package static let birthAsWritten = "人.生年月日の表記"
  package static let sex = "人.性別"
  package static let relationship = "人.続柄"
  package static let address = "人.住所"
  package static let isProtected = "人.支援措置"
  package static let visitorName = "来庁者.氏名"
  package static let visitorRelation = "来庁者.関係"
  package static let visitorIdentity = "来庁者.本人確認"

  package static let householdForm = "届出.世帯の作り方"

  /// In which language the visitor reads: a code whose value names a folder of wording/.
  package static let visitorLanguage = "来庁者.ことば"
  /// What the counter should heed, a list of codes.
  package static let visitorNeeds = "来庁者.配慮"
  /// Those that a vocabulary must declare.
  package static let all: [String] = [
    kind, filedOn, eventDay, movers, newAddress, formerAddress, formerPrefecture, formerHead, formerDistrict,
    newDistrict,
    plannedMoveOut, moveInProof, members, formerMembers, remainingMembers, moves, isResident, name, reading,
    birth,
    birthAsWritten, sex, relationship, address, isProtected, visitorName, visitorRelation, visitorIdentity,
    householdForm,
  ]
}

/// Values of codes that the program itself sets or reads; with `CoreFact` all that it relies on in `forms/`.
package enum CoreCode {
  /// 届出.転入の方法.
  package static let byCard = "カードの特例"
  package static let byCertificate = "転出証明書"
  /// 届出.世帯の作り方 of those who move in with a household.
  package static let joinsHousehold = "いまある世帯に入る"
  /// 来庁者.配慮: the checklist is set large.
  package static let largeType = "大きな字"
  /// 人.性別, in the order of the keys that choose it.
  package static let sexes = ["男", "女", unknownSex]
  package static let unknownSex = "空欄"
  /// In any list of what holds for a family: that it asks for 支援措置.
  package static let protection = "支援措置"
  /// 人.続柄 of who heads a household, as every register writes it.
  package static let head = "世帯主"

  /// Names of code lists that the program reads.
  package static let searchReasons = "調べる理由"
  package static let eventKinds = "届出種別"

  /// The values that the code list of a fact must have.
  package static let byFact: [(fact: String, values: [String])] = [
    (CoreFact.moveInProof, [byCard, byCertificate]), (CoreFact.householdForm, [joinsHousehold]),
    (CoreFact.visitorNeeds, [largeType]), (CoreFact.sex, sexes),
  ]
  /// Code lists that must be there.
  package static let lists = [searchReasons, eventKinds]
}

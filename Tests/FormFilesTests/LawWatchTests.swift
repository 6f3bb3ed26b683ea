import Counter
import Feel
import Foundation
import TestSupport
import Testing

@testable import FormFiles

/// Made-up statutes against a small `forms/`: what changed, what is coming, and what rests on it.
@Suite struct LawWatchTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let forms = FormsFolder(files: [
    (
      "law.yaml",
      """
      略称:
        - { 名: 架空法, 法令: 架空の届出、証明等に関する法律 }
      法:
        - { 名前: 届出の日数, 値: 14, 単位: 日, 根拠: 架空法第3条第1項 }
      """
    ),
    (
      "procedures/a.yaml",
      """
      - id: move.in
        根拠: 架空法第2条・第3条、同法施行令第5条
        期限: { 種類: 法定, 起算: 届出.異動日, 日数: 法.届出の日数, 根拠: 架空法第3条 }
      - id: seal
        根拠: 市印鑑条例
        確認: { 日: 2026-11-30, 条文: [架空法7条の2], 項目: [条件] }
      """
    ),
    ("vocabulary/b.yaml", "事実:\n  - { 名前: 届出.期限内, 式: '届出.届出日 <= 日数の期限(届出.異動日, 法.届出の日数)' }\n"),
  ])

  private static let title = "架空の届出、証明等に関する法律"
  private static let before = """
    # 架空の届出、証明等に関する法律
    ## 2
    届出をする者は、住民とする。
    ## 3
    住民は、十四日以内に届け出なければならない。
    届出は、書面でする。
    ## 7-2
    印鑑は、一人一個とする。
    """

  private func statutes(_ files: [String: String]) throws -> StatuteFolder {
    let path = folder.path + "/law"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { _ = try folder.write("law/" + name, text) }
    return try StatuteFolder(at: path)
  }

  private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

  /// As it was read on 2026-11-30.
  private func read(_ statutes: StatuteFolder) throws -> ReadArticles {
    var read = ReadArticles("")
    let watch = LawWatch(Self.forms, statutes, read, on: try day("2026-11-30"))
    for article in watch.cited {
      if let text = statutes.statutes[article.statute]?[0].articles[article.number] {
        read.keep(article, text, on: try day("2026-11-30"))
      }
    }
    return ReadArticles(read.text)
  }

  @Test func `what did not change says nothing, and what is not at hand is named`() throws {
    let statutes = try statutes(["a.txt": Self.before])
    let watch = LawWatch(Self.forms, statutes, try read(statutes), on: try day("2026-12-01"))
    #expect(watch.items == [] && watch.same == 3 && !watch.hasChanges)
    #expect(watch.missing == [Self.title + "施行令"])
  }

  @Test func `a changed article names its lines and exactly what rests on it`() throws {
    let read = try read(try statutes(["a.txt": Self.before]))
    let changed = try statutes([
      "a.txt": Self.before, "b.txt": "# 施行 2027-04-01\n" + Self.before.replacing("十四日", with: "七日"),
    ])
    let watch = LawWatch(Self.forms, changed, read, on: try day("2027-04-02"))
    let item = try #require(watch.items.first)
    #expect(watch.items.count == 1 && item.article == Statute.Article(Self.title, "3"))
    #expect(item.change == .changed(gone: ["住民は、十四日以内に届け出なければならない。"], new: ["住民は、七日以内に届け出なければならない。"]))
    #expect(
      item.resting == [
        "法 届出の日数（根拠）law.yaml の4行目", "手続 move.in（根拠、期限）procedures/a.yaml の2行目",
        "事実 届出.期限内（式）vocabulary/b.yaml の2行目",
      ])
    #expect(watch.text.contains("■ \(Self.title)第3条 が変わりました（2026-11-30 に読んだもの）"))
  }

  @Test func `what is not in force yet is said with its day, and changes nothing before`() throws {
    let read = try read(try statutes(["a.txt": Self.before]))
    let coming = try statutes([
      "a.txt": Self.before, "b.txt": "# 施行 2027-04-01\n" + Self.before.replacing("一人一個", with: "一人二個"),
    ])
    let watch = LawWatch(Self.forms, coming, read, on: try day("2026-12-01"))
    #expect(
      watch.items.map(\.change) == [
        .coming(from: try day("2027-04-01"), gone: ["印鑑は、一人一個とする。"], new: ["印鑑は、一人二個とする。"])
      ])
    #expect(watch.items.first?.resting == ["手続 seal（確認）procedures/a.yaml の6行目"])
  }

  @Test func `an article that is gone and one that nobody read are told apart`() throws {
    let read = try read(try statutes(["a.txt": Self.before]))
    let less = try statutes(["a.txt": Self.before.replacing("## 7-2", with: "## 7-3")])
    let watch = LawWatch(Self.forms, less, read, on: try day("2026-12-01"))
    #expect(watch.items.map(\.change) == [.absent])
    let fresh = LawWatch(Self.forms, less, ReadArticles(""), on: try day("2026-12-01"))
    #expect(fresh.items.filter { $0.change == .unread }.count == 2)
    #expect(fresh.text.contains("読んだ記録がない条文"))
  }

  @Test func `the standard XML is read to the same fingerprints as plain text`() throws {
    let xml = """
      <?xml version="1.0" encoding="UTF-8"?>
      <Law Era="Reiwa"><LawNum>令和八年法律第一号</LawNum><LawBody><LawTitle>架空の届出、証明等に関する法律</LawTitle>
      <MainProvision>
      <Article Num="2"><ArticleCaption>（届出）</ArticleCaption><ArticleTitle>第二条</ArticleTitle>
      <Paragraph Num="1"><ParagraphNum/><ParagraphSentence><Sentence Num="1">届出をする者は、<Ruby>住民<Rt>じゅうみん</Rt></Ruby>とする。</Sentence></ParagraphSentence></Paragraph></Article>
      <Article Num="3"><Paragraph Num="1"><ParagraphSentence><Sentence>住民は、十四日以内に届け出なければならない。</Sentence></ParagraphSentence></Paragraph>
      <Paragraph Num="2"><ParagraphNum>２</ParagraphNum><ParagraphSentence><Sentence>届出は、書面でする。</Sentence></ParagraphSentence></Paragraph></Article>
      <Article Num="7_2"><Paragraph Num="1"><ParagraphSentence><Sentence>印鑑は、一人一個とする。</Sentence></ParagraphSentence></Paragraph></Article>
      </MainProvision>
      <SupplProvision><Article Num="2"><Paragraph Num="1"><ParagraphSentence><Sentence>経過措置</Sentence></ParagraphSentence></Paragraph></Article></SupplProvision>
      <SupplProvision AmendLawNum="令和九年法律第二号"><Article Num="2"><Paragraph Num="1"><ParagraphSentence><Sentence>別の法律</Sentence></ParagraphSentence></Paragraph></Article></SupplProvision>
      </LawBody></Law>
      """
    let read = try read(try statutes(["a.txt": Self.before]))
    try FileManager.default.removeItem(atPath: folder.path + "/law")
    let statutes = try statutes(["508AC0000000001_20260401_000000000000000.xml": xml])
    let statute = try #require(statutes.statutes[Self.title]?.first)
    #expect(statute.inForce == Day(iso: "2026-04-01") && statute.articles["附則2"] == "経過措置")
    #expect(LawWatch(Self.forms, statutes, read, on: try day("2026-12-01")).items == [])
  }

  @Test(arguments: [
    ("<Law><LawBody>", "XML として読めません"),
    ("<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;\">]><Law><LawTitle>&c;</LawTitle></Law>", "実体の宣言"),
  ])
  func `a file that is no statute is named with what to do`(text: String, says: String) throws {
    let statutes = try statutes(["broken.xml": text, "a.txt": Self.before])
    #expect(statutes.unread.map(\.file) == ["broken.xml"] && statutes.unread[0].reason.contains(says))
    #expect(statutes.statutes.count == 1)
  }

  @Test func `a text with a byte order mark is read, and one without a title is named`() throws {
    let statutes = try statutes(["a.txt": "\u{FEFF}" + Self.before, "b.txt": "## 2\n条文\n", "c.xml": "<Law/>"])
    #expect(statutes.statutes.keys.sorted() == [Self.title])
    #expect(statutes.unread.map(\.file) == ["b.txt", "c.xml"])
    #expect(statutes.unread.allSatisfy { $0.reason.contains("題名がありません") })
  }

  @Test(arguments: [
    ("住民基本台帳法第22条第1項・第24条の2、同法施行令第30条の20", ["住民基本台帳法 22", "住民基本台帳法 24-2", "住民基本台帳法施行令 30-20"]),
    ("国民健康保険法第5条～第7条・第9条", ["国民健康保険法 5", "国民健康保険法 6", "国民健康保険法 7", "国民健康保険法 9"]),
    ("架空法施行規則3条の2", ["架空の届出、証明等に関する法律施行規則 3-2"]),
    ("民法等の一部を改正する法律（令和3年法律第24号）附則第5条第6項", ["民法等の一部を改正する法律 附則5"]),
    ("戸籍法第49条・第86条及び第107条", ["戸籍法 49", "戸籍法 86", "戸籍法 107"]),
    ("市印鑑条例", []), ("同法第3条", []),
  ])
  func `a citation is read as it is written`(text: String, names: [String]) {
    let citations = Citations(titles: [], shortNames: ["架空法": Self.title])
    #expect(citations.articles(in: text).map { "\($0.statute) \($0.number)" } == names)
  }

  @Test func `a line of the readings that says nothing is pointed at`() {
    #expect(ReadArticles("# 題\n3f2a9c1b0d4e5f60 2026-11-30 民法 4\nこわれた行\n").unreadableLines == [3])
  }
}

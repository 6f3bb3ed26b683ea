import Counter
import TestSupport
import Testing

@testable import FormFiles

/// What is said of two contents of which one thing differs.
@Suite struct DifferenceTests {
  private func lines(_ file: String, _ change: (String) -> String) throws -> [String: [String]] {
    let (old, new) = (try ShippedForms.outcome(), try ShippedForms.changed(file, change))
    let (before, after) = (try #require(old.rulebook), try #require(new.rulebook))
    let difference = FormsDifference(from: old, before, to: new, after)
    return Dictionary(uniqueKeysWithValues: difference.chapters.map { ($0.heading, $0.lines) })
  }

  @Test func `nothing is said of the same content`() throws {
    let outcome = try ShippedForms.outcome()
    let rulebook = try #require(outcome.rulebook)
    #expect(FormsDifference(from: outcome, rulebook, to: outcome, rulebook).text == "変わったところはありません")
  }

  @Test func `a value that changes is said with the days that change with it`() throws {
    let said = try lines("law.yaml") {
      $0.replacing("名前: 転入届の日数, 値: 14", with: "名前: 転入届の日数, 値: 20")
    }
    #expect(said["法律の値"] == ["転入届の日数： 14日 → 20日"])
    let examples = try #require(said["例の判定・期限・書類の変わるもの"])
    #expect(
      examples.contains { $0.hasPrefix("　転入届") && $0.contains("の期限： 令和8年12月") }, "\(examples.prefix(6))")
    #expect(said["変わった手続"]?.contains { $0.contains("から14日（民法）") } == true)
  }

  @Test func `a procedure is told by what changed in it`() throws {
    let said = try lines("procedures/insurance.yaml") {
      $0.replacing("人.修学の特例: いいえ", with: "人.修学の特例: はい")
    }
    let changed = try #require(said["変わった手続"])
    #expect(
      changed.contains("　条件を消した： 人.修学の特例: いいえ") && changed.contains("　条件を足した： 人.修学の特例: はい"), "\(changed)")
    // The other way round, what came has gone.
    #expect(said["足した手続"] == nil && said["消した手続"] == nil)
  }

  @Test func `questions, papers and facts are told by their words`() throws {
    let said = try lines("questions/10-move.yaml") {
      $0.replacing("聞き方: 新しい住所はどこですか", with: "聞き方: どこに住みますか")
    }
    #expect(said["変わった質問"] == ["新しい住所はどこですか → どこに住みますか"])
    let paper = try lines("papers/seals.yaml") { $0.replacing("段: 4", with: "段: 3") }
    #expect(paper["変わった書類"]?.first?.hasSuffix("の欄か置き方") == true)
  }

  @Test func `visits that are given are compared in place of the examples`() throws {
    let old = try ShippedForms.outcome()
    let new = try ShippedForms.changed("law.yaml") {
      $0.replacing("名前: 転入届の日数, 値: 14", with: "名前: 転入届の日数, 値: 20")
    }
    let (before, after) = (try #require(old.rulebook), try #require(new.rulebook))
    let one = old.examples.filter { $0.name == "国保の家族4人が県外から転入する" }
    let said = FormsDifference(from: old, before, to: new, after, visits: (one, one))
    let lines = try #require(said.chapters.first { $0.heading == "受付ファイルの判定・期限・書類の変わるもの" }).lines
    #expect(lines.first == "国保の家族4人が県外から転入する" && lines.filter { !$0.hasPrefix("　") }.count == 1)
  }
}

enum ReferenceCheck: Check {
  static let name = "reference"
  static let title = "ないものへの参照"
  static let explanation = """
    ほかのファイルにない名前を書いています。窓口と庁外は municipality.yaml、誰は vocabulary/ の「選択」、書類は papers/、
    順と例の id は procedures/、コードは codes/ にある名前を書きます。

      × 窓口: 市民科                        ○ 窓口: 市民課
      × 書類: [{ id: resident-mov }]        ○ 書類: [{ id: resident-move }]
    """
}

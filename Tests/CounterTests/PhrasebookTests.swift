import Counter
import Testing

@Suite struct PhrasebookTests {
  private let book = Phrasebook(
    language: "en", name: "English",
    sentences: [
      ("dogs.聞き方", "How many dogs?"), ("dogs.助け", "All of them."), ("dogs-2.聞き方", "Any other dogs?"),
      ("コード.犬.1", "One"), ("コード.犬.10", "Ten"), ("コード.犬.2", "Two"), ("画面.はい", "Yes"),
      ("画面.待つ", "Please\nwait"),
    ])

  @Test(arguments: [
    ("dogs.聞き方", "How many dogs?"), ("dogs.助け", "All of them."), ("dogs-2.聞き方", "Any other dogs?"),
    ("コード.犬.1", "One"), ("コード.犬.10", "Ten"), ("コード.犬.2", "Two"), ("画面.はい", "Yes"),
  ])
  func `each sentence is found by its key`(key: String, text: String) {
    #expect(book.sentence(key) == text)
  }

  @Test(arguments: ["", "a", "dogs", "dogs.聞き", "dogs.聞き方2", "コード.犬.3", "画面", "龍", "dogs.聞き方\tHow"])
  func `a key that nobody translated has none`(key: String) {
    #expect(book.sentence(key) == nil)
    #expect(Phrasebook(language: "en", name: "English", sentences: []).sentence(key) == nil)
  }

  @Test func `choices and words of the screen are asked for by what they are`() {
    #expect(book.label(ofCode: "10", in: "犬") == "Ten")
    #expect(book.label(ofCode: "10", in: "猫") == nil)
    #expect(book.word(.yes) == "Yes")
    #expect(book.word(.no) == nil)
  }

  @Test func `a sentence of several lines is kept as one`() {
    #expect(book.word(.pleaseWait) == "Please wait")
    #expect(book.word(.yes) == "Yes")
  }
}

/// What was asked in a visit and what was done over, taken from its journal entry by entry.
struct AnswerTally {
  /// Every answer that was given, also one that was taken back.
  private var asked: Set<FactKey> = []
  /// Answers that stand.
  private var standing: [FactKey: Answer] = [:]
  /// By clerk, what Ctrl-Z would take back next: what an act answered, empty for acts of other kinds.
  private var acts: [String: [[FactAnswer]]] = [:]
  private var undoneActs: [String: [[FactAnswer]]] = [:]
  /// Answers replaced by another or withdrawn (訂正した答え).
  private(set) var corrected = 0
  private(set) var undone = 0

  /// Questions, each once whatever the number of people.
  var questions: Int { Set(asked.map(\.fact)).count }
  /// Answers, one for each person and filing.
  var answers: Int { asked.count }

  mutating func take(_ journal: JournalEntry) {
    let actor = journal.actor
    switch journal.entry {
    case .undone:
      guard let act = acts[actor]?.popLast() else { return }
      undone += 1
      undoneActs[actor, default: []].append(act)
      for answer in act { standing[answer.key] = nil }
    case .redone:
      guard let act = undoneActs[actor]?.popLast() else { return }
      acts[actor, default: []].append(act)
      for answer in act { standing[answer.key] = answer.answer }
    case .answered(let answers):
      take(AnswerTally.asked(answers))
      act(AnswerTally.asked(answers), by: actor)
    case .withdrawn(let keys):
      for key in keys where standing.removeValue(forKey: key) != nil { corrected += 1 }
      act([], by: actor)
    default: if journal.entry.isUndoable { act([], by: actor) }
    }
  }

  private mutating func take(_ answers: [FactAnswer]) {
    for answer in answers {
      asked.insert(answer.key)
      if let before = standing.updateValue(answer.answer, forKey: answer.key), before != answer.answer {
        corrected += 1
      }
    }
  }

  private mutating func act(_ answers: [FactAnswer], by actor: String) {
    acts[actor, default: []].append(answers)
    undoneActs[actor] = nil
  }

  /// Without what the program adds by itself: the school district of a new address.
  private static func asked(_ answers: [FactAnswer]) -> [FactAnswer] {
    guard answers.contains(where: { $0.fact == CoreFact.newAddress }) else { return answers }
    return answers.filter { $0.fact != CoreFact.newDistrict }
  }
}

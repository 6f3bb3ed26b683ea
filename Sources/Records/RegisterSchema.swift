import GRDB

/// Tables of `register-N.sqlite`. `is_marked` is who has a mark of 支援措置 of their own, `is_protected` everybody of such
/// a person's household, so that nobody's record tells where the person lives: their `town`, `block`, `building`,
/// `qualifications` and `protection` are empty and stand in `sealed` (`SealedPlace`). Row numbers of `resident` are the stored rank: reading, then birth.
enum RegisterSchema {
  /// `application_id`: «MDGR».
  static let applicationID = 0x4D44_4752
  /// 2: a protected person guards the household. 3: days and kind of 支援措置, and 抑止; where they live is sealed.
  static let version = 3

  /// Whether SQLite finds its own structures whole.
  static func isWhole(_ database: Database) throws -> Bool {
    try String.fetchAll(database, sql: "PRAGMA quick_check(1)") == ["ok"]
  }

  static let statements = """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE layout (id INTEGER PRIMARY KEY, columns TEXT NOT NULL) STRICT;
    CREATE TABLE resident (
      rank INTEGER PRIMARY KEY,
      number TEXT NOT NULL,
      household TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('住民', '除票')),
      name TEXT NOT NULL, reading TEXT NOT NULL, former_surname TEXT NOT NULL, common_name TEXT NOT NULL,
      sex TEXT NOT NULL, birth INTEGER, birth_written TEXT NOT NULL, relationship TEXT NOT NULL,
      town TEXT NOT NULL, block TEXT NOT NULL, building TEXT NOT NULL, removal TEXT NOT NULL,
      is_protected INTEGER NOT NULL CHECK (is_protected IN (0, 1)),
      is_marked INTEGER NOT NULL CHECK (is_marked IN (0, 1)),
      position INTEGER NOT NULL,
      name_key TEXT NOT NULL, reading_key TEXT NOT NULL,
      layout INTEGER NOT NULL REFERENCES layout, qualifications TEXT NOT NULL, protection TEXT NOT NULL,
      sealed TEXT NOT NULL
    ) STRICT;
    CREATE TABLE certificate (
      number TEXT PRIMARY KEY, prefecture TEXT NOT NULL, address TEXT NOT NULL, head TEXT NOT NULL,
      planned INTEGER NOT NULL, by_card INTEGER NOT NULL CHECK (by_card IN (0, 1))
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE incoming (
      certificate TEXT NOT NULL REFERENCES certificate, position INTEGER NOT NULL,
      name TEXT NOT NULL, reading TEXT NOT NULL, sex TEXT NOT NULL, birth INTEGER NOT NULL,
      relationship TEXT NOT NULL, name_key TEXT NOT NULL, reading_key TEXT NOT NULL, layout INTEGER NOT NULL REFERENCES layout,
      qualifications TEXT NOT NULL,
      PRIMARY KEY (certificate, position)
    ) STRICT, WITHOUT ROWID;
    """

  /// Made after loading, which is faster. One token a character, so that one kanji is enough to search.
  static let indexes = """
    CREATE UNIQUE INDEX resident_number ON resident (number);
    CREATE INDEX resident_household ON resident (household, position);
    CREATE INDEX resident_birth ON resident (birth);
    CREATE INDEX resident_address ON resident (town, block);
    CREATE VIRTUAL TABLE name_index USING fts5(
      name, reading, content='', columnsize=0, tokenize='unicode61 remove_diacritics 0');
    """
}

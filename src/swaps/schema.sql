-- The index: one SQLite file made from a catalogue. Tables and columns are a contract; a comment says what each holds.
-- Dates stand three times: as written (EDTF), and as the first and the last day they can mean. Counts likewise: as
-- written, and the smallest and largest number they can mean (NULL where open).

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;  -- what the index was made from

CREATE TABLE exchanges (  -- one row per record
    n INTEGER PRIMARY KEY,  -- the record's number in the catalogue
    id TEXT NOT NULL,  -- the record's id
    title TEXT,  -- what it is called
    kind TEXT,  -- kind of event
    status TEXT,  -- how far it has come
    date TEXT,  -- the handover, as written
    date_earliest TEXT,  -- first day that the record can stand on: its date, else its history
    date_latest TEXT,  -- last day that the record can stand on
    span TEXT,  -- the time of its history, where it has no date
    withdrawn TEXT,  -- why it no longer stands
    counted INTEGER NOT NULL,  -- 1 if its people count as released
    place TEXT,  -- where people changed hands
    city TEXT,  -- city of the handover
    country TEXT,  -- country of the handover
    location TEXT,  -- place of the handover in one line
    parties TEXT,  -- ids of the releasing and receiving parties
    flows TEXT,  -- how many each way, in one line
    intermediaries TEXT,  -- who helped, in one line
    released TEXT, released_min INTEGER, released_max INTEGER,  -- the living who were released, in all legs
    remains TEXT, remains_min INTEGER, remains_max INTEGER,  -- the dead who were returned
    accompanying TEXT, accompanying_min INTEGER, accompanying_max INTEGER,  -- those who came along
    uncounted TEXT, uncounted_min INTEGER, uncounted_max INTEGER,  -- of a record that does not count: offered, or a programme's
    named INTEGER,  -- people named
    publishers INTEGER,  -- independent publishers
    disputed INTEGER,  -- disputes
    file TEXT, line INTEGER,  -- where it is written
    lead INTEGER, position INTEGER, length INTEGER, hash BLOB  -- its piece of the file: lines above it, first byte, bytes, hash
);
CREATE TABLE records (n INTEGER PRIMARY KEY, record TEXT);  -- the record as JSON
CREATE TABLE releases (  -- one row per directed leg
    n INTEGER NOT NULL,  -- the record
    leg INTEGER NOT NULL,  -- the leg's number in the record, from 0
    id TEXT,  -- the leg's own id
    by TEXT NOT NULL,  -- releasing party, or several joined with +
    "to" TEXT,  -- receiving party, or several joined with +
    held_by TEXT,  -- captor, where another
    date TEXT, date_earliest TEXT, date_latest TEXT,  -- the leg's date, else the record's
    people TEXT, people_min INTEGER, people_max INTEGER, people_about INTEGER, people_unknown INTEGER,  -- the living
    remains TEXT, remains_min INTEGER, remains_max INTEGER, remains_about INTEGER, remains_unknown INTEGER,  -- the dead
    accompanying TEXT, accompanying_min INTEGER, accompanying_max INTEGER, accompanying_about INTEGER,
    accompanying_unknown INTEGER,  -- those who came along
    planned TEXT,  -- how many were promised
    PRIMARY KEY (n, leg)
) WITHOUT ROWID;
CREATE TABLE sides (  -- one row per party of a leg
    n INTEGER NOT NULL,  -- the record
    leg INTEGER NOT NULL,  -- the leg; below 0 for what a framework planned
    role TEXT NOT NULL,  -- by, to or held_by
    party TEXT NOT NULL,  -- the party's id
    PRIMARY KEY (party, role, n, leg)
) WITHOUT ROWID;
CREATE TABLE people (  -- one row per named person in a leg
    n INTEGER NOT NULL,  -- the record
    leg INTEGER NOT NULL,  -- the leg
    seq INTEGER NOT NULL,  -- the person's number in the leg
    person TEXT NOT NULL,  -- identity across exchanges
    name TEXT NOT NULL,  -- name in Latin letters
    native_name TEXT,  -- name in its own script
    citizenships TEXT,  -- codes, parted by spaces
    category TEXT,  -- held as
    occupation TEXT,  -- what the person did
    held_since TEXT, held_since_earliest TEXT, held_since_latest TEXT,  -- when this detention began
    held_in TEXT,  -- where held
    legal_status TEXT,  -- how far proceedings had come
    sentence TEXT,  -- the sentence
    mechanism TEXT,  -- legal form of the release
    conditions TEXT,  -- what the release was tied to
    destination TEXT,  -- where the person went
    declined INTEGER NOT NULL,  -- 1 if the person refused to go
    days_min INTEGER, days_max INTEGER,  -- days held, as far as the dates tell
    released INTEGER NOT NULL,  -- 1 if counted as released
    wikidata TEXT,  -- the person's Wikidata item
    PRIMARY KEY (n, leg, seq)
) WITHOUT ROWID;
CREATE TABLE names (  -- one row per name of a person in a record
    folded TEXT NOT NULL,  -- the name without case, accents and punctuation
    n INTEGER NOT NULL, leg INTEGER NOT NULL, seq INTEGER NOT NULL,  -- whose name
    name TEXT NOT NULL,  -- as written
    kind TEXT NOT NULL  -- name, native, alias or id
);
CREATE TABLE citizenships (  -- one row per citizenship of a person
    code TEXT NOT NULL,  -- the state
    n INTEGER NOT NULL, leg INTEGER NOT NULL, seq INTEGER NOT NULL,  -- whose
    PRIMARY KEY (code, n, leg, seq)
) WITHOUT ROWID;
CREATE TABLE charges (  -- one row per charge of a person
    category TEXT NOT NULL,  -- family of the charge
    n INTEGER NOT NULL, leg INTEGER NOT NULL, seq INTEGER NOT NULL,  -- against whom
    text TEXT  -- the charge as the holding side stated it
);
CREATE TABLE groups (  -- one row per unnamed group
    n INTEGER NOT NULL, leg INTEGER NOT NULL, seq INTEGER NOT NULL,  -- record, leg, number in the leg
    description TEXT, category TEXT,  -- who they were, held as
    count TEXT, count_min INTEGER, count_max INTEGER,  -- how many were released
    planned TEXT, women TEXT, minors TEXT, declined TEXT,  -- counts as written
    citizenships TEXT,  -- codes with counts
    PRIMARY KEY (n, leg, seq)
) WITHOUT ROWID;
CREATE TABLE locations (  -- one row per place
    n INTEGER NOT NULL,  -- the record
    leg INTEGER NOT NULL,  -- the leg; -1 for the record as a whole
    role TEXT NOT NULL,  -- handover, agreed, transit or destination
    place TEXT, city TEXT, country TEXT,  -- named as they were then
    city_now TEXT, country_now TEXT,  -- named as they are today
    border_with TEXT,  -- the country on the other side
    latitude REAL, longitude REAL,  -- degrees
    undisclosed INTEGER NOT NULL,  -- 1 if kept secret
    folded TEXT  -- every name of it, folded
);
CREATE TABLE intermediaries (  -- one row per intermediary and role
    n INTEGER NOT NULL,  -- the record
    party TEXT,  -- the party, or the one the person acted for
    name TEXT,  -- the person's name
    role TEXT NOT NULL  -- what it did
);
CREATE TABLE considerations (  -- what changed hands besides people
    n INTEGER NOT NULL, kind TEXT, by TEXT, "to" TEXT, via TEXT, text TEXT,  -- record, kind, parties, words
    amount TEXT, amount_min INTEGER, amount_max INTEGER, currency TEXT  -- how much
);
CREATE TABLE acknowledgements (n INTEGER NOT NULL, by TEXT NOT NULL, answer TEXT NOT NULL);  -- who calls it an exchange
CREATE TABLE disputes (  -- where sources differ
    n INTEGER NOT NULL, seq INTEGER NOT NULL,  -- the record, number in the record
    field TEXT, leg TEXT, person TEXT, category TEXT, date TEXT, about TEXT, chosen TEXT,  -- about what
    release INTEGER, recorded TEXT,  -- the number of the leg that it is about, and what the record counts there
    counts INTEGER NOT NULL,  -- 1 if the claims are counts of that leg, so that a telling can be computed
    PRIMARY KEY (n, seq)
) WITHOUT ROWID;
CREATE TABLE claims (  -- one row per competing value
    n INTEGER NOT NULL, dispute INTEGER NOT NULL,  -- the record and its dispute
    value TEXT, per TEXT, sources TEXT  -- the value, who says so, ids of sources
);
CREATE TABLE tellings (  -- one row per leg, and whoever gives numbers of their own for it; what they do not count is the record's
    per TEXT NOT NULL,  -- a party's id, an organisation or a publisher
    n INTEGER NOT NULL, leg INTEGER NOT NULL,  -- the record and its leg; -1 for the record as a whole
    people TEXT, people_min INTEGER, people_max INTEGER, people_about INTEGER, people_unknown INTEGER,  -- the living
    remains TEXT, remains_min INTEGER, remains_max INTEGER, remains_about INTEGER, remains_unknown INTEGER,  -- the dead
    accompanying TEXT, accompanying_min INTEGER, accompanying_max INTEGER, accompanying_about INTEGER,
    accompanying_unknown INTEGER,  -- those who came along
    flows TEXT,  -- how many each way, in one line; of the record as a whole
    PRIMARY KEY (per, n, leg)
) WITHOUT ROWID;
CREATE TABLE history (  -- one row per step
    n INTEGER NOT NULL, seq INTEGER NOT NULL,  -- the record, number in the record
    date TEXT, date_earliest TEXT, date_latest TEXT,  -- when
    status TEXT, text TEXT, people TEXT,  -- what
    PRIMARY KEY (n, seq)
) WITHOUT ROWID;
CREATE TABLE mentions (  -- one row per name in a step of the history
    folded TEXT NOT NULL,  -- the name without case, accents and punctuation
    n INTEGER NOT NULL, seq INTEGER NOT NULL,  -- the record, the step's number in it
    name TEXT NOT NULL  -- as written
);
CREATE TABLE related (n INTEGER NOT NULL, seq INTEGER NOT NULL, relation TEXT NOT NULL, id TEXT NOT NULL);  -- ties to earlier records
CREATE TABLE sources (  -- one row per source
    n INTEGER NOT NULL, id TEXT NOT NULL,  -- the record, the source's id in it
    title TEXT, publisher TEXT, kind TEXT, url TEXT, archive_url TEXT,  -- what and where
    published TEXT, published_earliest TEXT, accessed TEXT, language TEXT, locator TEXT  -- when
);
CREATE TABLE parties (  -- the registry
    id TEXT PRIMARY KEY, name TEXT, kind TEXT, since TEXT, until TEXT,  -- id, name, kind and years
    iso3 TEXT, cow TEXT, gw TEXT  -- codes; dated ones as code:from-to
) WITHOUT ROWID;
CREATE VIRTUAL TABLE texts USING fts5 (  -- full text: one row per name, title, place, charge, note and source title
    text,  -- the words without case, accents and apostrophes, other scripts also in Latin letters
    sound,  -- of names, a key that competing romanisations share
    n UNINDEXED,  -- the record
    kind UNINDEXED,  -- 0 person, 1 title, 2 place, 3 intermediary, 4 charge, 5 notes, 6 source
    said UNINDEXED,  -- the words as they are written
    tokenize = "unicode61 remove_diacritics 0"
);
CREATE TABLE problems (  -- what is wrong with a record; warnings that it waives included
    n INTEGER NOT NULL, line INTEGER, column INTEGER,  -- the record, lines below its first, column
    rule TEXT, level TEXT, message TEXT  -- which rule, how bad, what to do
);
CREATE TABLE waivers (n INTEGER NOT NULL, line INTEGER, column INTEGER, rule TEXT);  -- warnings turned off by a record
CREATE TABLE tallies (  -- what the whole catalogue comes to, by each label of each dimension, ready made
    dimension TEXT NOT NULL, label TEXT,  -- what is counted by, as in stats --by-...; the label, NULL where there is none on record
    exchanges INTEGER, uncounted INTEGER,  -- records that count, and those that do not
    people_min INTEGER, people_max INTEGER, people_open INTEGER, people_about INTEGER, people_unknown INTEGER,  -- the living
    remains_min INTEGER, remains_max INTEGER, remains_open INTEGER, remains_about INTEGER, remains_unknown INTEGER,  -- the dead
    accompanying_min INTEGER, accompanying_max INTEGER, accompanying_open INTEGER, accompanying_about INTEGER,
    accompanying_unknown INTEGER  -- those who came along
);
CREATE TABLE overview (  -- one row: the whole catalogue but for its sums
    records INTEGER, first TEXT, last TEXT,  -- how many records, and the first and last day of them
    named INTEGER, held_known INTEGER,  -- named people who were released, and those of whom it is known how long they were held
    held_least INTEGER, held_median REAL, held_most INTEGER, days_min INTEGER, days_max INTEGER  -- days, and their sum
);
CREATE TABLE party_names (  -- every name of a party
    folded TEXT NOT NULL, party TEXT NOT NULL, name TEXT NOT NULL,  -- the name folded, whose it is, as written
    since TEXT, until TEXT  -- first and last day of a name that it went by for a time
);

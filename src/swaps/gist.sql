-- What the rules across records ask of an index, and no more: the names and columns are those of schema.sql.

CREATE TABLE exchanges (n INTEGER PRIMARY KEY, id, title, kind, status, date_earliest, date_latest, file, line, lead, position, length);
CREATE TABLE releases (
    n, leg, by, "to", date, date_earliest, date_latest, people, people_min, people_max, remains, remains_min, remains_max
);
CREATE TABLE people (n, leg, seq, person, name, native_name, citizenships, wikidata);
CREATE TABLE names (folded, n, leg, seq, name, kind);
CREATE TABLE mentions (folded, n, seq, name);
CREATE TABLE related (n, seq, relation, id);
CREATE TABLE sources (n, id, publisher, kind, url, published, language, locator);
CREATE TABLE problems (n, line, column, rule, level, message);
CREATE TABLE waivers (n, line, column, rule);

CREATE INDEX exchanges_id ON exchanges (id);
CREATE INDEX releases_record ON releases (n, leg);
CREATE INDEX people_record ON people (n, leg, seq);
CREATE INDEX people_person ON people (person);
CREATE INDEX names_folded ON names (folded);
CREATE INDEX names_record ON names (n, leg, seq);
CREATE INDEX related_record ON related (n);
CREATE INDEX sources_record ON sources (n);

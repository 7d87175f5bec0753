-- What lists are searched and put in order by, beside the rows (core/rules/listing.h): written with each command. The server fills
-- what is there already when it starts, and makes all of it anew when it is made by other rules than `listings` says.
CREATE TABLE content_items_list (
    workspace uuid NOT NULL, id uuid NOT NULL,
    found text NOT NULL,             -- folded words, a blank between them; any part of one is found
    words tsvector NOT NULL,         -- those and the bodies' words, found by their beginnings
    title_ar bytea NOT NULL,         -- sort keys
    title_en bytea NOT NULL,
    PRIMARY KEY (workspace, id),
    FOREIGN KEY (workspace, id) REFERENCES content_items ON DELETE CASCADE
);
CREATE INDEX content_items_list_words ON content_items_list USING gin (words);
CREATE INDEX content_items_list_ar ON content_items_list (workspace, title_ar, id);
CREATE INDEX content_items_list_en ON content_items_list (workspace, title_en, id);

CREATE TABLE series_list (
    workspace uuid NOT NULL, id uuid NOT NULL,
    found text NOT NULL,
    words tsvector NOT NULL,
    title_ar bytea NOT NULL,
    title_en bytea NOT NULL,
    PRIMARY KEY (workspace, id),
    FOREIGN KEY (workspace, id) REFERENCES series ON DELETE CASCADE
);
CREATE INDEX series_list_words ON series_list USING gin (words);
CREATE INDEX series_list_ar ON series_list (workspace, title_ar, id);
CREATE INDEX series_list_en ON series_list (workspace, title_en, id);

CREATE TABLE people_list (
    workspace uuid NOT NULL, id uuid NOT NULL,
    found text NOT NULL,
    words tsvector NOT NULL,
    name_ar bytea NOT NULL,
    name_en bytea NOT NULL,
    PRIMARY KEY (workspace, id),
    FOREIGN KEY (workspace, id) REFERENCES people ON DELETE CASCADE
);
CREATE INDEX people_list_words ON people_list USING gin (words);
CREATE INDEX people_list_ar ON people_list (workspace, name_ar, id);
CREATE INDEX people_list_en ON people_list (workspace, name_en, id);

CREATE TABLE listings (
    type    text PRIMARY KEY,
    version text NOT NULL            -- what the type's list was made by
);

#include "features/bundle/bundle_allow.h"

#include "base/result.h"

#define COLUMNS(list) .columns = (list), .n = COUNT(list)

/* A setting may be the address of a mail server: each is named. */
#define SETTINGS \
	"'prefecture', 'prefecture_code', 'bounds'," \
	" 'region_scheme', 'centre_name', 'phone_hours', 'travel_detour'," \
	" 'travel_speed', 'travel_speed_winter', 'travel_winter'"

#define LISTS \
	"'care', 'criterion', 'service_kind', 'service_status'," \
	" 'region', 'place_precise', 'capability_answer', 'directory_source'," \
	" 'cell_state', 'cell_channel', 'few_reason', 'age_band', 'weekday'," \
	" 'yes_no', 'charge_function', 'charge_part'," \
	" 'inbox_about', 'article_kind', 'article_theme', 'profession', 'training_kind'"

static const struct allowed settings[] = {
	{ "name", NULL, AS_TOLD, NULL },
	{ "value", NULL, AS_TOLD, NULL },
};

static const struct allowed codes[] = {
	{ "list", NULL, AS_TOLD, NULL },
	{ "code", NULL, AS_TOLD, NULL },
	{ "label", NULL, AS_TOLD, NULL },
	{ "label_short", NULL, AS_TOLD, NULL },
	{ "position", NULL, AS_TOLD, NULL },
	{ "valid_from", NULL, AS_TOLD, NULL },
	{ "valid_to", NULL, AS_TOLD, NULL },
	{ "becomes", NULL, AS_TOLD, NULL },
	{ "aliases", NULL, AS_TOLD, NULL },
	{ "min", NULL, AS_TOLD, NULL },
	{ "max", NULL, AS_TOLD, NULL },
	{ "is_unknown", NULL, AS_TOLD, NULL },
};

static const struct allowed municipalities[] = {
	{ "code", NULL, AS_TOLD, NULL },
	{ "code6", NULL, AS_TOLD, NULL },
	{ "name", NULL, AS_TOLD, NULL },
	{ "kana", NULL, AS_TOLD, NULL },
	{ "district", NULL, AS_TOLD, NULL },
	{ "aliases", NULL, AS_TOLD, NULL },
	{ "tile_x", NULL, AS_TOLD, NULL },
	{ "tile_y", NULL, AS_TOLD, NULL },
	{ "lat", NULL, AS_TOLD, NULL },
	{ "lng", NULL, AS_TOLD, NULL },
};

static const struct allowed regions[] = {
	{ "municipality", NULL, AS_TOLD, NULL },
	{ "scheme", NULL, AS_TOLD, NULL },
	{ "valid_from", NULL, AS_TOLD, NULL },
	{ "region", NULL, AS_TOLD, NULL },
};

static const struct allowed neighbours[] = {
	{ "a", NULL, AS_TOLD, NULL },
	{ "b", NULL, AS_TOLD, NULL },
	{ "source", NULL, AS_TOLD, NULL },
};

static const struct allowed outlines[] = {
	{ "municipality", NULL, AS_TOLD, NULL },
	{ "rings", NULL, AS_TOLD, NULL },
};

static const struct allowed ways[] = {
	{ "a", NULL, AS_TOLD, NULL },
	{ "b", NULL, AS_TOLD, NULL },
	{ "minutes", NULL, AS_TOLD, NULL },
	{ "source", NULL, AS_TOLD, NULL },
	{ "changed_on", NULL, AS_TOLD, NULL },
};

static const struct allowed charges[] = {
	{ "year", NULL, AS_TOLD, NULL },
	{ "position", NULL, AS_TOLD, NULL },
	{ "body", NULL, AS_TOLD, NULL },
	{ "function", NULL, AS_TOLD, NULL },
	{ "part", NULL, AS_TOLD, NULL },
};

/* The fiscal year of the day $1. */
#define FISCAL_YEAR \
	"(CAST(substr(CAST($1 AS TEXT), 1, 4) AS INTEGER) - CASE WHEN" \
	" substr(CAST($1 AS TEXT), 6, 2) < '04' THEN 1 ELSE 0 END)"

static const struct allowed slots[] = {
	{ "criterion", NULL, AS_TOLD, NULL },
	{ "slot", NULL, AS_TOLD, NULL },
};

static const struct allowed certificates[] = {
	{ "digest", NULL, AS_TOLD, NULL },
	{ "revoked", "CASE WHEN revoked_on IS NULL THEN '0' ELSE '1' END",
	    AS_TOLD, NULL },
};

static const struct allowed doors[] = {
	{ "digest", "door.digest", AS_TOLD, NULL },
	{ "on_day", "door.on_day", AS_TOLD, NULL },
	{ "title", "training.title", AS_TOLD, NULL },
	{ "number", "CAST(session.number AS TEXT)", AS_TOLD, NULL },
	{ "theme", "session.theme", AS_TOLD, NULL },
	{ "from_at", "session.from_at", AS_TOLD, NULL },
	{ "to_at", "session.to_at", AS_TOLD, NULL },
	{ "both_codes", "session.both_codes", AS_TOLD, NULL },
};

/* Of questionnaires those alone that are handed out, known by their address. */
#define HANDED_OUT "state = 'open' AND closes_on >= $1"

static const struct allowed questionnaires[] = {
	{ "id", "address", AS_TOLD, NULL },
	{ "title", NULL, AS_TOLD, NULL },
	{ "intro", NULL, AS_TOLD, NULL },
	{ "opens_on", NULL, AS_TOLD, NULL },
	{ "closes_on", NULL, AS_TOLD, NULL },
};

static const struct allowed questions[] = {
	{ "questionnaire", "(SELECT a.address FROM questionnaire a WHERE"
	    " a.id = questionnaire_question.questionnaire)", AS_TOLD, NULL },
	{ "position", NULL, AS_TOLD, NULL },
	{ "code", NULL, AS_TOLD, NULL },
	{ "asked", NULL, AS_TOLD, NULL },
	{ "kind", NULL, AS_TOLD, NULL },
	{ "says", NULL, AS_TOLD, NULL },
	{ "options", NULL, AS_TOLD, NULL },
	{ "required", NULL, AS_TOLD, NULL },
};

/* What a second person approved is told as it was approved. */
static const struct allowed articles[] = {
	{ "id", "e.article", AS_TOLD, NULL },
	{ "kind", "e.kind", AS_TOLD, NULL },
	{ "title", "e.title", AS_TOLD, NULL },
	{ "body", "e.body", AS_TOLD, NULL },
	{ "easy", "e.easy", AS_TOLD, NULL },
	{ "themes", "e.themes", AS_TOLD, NULL },
	{ "region", "e.region", AS_TOLD, NULL },
	{ "event_on", "e.event_on", AS_TOLD, NULL },
	{ "event_at", "e.event_at", AS_TOLD, NULL },
	{ "place", "e.place", AS_TOLD, NULL },
	{ "first_on", "e.first_on", AS_TOLD, NULL },
	{ "publish_on", "e.publish_on", AS_TOLD, NULL },
	{ "files", "e.files", AS_TOLD, NULL },
};

static const struct allowed article_files[] = {
	{ "id", "f.id", AS_TOLD, NULL },
	{ "title", "f.title", AS_TOLD, NULL },
	{ "type", "f.type", AS_TOLD, NULL },
	{ "size", "CAST(f.size AS TEXT)", AS_TOLD, NULL },
	{ "bytes", "b.bytes", AS_TOLD, NULL },
};

static const struct allowed article_changes[] = {
	{ "article", "e.article", AS_TOLD, NULL },
	{ "edition", "CAST(e.edition AS TEXT)", AS_TOLD, NULL },
	{ "publish_on", "e.publish_on", AS_TOLD, NULL },
	{ "changes", "e.changes", AS_TOLD, NULL },
};

static const struct allowed article_gone[] = {
	{ "id", "e.article", AS_TOLD, NULL },
};

/* The last edition of each article whose day has come, e. */
#define EDITION_OUT \
	"e.withdrawn_on IS NULL AND e.publish_on <= $1 AND NOT EXISTS" \
	" (SELECT 1 FROM article_edition n WHERE n.article = e.article" \
	" AND n.edition > e.edition AND n.withdrawn_on IS NULL" \
	" AND n.publish_on <= $1)"

/* The address of a release tells nothing but what the release does. */
#define RELEASE_SLUG \
	"from_day || '_' || to_day || '_' || restated || '_' || edition"

static const struct allowed releases[] = {
	{ "slug", RELEASE_SLUG, AS_TOLD, NULL },
	{ "from_day", NULL, AS_TOLD, NULL },
	{ "to_day", NULL, AS_TOLD, NULL },
	{ "period", NULL, AS_TOLD, NULL },
	{ "restated", NULL, AS_TOLD, NULL },
	{ "edition", NULL, AS_TOLD, NULL },
	{ "threshold", NULL, AS_TOLD, NULL },
	{ "zeros", NULL, AS_TOLD, NULL },
	{ "reason", NULL, AS_TOLD, NULL },
	{ "approved_on", NULL, AS_TOLD, NULL },
};

/* Lines were made for the public at the approval: what is hidden is NULL. */
static const struct allowed release_lines[] = {
	{ "slug", "(SELECT " RELEASE_SLUG " FROM release WHERE"
	    " release.id = release_line.release)", AS_TOLD, NULL },
	{ "place", NULL, AS_TOLD, NULL },
	{ "table_name", NULL, AS_TOLD, NULL },
	{ "title", NULL, AS_TOLD, NULL },
	{ "code", NULL, AS_TOLD, NULL },
	{ "label", NULL, AS_TOLD, NULL },
	{ "unit", NULL, AS_TOLD, NULL },
	{ "number", NULL, AS_TOLD, NULL },
	{ "sum", NULL, AS_TOLD, NULL },
	{ "definition", NULL, AS_TOLD, NULL },
	{ "footnote", NULL, AS_TOLD, NULL },
};

static const struct allowed release_gone[] = {
	{ "id", RELEASE_SLUG, AS_TOLD, NULL },
};

const struct allowed_table bundle_floor[] = {
	{ "setting", "setting", "name IN (" SETTINGS ")", "name",
	    COLUMNS(settings) },
	{ "code", "code", "list IN (" LISTS ")", "list, code", COLUMNS(codes) },
	{ "municipality", "municipality", "1 = 1", "code",
	    COLUMNS(municipalities) },
	{ "municipality_region", "municipality_region", "1 = 1",
	    "municipality, scheme, valid_from", COLUMNS(regions) },
	{ "neighbour", "neighbour", "1 = 1", "a, b, source",
	    COLUMNS(neighbours) },
	{ "outline", "outline", "1 = 1", "municipality", COLUMNS(outlines) },
	{ "travel", "travel", "1 = 1", "a, b", COLUMNS(ways) },
	{ "directory_slot", "directory_slot", "1 = 1", "slot", COLUMNS(slots) },
	{ "pub_release", "release", "state = 'approved'",
	    "from_day, to_day, restated, edition", COLUMNS(releases) },
	{ "pub_release_line", "release_line",
	    "release IN (SELECT id FROM release WHERE state = 'approved')",
	    "1, 2", COLUMNS(release_lines) },
	{ "pub_charge", "charge_told", "year = (SELECT MAX(b.year) FROM"
	    " charge_body b WHERE b.year <= " FISCAL_YEAR ")",
	    "position, body, function", COLUMNS(charges) },
	{ "pub_certificate", "training_certificate", "digest IS NOT NULL",
	    "digest", COLUMNS(certificates) },
	{ "pub_door", "training_door door"
	    " JOIN training_session session ON session.id = door.session"
	    " JOIN training ON training.id = session.training",
	    "door.closed_at IS NULL AND door.on_day >= $1", "door.digest",
	    COLUMNS(doors) },
	{ "pub_questionnaire", "questionnaire", HANDED_OUT, "address",
	    COLUMNS(questionnaires) },
	{ "pub_question", "questionnaire_question", "questionnaire IN (SELECT"
	    " id FROM questionnaire WHERE " HANDED_OUT ")", "1, position, code",
	    COLUMNS(questions) },
	{ "pub_article", "article_edition e", EDITION_OUT, "e.article",
	    COLUMNS(articles) },
	{ "pub_article_file", "article_file f"
	    " JOIN article_bytes b ON b.file = f.id",
	    "EXISTS (SELECT 1 FROM article_edition e WHERE"
	    " e.article = f.article AND e.files LIKE '%' || f.id || '%'"
	    " AND " EDITION_OUT ")", "f.id", COLUMNS(article_files) },
	{ "pub_article_change", "article_edition e",
	    "e.edition > 1 AND e.withdrawn_on IS NULL AND e.publish_on <= $1",
	    "e.article, e.edition", COLUMNS(article_changes) },
	{ "pub_gone", "article_edition e", "e.edition = 1 AND NOT EXISTS"
	    " (SELECT 1 FROM article_edition n WHERE n.article = e.article"
	    " AND n.withdrawn_on IS NULL) AND e.publish_on <= $1", "e.article",
	    COLUMNS(article_gone) },
	{ "pub_gone", "release", "state = 'withdrawn'",
	    "from_day, to_day, restated, edition", COLUMNS(release_gone) },
};
const size_t nbundle_floor = COUNT(bundle_floor);

static const struct allowed organizations[] = {
	{ "id", NULL, AS_ID, NULL },
	{ "name", NULL, AS_TEXT, NULL },
	{ "kana", NULL, AS_TEXT, NULL },
	{ "number", NULL, AS_TEXT, NULL },
	{ "postal", NULL, AS_TEXT, "postal,address" },
	{ "address", NULL, AS_TEXT, NULL },
	{ "phone", NULL, AS_TEXT, NULL },
	{ "fax", NULL, AS_TEXT, NULL },
	{ "url", NULL, AS_TEXT, NULL },
	{ "modified_at", NULL, AS_MADE, NULL },
};

/* Where it is on the map tells the address, too. */
static const struct allowed locations[] = {
	{ "id", NULL, AS_ID, NULL },
	{ "organization", "provider", AS_ID, NULL },
	{ "name", NULL, AS_TEXT, NULL },
	{ "kana", NULL, AS_TEXT, NULL },
	{ "postal", NULL, AS_TEXT, "postal,address,municipality" },
	{ "municipality", NULL, AS_TEXT, NULL },
	{ "region", NULL, AS_MADE, NULL },
	{ "address", NULL, AS_TEXT, NULL },
	{ "lat", NULL, AS_NUMBER, "lat,lng,address,municipality" },
	{ "lng", NULL, AS_NUMBER, "lat,lng,address,municipality" },
	{ "precise", NULL, AS_TEXT, "precise,lat,lng,address,municipality" },
	{ "phone", NULL, AS_TEXT, NULL },
	{ "fax", NULL, AS_TEXT, NULL },
	{ "url", NULL, AS_TEXT, NULL },
	{ "mail", NULL, AS_TEXT, NULL },
	{ "modified_at", NULL, AS_MADE, NULL },
};

static const struct allowed services[] = {
	{ "id", NULL, AS_ID, NULL },
	{ "location", "place", AS_ID, NULL },
	{ "organization", NULL, AS_MADE, NULL },
	{ "kind", NULL, AS_TOLD, NULL },
	{ "number", NULL, AS_TEXT, NULL },
	{ "name", NULL, AS_TEXT, NULL },
	{ "status", NULL, AS_TOLD, NULL },
	{ "status_on", NULL, AS_TEXT, NULL },
	{ "capacity", NULL, AS_NUMBER, NULL },
	{ "opening", NULL, AS_TEXT, NULL },
	{ "opening_note", NULL, AS_TEXT, NULL },
	{ "nurse_hours", NULL, AS_TEXT, NULL },
	{ "age_from", NULL, AS_NUMBER, "age_from,age_below" },
	{ "age_below", NULL, AS_NUMBER, "age_from,age_below" },
	{ "weight_max", NULL, AS_NUMBER, NULL },
	{ "contact", NULL, AS_TEXT, NULL },
	{ "phone", NULL, AS_TEXT, NULL },
	{ "mail", NULL, AS_TEXT, NULL },
	{ "note", NULL, AS_TEXT, NULL },
	{ "answers", NULL, AS_MADE, NULL },
	{ "confirmed_on", NULL, AS_MADE, NULL },
	{ "kana", NULL, AS_MADE, NULL },
	{ "search", NULL, AS_MADE, NULL },
	{ "municipality", NULL, AS_MADE, NULL },
	{ "region", NULL, AS_MADE, NULL },
	{ "modified_at", NULL, AS_MADE, NULL },
};

static const struct allowed closed[] = {
	{ "id", NULL, AS_ID, NULL },
};

static const struct allowed answers[] = {
	{ "service", "record_id", AS_ID, NULL },
	{ "criterion", "field", AS_TOLD, NULL },
	{ "answer", "value", AS_TOLD, NULL },
	{ "terms", NULL, AS_TOLD, NULL },
	{ "source", NULL, AS_TOLD, NULL },
	{ "confirmed_on", NULL, AS_TOLD, NULL },
};

static const struct allowed rooms[] = {
	{ "id", NULL, AS_ID, NULL },
	{ "service", NULL, AS_ID, NULL },
	{ "label", NULL, AS_TOLD, NULL },
	{ "beds", NULL, AS_TOLD, NULL },
	{ "fresh_days", NULL, AS_TOLD, NULL },
	{ "grey_days", NULL, AS_TOLD, NULL },
};

static const struct allowed cells[] = {
	{ "room", NULL, AS_ID, NULL },
	{ "day", NULL, AS_TOLD, NULL },
	{ "state", NULL, AS_TOLD, NULL },
	{ "reason", NULL, AS_TOLD, NULL },
	{ "number", NULL, AS_TOLD, NULL },
	{ "as_of", NULL, AS_TOLD, NULL },
	{ "channel", NULL, AS_TOLD, NULL },
};

#define SEATED \
	"(SELECT count(*) FROM training_applicant a WHERE a.session =" \
	" training_session.id AND a.state IN ('applied', 'accepted'," \
	" 'attended'))"
#define WAITING \
	"(SELECT count(*) FROM training_applicant a WHERE a.session =" \
	" training_session.id AND a.state = 'waiting')"

/* How many applied stays at home; whether there is room, and where it is short
 * (a tenth, or three), goes out. That it is online goes out, not where. */
static const struct allowed trainings[] = {
	{ "id", NULL, AS_ID, NULL },
	{ "course", "training", AS_ID, NULL },
	{ "title", "(SELECT t.title FROM training t WHERE t.id = training)",
	    AS_TOLD, NULL },
	{ "kind", "(SELECT t.kind FROM training t WHERE t.id = training)",
	    AS_TOLD, NULL },
	{ "number", NULL, AS_TOLD, NULL },
	{ "on_day", NULL, AS_TOLD, NULL },
	{ "from_at", NULL, AS_TOLD, NULL },
	{ "to_at", NULL, AS_TOLD, NULL },
	{ "place", NULL, AS_TOLD, NULL },
	{ "online", "CASE WHEN online_url IS NULL THEN 0 ELSE 1 END", AS_TOLD,
	    NULL },
	{ "theme", NULL, AS_TOLD, NULL },
	{ "lecturers", NULL, AS_OPENED, NULL },
	{ "professions", NULL, AS_TOLD, NULL },
	{ "seats", "CASE WHEN capacity IS NULL THEN 'open' WHEN " WAITING
	    " > 0 OR " SEATED " >= capacity THEN 'full' WHEN capacity - " SEATED
	    " <= 3 OR (capacity - " SEATED ") * 10 <= capacity THEN 'few'"
	    " ELSE 'open' END", AS_TOLD, NULL },
};

const struct allowed_table bundle_trainings = { "pub_training",
	"training_session", "announced = '1' AND on_day >= $1", "on_day, id",
	COLUMNS(trainings) };

/* bundle_make.c puts them in the order of their published ids. */
const struct allowed_table bundle_organizations = { "pub_organization",
	"provider", "visibility = 'public'", NULL, COLUMNS(organizations) };
const struct allowed_table bundle_locations = { "pub_location", "place",
	"visibility = 'public'", NULL, COLUMNS(locations) };
const struct allowed_table bundle_services = { "pub_service", "service",
	"visibility = 'public' AND shown_to = 'public' AND status <> 'closed'",
	NULL, COLUMNS(services) };
/* That it closed is told by its address alone, of one whose place is told. */
const struct allowed_table bundle_closed = { "pub_gone", "service",
	"visibility = 'public' AND shown_to = 'public' AND status = 'closed'"
	" AND EXISTS (SELECT 1 FROM place WHERE place.id = service.place"
	" AND place.visibility = 'public')", NULL, COLUMNS(closed) };
/* What is told of a service's own fields comes along, for the day it was
 * confirmed; bundle_make.c keeps the answers apart. */
const struct allowed_table bundle_answers = { "pub_answer", "directory_value",
	"record = 'service' AND visibility = 'public'"
	" AND field <> 'memo'",
	NULL, COLUMNS(answers) };
const struct allowed_table bundle_rooms = { "pub_room", "room",
	"visibility = 'public'", NULL, COLUMNS(rooms) };
const struct allowed_table bundle_cells = { "pub_cell", "cell", "day >= $1",
	"room, day", COLUMNS(cells) };

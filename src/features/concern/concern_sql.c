#include "features/concern/concern_sql.h"

#include "app/due.h"
#include "features/meeting/meeting.h"
#include "features/vacancy/vacancy.h"

enum { MAX_CONCERNS = 500, MAX_PARTS = 200, MAX_MEETINGS = 50 };

enum result
concern_sql_all(struct request *r, int year, struct rows *out)
{
	struct query q = { "concern.all", arena_fmt(r->mem,
	    "SELECT %s, (SELECT count(*) FROM concern_card k"
	    " WHERE k.concern = c.id AND k.merged IS NULL"
	    " AND k.removed_on IS NULL) AS cards,"
	    " (SELECT max(t.handed_on) FROM concern_talk t"
	    " WHERE t.concern = c.id) AS talked_on,"
	    " o.name AS owner_name FROM concern c"
	    " LEFT JOIN person o ON o.id = c.owner WHERE c.merged IS NULL"
	    " AND (c.state <> 'solved' OR EXISTS (SELECT 1 FROM concern_year y"
	    " WHERE y.concern = c.id AND y.year >= $1))"
	    " ORDER BY CASE WHEN c.hard = '1' AND c.state <> 'solved' THEN 0"
	    " WHEN c.state = 'solved' THEN 2 ELSE 1 END,"
	    " c.began_year, c.id LIMIT $2",
	    record_columns(r->mem, &concern_record, "c.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_int(year),
	    v_int(MAX_CONCERNS)), out);
}

#define FITTING \
    " FROM concern_card k WHERE k.merged IS NULL AND k.removed_on IS NULL" \
    " AND (($1 = '' AND k.concern IS NULL) OR k.concern = $1)" \
    " AND ($2 = '' OR k.region = $2) AND ($3 = '' OR k.source = $3)"

enum result
concern_sql_cards(struct request *r, const struct concern_ask *ask,
    int64_t limit, int64_t offset, struct rows *out)
{
	struct query q = { "concern.cards", arena_fmt(r->mem,
	    "SELECT %s, (SELECT count(*) FROM concern_card u"
	    " WHERE u.merged = k.id) AS under" FITTING
	    " ORDER BY k.on_day DESC, k.id DESC LIMIT $4 OFFSET $5",
	    record_columns(r->mem, &concern_card_record, "k.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_asked(ask->concern),
	    v_asked(ask->region), v_asked(ask->source), v_int(limit),
	    v_int(offset)), out);
}

enum result
concern_sql_cards_count(struct request *r, const struct concern_ask *ask,
    int64_t *n)
{
	static const struct query q = {
		"concern.cards_count",
		"SELECT count(*)" FITTING
	};

	return db_number(r->db, r->mem, &q, ARGS(v_asked(ask->concern),
	    v_asked(ask->region), v_asked(ask->source)), n);
}

enum result
concern_sql_under(struct request *r, const char *card, struct rows *out)
{
	struct query q = { "concern.under", arena_fmt(r->mem,
	    "SELECT %s FROM concern_card WHERE merged = $1"
	    " ORDER BY on_day, id LIMIT $2",
	    record_columns(r->mem, &concern_card_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(card),
	    v_int(MAX_PARTS)), out);
}

enum result
concern_sql_years(struct request *r, const char *concern, struct rows *out)
{
	struct query q = { "concern.years", arena_fmt(r->mem,
	    "SELECT %s FROM concern_year WHERE concern = $1"
	    " ORDER BY year DESC LIMIT $2",
	    record_columns(r->mem, &concern_year_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(concern),
	    v_int(MAX_PARTS)), out);
}

enum result
concern_sql_year(struct request *r, const char *concern, int year,
    struct rows *out)
{
	struct query q = { "concern.year", arena_fmt(r->mem,
	    "SELECT %s FROM concern_year WHERE concern = $1 AND year = $2",
	    record_columns(r->mem, &concern_year_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(concern),
	    v_int(year)), out);
}

enum result
concern_sql_parts(struct request *r, const char *concern, struct rows *out)
{
	struct query q = { "concern.parts", arena_fmt(r->mem,
	    "SELECT %s, (SELECT count(*) FROM concern_card k"
	    " WHERE k.concern = c.id AND k.merged IS NULL"
	    " AND k.removed_on IS NULL) AS cards"
	    " FROM concern c WHERE c.parent = $1 AND c.merged IS NULL"
	    " ORDER BY c.id LIMIT $2",
	    record_columns(r->mem, &concern_record, "c.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(concern),
	    v_int(MAX_PARTS)), out);
}

enum result
concern_sql_to_carry(struct request *r, int year, struct rows *out)
{
	struct query q = { "concern.to_carry", arena_fmt(r->mem,
	    "SELECT %s FROM concern c WHERE c.merged IS NULL"
	    " AND c.state <> 'solved' AND NOT EXISTS (SELECT 1"
	    " FROM concern_year y WHERE y.concern = c.id AND y.year >= $1)"
	    " ORDER BY c.id LIMIT $2",
	    record_columns(r->mem, &concern_record, "c.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_int(year),
	    v_int(MAX_CONCERNS)), out);
}

enum result
concern_sql_talks(struct request *r, const char *concern, struct rows *out)
{
	struct query q = { "concern.talks", arena_fmt(r->mem,
	    "SELECT %s FROM concern_talk WHERE concern = $1"
	    " ORDER BY handed_on DESC, id DESC LIMIT $2",
	    record_columns(r->mem, &concern_talk_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(concern),
	    v_int(MAX_PARTS)), out);
}

enum result
concern_sql_talks_of_meeting(struct request *r, const char *meeting,
    struct rows *out)
{
	struct query q = { "concern.talks_of_meeting", arena_fmt(r->mem,
	    "SELECT %s FROM concern_talk WHERE meeting = $1"
	    " ORDER BY id LIMIT $2",
	    record_columns(r->mem, &concern_talk_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(meeting),
	    v_int(MAX_PARTS)), out);
}

enum result
concern_sql_undecided(struct request *r, struct rows *out)
{
	struct query q = { "concern.undecided", arena_fmt(r->mem,
	    "SELECT %s, m.on_day AS on_day, c.owner AS owner"
	    " FROM concern_talk t JOIN meeting m ON m.id = t.meeting"
	    " JOIN concern c ON c.id = t.concern"
	    " WHERE t.decision IS NULL AND c.merged IS NULL"
	    " AND m.state <> 'cancelled' AND m.on_day <= $1"
	    " ORDER BY m.on_day, t.id LIMIT $2",
	    record_columns(r->mem, &concern_talk_record, "t.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(r->today),
	    v_int(DUE_MAX_EACH)), out);
}

enum result
concern_sql_meetings(struct request *r, const char *since, struct rows *out)
{
	struct query q = { "concern.meetings", arena_fmt(r->mem,
	    "SELECT %s FROM meeting WHERE child IS NULL AND on_day >= $1"
	    " AND state <> 'cancelled' ORDER BY on_day, id LIMIT $2",
	    record_columns(r->mem, &meeting_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(since),
	    v_int(MAX_MEETINGS)), out);
}

enum result
concern_sql_refusals(struct request *r, int64_t limit, struct rows *out)
{
	struct query q = { "concern.refusals", arena_fmt(r->mem,
	    "SELECT %s FROM unmet u WHERE NOT EXISTS (SELECT 1"
	    " FROM concern_card k WHERE k.source = 'unmet'"
	    " AND k.source_id = u.id) ORDER BY u.asked_on, u.id LIMIT $1",
	    record_columns(r->mem, &unmet_record, "u.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_int(limit)), out);
}

#include "features/exchange/exchange_sql.h"

#include "app/audit.h"
#include "app/deed.h"
#include "base/date.h"

enum { MAX_EVENTS = 500, MAX_PARTIES = 500, MAX_GUESTS = 3000,
	MAX_COMING = 50 };

enum result
exchange_sql_year(struct request *r, int year, struct rows *out)
{
	struct query q = { "exchange.year", arena_fmt(r->mem,
	    "SELECT %s, (SELECT count(*) FROM exchange_party p"
	    " WHERE p.exchange = e.id AND p.state = 'accepted') AS accepted,"
	    " (SELECT count(*) FROM exchange_party p"
	    " WHERE p.exchange = e.id AND p.state = 'waiting') AS waiting,"
	    " v.families AS families, v.people AS people,"
	    " v.siblings AS siblings FROM exchange e"
	    " LEFT JOIN exchange_report v ON v.exchange = e.id"
	    " WHERE e.on_day >= $1 AND e.on_day <= $2"
	    " ORDER BY e.on_day DESC, e.id DESC LIMIT $3",
	    record_columns(r->mem, &exchange_record, "e.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(date_fiscal_start(
	    r->mem, year)), v_text(date_fiscal_end(r->mem, year)),
	    v_int(MAX_EVENTS)), out);
}

enum result
exchange_sql_coming(struct request *r, struct rows *out)
{
	static const struct query q = {
		"exchange.coming",
		"SELECT id FROM exchange WHERE on_day >= $1"
		" AND cancelled_on IS NULL ORDER BY on_day, id LIMIT $2"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(r->today),
	    v_int(MAX_COMING)), out);
}

enum result
exchange_sql_parties(struct request *r, const char *exchange,
    struct rows *out)
{
	struct query q = { "exchange.parties", arena_fmt(r->mem,
	    "SELECT %s FROM exchange_party p WHERE p.exchange = $1"
	    " ORDER BY CASE p.state WHEN 'accepted' THEN 0"
	    " WHEN 'waiting' THEN 1 ELSE 2 END, p.id LIMIT $2",
	    record_columns(r->mem, &exchange_party_record, "p.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(exchange),
	    v_int(MAX_PARTIES)), out);
}

enum result
exchange_sql_guests(struct request *r, const char *exchange,
    struct rows *out)
{
	struct query q = { "exchange.guests", arena_fmt(r->mem,
	    "SELECT %s, CASE WHEN p.state = 'accepted'"
	    " AND coalesce(p.attended, '1') = '1' THEN '1' ELSE '0' END"
	    " AS comes FROM exchange_guest g"
	    " JOIN exchange_party p ON p.id = g.party"
	    " WHERE p.exchange = $1 ORDER BY g.party, g.id LIMIT $2",
	    record_columns(r->mem, &exchange_guest_record, "g.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(exchange),
	    v_int(MAX_GUESTS)), out);
}

enum result
exchange_sql_seated(struct request *r, const char *exchange, int64_t *n)
{
	static const struct query q = {
		"exchange.seated",
		"SELECT count(*) FROM exchange_party WHERE exchange = $1"
		" AND state = 'accepted'"
	};

	return db_number(r->db, r->mem, &q, ARGS(v_text(exchange)), n);
}

enum result
exchange_sql_first_waiting(struct request *r, const char *exchange,
    struct rows *out)
{
	static const struct query q = {
		"exchange.first_waiting",
		"SELECT id FROM exchange_party WHERE exchange = $1"
		" AND state = 'waiting' ORDER BY id LIMIT 1"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(exchange)), out);
}

enum result
exchange_sql_party_of(struct request *r, const char *exchange,
    const char *child, struct rows *out)
{
	static const struct query q = {
		"exchange.party_of",
		"SELECT id FROM exchange_party WHERE exchange = $1"
		" AND child = $2 AND state <> 'cancelled'"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(exchange),
	    v_text(child)), out);
}

enum result
exchange_sql_move_up(struct request *r, const char *party)
{
	static const struct query q = {
		"exchange.move_up",
		"UPDATE exchange_party SET state = 'accepted',"
		" version = version + 1, changed = $2 WHERE id = $1"
	};

	(void)db_exec(r->db, &q, ARGS(v_text(party), v_int(deed_changed(r,
	    exchange_party_record.name))));
	return audit_note_plain(r, "change", exchange_party_record.name, party,
	    "state");
}

enum result
exchange_sql_report(struct request *r, const char *exchange,
    struct rows *out)
{
	struct query q = { "exchange.report", arena_fmt(r->mem,
	    "SELECT %s FROM exchange_report WHERE exchange = $1",
	    record_columns(r->mem, &exchange_report_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(exchange)), out);
}

enum result
exchange_sql_peers(struct request *r, int year, struct rows *out)
{
	static const struct query q = {
		"exchange.peers",
		"SELECT supporter, way, count(*) AS times,"
		" sum(people) AS people FROM exchange_peer"
		" WHERE on_day >= $1 AND on_day <= $2"
		" GROUP BY supporter, way ORDER BY supporter, way"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(date_fiscal_start(
	    r->mem, year)), v_text(date_fiscal_end(r->mem, year))), out);
}

static enum result
with_keeper(struct request *r, const char *name, const char *more,
    const char *from, const char *until, struct rows *out)
{
	struct query q = { name, arena_fmt(r->mem,
	    "SELECT %s, k.name AS keeper_name FROM exchange e"
	    " LEFT JOIN person k ON k.id = e.keeper"
	    " WHERE e.cancelled_on IS NULL AND e.on_day >= $1"
	    " AND e.on_day <= $2%s ORDER BY e.on_day, e.id"
	    " LIMIT $3", record_columns(r->mem, &exchange_record, "e."),
	    more) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(from), v_text(until),
	    v_int(DUE_MAX_EACH)), out);
}

enum result
exchange_sql_unreported(struct request *r, const char *until,
    struct rows *out)
{
	return with_keeper(r, "exchange.unreported", " AND NOT EXISTS"
	    " (SELECT 1 FROM exchange_report v WHERE v.exchange = e.id)",
	    date_add_days(r->mem, r->today, -365), until, out);
}

enum result
exchange_sql_soon(struct request *r, const char *until, struct rows *out)
{
	return with_keeper(r, "exchange.soon", "", r->today, until, out);
}

enum result
exchange_sql_to_remind(struct request *r, const char *until,
    struct rows *out)
{
	static const struct query q = {
		"exchange.to_remind",
		"SELECT p.id, e.on_day FROM exchange_party p"
		" JOIN exchange e ON e.id = p.exchange"
		" WHERE e.on_day > $1 AND e.on_day <= $2"
		" AND e.cancelled_on IS NULL"
		" AND p.state = 'accepted' AND p.mail IS NOT NULL"
		" AND NOT EXISTS (SELECT 1 FROM mail m"
		" WHERE m.record = 'exchange_party' AND m.record_id = p.id"
		" AND m.once = 'exchange:' || p.id || ':' || e.on_day)"
		" ORDER BY p.id LIMIT 500"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(r->today),
	    v_text(until)), out);
}

enum result
exchange_sql_demo(struct request *r, struct rows *out)
{
	static const struct query q = {
		"exchange.demo",
		"SELECT DISTINCT child FROM family_member ORDER BY child"
		" LIMIT 3"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}

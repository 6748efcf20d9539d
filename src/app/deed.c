#include "app/deed.h"

#include <string.h>

#include "app/access.h"
#include "app/audit.h"
#include "app/site.h"
#include "base/instant.h"
#include "base/log.h"

enum { KEY_DAYS = 30 };

static const char *
person_id(const struct request *r)
{
	return r->who && r->who->id ? r->who->id : "";
}

void
deed_begin(struct request *r)
{
	r->noted = false;
	r->audit = NULL;
	r->nbumps = 0;
	db_begin(r->db);
	access_hold(r);
}

/* The key of a form is spent with its deed. Whoever spends it second fails. */
static void
spend_key(struct request *r, const char *see)
{
	static const struct query q = {
		"deed.spend_key",
		"INSERT INTO sent_form (once, person, at, see)"
		" VALUES ($1, $2, $3, $4) ON CONFLICT (once) DO NOTHING"
		" RETURNING once"
	};

	if (!r->once || db_failed(r->db))
		return;
	if (db_exec_one(r->db, r->mem, &q, ARGS(v_text(r->once),
	    v_text(person_id(r)), v_text(r->now), v_asked(see))))
		r->repeated = true;
}

enum result
deed_commit(struct request *r, const char *see)
{
	/* What could not be read would be written as if it were empty. */
	if (r->damaged)
		db_fail(r->db, BROKEN);
	spend_key(r, see);
	if (!r->noted && !db_failed(r->db)) {
		log_error("deed", "a deed at %s left no audit row", r->path);
		db_fail(r->db, BROKEN);
	}
	if (r->audit)
		(void)audit_close(r->audit);
	return db_commit(r->db);
}

const char *
deed_repeated(struct request *r)
{
	static const struct query q = {
		"deed.repeated",
		"SELECT see FROM sent_form WHERE once = $1 AND person = $2"
	};
	struct rows rows = { 0 };

	if (!r->once || db_rows(r->db, r->mem, &q,
	    ARGS(v_text(r->once), v_text(person_id(r))), &rows) || !rows.nrows)
		return NULL;
	/* Done, but it led nowhere of its own: the day's page. */
	return *rows.cells[0] ? rows.cells[0] : "/";
}

int64_t
deed_next(struct request *r, const char *counter)
{
	static const struct query q = {
		"deed.next",
		"INSERT INTO change_counter (name, value) VALUES ($1, 1)"
		" ON CONFLICT (name) DO UPDATE SET value = change_counter.value + 1"
		" RETURNING value"
	};
	int64_t value = 0;

	if (db_number(r->db, r->mem, &q, ARGS(v_text(counter)), &value))
		return 0;
	return value;
}

int64_t
deed_changed(struct request *r, const char *record)
{
	int64_t value;

	for (size_t i = 0; i < r->nbumps; i++) {
		if (strcmp(r->bumps[i].record, record) == 0)
			return r->bumps[i].value;
	}
	value = deed_next(r, record);
	if (strcmp(record, "codes") == 0)
		atomic_fetch_add(r->site->codes_moved, 1);
	if (r->nbumps < MAX_BUMPS) {
		r->bumps[r->nbumps].record = record;
		r->bumps[r->nbumps++].value = value;
	}
	return value;
}

enum result
deed_export(struct request *r, const char *record, const char *id,
    const char *what)
{
	r->once = NULL;
	deed_begin(r);
	audit_note_plain(r, "export", record, id, what);
	return deed_commit(r, NULL);
}

enum result
deed_forget(struct request *r)
{
	static const struct query q = {
		"deed.forget", "DELETE FROM sent_form WHERE at < $1"
	};

	return db_exec(r->db, &q, ARGS(v_text(instant_add(r->mem, r->now,
	    -(int64_t)KEY_DAYS * 24 * 3600))));
}

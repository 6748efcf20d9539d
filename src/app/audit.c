#include "app/audit.h"

#include <string.h>

#include "app/access.h"
#include "app/site.h"
#include "base/crypto.h"
#include "base/log.h"
#include "base/text.h"

void
audit_fields(const struct audit_row *row, const char *out[AUDIT_FIELDS])
{
	const char *const all[AUDIT_FIELDS] = { row->at, row->request,
		row->person, row->login, row->agency, row->verb, row->record,
		row->record_id, row->path, row->classes, row->consent,
		row->children, row->what };

	memcpy(out, all, sizeof(all));
}

static enum result
audit_open(struct audit_writer *w)
{
	static const struct query q = {
		"audit.open",
		"UPDATE audit_head SET seq = seq WHERE one = 1"
		" RETURNING seq, seal"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(w->db, w->mem, &q, NO_ARGS, &rows);

	w->last = (struct link){ 0 };
	w->seal[0] = '\0';
	if (!rc && (!rows.nrows || !text_number(rows.cells[0], &w->last.seq) ||
	    (w->last.seq && !chain_head_of(rows.cells[1], &w->last)))) {
		log_error("audit", "the head of the log is no head");
		db_fail(w->db, BROKEN);
		return BROKEN;
	}
	w->open = !rc;
	return rc;
}

/* Which children a row is about, for the page of who looked. */
static enum result
index_children(struct audit_writer *w, const char *children)
{
	static const struct query q = {
		"audit.seen",
		"INSERT INTO audit_seen (child, seq) VALUES ($1, $2)"
	};
	enum result rc = OK;

	while (!rc && children && *children) {
		size_t n = strcspn(children, " ");

		rc = db_exec(w->db, &q, ARGS(v_text(arena_bytes(w->mem, children,
		    n)), v_int(w->last.seq)));
		children += n + (children[n] == ' ');
	}
	return rc;
}

enum result
audit_write(struct audit_writer *w, const struct audit_row *row)
{
	static const struct query q = {
		"audit.write",
		"INSERT INTO audit (at, request, person, login, agency, verb,"
		" record, record_id, path, classes, consent, children, what, seq,"
		" seal) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,"
		" $12, $13, $14, $15)"
	};
	const char *fields[AUDIT_FIELDS];
	struct value args[AUDIT_FIELDS + 2];
	enum result rc = w->open ? OK : audit_open(w);

	if (rc)
		return rc;
	audit_fields(row, fields);
	if (!chain_append(w->chain, &w->last, fields, AUDIT_FIELDS, w->seal)) {
		log_error("audit", "a row could not be sealed");
		db_fail(w->db, BROKEN);
		return BROKEN;
	}
	for (size_t i = 0; i < AUDIT_FIELDS; i++)
		args[i] = v_text(fields[i]);
	args[AUDIT_FIELDS] = v_int(w->last.seq);
	args[AUDIT_FIELDS + 1] = v_text(w->seal);
	rc = db_exec(w->db, &q, args, COUNT(args));
	return rc ? rc : index_children(w, row->children);
}

enum result
audit_close(struct audit_writer *w)
{
	static const struct query q = {
		"audit.close",
		"UPDATE audit_head SET seq = $1, seal = $2 WHERE one = 1"
	};

	if (!w->open || !w->seal[0])
		return OK;
	w->open = false;
	return db_exec(w->db, &q, ARGS(v_int(w->last.seq), v_text(w->seal)));
}

static const char *
request_id(struct request *r)
{
	if (!r->id)
		r->id = crypto_uuid(r->mem);
	return r->id;
}

static struct audit_row
row_of(struct request *r, const char *verb)
{
	const struct person *who = r->who;

	return (struct audit_row){ .at = r->now, .request = request_id(r),
		.person = who ? who->id : NULL, .login = who ? who->login : "-",
		.agency = who ? who->agency : NULL, .verb = verb,
		.record = "", .record_id = "", .what = "" };
}

/* The writer of the deed under way; deed_commit closes it. */
static enum result
write_one(struct request *r, const struct audit_row *row)
{
	if (!r->audit) {
		r->audit = arena_take(r->mem, sizeof(*r->audit));
		*r->audit = (struct audit_writer){ .db = r->db, .mem = r->mem,
			.chain = r->site->keys->chain };
	}
	r->noted = true;
	return audit_write(r->audit, row);
}

enum result
audit_note_plain(struct request *r, const char *verb, const char *record,
    const char *id, const char *what)
{
	struct audit_row row = row_of(r, verb);

	row.record = record;
	row.record_id = id;
	row.what = what;
	return write_one(r, &row);
}

enum result
audit_note_change(struct request *r, const char *verb,
    const struct record *rec, const void *obj, const char *what)
{
	const struct record_head *head = obj;
	const struct grant *grant;
	struct audit_row row = row_of(r, verb);

	row.record = rec->name;
	row.record_id = head->id;
	row.what = what;
	row.children = rec->child ? record_child(r, rec, obj) : NULL;
	if (rec->child && !access_grant(r, row.children, &grant)) {
		row.path = grant_path(grant);
		row.consent = grant_basis(grant);
	}
	return write_one(r, &row);
}

enum result
audit_note(struct request *r, const char *verb, const struct record *rec,
    const void *obj)
{
	return audit_note_change(r, verb, rec, obj, "");
}

#include "app/audit.h"

#include "base/crypto.h"

enum result
audit_note_plain(struct request *r, const char *verb, const char *record,
    const char *id, const char *what)
{
	static const struct query q = {
		"audit.note",
		"INSERT INTO audit (id, at, person, login, verb, record, record_id,"
		" what) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
	};
	const struct person *who = r->who;

	r->noted = true;
	return db_exec(r->db, &q, ARGS(v_text(crypto_uuid(r->mem)),
	    v_text(r->now), v_text(who ? who->id : NULL),
	    v_text(who ? who->login : "-"), v_text(verb), v_text(record),
	    v_text(id), v_text(what)));
}

enum result
audit_note(struct request *r, const char *verb, const struct record *rec,
    const void *obj)
{
	const struct record_head *head = obj;

	return audit_note_plain(r, verb, rec->name, head->id, "");
}

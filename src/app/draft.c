#include "app/draft.h"

#include <string.h>

#include "app/sealed.h"
#include "base/date.h"
#include "base/instant.h"

static bool
form_name_fits(const char *form)
{
	size_t n = strspn(form, "abcdefghijklmnopqrstuvwxyz0123456789-");

	return n > 0 && n <= DRAFT_MAX_FORM_NAME && form[n] == '\0';
}

static enum result
refuse(struct request *r, const char *field, const char *says)
{
	request_fault(r, field, says);
	return INVALID;
}

static enum result
body_read(struct request *r, const char *body, struct buffer *kept)
{
	struct pairs pairs = { 0 };

	if (strlen(body) > DRAFT_MAX_BYTES)
		return refuse(r, "body",
		    "下書きが大きすぎます。短くするか、先に記録してください。");
	if (form_urlencoded(r->mem, body, strlen(body), &pairs))
		return refuse(r, "body", "too_many_fields");
	for (size_t i = 0; i < pairs.n; i++) {
		/* It belongs to the session, not to what was typed. */
		if (strcmp(pairs.at[i].name, "csrf") == 0)
			continue;
		buffer_add(kept, kept->len ? "&" : "");
		buffer_url(kept, pairs.at[i].name);
		buffer_add(kept, "=");
		buffer_url(kept, pairs.at[i].value);
	}
	return OK;
}

static enum result
too_many(struct request *r, const char *form)
{
	static const struct query q = {
		"draft.others",
		"SELECT count(*) FROM draft WHERE person = $1 AND form <> $2"
	};
	int64_t n = 0;
	enum result rc = db_number(r->db, r->mem, &q,
	    ARGS(v_text(r->who->id), v_text(form)), &n);

	if (rc)
		return rc;
	return n < DRAFT_MAX_FORMS ? OK : refuse(r, "form",
	    "下書きが多すぎます。古いものを記録するか捨ててください。");
}

static const char *
place_of(struct request *r, const char *form)
{
	return arena_fmt(r->mem, "%s %s", r->who->id, form);
}

static enum result
draft_write(struct request *r, const char *form, const char *body)
{
	static const struct query sweep = {
		"draft.sweep", "DELETE FROM draft WHERE person = $1 AND at < $2"
	};
	static const struct query q = {
		"draft.save",
		"INSERT INTO draft (person, form, at, body)"
		" VALUES ($1, $2, $3, $4) ON CONFLICT (person, form)"
		" DO UPDATE SET at = excluded.at, body = excluded.body"
	};
	const char *oldest = instant_add(r->mem, r->now,
	    -DRAFT_DAYS * INT64_C(86400));

	db_begin(r->db);
	(void)db_exec(r->db, &sweep, ARGS(v_text(r->who->id), v_text(oldest)));
	(void)db_exec(r->db, &q, ARGS(v_text(r->who->id), v_text(form),
	    v_text(r->now), v_text(sealed_close(r, "draft", place_of(r, form),
	    "body", body))));
	return db_commit(r->db);
}

enum result
draft_save(struct request *r, const char *form, const char *body)
{
	struct buffer kept = buffer_new(r->mem);
	enum result rc;

	if (!form_name_fits(form))
		return refuse(r, "form", "not_there");
	rc = body_read(r, body, &kept);
	if (!rc)
		rc = too_many(r, form);
	return rc ? rc : draft_write(r, form, kept.s);
}

/* A draft past its days may still lie there until its owner saves again. */
static enum result
draft_row(struct request *r, const char *form, struct rows *rows)
{
	static const struct query q = {
		"draft.load",
		"SELECT body, at FROM draft"
		" WHERE person = $1 AND form = $2 AND at >= $3"
	};
	const char *oldest = instant_add(r->mem, r->now,
	    -DRAFT_DAYS * INT64_C(86400));
	enum result rc;

	if (!r->who || !r->who->id)
		return MISSING;
	rc = db_rows(r->db, r->mem, &q, ARGS(v_text(r->who->id), v_text(form),
	    v_text(oldest)), rows);
	if (rc)
		return rc;
	return rows->nrows ? OK : MISSING;
}

enum result
draft_load(struct request *r, const char *form, struct pairs *pairs)
{
	struct rows rows = { 0 };
	const char *body;
	enum result rc = draft_row(r, form, &rows);

	if (rc)
		return rc;
	body = sealed_open(r, "draft", place_of(r, form), "body",
	    rows.cells[0]);
	if (!body)
		return r->damaged ? BROKEN : OK;
	return form_urlencoded(r->mem, body, strlen(body), pairs);
}

const char *
draft_kept_at(struct request *r, const char *form)
{
	struct rows rows = { 0 };

	if (draft_row(r, form, &rows))
		return NULL;
	return date_instant_label(r->mem, rows.cells[1]);
}

enum result
draft_drop(struct request *r, const char *form)
{
	static const struct query q = {
		"draft.drop", "DELETE FROM draft WHERE person = $1 AND form = $2"
	};

	if (!r->who || !r->who->id)
		return OK;
	return db_exec(r->db, &q, ARGS(v_text(r->who->id), v_text(form)));
}

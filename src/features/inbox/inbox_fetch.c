#include <string.h>
#include <unistd.h>

#include "app/audit.h"
#include "app/charge.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/desk.h"
#include "app/letter.h"
#include "app/site.h"
#include "base/json.h"
#include "base/log.h"
#include "features/inbox/inbox_private.h"

/*
 * Out of the file of the public site, each letter to the feature that takes its
 * kind, and how far it got in the same deed. What nobody takes is a message.
 */

enum { MAX_LINE = 200 };

const struct inbox_kind inbox_contact = { "contact", 60, 5000 };

/* Whatever it says, somebody of the public wrote it: nothing of it is trusted
 * but to be text. */
static enum result
add_message(struct request *r, const struct letter *l, const char *body)
{
	const char *about = letter_text(l, "about");
	enum result rc;
	struct message m = { .letter = l->id, .received_at = l->at,
	    .about = "other", .body = body };

	if (about && codes_find(r->codes, "inbox_about", about))
		m.about = about;
	m.name = letter_line(r, l, "name", MAX_LINE);
	m.phone = letter_line(r, l, "phone", MAX_LINE);
	m.mail = letter_line(r, l, "mail", MAX_LINE);
	rc = charge_keeper(r, CHARGE_CONSULTATION, &m.keeper);
	return rc ? rc : record_add(r, &message_record, &m);
}

enum result
inbox_take_contact(struct request *r, const struct letter *l)
{
	const char *body = letter_text(l, "body");

	return body ? add_message(r, l, body) : INVALID;
}

static const struct letter_kind *
kind_of(struct request *r, const char *name)
{
	for (size_t i = 0; i < r->site->nfeatures; i++) {
		const struct feature *f = r->site->features[i];

		for (size_t k = 0; k < f->nletters; k++) {
			if (strcmp(f->letters[k].kind->name, name) == 0)
				return &f->letters[k];
		}
	}
	return NULL;
}

static struct letter
open_letter(struct request *r, const struct inbox_letter *in)
{
	struct letter l = { .id = in->id, .at = in->at,
	    .text = in->text ? in->text : "" };
	const char *why = "";

	if (in->text && json_read(r->mem, in->text, strlen(in->text), &l.said,
	    &why))
		l.said = (struct pairs){ 0 };
	return l;
}

/* What a program wrote, for people: one of its fields a line. */
static const char *
readable(struct request *r, const struct letter *l)
{
	static const char *const labels[][2] = { { "name", "名前" },
	    { "organization", "所属" }, { "profession", "職種" },
	    { "mail", "メール" }, { "phone", "電話" }, { "session", "研修の回" },
	    { "body", "内容" } };
	struct buffer b = buffer_new(r->mem);

	buffer_add(&b, "自動では受け付けられなかったため、そのまま届けます。\n");
	for (size_t i = 0; i < l->said.n; i++) {
		const char *label = l->said.at[i].name;

		for (size_t k = 0; k < COUNT(labels); k++) {
			if (strcmp(labels[k][0], label) == 0)
				label = labels[k][1];
		}
		buffer_fmt(&b, "%s：%s\n", label, l->said.at[i].value);
	}
	return b.s;
}

/* Of the deed under way: to whoever takes its kind, else a message, as it is. */
static enum result
hand_over(struct request *r, const struct inbox_letter *in, bool to_people)
{
	const struct letter_kind *kind = kind_of(r, in->kind);
	struct letter l = open_letter(r, in);
	enum result rc = INVALID;

	if (kind && in->text && !to_people)
		rc = kind->take(r, &l);
	if (!rc)
		rc = inbox_sql_taken(r, in);
	if (rc == INVALID && !db_failed(r->db))
		rc = add_message(r, &l, kind && l.said.n ? readable(r, &l) :
		    in->text);
	return rc;
}

/* One letter, one deed. */
static enum result
take(struct request *r, const char *name, const struct inbox_letter *in,
    bool to_people, bool *came)
{
	bool has = false;
	enum result rc;

	deed_begin(r);
	rc = inbox_sql_has(r, in->id, &has);
	if (!rc && !has)
		rc = hand_over(r, in, to_people);
	if (!rc)
		rc = inbox_sql_read(r, name, in->n);
	if (!rc)
		rc = audit_note_plain(r, "import", "message", name,
		    arena_fmt(r->mem, "%s %s", in->kind, in->id));
	if (rc)
		db_fail(r->db, rc);
	*came = !has;
	return deed_commit(r, NULL);
}

static enum result
take_all(struct request *r, const char *name,
    const struct inbox_letter *letters, size_t n, struct inbox_fetched *out)
{
	enum result rc = OK;

	for (size_t i = 0; !rc && i < n; i++) {
		bool came = false;

		rc = take(r, name, &letters[i], false, &came);
		if (rc) {
			log_error("inbox", "letter %s: for people to read",
			    letters[i].id);
			r->damaged = false;
			rc = take(r, name, &letters[i], true, &came);
		}
		if (rc)
			break;
		out->came += came;
		out->closed += came && !letters[i].text;
	}
	return rc;
}

enum result
inbox_fetch(struct request *r, const char *path, struct inbox_fetched *out)
{
	const char *name, *once = r->once;
	struct inbox_letter *letters;
	int64_t last = 0;
	size_t n = INBOX_BATCH;
	enum result rc = inbox_name(r->mem, path, &name);

	*out = (struct inbox_fetched){ 0 };
	/* The form's key is for the deed that answers it. */
	r->once = NULL;
	while (!rc && n == INBOX_BATCH) {
		rc = inbox_sql_last(r, name, &last);
		if (!rc)
			rc = inbox_letters(r->mem, path, r->site->keys->seal,
			    last, &name, &letters, &n);
		if (!rc)
			rc = take_all(r, name, letters, n, out);
	}
	r->once = once;
	return rc;
}

bool
inbox_round(struct desk *d, struct arena *mem, void *ctx)
{
	static const struct person inbox = {
		.login = "inbox",
		.name = "公開サイトからの受付",
		.role = "command",
		.rights = SIGNED_IN | CHILD_READ | CHILD_WRITE,
	};
	struct inbox_fetched got;
	struct request r;

	(void)ctx;
	if (access(d->site->inbox, R_OK) != 0)
		return false;
	if (desk_request(d->site, d, mem, &r))
		return false;
	r.who = &inbox;
	if (inbox_fetch(&r, d->site->inbox, &got))
		log_error("inbox", "not all was taken in");
	return false;
}

int64_t
inbox_waiting(struct request *r)
{
	const char *path = r->site->inbox, *name;
	int64_t last = 0, n = 0;

	if (!path || access(path, R_OK) != 0 ||
	    inbox_name(r->mem, path, &name) ||
	    inbox_sql_last(r, name, &last) ||
	    inbox_count(r->mem, path, last, &n))
		return 0;
	return n;
}

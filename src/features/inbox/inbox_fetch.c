#include <string.h>
#include <unistd.h>

#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/site.h"
#include "base/db_inbox.h"
#include "base/json.h"
#include "base/text.h"
#include "features/inbox/inbox_private.h"

/* Out of the file of the public site, into the register. */

enum { MAX_LINE = 200 };

static const char *
line(struct request *r, const struct pairs *said, const char *name)
{
	for (size_t i = 0; i < said->n; i++) {
		const char *s = said->at[i].value;

		if (strcmp(said->at[i].name, name) == 0 && s && *s)
			return text_cut(r->mem, s, MAX_LINE);
	}
	return NULL;
}

static const char *
text(const struct pairs *said, const char *name)
{
	for (size_t i = 0; i < said->n; i++) {
		if (strcmp(said->at[i].name, name) == 0)
			return said->at[i].value;
	}
	return NULL;
}

/* Whatever it says, somebody of the public wrote it: nothing of it is trusted
 * but to be text. */
static struct message
message_of(struct request *r, const struct inbox_letter *l)
{
	struct message m = { .letter = l->id, .received_at = l->at,
	    .about = "other" };
	struct pairs said = { 0 };
	const char *why = "", *about;

	if (!l->text)
		return m;
	m.body = l->text;
	if (json_read(r->mem, l->text, strlen(l->text), &said, &why))
		return m;
	about = text(&said, "about");
	if (about && codes_find(r->codes, "inbox_about", about))
		m.about = about;
	m.name = line(r, &said, "name");
	m.phone = line(r, &said, "phone");
	m.mail = line(r, &said, "mail");
	m.body = text(&said, "body");
	return m;
}

static enum result
take(struct request *r, const struct inbox_letter *letters,
    struct inbox_fetched *out)
{
	enum result rc = OK;

	for (size_t i = 0; !rc && i < out->read; i++) {
		struct message m = message_of(r, &letters[i]);
		bool has = false;

		rc = inbox_sql_has(r, m.letter, &has);
		if (rc || has)
			continue;
		rc = record_add(r, &message_record, &m);
		out->came++;
		out->closed += !letters[i].text;
	}
	return rc;
}

enum result
inbox_fetch_some(struct request *r, const char *path, const char *see,
    struct inbox_fetched *out)
{
	struct inbox_letter *letters;
	const char *name;
	int64_t last = 0;
	enum result rc = inbox_name(r->mem, path, &name);

	if (!rc)
		rc = inbox_sql_last(r, name, &last);
	if (!rc)
		rc = inbox_letters(r->mem, path, r->site->keys->seal, last,
		    &name, &letters, &out->read);
	if (rc)
		return rc;
	deed_begin(r);
	(void)take(r, letters, out);
	if (out->read)
		(void)inbox_sql_read(r, name, letters[out->read - 1].n);
	(void)audit_note_plain(r, "import", "message", name, arena_fmt(r->mem,
	    "letters=%zu", out->read));
	return deed_commit(r, see);
}

enum result
inbox_fetch(struct request *r, const char *path, int64_t *came,
    int64_t *closed)
{
	struct inbox_fetched got = { .read = INBOX_BATCH };
	enum result rc = OK;

	while (!rc && got.read == INBOX_BATCH)
		rc = inbox_fetch_some(r, path, NULL, &got);
	*came = got.came;
	*closed = got.closed;
	return rc;
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

#include "app/mail.h"

#include <assert.h>
#include <string.h>

#include "app/audit.h"
#include "app/codes.h"
#include "app/mail_sql.h"
#include "app/sealed.h"
#include "base/crypto.h"
#include "base/message.h"
#include "base/text.h"

bool
mail_address_fits(const char *s)
{
	return message_address_fits(s);
}

static bool
is_set(const struct request *r, const char *name)
{
	return r->codes && *codes_setting(r->codes, name);
}

bool
mail_is_on(const struct request *r)
{
	return is_set(r, "smtp_host") && is_set(r, "smtp_from") &&
	    is_set(r, "base_url");
}

const char *
mail_link(struct request *r, const char *path)
{
	assert(*path == '/');
	return arena_fmt(r->mem, "%s%s", codes_setting(r->codes, "base_url"),
	    path);
}

/* Whoever has left or wants none gets none: MISSING. */
static enum result
address_of(struct request *r, const char *person, const char **address)
{
	const char *sealed = NULL;
	enum result rc = mail_sql_person(r, person, &sealed);

	if (rc)
		return rc;
	*address = sealed_open(r, "person_mail", person, "mail", sealed);
	return *address ? OK : BROKEN;
}

static enum result
fail(struct request *r, enum result rc)
{
	db_fail(r->db, rc);
	return rc;
}

enum result
mail_queue(struct request *r, const struct mail *m)
{
	const char *id = crypto_uuid(r->mem), *address = m->to;
	struct mail sealed = *m;
	enum result rc;

	assert(m->record && m->record_id && (m->to || m->person));
	assert(strlen(m->body) <= MAIL_MAX_BODY &&
	    text_length(m->subject) <= MAIL_MAX_SUBJECT);
	if (!mail_is_on(r) || db_failed(r->db))
		return OK;
	if (!address) {
		rc = address_of(r, m->person, &address);
		if (rc)
			return rc == MISSING ? OK : fail(r, rc);
	}
	if (!mail_address_fits(address))
		return fail(r, INVALID);
	sealed.to = sealed_close(r, "mail", id, "mail_to", address);
	sealed.subject = sealed_close(r, "mail", id, "subject", m->subject);
	sealed.body = sealed_close(r, "mail", id, "body", m->body);
	return mail_sql_add(r, &sealed, id);
}

enum result
mail_retry(struct request *r, const char *id)
{
	const char *person = NULL, *sealed = NULL, *address;
	enum result rc = mail_sql_stopped(r, id, &person, &sealed);

	if (!rc && person) {
		rc = address_of(r, person, &address);
		if (!rc)
			sealed = sealed_close(r, "mail", id, "mail_to", address);
		if (rc == MISSING)
			rc = OK;
	}
	return rc ? fail(r, rc) : mail_sql_retry(r, id, sealed);
}

enum result
mail_wish_get(struct request *r, const char *person, struct mail_wish *w)
{
	const char *sealed = NULL;
	enum result rc;

	*w = (struct mail_wish){ .notices = true };
	rc = mail_sql_wish(r, person, &sealed, &w->notices);
	if (rc)
		return rc == MISSING ? OK : rc;
	w->mail = sealed_open(r, "person_mail", person, "mail", sealed);
	return r->damaged ? BROKEN : OK;
}

enum result
mail_wish_set(struct request *r, const char *person, const struct mail_wish *w)
{
	const char *address = w->mail && *w->mail ? w->mail : NULL;

	if (address && !mail_address_fits(address))
		return fail(r, INVALID);
	(void)mail_sql_wish_set(r, person, sealed_close(r, "person_mail",
	    person, "mail", address), w->notices);
	return audit_note_plain(r, "change", "person", person, "mail");
}

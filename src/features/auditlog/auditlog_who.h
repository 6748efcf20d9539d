#ifndef AUDITLOG_WHO_H
#define AUDITLOG_WHO_H

#include "app/audit.h"

/*
 * What stands behind the ids and codes of a row, in words. People and agencies
 * are read once an answer, and shown as they are called today.
 */
struct who {
	const char *name;	/* of a program or command, what it is called */
	const char *role;	/* "" when there is none */
	bool outside;		/* neither of the centre nor of an agency */
};
struct met;		/* those met in this answer */

struct met *met_new(struct request *);
struct request *met_request(const struct met *);
/* person may be NULL; login is what the row has. */
const struct who *met_who(struct met *, const char *person, const char *login);
/* Whom they spoke for: an agency, センター for NULL, "" for who is outside. */
const char *met_agency(struct met *, const struct who *, const char *agency);

/* R8.11.20（金） */
const char *auditlog_day(struct arena *, const char *day);
/* "centre+named" in words. */
const char *auditlog_paths(struct request *, const char *paths);
/* "identity,care" in words; AUDITLOG_WHOLE for all but what is protected. */
#define AUDITLOG_WHOLE "記録の全体"
#define AUDITLOG_ORDINARY "identity,contact,care,clinical"
const char *auditlog_classes(struct request *, const char *classes);
/* `set` with the words of `more` it does not have; `join` stands between. */
const char *auditlog_set_add(struct arena *, const char *set,
    const char *more, char join);

/* An instant in Japan, "YYYY-MM-DDTHH:MM:SSZ" with its Z meaning nothing. */
const char *auditlog_local(struct arena *, const char *at);
/* The instant at which a day begins in Japan. */
const char *auditlog_begins(struct arena *, const char *day);

/* A period as typed into ?from= and ?to=; what cannot be read stays open. */
struct auditlog_period {
	const char *from_typed, *to_typed;	/* NULL: nothing */
	const char *from, *to;			/* instants, [from, to) */
	const char *label;			/* 令和8年4月1日（水）～… */
};
struct auditlog_period auditlog_period_of(struct request *);

#endif

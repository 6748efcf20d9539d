#ifndef APP_REQUEST_H
#define APP_REQUEST_H

#include <stdbool.h>
#include <stdint.h>

#include "app/right.h"
#include "base/buffer.h"
#include "base/db.h"
#include "base/html.h"
#include "base/http.h"
#include "base/pair.h"

/*
 * One request by one person, with all it may use and the answer being made.
 * Handlers read, do, answer. Nothing here outlives the request but `site`.
 * No handler asks the clock: today and now are here.
 */
struct access;
struct audit_writer;
struct site;
struct codes;
struct record;

/* What to put right: field name and a whole sentence. */
struct fault {
	const char *field, *says;
};

enum { MAX_FAULTS = 64, MAX_PATH_ARGS = 3, MAX_ANSWER_HEADERS = 12,
	MAX_BUMPS = 24 };

struct answer {
	int status;			/* 0: from the handler's result */
	const char *type;		/* NULL: text/html */
	struct buffer body;
	struct stream *stream;		/* instead of the body, stream.h */
	const char *see;		/* redirect (303) when set */
	const char *file;		/* attachment's file name when set */
	struct pair headers[MAX_ANSWER_HEADERS];
	size_t nheaders;
};

struct request {
	struct arena *mem;
	struct db *db;
	const struct site *site;
	const struct codes *codes;
	const struct person *who;	/* NULL: not signed in */
	const char *today;		/* YYYY-MM-DD, Japan */
	const char *now;		/* instant, UTC */
	const char *method, *path, *address;
	bool secure, api;		/* http.h; under /api/: JSON */
	const char *arg[MAX_PATH_ARGS];	/* what the stars of the route matched */
	struct pairs headers, query, form;
	struct uploads uploads;
	const char *body;
	size_t nbody, nforms;		/* forms drawn on this page */
	const char *once, *key;		/* sent, or NULL; of this page's forms */
	struct fault faults[MAX_FAULTS];
	size_t nfaults;
	const struct record *reading;	/* whose form it is, for its labels */
	const char *id;			/* of the audit rows it left; NULL yet */
	struct audit_writer *audit;	/* of the deed under way, audit.h */
	struct access *access;		/* what was found out, access.h; NULL yet */
	struct parts *parts;		/* what there is of a child, parts.h */
	const struct got *got;		/* a child, record_sql.c */
	const struct disclosure *told;	/* by a link's page, access.h; NULL: none */
	bool damaged, lacks_consent;	/* see deed.h, access.h */
	bool noted, repeated;		/* an audit row; a key spent before */
	struct {
		const char *record;
		int64_t value;
	} bumps[MAX_BUMPS];		/* change counters moved in this deed */
	size_t nbumps;
	struct answer answer;
};

/* A value of the form (or JSON body), tidied; "" when empty, NULL when the
 * field is not there. Of the address; `asked`: NULL when it is blank, too. */
const char *request_form(const struct request *, const char *name);
const char *request_query(const struct request *, const char *name);
const char *request_asked(const struct request *, const char *name);
const char *const *request_form_all(struct request *, const char *name,
    size_t *n);				/* of check boxes, NULL-ended */
const char *request_header(const struct request *, const char *name);
/* Whether this person's rights hold `right`. */
bool	request_may(const struct request *, enum right);
/* Adds a fault; `says` is a sentence, or a words key such as "required". */
void	request_fault(struct request *, const char *field, const char *says);
const char *request_fault_of(const struct request *, const char *field);
/* Sets the redirect and gives OK, or gives rc back as it is. */
enum result request_see(struct request *, enum result rc, const char *url);
void	request_header_add(struct request *, const char *name,
    const char *value);
/* `url` with "done=KEY": the next page says words("done_KEY") at its top. */
const char *request_saying(struct request *, const char *url,
    const char *key);

#endif

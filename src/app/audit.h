#ifndef APP_AUDIT_H
#define APP_AUDIT_H

#include "app/record.h"
#include "base/chain.h"

/*
 * Who did or saw what, in the same transaction as the deed, or committed
 * before the answer leaves. Rows hold names of fields that changed, never their
 * contents, and each seals all before it.
 */
enum result audit_note(struct request *, const char *verb,
    const struct record *, const void *obj);
/* The same with the names of the fields that changed. */
enum result audit_note_change(struct request *, const char *verb,
    const struct record *, const void *obj, const char *what);
/* For deeds without a record: sign-in, import. `what` is ours, not typed. */
enum result audit_note_plain(struct request *, const char *verb,
    const char *record, const char *id, const char *what);

/* One row, before it has its place. Members may be NULL where the column may. */
struct audit_row {
	const char *at, *request, *person, *login, *agency;
	const char *verb, *record, *record_id;
	const char *path, *classes, *consent;
	const char *children;		/* ids, a space between them */
	const char *what;
};
enum { AUDIT_FIELDS = 13 };
/* In the order they are sealed in. */
void	audit_fields(const struct audit_row *, const char *[AUDIT_FIELDS]);

/*
 * Rows go in one after the other, inside a transaction: opened, written,
 * closed. The opening takes the one row of audit_head, so that writers on other
 * machines wait.
 */
struct audit_writer {
	struct db *db;
	struct arena *mem;
	struct chain *chain;
	struct link last;
	bool open;
	char seal[CHAIN_SEAL];
};
enum result audit_write(struct audit_writer *, const struct audit_row *);
enum result audit_close(struct audit_writer *);

/*
 * What this answer shows of children, a row for each path by which it does;
 * none for an answer that shows nobody. Verb "view" of one child, "list" of
 * several; `what` is the address without its query.
 */
size_t	audit_views(struct request *, struct audit_row **);

/* When the rows in audit_unsealed, of before there were seals, go into the
 * chain: by init, inside a deed. */
enum result audit_adopt(struct request *);

#endif

#ifndef BASE_DB_INBOX_H
#define BASE_DB_INBOX_H

#include "base/db.h"
#include "base/seal.h"

/*
 * Letters from one process to another that it cannot ask: an SQLite file that
 * the one alone writes and the other alone can read. Each letter is a sealed
 * box (X25519, XSalsa20-Poly1305) for the key of the reader, so whoever has the
 * file, or the process that writes it, knows how many came, and when.
 *
 * What is sealed is kept half a year, fetched or not; the reader remembers how
 * far it got, and never writes here.
 */
struct inbox;

enum { INBOX_BYTES = 16 << 10, INBOX_KEY = 64, INBOX_DAYS = 180,
	INBOX_BATCH = 200 };

/* What a letter is, and how many of them may come in an hour, and lie there: a
 * flood of one kind leaves room for the others. */
struct inbox_kind {
	const char *name;
	int64_t an_hour, total;
};

/* Made when it is not there. NULL: logged. Any thread may put. */
struct inbox *inbox_open(const char *path);
void	inbox_close(struct inbox *);			/* NULL is fine */
/*
 * A text under the public key of whom it is for, of 64 hex digits. INVALID: it
 * is longer than INBOX_BYTES, or the key is none; CONFLICT: too many came in
 * this hour, or lie there; BROKEN: logged. OK: it is on the disk. `kind` and
 * `now`, an instant, lie open. The same text again within the hour counts once.
 */
enum result inbox_put(struct inbox *, struct arena *, const char *key,
    const struct inbox_kind *, const char *text, const char *now) MUST_CHECK;

/* The public half of the reader's key, from the newest of the keys. */
const char *inbox_key(struct arena *, const struct seal_keys *);
struct inbox_letter {
	int64_t n;			/* they come in this order */
	const char *id, *kind, *at;
	const char *text;		/* NULL: it does not open */
};
/* Those after number `after`, INBOX_BATCH at most. `name` is that of this inbox: another
 * file has another. BROKEN: no inbox, or it cannot be read now; logged. */
enum result inbox_letters(struct arena *, const char *path,
    const struct seal_keys *, int64_t after, const char **name,
    struct inbox_letter **, size_t *n) MUST_CHECK;
/* The same without letters: what it is called; how many come after that one. */
enum result inbox_name(struct arena *, const char *path, const char **name)
    MUST_CHECK;
enum result inbox_count(struct arena *, const char *path, int64_t after,
    int64_t *n) MUST_CHECK;

#endif

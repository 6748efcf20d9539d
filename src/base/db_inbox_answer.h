#ifndef BASE_DB_INBOX_ANSWER_H
#define BASE_DB_INBOX_ANSWER_H

#include "base/db_inbox.h"

/*
 * Answers without a name, in a table of their own beside the letters of the
 * inbox. Nothing there says when an answer came but its day, nor in which
 * order, nor how long it is: slots of one size lie there in advance, each under
 * 128 random bits, and an answer is written over a slot that is chosen by
 * chance. A slot lies where it lay before, so the place in the file tells
 * nothing either; the journal that shows which pages changed is deleted with
 * every group. docs/why/0083-anonymous.md says what remains.
 */
enum { ANSWER_BYTES = 6144, ANSWER_SLOTS = 512, ANSWER_TOTAL = 16384,
	ANSWER_AN_HOUR = 5000, ANSWER_DAYS = 30 };

/*
 * A text without a zero byte, padded to ANSWER_BYTES and sealed as a letter is.
 * The day of `now`, an instant, lies open. INVALID: longer than that, or the key
 * is none; CONFLICT: too many came in this hour, or lie there; BROKEN: logged.
 * OK: it is on the disk.
 */
enum result inbox_answer_put(struct inbox *, struct arena *, const char *key,
    const char *text, const char *now) MUST_CHECK;
/* How often these words were told here, this time among them: forgotten with
 * the process, after a day, and when there are too many. */
unsigned inbox_times(struct inbox *, const char *words, const char *day);

struct inbox_answer {
	const char *key;		/* 32 hex digits of chance */
	const char *day;
	const char *text;		/* NULL: it does not open */
};
/* Those that `wanted` wants, in the order of their keys: of no order at all.
 * Without keys, no texts. */
enum result inbox_answers(struct arena *, const char *path,
    const struct seal_keys *, bool (*wanted)(void *ctx, const char *key,
    const char *day), void *ctx, struct inbox_answer **, size_t *n) MUST_CHECK;

#endif

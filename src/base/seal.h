#ifndef BASE_SEAL_H
#define BASE_SEAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/result.h"

/*
 * Texts that name or describe a person, sealed where they are stored:
 * XChaCha20-Poly1305, bound to table, row, column and key, so that a sealed
 * text moved to another row does not open. The keys lie in a file outside the
 * database and its backups; the newest one seals, all of them open.
 *
 * A sealed text is "*KEY:" and base64url. About 1.5 us each for 200 bytes.
 */
struct seal_keys;

/* DIR/fields.key, made with one key when it is not there and `make` is set;
 * NULL: logged. */
struct seal_keys *seal_open(const char *dir, bool make);
void	seal_close(struct seal_keys *);
/* Adds a key that seals from now on. False: logged, nothing changed. */
bool	seal_renew(const char *dir);

struct seal_place {
	const char *table, *id, *column;
};

/* NULL and "" stay NULL: nothing to hide. */
const char *seal_text(struct arena *, const struct seal_keys *,
    const struct seal_place *, const char *plain);
/* BROKEN: not sealed by these keys for this place, or changed since. */
enum result seal_read(struct arena *, const struct seal_keys *,
    const struct seal_place *, const char *stored, const char **plain)
    MUST_CHECK;
/* The same of bytes that are no text, such as a file: any but none at all.
 * What comes out is a text a third longer, like a sealed text; 10 MiB take
 * about 0.1 s. */
const char *seal_bytes(struct arena *, const struct seal_keys *,
    const struct seal_place *, const char *bytes, size_t n);
enum result seal_read_bytes(struct arena *, const struct seal_keys *,
    const struct seal_place *, const char *stored, const char **bytes,
    size_t *n) MUST_CHECK;
bool	seal_is_sealed(const char *stored);
/* 32 bytes for another purpose, out of a key: 0 is the newest, 1 the one before
 * it. False: there are no more. Who has them cannot come back to the key. */
bool	seal_derive(const struct seal_keys *, size_t before,
    const char *purpose, unsigned char out[32]) MUST_CHECK;
/* Whether it was sealed with another key than the newest. */
bool	seal_is_old(const struct seal_keys *, const char *stored);

#endif

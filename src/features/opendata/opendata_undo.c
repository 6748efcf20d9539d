#include "features/opendata/opendata_undo.h"

#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "features/directory/directory.h"

/* An import undone: rows it changed as they were, rows it made gone. */

struct undo {
	struct request *r;
	const char *file;
	struct open_kept *kept;
	size_t n;
	struct text_map *left;		/* ids that somebody changed since */
	size_t undone, nleft;
};

static bool
is_left(const struct undo *u, const char *id)
{
	return text_map_get(u->left, id) != NULL;
}

static void
leave(struct undo *u, const struct open_kept *k)
{
	text_map_put(u->left, k->record_id, k);
	u->nleft++;
}

static enum result
find_left(struct undo *u)
{
	enum result rc = OK;

	for (size_t i = 0; !rc && i < u->n; i++) {
		const struct open_kept *k = &u->kept[i];
		bool untouched = true;

		if (k->record)
			rc = open_sql_untouched(u->r, k, &untouched);
		if (!rc && !untouched)
			leave(u, k);
	}
	return rc;
}

/* Before anything is removed: what is restored stands on nothing new. */
static enum result
restore_records(struct undo *u)
{
	enum result rc = OK;

	for (size_t i = 0; !rc && i < u->n; i++) {
		const struct open_kept *k = &u->kept[i];

		if (!k->record || !k->cells || is_left(u, k->record_id))
			continue;
		rc = open_sql_strip(u->r, k->record_id);
		if (!rc)
			rc = open_sql_restore(u->r, k);
		u->undone++;
	}
	for (size_t i = 0; !rc && i < u->n; i++) {
		const struct open_kept *k = &u->kept[i];

		if (strcmp(k->name, "place") == 0 && k->cells &&
		    !is_left(u, k->record_id))
			rc = directory_follow(u->r, k->record_id);
	}
	return rc;
}

static enum result
remove_record(struct undo *u, const struct open_kept *k,
    const struct rows *pointing)
{
	bool needed = false;
	enum result rc = open_sql_needed(u->r, k, pointing, &needed);

	if (!rc && needed) {
		leave(u, k);
		return OK;
	}
	if (!rc)
		rc = open_sql_strip(u->r, k->record_id);
	u->undone++;
	return rc ? rc : open_sql_remove(u->r, k);
}

/* What the import made, the last first: a service before its place. */
static enum result
remove_records(struct undo *u)
{
	static const char *const names[] = { "service", "place", "provider",
	    "shelter" };
	enum result rc = OK;

	for (size_t n = 0; !rc && n < COUNT(names); n++) {
		struct rows pointing = { 0 };

		rc = open_sql_pointing(u->r, names[n], &pointing);
		for (size_t i = 0; !rc && i < u->n; i++) {
			const struct open_kept *k = &u->kept[i];

			if (k->record && !k->cells &&
			    strcmp(k->name, names[n]) == 0 &&
			    !is_left(u, k->record_id))
				rc = remove_record(u, k, &pointing);
		}
	}
	return rc;
}

/* What the file said last goes back with its record, or stays with it. */
static enum result
restore_entry(struct undo *u, const struct open_kept *k)
{
	const char *id = NULL;
	enum result rc = open_sql_record_of(u->r, u->file, k->record_id, &id);

	if (rc || (id && is_left(u, id)))
		return rc;
	rc = open_sql_forget(u->r, u->file, k->record_id);
	return rc || !k->cells ? rc : open_sql_insert(u->r, k);
}

static enum result
restore_rest(struct undo *u)
{
	enum result rc = OK;

	for (size_t i = 0; !rc && i < u->n; i++) {
		const struct open_kept *k = &u->kept[i];

		if (strcmp(k->name, "open_entry") == 0)
			rc = restore_entry(u, k);
		else if (!k->record && !is_left(u, k->record_id))
			rc = open_sql_insert(u->r, k);
	}
	return rc;
}

static enum result
undo_all(struct undo *u, const char *import)
{
	bool last = false;
	enum result rc = open_sql_undoable(u->r, import, &u->file, &last);

	if (!rc && !last)
		rc = CONFLICT;
	if (!rc)
		rc = open_sql_kept(u->r, import, &u->kept, &u->n);
	u->left = text_map_new(u->r->mem, u->n);
	if (!rc)
		rc = find_left(u);
	if (!rc)
		rc = restore_records(u);
	if (!rc)
		rc = remove_records(u);
	if (!rc)
		rc = restore_rest(u);
	return rc ? rc : open_sql_undone(u->r, import);
}

enum result
opendata_undo(struct request *r, const char *import, size_t *undone,
    size_t *left)
{
	struct undo u = { .r = r };
	enum result rc;

	deed_begin(r);
	rc = undo_all(&u, import);
	if (rc)
		db_fail(r->db, rc);
	*undone = u.undone;
	*left = u.nleft;
	audit_note_plain(r, "undo", "open_import", import, arena_fmt(r->mem,
	    "undone=%zu left=%zu", u.undone, u.nleft));
	return deed_commit(r, "/opendata");
}

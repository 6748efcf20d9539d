#include <string.h>

#include "base/crypto.h"
#include "features/opendata/opendata_work.h"

/* What a file would change, found before anything is written. */

static const char *
key_of(struct arena *mem, const char *number, const char *kind)
{
	return arena_fmt(mem, "%s|%s", number, kind);
}

static void
add_step(struct open_work *w, const struct open_step *s)
{
	struct open_run *run = w->run;
	const struct open_entry *e = s->entry;

	w->steps[w->nsteps++] = *s;
	run->fates[s->fate]++;
	if (s->fate == OPEN_SAME || run->nshown == OPEN_SHOWN)
		return;
	run->shown[run->nshown++] = (struct open_shown){ s->fate,
	    e ? e->line : 0, e ? e->number : s->known->number, s->kind,
	    e ? e->name : "", e ? e->municipality : s->known->municipality };
}

static const char *
digest_of(struct open_work *w, const struct open_entry *e, struct buffer *b)
{
	w->target->say(w, e, b);
	return arena_text(w->mem, crypto_digest(w->r->mem, b->s, b->len));
}

void
open_note_add(struct open_work *w, size_t line, const char *found,
    const char *says, bool left_out)
{
	struct open_report *out = &w->run->report;

	open_tally_add(out, says, left_out);
	out->left_out += left_out;
	if (out->nnotes++ < OPEN_NOTES)
		out->notes[out->nnotes - 1] = (struct open_note){ line, "",
		    arena_text(w->mem, found), says, left_out };
}

static void
plan_entry(struct open_work *w, const struct open_entry *e)
{
	struct buffer b = buffer_new(w->r->mem);
	struct open_step s = { .entry = e, .fate = OPEN_ADDED };
	const char *says = NULL;

	s.kind = w->target->kind(w, e, &says);
	if (!s.kind) {
		open_note_add(w, e->line, e->kind, says, true);
		return;
	}
	s.known = (struct open_known *)(uintptr_t)text_map_get(w->by_key,
	    key_of(w->r->mem, e->number, s.kind));
	if (s.known)
		s.known->seen = true;
	if (e->clashes)
		return;
	s.digest = digest_of(w, e, &b);
	if (s.known && s.known->absent_on)
		s.fate = OPEN_RETURNED;
	else if (s.known)
		s.fate = strcmp(s.known->digest, s.digest) == 0 ? OPEN_SAME :
		    OPEN_CHANGED;
	add_step(w, &s);
}

/* A file speaks for the kinds in it, and one of a town for the towns in it. */
static void
plan_absent(struct open_work *w)
{
	struct text_map *kinds = text_map_new(w->r->mem, 64);
	struct text_map *towns = text_map_new(w->r->mem, 64);
	const char *first = NULL;
	bool one_town = true;

	for (size_t i = 0; i < w->nsteps; i++) {
		const char *town = w->steps[i].entry->municipality;

		text_map_put(kinds, w->steps[i].kind, w);
		if (town)
			text_map_put(towns, town, w);
		if (town && first && strcmp(town, first) != 0)
			one_town = false;
		first = first ? first : town;
	}
	one_town |= strncmp(w->run->format->kind, "town-", 5) == 0;
	for (size_t i = 0; i < w->nknown; i++) {
		struct open_known *k = &w->known[i];
		struct open_step s = { .known = k, .kind = k->kind,
		    .digest = k->digest, .fate = OPEN_ABSENT };

		if (!k->seen && !k->absent_on && text_map_get(kinds, k->kind) &&
		    (!one_town || (k->municipality &&
		    text_map_get(towns, k->municipality))))
			add_step(w, &s);
	}
}

enum result
open_plan(struct open_work *w)
{
	struct arena *mem = w->r->mem;
	enum result rc = open_sql_known(w);

	if (rc)
		return rc;
	w->kinds = text_map_new(w->r->mem, 64);
	w->by_key = text_map_new(w->r->mem, w->nknown);
	for (size_t i = 0; i < w->nknown; i++)
		text_map_put(w->by_key, key_of(w->r->mem, w->known[i].number,
		    w->known[i].kind), &w->known[i]);
	w->steps = arena_array(w->r->mem, w->entries.n + w->nknown + 1,
	    sizeof(*w->steps));
	w->r->mem = arena_new_of(OPEN_STEP_BYTES);
	for (size_t i = 0; i < w->entries.n; i++) {
		plan_entry(w, w->entries.at[i]);
		arena_reset(w->r->mem);
	}
	arena_free(w->r->mem);
	w->r->mem = mem;
	if (w->run->format->what != OPEN_TIMES)
		plan_absent(w);
	return OK;
}

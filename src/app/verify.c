#include "app/verify_part.h"

#include "base/migrate.h"

enum { MOST_TOLD = 200 };	/* of one part; the rest is counted */

void
verify_fault(struct verify *v, const char *fmt, ...)
{
	va_list ap;

	v->faults++;
	if (v->told++ >= MOST_TOLD)
		return;
	va_start(ap, fmt);
	v->say(v->ctx, true, arena_vfmt(v->mem, fmt, ap));
	va_end(ap);
}

void
verify_note(struct verify *v, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	v->say(v->ctx, false, arena_vfmt(v->mem, fmt, ap));
	va_end(ap);
}

static void
end_part(struct verify *v)
{
	if (v->told > MOST_TOLD)
		v->say(v->ctx, true, arena_fmt(v->mem, "... and %zu more",
		    v->told - MOST_TOLD));
	v->told = 0;
}

/* Of another version the tables are not those that are asked for here. */
static bool
is_ours(struct verify *v)
{
	enum result rc = migrate_check(v->db, v->mem);

	if (rc == CONFLICT)
		verify_fault(v, "the database is of another version of this"
		    " program: run tsunagu init with this one first");
	else if (rc)
		verify_fault(v, "table migration: not as this program left it");
	return !rc;
}

enum result
verify_all(struct verify *v)
{
	struct verify_keys keys;

	v->faults = 0;
	v->told = 0;
	if (is_ours(v)) {
		verify_keys(v, &keys);
		end_part(v);
		verify_log(v, &keys);
		end_part(v);
		verify_sealed(v);
		end_part(v);
		verify_counts(v);
		end_part(v);
	}
	verify_engine(v);
	end_part(v);
	return v->faults ? CONFLICT : OK;
}

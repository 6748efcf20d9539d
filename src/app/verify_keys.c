#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/verify_part.h"
#include "base/chain_key.h"

/* The folder of keys and the checkpoints in it. */

enum { LINE = 512 };

static const char *
in_folder(struct verify *v, const char *name)
{
	return arena_fmt(v->mem, "%s/%s", v->dir, name);
}

static void
read_link(struct verify *v, struct verify_keys *keys)
{
	struct chain_check check;

	keys->epoch = -1;
	if (chain_check_open(&check, keys->link)) {
		keys->epoch = check.key->epoch;
		chain_check_close(&check);
	} else {
		verify_fault(v, CHAIN_KEY_LINK ": no link key can be read");
	}
}

static void
say_reading(struct verify *v, const char *name,
    const struct checkpoint_reading *reading)
{
	static const char *const why[] = {
		[CHECKPOINT_FINE] = "",
		[CHECKPOINT_FORM] = "is no checkpoint",
		[CHECKPOINT_SIGNATURE] = "is not signed by " CHAIN_KEY_PUBLIC,
		[CHECKPOINT_PREVIOUS] = "does not follow the one before: that"
		    " was changed, or lines were left out",
		[CHECKPOINT_ORDER] = "goes back behind the one before, or signs"
		    " another row in its place",
	};

	if (reading->bad == 1)
		verify_fault(v, "%s: line %lld %s", name,
		    (long long)reading->bad_line, why[reading->fault]);
	else if (reading->bad)
		verify_fault(v, "%s: %lld lines are wrong; the first, line %lld,"
		    " %s", name, (long long)reading->bad,
		    (long long)reading->bad_line, why[reading->fault]);
	if (reading->torn)
		verify_note(v, "%s: line %lld was torn by a power cut; that is"
		    " no fault", name, (long long)reading->torn_line);
}

static void
read_points(struct verify *v, const uint8_t key[CHECKPOINT_KEY],
    const char *path, struct verify_points *out)
{
	struct checkpoint_reading reading;

	if (!checkpoint_read(v->mem, path, key, &reading)) {
		verify_fault(v, "%s: cannot be read", out->name);
		return;
	}
	say_reading(v, out->name, &reading);
	out->all = reading.all;
	out->n = reading.n;
}

/* Every line that was copied away has to be here, as it was. The copy may end
 * within a line. */
static void
compare(struct verify *v, FILE *here, FILE *copy)
{
	char ours[LINE], theirs[LINE];

	for (long long line = 1; fgets(theirs, LINE, copy); line++) {
		size_t n = strcspn(theirs, "\n");

		if (!fgets(ours, LINE, here)) {
			verify_fault(v, CHAIN_KEY_POINTS ": cut: line %lld and"
			    " what follows it in the copy are not here", line);
			return;
		}
		if (strncmp(ours, theirs, n) != 0 ||
		    (theirs[n] == '\n' && ours[n] != '\n')) {
			verify_fault(v, CHAIN_KEY_POINTS ": line %lld is not the"
			    " one that was copied away", line);
			return;
		}
	}
}

static void
compare_files(struct verify *v, const char *path)
{
	FILE *here = fopen(path, "rbe"), *copy = fopen(v->copy, "rbe");

	if (here && copy)
		compare(v, here, copy);
	if (here)
		fclose(here);
	if (copy)
		fclose(copy);
}

void
verify_keys(struct verify *v, struct verify_keys *keys)
{
	const char *start = in_folder(v, CHAIN_KEY_START);
	const char *points = in_folder(v, CHAIN_KEY_POINTS);
	uint8_t public[CHECKPOINT_KEY];

	*keys = (struct verify_keys){ .here.name = CHAIN_KEY_POINTS,
		.copy.name = "the copy of " CHAIN_KEY_POINTS };
	keys->start = v->start ? v->start : access(start, F_OK) == 0 ? start :
	    NULL;
	keys->link = in_folder(v, CHAIN_KEY_LINK);
	read_link(v, keys);
	if (!checkpoint_public(in_folder(v, CHAIN_KEY_PUBLIC), public)) {
		verify_fault(v, CHAIN_KEY_PUBLIC ": no key can be read");
		return;
	}
	read_points(v, public, points, &keys->here);
	if (!v->copy)
		return;
	read_points(v, public, v->copy, &keys->copy);
	compare_files(v, points);
}

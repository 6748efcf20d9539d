#include "features/training/training_match.h"

#include <string.h>

#include "base/text.h"

enum { LAST_DIGITS = 4 };

static bool
is_cancelled(const struct training_applicant *a)
{
	return a->state && strcmp(a->state, "cancelled") == 0;
}

/* The digits of it alone, of any width. */
static const char *
digits(struct arena *mem, const char *typed)
{
	const char *s = text_fold_width(mem, typed);
	char *out = arena_take(mem, strlen(s) + 1);
	size_t n = 0;

	for (; *s; s++) {
		if (*s >= '0' && *s <= '9')
			out[n++] = *s;
	}
	return out;
}

static bool
ends_in(struct arena *mem, const char *phone, const char *last)
{
	const char *all = digits(mem, phone);
	size_t n = strlen(all);

	return n >= LAST_DIGITS && strcmp(all + n - LAST_DIGITS, last) == 0;
}

static struct training_match
by_mail(struct arena *mem, const struct training_applicant *rows, size_t n,
    const char *said)
{
	struct training_match m = { arena_array(mem, n + 1, sizeof(*m.all)), 0 };
	const char *key = text_key(mem, said);

	for (size_t i = 0; i < n; i++) {
		if (!is_cancelled(&rows[i]) && rows[i].mail &&
		    strcmp(text_key(mem, rows[i].mail), key) == 0)
			m.all[m.n++] = &rows[i];
	}
	return m;
}

static struct training_match
by_phone(struct arena *mem, const struct training_applicant *rows, size_t n,
    const char *said)
{
	struct training_match m = { arena_array(mem, n + 1, sizeof(*m.all)), 0 };
	const char *last = digits(mem, said);
	size_t len = strlen(last);

	if (len < LAST_DIGITS)
		return m;
	last += len - LAST_DIGITS;
	for (size_t i = 0; i < n; i++) {
		if (!is_cancelled(&rows[i]) && rows[i].phone &&
		    ends_in(mem, rows[i].phone, last))
			m.all[m.n++] = &rows[i];
	}
	return m;
}

/* Of several those whose name begins so; all of them when nobody's does. */
static void
narrow(struct arena *mem, struct training_match *m, const char *kana)
{
	const char *key = text_key(mem, kana);
	const struct training_applicant **kept = arena_array(mem, m->n,
	    sizeof(*kept));
	size_t n = 0;

	for (size_t i = 0; i < m->n; i++) {
		const char *of = m->all[i]->kana;

		if (of && strncmp(text_key(mem, of), key, strlen(key)) == 0)
			kept[n++] = m->all[i];
	}
	if (n)
		*m = (struct training_match){ kept, n };
}

struct training_match
training_match(struct arena *mem, const struct training_applicant *rows,
    size_t n, const char *said, const char *kana)
{
	struct training_match m;

	if (text_blank(said))
		return (struct training_match){ 0 };
	m = strchr(said, '@') ? by_mail(mem, rows, n, said) :
	    by_phone(mem, rows, n, said);
	if (m.n > 1 && !text_blank(kana))
		narrow(mem, &m, kana);
	return m;
}

bool
training_arrive(struct training_applicant *a, const char *moment,
    const char *at)
{
	bool end = strcmp(moment, "end") == 0;
	const char **when = end ? &a->left_at : &a->came_at;
	bool only = strcmp(moment, "only") == 0;

	if (*when && (!only || strcmp(a->state, "attended") == 0))
		return false;
	if (only && strcmp(a->state, "attended") == 0)
		return false;
	if (!*when)
		*when = at;
	if (only || (a->came_at && a->left_at))
		a->state = "attended";
	return true;
}

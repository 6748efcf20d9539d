#include "features/matching/matching_find.h"

#include <string.h>

#include "app/codes.h"
#include "app/distance.h"
#include "base/date.h"
#include "base/text.h"
#include "features/directory/directory.h"
#include "features/matching/matching_sql.h"

enum { SOFT_NEAR, SOFT_FRESH, FAR = 100, FRESH_DAYS = 90, STALE_DAYS = 730 };

/* What a row is read from: found by name once, not for every row. */
enum column { ID, KIND, ANSWERS, AGE_FROM, AGE_BELOW, WEIGHT_MAX, OPENING,
	NURSE_HOURS, CONFIRMED_ON, MUNICIPALITY, CENTRE_FIELDS, SUPPORTER_FIELDS,
	PHONE, LAT, LNG, PLACE_NAME, COLUMNS };

static const char *const names[COLUMNS] = { "id", "kind", "answers",
	"age_from", "age_below", "weight_max", "opening", "nurse_hours",
	"confirmed_on", "municipality", "centre_fields", "supporter_fields",
	"phone", "lat", "lng", "place_name" };

/* What every row is measured by. */
struct measure {
	struct request *r;
	const struct rows *rows;
	size_t column[COLUMNS];
	const struct finding *f;
	struct directory_slots *slots;
	struct distances *distances;
	enum reach reach;
	struct match_weights weights;
	struct spot from;
	int at[MATCH_ANSWERS];		/* where each wanted answer stands */
	struct vacancy_stay *stays;	/* on the days asked for, by service */
	size_t nstays;
};

static const char *
cell(const struct measure *m, size_t i, enum column c)
{
	return m->rows->cells[i * m->rows->ncols + m->column[c]];
}

static int64_t
number(const struct measure *m, size_t i, enum column c)
{
	int64_t n = 0;

	(void)text_number(cell(m, i, c), &n);
	return n;
}

/* A column that is for the centre, or for supporters, tells others nothing. */
static bool
is_hidden(const struct measure *m, size_t i, enum column c)
{
	const char *of[] = { cell(m, i, SUPPORTER_FIELDS),
		cell(m, i, CENTRE_FIELDS) }, *field = names[c];
	size_t n = strlen(field);

	for (size_t k = m->reach; k < COUNT(of); k++) {
		if (!of[k] || !*of[k])
			continue;
		for (const char *s = of[k]; s && (s = strstr(s, field)); s += n) {
			if ((s == of[k] || s[-1] == ',') &&
			    (s[n] == '\0' || s[n] == ','))
				return true;
		}
	}
	return false;
}

static const char *
answers_of(const struct measure *m, size_t i)
{
	static const char signs[] = { [ANSWER_UNKNOWN] = '?', [ANSWER_NO] = 'n',
		[ANSWER_TERMS] = 't', [ANSWER_YES] = 'y' };
	size_t n = m->f->wanted.n;
	char *out = arena_raw(m->r->mem, n + 1);
	const char *all = cell(m, i, ANSWERS);

	for (size_t k = 0; k < n; k++)
		out[k] = signs[directory_answer(all, m->at[k], m->reach)];
	out[n] = '\0';
	return out;
}

static struct stretch
longest(const struct stretch on[WEEK_STRETCHES])
{
	struct stretch best = { 0, 0 };

	for (size_t i = 0; i < WEEK_STRETCHES; i++) {
		if (on[i].to - on[i].from > best.to - best.from)
			best = on[i];
	}
	return best;
}

/* The days there are, and the hours that all of those asked for have. */
static struct match_week
week_of_row(const struct measure *m, size_t i, enum column column)
{
	struct match_week w = { .hours = { -1, -1 } };
	struct week week;
	unsigned asked = m->f->need.days;

	if (is_hidden(m, i, column) || !week_of(cell(m, i, column), &week) ||
	    !week.known)
		return w;
	w.known = true;
	for (unsigned day = 0; day < WEEK_DAYS; day++) {
		struct stretch on = longest(week.on[day]);

		if (!on.to)
			continue;
		w.days |= 1u << day;
		if (asked && !(asked >> day & 1))
			continue;
		if (w.hours.from < on.from)
			w.hours.from = on.from;
		if (w.hours.to < 0 || w.hours.to > on.to)
			w.hours.to = on.to;
	}
	if (w.hours.from < 0)
		w.hours = (struct match_hours){ 0, 0 };
	return w;
}

static void
weigh(const struct measure *m, struct candidate *f)
{
	int days = f->confirmed_on ? date_days_between(f->confirmed_on,
	    m->r->today) : STALE_DAYS;

	if (f->km >= 0 && f->km < FAR)
		f->offer.soft[SOFT_NEAR] = (unsigned)(PER_MILLE -
		    f->km * PER_MILLE / FAR);
	if (days < FRESH_DAYS)
		f->offer.soft[SOFT_FRESH] = PER_MILLE;
	else if (days < STALE_DAYS)
		f->offer.soft[SOFT_FRESH] = (unsigned)((STALE_DAYS - days) *
		    PER_MILLE / (STALE_DAYS - FRESH_DAYS));
}

static void
measure_way(const struct measure *m, size_t i, struct candidate *f)
{
	struct spot to = { cell(m, i, MUNICIPALITY), { number(m, i, LAT),
	    number(m, i, LNG) } };
	struct distance d;

	f->km = -1;
	if (m->from.municipality &&
	    distance_between(m->distances, &m->from, &to, &d)) {
		f->km = d.km;
		f->minutes = d.minutes;
	}
}

static const struct vacancy_stay *
stay_of(const struct measure *m, const char *service)
{
	size_t low = 0, high = m->nstays;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int to = strcmp(m->stays[mid].service, service);

		if (!to)
			return &m->stays[mid];
		if (to < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

static enum fit
stay_fit(const struct vacancy_stay *s)
{
	static const enum fit fits[] = { [VACANCY_UNKNOWN] = FIT_UNKNOWN,
		[VACANCY_OPEN] = FIT_YES, [VACANCY_FEW] = FIT_TERMS,
		[VACANCY_FULL] = FIT_NO, [VACANCY_CLOSED] = FIT_NO };

	return s ? fits[s->state] : FIT_UNKNOWN;
}

static void
measure(const struct measure *m, size_t i, struct candidate *f)
{
	int64_t below = is_hidden(m, i, AGE_BELOW) ? 0 :
	    number(m, i, AGE_BELOW);
	int64_t kilograms = is_hidden(m, i, WEIGHT_MAX) ? 0 :
	    number(m, i, WEIGHT_MAX);
	struct match_verdict v;

	f->id = cell(m, i, ID);
	f->place = cell(m, i, PLACE_NAME);
	f->kind = cell(m, i, KIND);
	f->municipality = cell(m, i, MUNICIPALITY);
	f->confirmed_on = cell(m, i, CONFIRMED_ON);
	f->stay = stay_of(m, f->id);
	f->phone = is_hidden(m, i, PHONE) ? NULL : cell(m, i, PHONE);
	f->offer = (struct match_offer){ .id = f->id,
		.answers = answers_of(m, i),
		.age_known = below > 0, .min_months = (int)number(m, i, AGE_FROM),
		.max_months = below >= AGE_NO_END ? -1 : (int)below - 1,
		.weight_known = kilograms > 0,
		.max_kilograms = kilograms >= WEIGHT_ANY ? -1 : (int)kilograms,
		.vacancy = stay_fit(f->stay) };
	if (m->f->need.days || m->f->need.hours.from >= 0)
		f->offer.open = week_of_row(m, i, OPENING);
	if (m->f->need.nurse)
		f->offer.nurse = week_of_row(m, i, NURSE_HOURS);
	measure_way(m, i, f);
	weigh(m, f);
	match_decide(&m->f->need, &f->offer, &v);
	f->match = (struct match){ &f->offer, v.fit,
		match_score(&m->weights, &f->offer, &v) };
}

static enum result
begin(struct request *r, const struct profile *p, struct measure *m)
{
	enum result rc = directory_slots(r, &m->slots);

	if (!rc)
		rc = distances_load(r, &m->distances);
	for (size_t k = 0; !rc && k < m->f->wanted.n; k++)
		m->at[k] = directory_slot(m->slots, m->f->wanted.codes[k]);
	if (!rc && p->from_on)
		rc = vacancy_stays(r, p->kinds, p->from_on, p->to_on ?
		    p->to_on : p->from_on, &m->stays, &m->nstays);
	m->weights.few = (unsigned)p->few;
	m->weights.soft[SOFT_NEAR] = (unsigned)p->near;
	m->weights.soft[SOFT_FRESH] = (unsigned)p->fresh;
	m->from.municipality = p->municipality;
	return rc;
}

static void
find_columns(struct measure *m)
{
	for (size_t c = 0; c < COLUMNS; c++) {
		for (size_t k = 0; k < m->rows->ncols; k++) {
			if (strcmp(m->rows->names[k], names[c]) == 0)
				m->column[c] = k;
		}
	}
}

/* The order is found on small pieces; then the candidates follow it. */
static void
put_in_order(struct request *r, struct finding *f, struct candidate *all)
{
	struct match *order = arena_array(r->mem, f->n + 1, sizeof(*order));

	f->all = arena_array(r->mem, f->n + 1, sizeof(*f->all));
	for (size_t i = 0; i < f->n; i++)
		order[i] = all[i].match;
	match_sort(order, f->n);
	for (size_t i = 0; i < f->n; i++) {
		const struct candidate *from = (const struct candidate *)(const void *)
		    ((const char *)order[i].offer - offsetof(struct candidate,
		    offer));

		f->all[i] = *from;
		f->all[i].match.offer = &f->all[i].offer;
		f->by_fit[from->match.fit]++;
	}
}

enum result
matching_find(struct request *r, const struct profile *p, struct finding *f)
{
	struct rows rows = { 0 };
	struct measure m = { .r = r, .rows = &rows, .f = f,
		.reach = directory_reach(r) };
	struct candidate *all;
	enum result rc;

	memset(f, 0, sizeof(*f));
	profile_need(r, p, &f->need, &f->wanted);
	rc = begin(r, p, &m);
	if (!rc)
		rc = matching_sql_services(r, p->kinds, m.reach, &rows);
	if (rc)
		return rc;
	find_columns(&m);
	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (f->n = 0; f->n < rows.nrows; f->n++)
		measure(&m, f->n, &all[f->n]);
	put_in_order(r, f, all);
	return OK;
}

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "features/child/child.h"
#include "features/matching/matching_place.h"
#include "features/matching/matching_private.h"

/*
 * The vacancy board for one child, or for one search that was kept: the rows of
 * services that may take her, with why. The address holds an id and no more;
 * who may not see the child gets no board of hers.
 */
struct why {
	struct html_list places;
};

static const struct slot why_slots[] = {
	SLOT_LIST(why, places, matching_place_slots, struct place_row),
};

TEMPLATE(matching_board_part, "src/features/matching/board.html", why_slots);

/* Whose needs. MISSING also when nobody's are asked for. */
static enum result
read_whose(struct request *r, struct profile *p, struct vacancy_view *v)
{
	const char *child = request_query(r, "child");
	const char *need = request_query(r, "need");
	struct need n;
	enum result rc;

	profile_begin(p);
	if (!text_blank(child)) {
		rc = profile_of_child(r, child, p);
		v->title = rc ? NULL : arena_fmt(r->mem, "%sさんの条件",
		    child_name(r, child));
		v->name = "child";
		v->value = child;
		return rc;
	}
	if (text_blank(need))
		return MISSING;
	rc = record_get(r, &need_record, need, &n);
	if (rc)
		return rc;
	profile_of_text(r, n.profile, p);
	v->title = n.label ? n.label : "探す条件";
	v->name = "need";
	v->value = n.id;
	v->from = p->from_on;
	/* The board itself says on which day. */
	p->from_on = p->to_on = NULL;
	return OK;
}

static bool
has_room(const struct vacancy_stay *all, size_t n, const char *service)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int to = strcmp(all[mid].service, service);

		if (!to)
			return true;
		if (to < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return false;
}

static int
order(const void *a, const void *b)
{
	const struct vacancy_fit *x = a, *y = b;

	return strcmp(x->service, y->service);
}

/* Those with a row on the board that may take her, the best first. */
static size_t
keep(const struct finding *f, const struct vacancy_stay *stays, size_t nstays,
    const struct candidate **kept)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++) {
		if (f->all[i].match.fit != FIT_NO &&
		    has_room(stays, nstays, f->all[i].id))
			kept[n++] = &f->all[i];
	}
	return n;
}

/* The first MAX_FACTS have their reasons below; others on the service's page. */
static enum result
fill(struct request *r, const struct finding *f,
    const struct candidate **kept, size_t n, struct vacancy_view *v)
{
	static const char *const marks[] = { "○", "△", "？", "×" };
	size_t nwhy = n < MAX_FACTS ? n : MAX_FACTS;
	struct vacancy_fit *fits = arena_array(r->mem, n + 1, sizeof(*fits));
	struct place_row *rows = arena_array(r->mem, nwhy + 1, sizeof(*rows));
	struct why why = { { rows, nwhy } };
	struct facts *facts;
	enum result rc = matching_facts(r, f, kept, nwhy, &facts);

	if (rc)
		return rc;
	for (size_t i = 0; i < n; i++)
		fits[i] = (struct vacancy_fit){ kept[i]->id,
			marks[kept[i]->match.fit],
			matching_group(kept[i]->match.fit),
			arena_fmt(r->mem, i < nwhy ? "#fit-%s" : "/services/%s",
			kept[i]->id), true };
	for (size_t i = 0; i < nwhy; i++)
		rows[i] = matching_place(r, f, facts, kept[i]);
	if (n)
		qsort(fits, n, sizeof(*fits), order);
	v->fits = fits;
	v->nfits = n;
	v->below = n ? html_part(r, &matching_board_part, &why) : NULL;
	return OK;
}

/* GET /matching/board ?child=ID or ?need=ID, and what the board takes. */
enum result
matching_board_get(struct request *r)
{
	struct vacancy_view v = { .path = "/matching/board" };
	struct finding *f = arena_take(r->mem, sizeof(*f));
	struct profile p;
	struct vacancy_stay *stays;
	const struct candidate **kept;
	size_t n;
	enum result rc = read_whose(r, &p, &v);

	if (!rc && !p.kinds)
		rc = vacancy_kinds(r, &p.kinds);
	if (!rc)
		rc = matching_find(r, &p, f);
	if (!rc)
		rc = vacancy_stays(r, p.kinds, r->today, r->today, &stays, &n);
	if (rc)
		return rc;
	kept = arena_array(r->mem, f->n + 1, sizeof(*kept));
	rc = fill(r, f, kept, keep(f, stays, n, kept), &v);
	return rc ? rc : vacancy_board_show(r, &v);
}

/* POST, for the name that was typed belongs in no address. */
enum result
matching_board_post(struct request *r)
{
	const struct field *f = record_field(&profile_record, "child");
	const char *id = request_form(r, "child"), *says;
	struct profile p = { .child = NULL };
	enum result rc;

	says = field_read(r, f, text_blank(id) ? request_form(r,
	    "child_typed") : id, r->today, false, &p);
	if (!says && text_blank(p.child))
		says = "子どもを選んでください。";
	if (!says)
		return request_see(r, OK, arena_fmt(r->mem,
		    "/matching/board?child=%s", p.child));
	request_fault(r, "child", says);
	rc = vacancy_board_show(r, NULL);
	return rc ? rc : INVALID;
}

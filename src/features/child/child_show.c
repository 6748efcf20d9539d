#include "app/access.h"
#include "app/charge.h"
#include "app/codes.h"
#include "app/page.h"
#include "app/site.h"
#include "base/date.h"
#include "features/child/child_page.h"

enum { MAX_PANELS = 24 };

struct show {
	const char *id, *number, *name, *kana, *born, *place, *guardian, *phone;
	const char *address, *medical_care, *sex;
	const struct html *care, *note, *guarded, *above, *main, *aside;
	const char *consent;	/* the one this page stands on */
	bool may_write, is_glass;
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, id),
	SLOT_TEXT(show, number),
	SLOT_TEXT(show, name),
	SLOT_TEXT(show, kana),
	SLOT_TEXT(show, born),
	SLOT_TEXT(show, place),
	SLOT_TEXT(show, guardian),
	SLOT_TEXT(show, phone),
	SLOT_TEXT(show, address),
	SLOT_TEXT(show, medical_care),
	SLOT_TEXT(show, sex),
	SLOT_HTML(show, care),
	SLOT_HTML(show, note),
	SLOT_HTML(show, guarded),
	SLOT_HTML(show, above),
	SLOT_HTML(show, main),
	SLOT_HTML(show, aside),
	SLOT_TEXT(show, consent),
	SLOT_FLAG(show, is_glass),
	SLOT_FLAG(show, may_write),
};

TEMPLATE(child_show_page, "src/features/child/show.html", show_slots);

static const char *
born_text(struct request *r, const char *born_on)
{
	if (!born_on)
		return "不明";
	return arena_fmt(r->mem, "%s（%s）", date_era(r->mem, born_on),
	    date_age_label(r->mem, born_on, r->today));
}

static const char *
place_text(struct request *r, const char *municipality)
{
	const struct municipality *m = municipality ?
	    codes_municipality(r->codes, municipality) : NULL;

	if (!m)
		return "不明";
	return arena_fmt(r->mem, "%s（%s）", m->name, codes_label(r->codes,
	    "region", codes_region(r->codes, m->code, r->today)));
}

/* The parts other features have to show, and where they stand. */
struct part {
	const struct panel *panel;
	const struct html *drawn;
};

static const struct html *
column(struct request *r, const struct part *parts, size_t n, bool above,
    bool aside)
{
	const struct html *drawn[MAX_PANELS];
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		if (parts[i].panel->above == above &&
		    parts[i].panel->aside == aside)
			drawn[count++] = parts[i].drawn;
	}
	return html_join(r->mem, drawn, count);
}

static int
place_of(const struct part *part)
{
	return part->panel->place ? part->panel->place : MAX_PANELS;
}

static enum result
draw_panels(struct request *r, const char *child, struct show *p)
{
	struct part parts[MAX_PANELS];
	size_t n = 0;

	for (size_t i = 0; i < r->site->nfeatures && n < MAX_PANELS; i++) {
		const struct feature *f = r->site->features[i];
		struct part part = { .panel = f->panel };
		enum result rc = part.panel && part.panel->draw &&
		    charge_shows(r, f) ?
		    part.panel->draw(r, child, &part.drawn) : OK;
		size_t at = n;

		if (rc)
			return rc;
		if (!part.drawn)
			continue;
		for (; at && place_of(&parts[at - 1]) > place_of(&part); at--)
			parts[at] = parts[at - 1];
		parts[at] = part;
		n++;
	}
	p->above = column(r, parts, n, true, false);
	p->main = column(r, parts, n, false, false);
	p->aside = column(r, parts, n, false, true);
	return OK;
}

enum result
child_show_get(struct request *r)
{
	struct child c;
	const struct grant *grant;
	const char *kept = NULL;
	enum result rc = record_get(r, &child_record, r->arg[0], &c);
	struct show p = { .may_write = request_may(r, CHILD_WRITE) };
	struct crumb crumbs[] = { { "子ども", "/children" }, { NULL, NULL } };
	struct page page = { .menu = "/children", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };

	if (!rc)
		rc = child_merged_into(r, c.id, &kept);
	if (rc)
		return rc;
	if (kept)
		return request_see(r, OK, arena_fmt(r->mem, "/children/%s",
		    kept));
	rc = access_grant(r, c.id, &grant);
	if (!rc)
		rc = draw_panels(r, c.id, &p);
	if (rc)
		return rc;
	p.is_glass = grant_is_glass(grant);
	if (grant_consent(grant))
		p.consent = arena_fmt(r->mem, "/consents/%s",
		    grant_consent(grant));
	p.id = c.id;
	p.number = c.number;
	p.name = c.name;
	p.kana = c.kana;
	p.guardian = c.guardian;
	p.phone = c.phone;
	p.address = c.address;
	p.born = born_text(r, c.born_on);
	p.place = place_text(r, c.municipality);
	p.sex = codes_label(r->codes, "sex", c.sex);
	p.medical_care = codes_label(r->codes, "medical_care", c.medical_care);
	p.care = html_chips(r, "care", c.care);
	p.note = c.note ? html_lines(r->mem, c.note) : NULL;
	p.guarded = c.guarded ? html_lines(r->mem, c.guarded) : NULL;
	page.title = crumbs[1].label = arena_fmt(r->mem, "%sさん", c.name);
	return page_show(r, &page, &child_show_page, &p);
}

#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/page.h"
#include "features/directory/directory_page.h"

/* One service with all its answers, each with its source and its day. */

struct line {
	const char *label, *mark, *answer, *terms, *from, *hidden;
	bool fresh;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, label),
	SLOT_TEXT(line, mark),
	SLOT_TEXT(line, answer),
	SLOT_TEXT(line, terms),
	SLOT_TEXT(line, from),
	SLOT_TEXT(line, hidden),
	SLOT_FLAG(line, fresh),
};

struct group {
	const char *label;
	struct html_list lines;
};

static const struct slot group_slots[] = {
	SLOT_TEXT(group, label),
	SLOT_LIST(group, lines, line_slots, struct line),
};

struct show {
	const char *id, *title, *status, *hidden, *place, *ago, *place_id,
	    *place_name, *provider, *phone;
	bool running, fresh, may_write, is_centre;
	const struct html *hidden_fields;
	struct html_list facts, groups;
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, id),
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, status),
	SLOT_TEXT(show, hidden),
	SLOT_TEXT(show, place),
	SLOT_TEXT(show, ago),
	SLOT_TEXT(show, place_id),
	SLOT_TEXT(show, place_name),
	SLOT_TEXT(show, provider),
	SLOT_TEXT(show, phone),
	SLOT_FLAG(show, running),
	SLOT_FLAG(show, fresh),
	SLOT_FLAG(show, may_write),
	SLOT_FLAG(show, is_centre),
	SLOT_HTML(show, hidden_fields),
	{ .name = "facts", .kind = SLOT_IS_LIST, .at = offsetof(struct show,
	    facts), .rows = told_slots, .nrows_slots = TOLD_SLOTS,
	    .row_size = sizeof(struct told) },
	SLOT_LIST(show, groups, group_slots, struct group),
};

TEMPLATE(directory_service_page, "src/features/directory/service.html",
    show_slots);

static struct line
line_of(struct request *r, const struct capability *c)
{
	return (struct line){
		.label = c->label,
		.mark = answer_mark(c->answer),
		.answer = codes_label(r->codes, "capability_answer",
		    answer_code(c->answer)),
		.terms = c->terms,
		.from = c->source ? arena_fmt(r->mem, "%s・%s（%s）",
		    codes_label_short(r->codes, "directory_source", c->source),
		    directory_ago(r, c->confirmed_on), c->told_by) : NULL,
		.fresh = !c->source || directory_is_fresh(r, c->confirmed_on),
		.hidden = c->visibility && strcmp(c->visibility, "public") ?
		    codes_label(r->codes, "visibility", c->visibility) : NULL,
	};
}

static enum result
fill_groups(struct request *r, const char *service, struct show *p)
{
	static const char *const labels[] = { "14の医療的ケア", "そのほかの条件" };
	struct group *groups = arena_array(r->mem, COUNT(labels),
	    sizeof(*groups));
	const struct capability *all;
	size_t n;
	enum result rc = directory_capabilities(r, service, &all, &n);

	for (size_t g = 0; !rc && g < COUNT(labels); g++) {
		struct line *lines = arena_array(r->mem, n, sizeof(*lines));
		size_t k = 0;

		for (size_t i = 0; i < n; i++) {
			if (all[i].care == (g == 0))
				lines[k++] = line_of(r, &all[i]);
		}
		groups[g] = (struct group){ labels[g], { lines, k } };
	}
	p->groups = (struct html_list){ groups, COUNT(labels) };
	return rc;
}

static const char *
place_words(struct request *r, const struct place *p)
{
	const struct municipality *m = p->municipality ?
	    codes_municipality(r->codes, p->municipality) : NULL;

	return arena_fmt(r->mem, "%s%s", m ? m->name : "",
	    p->address ? p->address : "");
}

static enum result
fill(struct request *r, const struct service *s, const struct place *place,
    struct show *p)
{
	struct provider provider;
	enum result rc = OK;

	*p = (struct show){
		.id = s->id,
		.title = directory_service_title(r, s, place->name),
		.status = codes_label(r->codes, "service_status", s->status),
		.running = strcmp(s->status, "active") == 0,
		.hidden = strcmp(s->shown_to, "public") ? codes_label(r->codes,
		    "visibility", s->shown_to) : NULL,
		.place = place_words(r, place),
		.ago = directory_ago(r, s->confirmed_on),
		.fresh = directory_is_fresh(r, s->confirmed_on),
		.place_id = place->id,
		.place_name = place->name,
		.phone = s->phone ? s->phone : place->phone,
		.may_write = access_centre_writes(r),
		.is_centre = access_is_centre(r),
	};
	if (place->provider)
		rc = record_get(r, &provider_record, place->provider,
		    &provider);
	if (place->provider && !rc)
		p->provider = provider.name;
	if (rc && rc != MISSING)
		return rc;
	if (p->may_write)
		p->hidden_fields = form_hidden(r, s->version);
	rc = directory_told(r, &service_record, s, &p->facts);
	return rc ? rc : fill_groups(r, s->id, p);
}

/* GET /services/ID */
enum result
directory_service_get(struct request *r)
{
	struct crumb crumbs[] = { { "資源・受入れ先", "/services" },
	    { NULL, NULL } };
	struct page page = { .menu = "/services", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	struct service s;
	struct place place;
	struct show p;
	enum result rc = record_get(r, &service_record, r->arg[0], &s);

	if (!rc)
		rc = record_get(r, &place_record, s.place, &place);
	if (!rc)
		rc = fill(r, &s, &place, &p);
	if (rc)
		return rc;
	crumbs[1].label = page.title = p.title;
	return page_show(r, &page, &directory_service_page, &p);
}

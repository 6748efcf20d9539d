#include <stdlib.h>
#include <string.h>

#include "app/codes.h"
#include "app/deed.h"
#include "base/date.h"
#include "features/pathway/pathway_dates.h"
#include "features/pathway/pathway_flow.h"
#include "features/pathway/pathway_private.h"

/* What other days mean, line by line, before anything moves; and the deed. */
struct line {
	const char *label, *stage, *old_on, *new_on;
	bool anchor, past;
};

struct kept {
	const char *name, *value;
};

struct preview {
	const char *child, *name, *says, *digest;
	const struct html *hidden;
	struct html_list lines, fields;
	bool any, changed;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, label),
	SLOT_TEXT(line, stage),
	SLOT_TEXT(line, old_on),
	SLOT_TEXT(line, new_on),
	SLOT_FLAG(line, anchor),
	SLOT_FLAG(line, past),
};

static const struct slot kept_slots[] = {
	SLOT_TEXT(kept, name),
	SLOT_TEXT(kept, value),
};

static const struct slot preview_slots[] = {
	SLOT_TEXT(preview, child),
	SLOT_TEXT(preview, name),
	SLOT_TEXT(preview, says),
	SLOT_TEXT(preview, digest),
	SLOT_HTML(preview, hidden),
	SLOT_LIST(preview, lines, line_slots, struct line),
	SLOT_LIST(preview, fields, kept_slots, struct kept),
	SLOT_FLAG(preview, any),
	SLOT_FLAG(preview, changed),
};

TEMPLATE(pathway_preview_page, "src/features/pathway/preview.html",
    preview_slots);

static const char *
day_text(struct request *r, const char *day)
{
	return day ? date_era(r->mem, day) : "未定";
}

static struct line
line_of(struct request *r, const struct flow_line *l)
{
	bool step = strcmp(l->move.kind, "step") == 0;

	return (struct line){
		.label = l->label,
		.stage = l->stage ? l->stage : "",
		.old_on = day_text(r, l->move.old_on),
		.new_on = day_text(r, l->move.new_on),
		.anchor = strcmp(l->move.kind, "anchor") == 0,
		.past = step && l->move.new_on &&
		    strcmp(l->move.new_on, r->today) < 0,
	};
}

static struct line
line_added(struct request *r, const struct way *w,
    const struct pathway_step *s)
{
	return (struct line){
		.label = plan_of(&w->plan, s->stage, s->step,
		    r->today)->label,
		.stage = codes_label(r->codes, "pathway_stage", s->stage),
		.old_on = "（新しい項目）",
		.new_on = day_text(r, s->due_on),
		.past = s->due_on && strcmp(s->due_on, r->today) < 0,
	};
}

static void
fill_lines(struct request *r, const struct way *w, const struct flow *f,
    struct preview *p)
{
	size_t n = f->n + f->nadded, nsteps = 0;
	struct line *lines = arena_array(r->mem, n + 1, sizeof(*lines));

	for (size_t i = 0; i < f->n; i++) {
		lines[i] = line_of(r, &f->lines[i]);
		nsteps += strcmp(f->lines[i].move.kind, "step") == 0;
	}
	for (size_t i = 0; i < f->nadded; i++)
		lines[f->n + i] = line_added(r, w, &f->added[i]);
	p->lines = (struct html_list){ lines, n };
	p->any = n > 0;
	p->says = arena_fmt(r->mem, "まだ済んでいない項目%zu件の期日が動きます。%s"
	    "済んだ項目と対象外の項目は動きません。", nsteps, f->nadded ?
	    arena_fmt(r->mem, "%zu件が新しく加わります。", f->nadded) : "");
}

/* The form as it was filled in, to be sent again with the answer. */
static void
fill_fields(struct request *r, const struct pathway *now, struct preview *p)
{
	struct kept *all = arena_array(r->mem, pathway_record.nfields,
	    sizeof(*all));
	size_t n = 0;

	for (size_t i = 0; i < pathway_record.nfields; i++) {
		const struct field *f = &pathway_record.fields[i];

		if (!(f->flags & HIDDEN))
			all[n++] = (struct kept){ f->name,
			    field_text(r->mem, f, now) };
	}
	p->fields = (struct html_list){ all, n };
}

static enum result
show_preview(struct request *r, const struct way *w, const struct flow *f,
    bool changed)
{
	struct preview p = {
		.child = w->child.id,
		.name = w->child.name,
		.digest = f->digest,
		.hidden = form_hidden(r, f->now.version),
		.changed = changed,
	};

	fill_lines(r, w, f, &p);
	fill_fields(r, &f->now, &p);
	return pathway_page_show(r, w, "期日の動き", &pathway_preview_page, &p);
}

/* POST /children/ID/pathway/preview: changes nothing. */
enum result
pathway_preview_post(struct request *r)
{
	struct way w;
	struct dates d;
	struct flow f;
	enum result rc = way_load_to_write(r, r->arg[0], &w);

	if (!rc && !w.begun)
		rc = MISSING;
	if (rc)
		return rc;
	rc = dates_read(r, &w, &d);
	if (rc) {
		(void)dates_show(r, &w, &d, NULL);
		return rc;
	}
	flow_of(r, &w, &d.pathway, &f);
	return show_preview(r, &w, &f, false);
}

static enum result
begin(struct request *r, struct way *w, struct dates *d, const char *see)
{
	deed_begin(r);
	(void)flow_begin(r, w, &d->pathway, d->stage.stage,
	    d->stage.from_on);
	return deed_commit(r, see);
}

/* Only what was shown moves: when that has changed, it is shown again. */
static enum result
carry_out(struct request *r, struct way *w, struct dates *d, const char *see)
{
	const char *seen = request_form(r, "seen");
	struct flow f;

	flow_of(r, w, &d->pathway, &f);
	if (!seen || strcmp(seen, f.digest) != 0) {
		(void)show_preview(r, w, &f, seen != NULL);
		return CONFLICT;
	}
	deed_begin(r);
	(void)flow_carry_out(r, w, &f, d->pathway.version);
	return deed_commit(r, see);
}

static enum result
answer_conflict(struct request *r, struct dates *mine)
{
	struct way w;
	enum result rc = way_load(r, r->arg[0], &w);

	if (rc)
		return rc;
	mine->pathway.version = w.pathway.version;
	(void)dates_show(r, &w, mine, form_conflict(r, &pathway_record,
	    &mine->pathway, &w.pathway));
	return CONFLICT;
}

/* POST /children/ID/pathway/dates */
enum result
pathway_dates_post(struct request *r)
{
	struct way w;
	struct dates d;
	const char *see;
	enum result rc = way_load_to_write(r, r->arg[0], &w);

	if (rc)
		return rc;
	rc = dates_read(r, &w, &d);
	if (rc) {
		(void)dates_show(r, &w, &d, NULL);
		return rc;
	}
	see = request_saying(r, arena_fmt(r->mem, "/children/%s/pathway",
	    w.child.id), w.begun ? "moved" : "recorded");
	if (!w.begun)
		return request_see(r, begin(r, &w, &d, see), see);
	if (d.pathway.version != w.pathway.version && !r->repeated)
		return answer_conflict(r, &d);
	rc = request_see(r, carry_out(r, &w, &d, see), see);
	if (rc == CONFLICT && !r->repeated && !r->answer.body.len)
		return answer_conflict(r, &d);
	return rc;
}

/* POST /children/ID/pathway/reversal: the last move is taken back. */
enum result
pathway_reversal_post(struct request *r)
{
	struct way w;
	const char *flow = request_form(r, "flow"), *see;
	enum result rc = way_load_to_write(r, r->arg[0], &w);

	if (!rc && !w.begun)
		rc = MISSING;
	if (rc)
		return rc;
	if (!flow || !*flow) {
		request_fault(r, "flow", "required");
		return INVALID;
	}
	see = request_saying(r, arena_fmt(r->mem, "/children/%s/pathway",
	    w.child.id), "moved_back");
	deed_begin(r);
	(void)flow_reverse(r, &w, flow);
	return request_see(r, deed_commit(r, see), see);
}

int64_t
pathway_version(const struct request *r)
{
	const char *s = request_form(r, "version");

	return s ? strtoll(s, NULL, 10) : 0;
}

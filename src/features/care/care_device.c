#include <string.h>

#include "app/codes.h"
#include "app/deed.h"
#include "base/text.h"
#include "features/care/care_view.h"
#include "features/child/child.h"

/* A device: which kind, then what a power cut asks of that kind first. */
struct form {
	const char *title, *action, *child, *kind, *removal;
	const struct html *faults, *hidden, *first, *rest, *removal_hidden;
	bool open;
};

static const struct slot form_slots[] = {
	SLOT_TEXT(form, title),
	SLOT_TEXT(form, action),
	SLOT_TEXT(form, child),
	SLOT_TEXT(form, kind),
	SLOT_TEXT(form, removal),
	SLOT_HTML(form, faults),
	SLOT_HTML(form, hidden),
	SLOT_HTML(form, first),
	SLOT_HTML(form, rest),
	SLOT_HTML(form, removal_hidden),
	SLOT_FLAG(form, open),
};

TEMPLATE(care_device_page, "src/features/care/device.html", form_slots);

struct kind_row {
	const char *code, *label;
};

struct choose {
	const char *child, *name;
	struct html_list kinds;
};

static const struct slot kind_slots[] = {
	SLOT_TEXT(kind_row, code),
	SLOT_TEXT(kind_row, label),
};

static const struct slot choose_slots[] = {
	SLOT_TEXT(choose, child),
	SLOT_TEXT(choose, name),
	SLOT_LIST(choose, kinds, kind_slots, struct kind_row),
};

TEMPLATE(care_kind_page, "src/features/care/kind.html", choose_slots);

/* Asked at once; the rest is behind a summary, and some are never asked. */
static const char *const battery_first[] = { "model", "watts", "internal",
	"internal_minutes", "external", "battery_count", "battery_minutes",
	"battery_checked_on", "supplier", "supplier_phone", NULL };
static const char *const oxygen_first[] = { "model", "flow", "watts",
	"internal", "internal_minutes", "supplier", "supplier_phone", NULL };
static const char *const cylinder_first[] = { "cylinder_litres", "pressure",
	"cylinder_count", "flow", "supplier", "supplier_phone", NULL };
static const char *const other_first[] = { "model", "critical", "watts",
	"internal", "internal_minutes", NULL };
static const char *const of_power[] = { "watts", "internal",
	"internal_minutes", "external", "battery_count", "battery_minutes",
	"battery_since", "battery_checked_on", "charger", "car_cable",
	"dc_input", "critical", NULL };
static const char *const of_cylinder[] = { "cylinder_litres", "pressure",
	"cylinder_count", NULL };

static bool
is_in(const char *const *names, const char *name)
{
	while (*names && strcmp(*names, name) != 0)
		names++;
	return *names != NULL;
}

static const char *const *
first_of(const struct device *d)
{
	if (care_is_kind(d, "ventilator") || care_is_kind(d, "suction"))
		return battery_first;
	if (care_is_kind(d, "concentrator"))
		return oxygen_first;
	return care_needs_power(d) ? other_first : cylinder_first;
}

static bool
is_asked(const struct device *d, const char *name)
{
	bool cylinder = !care_needs_power(d);

	if (strcmp(name, "kind") == 0)
		return false;
	if (strcmp(name, "flow") == 0)
		return cylinder || care_is_kind(d, "concentrator");
	return !is_in(cylinder ? of_power : of_cylinder, name);
}

static const struct html *
fields_of(struct request *r, const struct device *d, bool first, bool *told)
{
	const struct html **parts = arena_array(r->mem, device_record.nfields,
	    sizeof(*parts));
	const char *const *names = first_of(d);
	size_t n = 0;

	for (size_t i = 0; i < device_record.nfields; i++) {
		const struct field *f = &device_record.fields[i];

		if (f->flags & HIDDEN || is_in(names, f->name) != first ||
		    !is_asked(d, f->name) ||
		    !record_shows(r, &device_record, f, d))
			continue;
		*told |= field_is_told(f, d) ||
		    request_fault_of(r, f->name) != NULL;
		parts[n++] = form_field(r, f, d);
	}
	return html_join(r->mem, parts, n);
}

static enum result
show_form(struct request *r, const struct device *d, const struct html *above)
{
	bool first_told = false;
	struct form f = {
		.title = arena_fmt(r->mem, "%s%s", codes_label(r->codes,
		    "device_kind", d->kind), d->id ? "を直す" : "を加える"),
		.action = d->id ? arena_fmt(r->mem, "/devices/%s", d->id) :
		    arena_fmt(r->mem, "/children/%s/devices", d->child),
		.child = d->child,
		.kind = d->kind,
		.faults = above ? above : form_faults(r),
		.hidden = form_hidden(r, d->version),
	};

	f.first = fields_of(r, d, true, &first_told);
	f.rest = fields_of(r, d, false, &f.open);
	if (d->id && !d->removed_on) {
		f.removal = arena_fmt(r->mem, "/devices/%s/removal", d->id);
		f.removal_hidden = form_hidden_own(r);
	}
	return care_page_show(r, d->child, f.title, &care_device_page, &f);
}

static enum result
choose_kind(struct request *r, const struct child *c)
{
	size_t n, shown = 0;
	const struct code *all = codes_list(r->codes, "device_kind", &n);
	struct kind_row *rows = arena_array(r->mem, n + 1, sizeof(*rows));
	struct choose p = { .child = c->id, .name = c->name };

	for (size_t i = 0; i < n; i++)
		if (code_valid(&all[i], r->today))
			rows[shown++] = (struct kind_row){ all[i].code,
			    all[i].label };
	p.kinds = (struct html_list){ rows, shown };
	return care_page_show(r, c->id, "機器を加える", &care_kind_page, &p);
}

enum result
care_device_new_get(struct request *r)
{
	const char *kind = request_query(r, "kind");
	struct child c;
	enum result rc = care_child_get(r, r->arg[0], &c);

	if (rc)
		return rc;
	if (!kind || !codes_find(r->codes, "device_kind", kind))
		return choose_kind(r, &c);
	return show_form(r, &(struct device){ .child = c.id, .kind = kind },
	    NULL);
}

/* A device that is not of a kind has no form to be shown again. */
static enum result
refuse(struct request *r, const struct device *d, enum result rc)
{
	struct child c;

	if (rc == INVALID && d->kind && codes_find(r->codes, "device_kind",
	    d->kind))
		(void)show_form(r, d, NULL);
	else if (rc == INVALID && !care_child_get(r, d->child, &c))
		(void)choose_kind(r, &c);
	return rc;
}

static const char *
back(struct request *r, const char *child, const char *saying)
{
	return request_saying(r, arena_fmt(r->mem, "/children/%s/care", child),
	    saying);
}

/* More than are ever looked at would be left out of the hours. */
static enum result
check_room(struct request *r, const char *child)
{
	struct device *all;
	size_t n;
	enum result rc = care_devices(r, child, &all, &n);

	if (!rc && n >= CARE_MAX_DEVICES)
		request_fault(r, "kind", "40台までです。使わなくなった機器を外してください。");
	return rc;
}

enum result
care_device_add_post(struct request *r)
{
	struct child c;
	struct device d = { 0 };
	const char *see;
	enum result rc = care_child_get(r, r->arg[0], &c);

	if (rc)
		return rc;
	d.child = c.id;
	rc = check_room(r, c.id);
	if (!rc)
		rc = record_read(r, &device_record, &d);
	if (rc)
		return refuse(r, &d, rc);
	see = back(r, c.id, "added");
	deed_begin(r);
	record_add(r, &device_record, &d);
	care_power_keep(r, c.id);
	return request_see(r, deed_commit(r, see), see);
}

/* By the id in the address; one that is gone is history. */
static enum result
load(struct request *r, struct device *d)
{
	enum result rc = record_get(r, &device_record, r->arg[0], d);

	return rc ? rc : care_may_see(r, d->child);
}

enum result
care_device_edit_get(struct request *r)
{
	struct device d;
	enum result rc = load(r, &d);

	if (!rc && d.removed_on)
		return request_see(r, OK, back(r, d.child, NULL));
	return rc ? rc : show_form(r, &d, NULL);
}

static enum result
answer_conflict(struct request *r, const struct device *mine)
{
	struct device theirs, again = *mine;
	enum result rc = load(r, &theirs);

	if (rc)
		return rc;
	again.version = theirs.version;
	again.removed_on = theirs.removed_on;
	(void)show_form(r, &again, form_conflict(r, &device_record, mine,
	    &theirs));
	return CONFLICT;
}

/* One that is still there. */
static enum result
load_there(struct request *r, struct device *d)
{
	enum result rc = load(r, d);

	return rc ? rc : d->removed_on ? CONFLICT : OK;
}

enum result
care_device_change_post(struct request *r)
{
	struct device old, d;
	const char *see;
	enum result rc = load_there(r, &old);

	if (rc)
		return rc;
	d = old;
	rc = record_read(r, &device_record, &d);
	if (rc)
		return refuse(r, &d, rc);
	see = back(r, d.child, "changed");
	deed_begin(r);
	record_change(r, &device_record, &old, &d);
	care_power_keep(r, d.child);
	rc = request_see(r, deed_commit(r, see), see);
	return rc == CONFLICT && !r->repeated ? answer_conflict(r, &d) : rc;
}

enum result
care_device_removal_post(struct request *r)
{
	struct device old, d;
	const char *see;
	enum result rc = load_there(r, &old);

	if (rc)
		return rc;
	d = old;
	d.removed_on = r->today;
	see = back(r, d.child, "changed");
	deed_begin(r);
	record_change(r, &device_record, &old, &d);
	care_power_keep(r, d.child);
	return request_see(r, deed_commit(r, see), see);
}

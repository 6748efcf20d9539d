#include "features/evacuation/evacuation_basis.h"

#include <string.h>

#include "base/text.h"
#include "features/care/care.h"
#include "features/child/child.h"
#include "features/coordinator/coordinator.h"
#include "features/evacuation/evacuation_sql.h"
#include "features/pathway/pathway.h"
#include "features/shelter/shelter.h"

/* One line a kind: its name, a tab, what it is. */
static void
begin(struct buffer *b, const char *kind)
{
	buffer_fmt(b, "%s%s\t", b->len ? "\n" : "", kind);
}

static void
put(struct buffer *b, const char *text)
{
	for (const char *s = text ? text : ""; *s; s++)
		buffer_bytes(b, strchr("\t\n\r", *s) ? " " : s, 1);
	buffer_add(b, "；");
}

/* What changes how long she lasts, or what is carried. */
static enum result
put_devices(struct request *r, const char *child, struct buffer *b)
{
	struct device *devices;
	size_t n;
	enum result rc = care_devices(r, child, &devices, &n);

	for (size_t i = 0; !rc && i < n; i++) {
		const struct device *d = &devices[i];

		put(b, d->kind);
		put(b, d->model);
		put(b, d->settings);
		put(b, d->flow);
		put(b, d->supplier_phone);
		buffer_fmt(b, "%lld.%lld.%lld.%lld；", (long long)d->watts,
		    (long long)d->internal_minutes,
		    (long long)d->battery_count,
		    (long long)d->battery_minutes);
	}
	return rc;
}

static bool
is_by_day(const char *part)
{
	return part && (strcmp(part, "nursery") == 0 ||
	    strcmp(part, "school") == 0 || strcmp(part, "service") == 0);
}

static enum result
put_team(struct request *r, const char *child, struct buffer *b)
{
	struct rows rows = { 0 };
	enum result rc = evacuation_sql_team(r, child, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct supporter s;

		if (!record_load(r, &supporter_record, &rows, i, &s) ||
		    !is_by_day(s.part))
			continue;
		put(b, s.part);
		put(b, rows_cell(&rows, i, "agency_name"));
		put(b, s.name);
	}
	return rc;
}

static enum result
put_stages(struct request *r, const char *child, struct buffer *b)
{
	struct rows rows = { 0 };
	enum result rc = evacuation_sql_stages(r, child, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct pathway_stage s;

		if (record_load(r, &pathway_stage_record, &rows, i, &s))
			put(b, s.stage);
	}
	return rc;
}

static void
put_shelter(struct request *r, const char *acceptance, struct buffer *b)
{
	struct acceptance a;
	struct shelter s;

	if (!acceptance ||
	    record_get(r, &acceptance_record, acceptance, &a))
		return;
	put(b, acceptance_name(r, &a));
	put(b, a.answer);
	put(b, a.direct);
	if (!a.shelter || record_get(r, &shelter_record, a.shelter, &s))
		return;
	put(b, s.hazards);
	put(b, s.absent_on);
	put(b, s.closed_on);
}

enum result
plan_basis(struct request *r, const struct plan *p, const char **basis)
{
	struct buffer b = buffer_new(r->mem);
	struct child c;
	enum result rc = record_get(r, &child_record, p->child, &c);

	if (rc)
		return rc;
	begin(&b, "住所");
	put(&b, c.municipality);
	put(&b, c.address);
	begin(&b, "医療的ケア・機器");
	put(&b, c.care);
	rc = put_devices(r, p->child, &b);
	begin(&b, "園・学校・通所先");
	if (!rc)
		rc = put_team(r, p->child, &b);
	begin(&b, "段階（退院など）");
	if (!rc)
		rc = put_stages(r, p->child, &b);
	begin(&b, "避難先");
	put_shelter(r, p->acceptance, &b);
	*basis = b.s;
	return rc;
}

/* The next line of *s, which moves behind it. */
static const char *
line_of(struct request *r, const char **s)
{
	size_t n = strcspn(*s, "\n");
	const char *line = arena_bytes(r->mem, *s, n);

	*s += n;
	*s += **s == '\n';
	return line;
}

const char *
plan_basis_differs(struct request *r, const char *was, const char *now)
{
	struct buffer b = buffer_new(r->mem);

	while (was && now && (*was || *now)) {
		const char *w = line_of(r, &was), *n = line_of(r, &now);
		size_t len = strcspn(n, "\t");

		if (strcmp(w, n) != 0)
			buffer_fmt(&b, "%s%s", b.len ? "、" : "",
			    arena_bytes(r->mem, n, len));
	}
	return b.len ? b.s : NULL;
}

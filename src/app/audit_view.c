
#include "app/access.h"
#include "app/audit.h"
#include "base/crypto.h"
#include "base/text.h"

/* What an answer shows of whom, as rows of the log. */

static const struct {
	enum data_class bit;
	const char *name;
} names[] = {
	{ CLASS_IDENTITY, "identity" },
	{ CLASS_CONTACT, "contact" },
	{ CLASS_CARE, "care" },
	{ CLASS_CLINICAL, "clinical" },
	{ CLASS_PROTECTED, "protected" },
};

static const char *
class_names(struct arena *mem, unsigned classes)
{
	struct buffer b = buffer_new(mem);

	for (size_t i = 0; i < COUNT(names); i++) {
		if (classes & names[i].bit)
			buffer_fmt(&b, "%s%s", b.len ? "," : "", names[i].name);
	}
	return b.s;
}

/* Shown by the same path, of the same consent, and as much of it. */
static bool
goes_with(const struct sight *a, const struct sight *b)
{
	return a->classes == b->classes &&
	    text_same(grant_path(a->grant), grant_path(b->grant)) &&
	    text_same(grant_basis(a->grant), grant_basis(b->grant));
}

/* The children of one row; a sight taken is marked by its child. */
static const char *
gather(struct arena *mem, struct sight *all, size_t n, size_t from)
{
	struct sight first = all[from];
	struct buffer b = buffer_new(mem);

	for (size_t i = from; i < n; i++) {
		if (!all[i].child || !goes_with(&first, &all[i]))
			continue;
		buffer_fmt(&b, "%s%s", b.len ? " " : "", all[i].child);
		all[i].child = NULL;
	}
	return b.s;
}

/* Who came by a link is nobody of ours, and sees one child at most. */
static struct audit_row *
told_row(struct request *r)
{
	struct audit_row *row = arena_take(r->mem, sizeof(*row));
	const struct disclosure *t = r->told;

	*row = (struct audit_row){ .at = r->now, .request = r->id,
		.login = t->to->login, .agency = t->to->agency, .verb = "view",
		.record = "child", .record_id = t->child, .path = "link",
		.classes = class_names(r->mem, t->classes),
		.children = t->child, .what = r->path };
	return row;
}

size_t
audit_views(struct request *r, struct audit_row **out)
{
	size_t n, made = 0;
	struct sight *all = access_sights(r, &n);
	const struct person *who = r->who;
	struct audit_row *rows;

	if (!n && !r->told)
		return 0;
	if (!r->id)
		r->id = crypto_uuid(r->mem);
	if (!n) {
		*out = told_row(r);
		return 1;
	}
	rows = arena_array(r->mem, n, sizeof(*rows));
	for (size_t i = 0; i < n; i++) {
		struct sight s = all[i];

		if (!s.child)
			continue;
		rows[made++] = (struct audit_row){ .at = r->now,
			.request = r->id, .person = who ? who->id : NULL,
			.login = who ? who->login : "-",
			.agency = who ? who->agency : NULL,
			.verb = n > 1 ? "list" : "view",
			.record = "child", .record_id = n > 1 ? "" : s.child,
			.path = grant_path(s.grant),
			.classes = class_names(r->mem, s.classes),
			.consent = grant_basis(s.grant),
			.children = gather(r->mem, all, n, i),
			.what = r->path };
	}
	*out = rows;
	return made;
}

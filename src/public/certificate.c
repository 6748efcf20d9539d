#include "app/page.h"
#include "features/training/training.h"
#include "public/public.h"
#include "public/public_sql.h"

/* /certificates: whether a certificate of a training holds. It is asked for by
 * what is printed on it; whose it is nobody finds out here. */

struct asked {
	const char *number, *on_day, *code;
};

static const struct field fields[] = {
	FIELD_TEXT(asked, number, .label = "番号", .flags = REQUIRED,
	    .max = 20, .hint = "例）2026-0001"),
	FIELD_DAY(asked, on_day, .label = "修了した日", .flags = REQUIRED,
	    .hint = "例）R8.12.1"),
	FIELD_TEXT(asked, code, .label = "確認の文字", .flags = REQUIRED,
	    .max = 20, .hint = "例）abcd-efgh-jkmn"),
};

static const struct record certificate_form = {
	.name = "certificate",
	.size = sizeof(struct asked),
	.fields = fields,
	.nfields = COUNT(fields),
};

struct show {
	const struct html *faults, *fields;
	bool asked, holds, revoked, unknown;
};

static const struct slot slots[] = {
	SLOT_HTML(show, faults),
	SLOT_HTML(show, fields),
	SLOT_FLAG(show, asked),
	SLOT_FLAG(show, holds),
	SLOT_FLAG(show, revoked),
	SLOT_FLAG(show, unknown),
};

static TEMPLATE(page_template, "src/public/certificate.html", slots);

/* False: nothing was typed at all. */
static bool
read_asked(struct request *r, struct asked *a)
{
	bool any = false;

	r->reading = &certificate_form;
	for (size_t i = 0; i < COUNT(fields); i++)
		any |= request_query(r, fields[i].name) != NULL;
	for (size_t i = 0; any && i < COUNT(fields); i++) {
		const char *typed = request_query(r, fields[i].name);
		const char *says = field_read(r, &fields[i], typed ? typed : "",
		    r->today, false, a);

		if (says)
			request_fault(r, fields[i].name, says);
	}
	return any;
}

static enum result
certificates_get(struct request *r)
{
	static const struct crumb crumbs[] = { { "修了証を確かめる", NULL } };
	static const struct page page = { .title = "修了証を確かめる",
		.crumbs = crumbs, .ncrumbs = COUNT(crumbs) };
	struct asked a = { 0 };
	struct rows rows = { 0 };
	struct show p = { 0 };
	bool any = read_asked(r, &a);
	enum result rc = OK;

	p.asked = any && !r->nfaults;
	if (p.asked)
		rc = public_sql_certificate(r, training_certificate_digest(r->mem,
		    a.number, a.on_day, a.code), &rows);
	if (rc)
		return rc;
	p.unknown = p.asked && !rows.nrows;
	p.revoked = rows.nrows && *rows_cell(&rows, 0, "revoked") == '1';
	p.holds = rows.nrows && !p.revoked;
	p.faults = form_faults(r);
	p.fields = form_record(r, &certificate_form, &a);
	rc = page_show(r, &page, &page_template, &p);
	return rc || !r->nfaults ? rc : INVALID;
}

static const struct route routes[] = {
	{ "GET", "/certificates", EVERYONE, certificates_get },
};

extern const struct feature public_certificate_feature;
const struct feature public_certificate_feature = {
	.name = "certificate",
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&page_template),
};

#include "features/auditlog/auditlog_line.h"

#include <string.h>

#include "app/codes.h"
#include "app/record_page.h"
#include "app/site.h"
#include "base/date.h"
#include "base/text.h"
#include "features/account/account.h"
#include "features/child/child.h"

enum { ID_LENGTH = 36, SHORT_LENGTH = 8, MAX_KINDS = 100, MAX_PEOPLE = 5000 };

const struct slot log_line_slots[LOG_LINE_SLOTS] = {
	SLOT_TEXT(log_line, seq),
	SLOT_TEXT(log_line, at),
	SLOT_TEXT(log_line, name),
	SLOT_TEXT(log_line, login),
	SLOT_TEXT(log_line, agency),
	SLOT_TEXT(log_line, role),
	SLOT_TEXT(log_line, verb),
	SLOT_TEXT(log_line, about),
	SLOT_TEXT(log_line, paths),
	SLOT_TEXT(log_line, classes),
	SLOT_TEXT(log_line, what),
	SLOT_TEXT(log_line, child),
	SLOT_FLAG(log_line, of_child),
};

/* What rows are about that is no record of a feature. */
static const struct {
	const char *name, *label;
} others[] = {
	{ "person", "職員" },
	{ "api_token", "プログラム用の鍵" },
	{ "setting", "設定" },
	{ "municipality_region", "市町村の圏域" },
	{ "outline", "市町村の境界" },
	{ "travel", "所要時間表" },
	{ "audit", "操作の記録" },
	{ "mail", "お知らせのメール" },
};

static const struct record *
record_named(const struct request *r, const char *name)
{
	for (size_t i = 0; i < r->site->nfeatures; i++) {
		const struct feature *f = r->site->features[i];

		for (size_t k = 0; k < f->nrecords; k++) {
			if (strcmp(f->records[k]->name, name) == 0)
				return f->records[k];
		}
	}
	return strcmp(name, account_record.name) ? NULL : &account_record;
}

static const char *
record_label(const struct request *r, const char *name)
{
	const struct record *rec;

	for (size_t i = 0; i < COUNT(others); i++) {
		if (strcmp(others[i].name, name) == 0)
			return others[i].label;
	}
	rec = record_named(r, name);
	return rec ? rec->label : name;
}

static size_t
id_length(const char *s)
{
	size_t n = strspn(s, "0123456789abcdef-");

	return n == ID_LENGTH && s[8] == '-' && s[23] == '-' ? n : 0;
}

const char *
log_shortened(struct arena *mem, const char *s)
{
	struct buffer b = buffer_new(mem);

	while (*s) {
		size_t n = id_length(s);

		if (n) {
			buffer_bytes(&b, s + n - SHORT_LENGTH, SHORT_LENGTH);
		} else {
			n = strspn(s, "0123456789abcdef-");
			n = n ? n : 1;
			buffer_bytes(&b, s, n);
		}
		s += n;
	}
	return b.s;
}

static size_t
words_in(const char *set)
{
	size_t n = set && *set;

	for (; set && *set; set++)
		n += *set == ' ';
	return n;
}

static bool
is_child(const struct audit_row *row)
{
	return strcmp(row->record, child_record.name) == 0;
}

/* Whom or what: a colleague by name, anything else by the end of its id; that
 * of a child stands beside it. */
static const char *
about(struct met *met, struct request *r, const struct audit_row *row)
{
	const char *label = record_label(r, row->record);
	size_t n = words_in(row->children);

	if (n > 1)
		return arena_fmt(r->mem, "子ども%zu人", n);
	if (!*row->record)
		return "";
	if (!*row->record_id || strcmp(row->record_id, "-") == 0 ||
	    is_child(row))
		return label;
	if (strcmp(row->record, account_record.name) == 0)
		return arena_fmt(r->mem, "%s %s", label,
		    met_who(met, row->record_id, "")->name);
	return arena_fmt(r->mem, "%s %s", label,
	    log_shortened(r->mem, row->record_id));
}

/* The labels of the fields that changed; else as it stands, ids cut. */
static const char *
what(struct request *r, const struct audit_row *row)
{
	const struct record *rec = record_named(r, row->record);
	struct buffer b = buffer_new(r->mem);
	const char *s = row->what;

	if (strncmp(s, "rows=", 5) == 0)
		return arena_fmt(r->mem, "%s行", s + 5);
	if (!rec || strcmp(row->verb, "change") != 0)
		return log_shortened(r->mem, s);
	while (*s) {
		size_t n = strcspn(s, ",");
		const char *name = arena_bytes(r->mem, s, n);
		const struct field *f = record_field(rec, name);

		buffer_fmt(&b, "%s%s", b.len ? "、" : "", f ? f->label : name);
		s += n + (s[n] != '\0');
	}
	return b.s;
}

struct log_line
log_line_of(struct met *met, const struct audit_row *row, int64_t seq)
{
	struct request *r = met_request(met);
	const struct who *w = met_who(met, row->person, row->login);
	const char *local = auditlog_local(r->mem, row->at);
	bool one = words_in(row->children) == 1;

	return (struct log_line){
		.seq = arena_fmt(r->mem, "%lld", (long long)seq),
		.at = arena_fmt(r->mem, "%s%.8s", auditlog_day(r->mem,
		    arena_bytes(r->mem, local, 10)), local + 11),
		.name = w->name,
		.login = row->login,
		.agency = met_agency(met, w, row->agency),
		.role = w->role,
		.verb = codes_label(r->codes, "audit_verb", row->verb),
		.about = about(met, r, row),
		.paths = auditlog_paths(r, row->path),
		.classes = auditlog_classes(r, row->classes),
		.what = what(r, row),
		.child = one ? log_shortened(r->mem, row->children) : NULL,
		.of_child = one && !is_child(row),
	};
}

/* Letters of an id, at least as many as are shown; else what no id ends in. */
static const char *
child_chosen(struct request *r)
{
	const char *s = request_query(r, "child");
	size_t n = s ? strspn(s, "0123456789abcdef-") : 0;

	if (text_blank(s))
		return NULL;
	return n >= SHORT_LENGTH && !s[n] ? s : "-";
}

struct auditlog_filter
auditlog_filter_of(struct request *r, const struct auditlog_period *p)
{
	return (struct auditlog_filter){
		.from = p->from_typed ? p->from : NULL,
		.to = p->to_typed ? p->to : NULL,
		.person = request_asked(r, "person"),
		.verb = request_asked(r, "verb"),
		.record = request_asked(r, "record"),
		.child = child_chosen(r),
	};
}

enum result
auditlog_people(struct request *r, const char *chosen_id,
    const struct html **out)
{
	struct rows rows = { 0 };
	struct choice *all;
	size_t n = 0;
	enum result rc = record_page(r, &account_record, false, MAX_PEOPLE, 0,
	    &rows);

	if (rc)
		return rc;
	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct account a;

		if (record_load(r, &account_record, &rows, i, &a))
			all[n++] = (struct choice){ a.id, arena_fmt(r->mem,
			    "%s（%s）", a.name, a.login) };
	}
	*out = form_choices(r, all, n, chosen_id, "すべて");
	return OK;
}

const struct html *
auditlog_records(struct request *r, const char *chosen_name)
{
	struct choice all[MAX_KINDS];
	size_t n = 0;

	for (size_t i = 0; i < r->site->nfeatures; i++) {
		const struct feature *f = r->site->features[i];

		for (size_t k = 0; k < f->nrecords && n < MAX_KINDS; k++)
			all[n++] = (struct choice){ f->records[k]->name,
			    f->records[k]->label };
	}
	for (size_t i = 0; i < COUNT(others) && n < MAX_KINDS; i++)
		all[n++] = (struct choice){ others[i].name, others[i].label };
	return form_choices(r, all, n, chosen_name, "すべて");
}

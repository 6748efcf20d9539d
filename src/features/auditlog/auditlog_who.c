#include "features/auditlog/auditlog_who.h"

#include <string.h>

#include "app/codes.h"
#include "app/text_map.h"
#include "base/date.h"
#include "base/instant.h"
#include "base/text.h"
#include "features/account/account.h"
#include "features/agency/agency.h"
#include "features/child/child.h"

enum { JAPAN = 9 * 60 * 60 };

struct met {
	struct request *r;
	struct text_map *people, *agencies;
};

struct met *
met_new(struct request *r)
{
	struct met *m = arena_take(r->mem, sizeof(*m));

	*m = (struct met){ r, text_map_new(r->mem, 64),
	    text_map_new(r->mem, 64) };
	return m;
}

struct request *
met_request(const struct met *m)
{
	return m->r;
}

/* What wrote the row when it was nobody who signed in. */
static const char *
nobody(struct request *r, const char *login)
{
	if (strcmp(login, "-") == 0)
		return "サインインしていない人";
	if (strncmp(login, "link:", 5) == 0)
		return "リンクで来た人";
	return arena_fmt(r->mem, "センターの機械（%s）", login);
}

static struct who *
who_of(struct request *r, const char *person, const char *login)
{
	struct who *w = arena_take(r->mem, sizeof(*w));
	struct account a;

	*w = (struct who){ nobody(r, login), "", true };
	if (!person || record_get(r, &account_record, person, &a))
		return w;
	w->name = a.name;
	w->outside = strcmp(a.role, "family") == 0;
	w->role = codes_labels(r->mem, r->codes, "person_role", a.role, "・");
	if (strncmp(login, "token:", 6) == 0)
		w->name = arena_fmt(r->mem, "%s（プログラム「%s」）", a.name,
		    login + 6);
	return w;
}

const struct who *
met_who(struct met *m, const char *person, const char *login)
{
	const char *key = arena_fmt(m->r->mem, "%s %s", person ? person : "",
	    login);
	const struct who *w = text_map_get(m->people, key);

	if (!w) {
		w = who_of(m->r, person, login);
		text_map_put(m->people, key, w);
	}
	return w;
}

const char *
met_agency(struct met *m, const struct who *w, const char *agency)
{
	const char *name = agency ? text_map_get(m->agencies, agency) : NULL;
	struct agency a;

	if (!agency)
		return w->outside ? "" : "センター";
	if (name)
		return name;
	name = record_get(m->r, &agency_record, agency, &a) ? "不明" : a.name;
	text_map_put(m->agencies, agency, name);
	return name;
}

const char *
auditlog_day(struct arena *mem, const char *day)
{
	const char *weekday = strstr(date_short(mem, day), "（");

	return arena_fmt(mem, "%s%s", date_era(mem, day),
	    weekday ? weekday : "");
}

const char *
auditlog_paths(struct request *r, const char *paths)
{
	char *set = paths ? arena_text(r->mem, paths) : NULL;

	for (char *c = set; c && *c; c++) {
		if (*c == '+')
			*c = ',';
	}
	return codes_labels(r->mem, r->codes, "audit_path", set, "、");
}

static bool
has_word(const char *set, const char *word, size_t n, const char *join)
{
	while (set && *set) {
		size_t len = strcspn(set, join);

		if (len == n && strncmp(set, word, n) == 0)
			return true;
		set += len + (set[len] != '\0');
	}
	return false;
}

const char *
auditlog_set_add(struct arena *mem, const char *set, const char *more,
    char join)
{
	const char between[2] = { join, '\0' };

	while (more && *more) {
		size_t n = strcspn(more, between);

		if (!has_word(set, more, n, between))
			set = arena_fmt(mem, "%s%s%.*s", set ? set : "",
			    set && *set ? between : "", (int)n, more);
		more += n + (more[n] != '\0');
	}
	return set;
}

const char *
auditlog_classes(struct request *r, const char *classes)
{
	struct buffer b = buffer_new(r->mem);
	bool whole = classes && auditlog_set_add(r->mem, classes,
	    AUDITLOG_ORDINARY, ',') == classes;

	buffer_add(&b, whole ? AUDITLOG_WHOLE : "");
	while (classes && *classes) {
		size_t n = strcspn(classes, ",");
		const char *code = arena_bytes(r->mem, classes, n);

		/* Nobody consents to it, so that it is on no list. */
		if (strcmp(code, "protected") == 0)
			buffer_fmt(&b, "%s%s", b.len ? "、" : "",
			    record_field(&child_record, "guarded")->label);
		else if (!whole)
			buffer_fmt(&b, "%s%s", b.len ? "、" : "",
			    codes_label(r->codes, "data_class", code));
		classes += n + (classes[n] == ',');
	}
	return b.s;
}

const char *
auditlog_local(struct arena *mem, const char *at)
{
	return instant_add(mem, at, JAPAN);
}

const char *
auditlog_begins(struct arena *mem, const char *day)
{
	return instant_add(mem, arena_fmt(mem, "%sT00:00:00Z", day), -JAPAN);
}

static const char *
day_typed(struct request *r, const char *name, const char **typed)
{
	const char *s = request_query(r, name);

	*typed = text_blank(s) ? NULL : s;
	return *typed ? date_read(r->mem, s, r->today) : NULL;
}

struct auditlog_period
auditlog_period_of(struct request *r)
{
	struct auditlog_period p = { 0 };
	const char *from = day_typed(r, "from", &p.from_typed);
	const char *to = day_typed(r, "to", &p.to_typed);

	/* As text, "" stands before every instant and "9" behind. */
	p.from = from ? auditlog_begins(r->mem, from) : "";
	p.to = to ? auditlog_begins(r->mem, date_add_days(r->mem, to, 1)) : "9";
	p.label = arena_fmt(r->mem, "%s～%s", from ? date_long(r->mem, from) :
	    "記録の始まり", date_long(r->mem, to ? to : r->today));
	return p;
}

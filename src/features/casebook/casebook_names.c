#include <string.h>

#include "app/codes.h"
#include "app/site.h"
#include "base/text.h"
#include "features/casebook/casebook_private.h"
#include "features/casebook/casebook_sql.h"
#include "features/child/child.h"
#include "features/meeting/meeting.h"

/* Whoever may be named in a child's records: she, her family, everybody who
 * signs in, who came to her meetings, all agencies and municipalities; and any
 * other child called by name in the texts. */

enum { MIN_CALLED = 3, MAX_CALLED = 40 };

/* What an agency is called when its name is gone. */
static const char *
agency_suffix(const char *kind)
{
	static const struct {
		const char *kind, *suffix;
	} all[] = {
		{ "hospital", "病院" }, { "clinic", "診療所" },
		{ "visiting_nurse", "訪問看護" }, { "nursery", "園" },
		{ "primary_school", "小学校" }, { "secondary_school", "中学校" },
		{ "high_school", "高校" }, { "special_school", "支援学校" },
		{ "consultation", "相談事業所" }, { "municipality", "市町村" },
		{ "education_board", "教育委員会" }, { "health_centre", "保健所" },
		{ "pharmacy", "薬局" }, { "fire_service", "消防" },
		{ "supplier", "事業者" }, { "day_service", "事業所" },
		{ "short_stay", "事業所" },
	};

	for (size_t i = 0; kind && i < COUNT(all); i++) {
		if (strcmp(all[i].kind, kind) == 0)
			return all[i].suffix;
	}
	return "機関";
}

static void
add(struct pseudonyms *p, enum known_kind kind, const char *name,
    const char *kana, const char *suffix)
{
	pseudonyms_add(p, &(struct known){ .kind = kind, .name = name,
	    .kana = kana, .suffix = suffix });
}

static enum result
add_child(struct request *r, struct pseudonyms *p, const char *id)
{
	struct child c;
	enum result rc = record_get(r, &child_record, id, &c);

	if (rc)
		return rc;
	add(p, KNOWN_CHILD, c.name, c.kana, NULL);
	add(p, KNOWN_FAMILY, c.guardian, NULL, NULL);
	add(p, KNOWN_PLACE, c.number, NULL, "（番号）");
	add(p, KNOWN_PLACE, c.phone, NULL, "（電話番号）");
	add(p, KNOWN_PLACE, c.address, NULL, "（住所）");
	return OK;
}

static enum result
add_people(struct request *r, struct pseudonyms *p, const char *child)
{
	struct rows people = { 0 }, guests = { 0 };
	enum result rc = casebook_sql_people(r, child, &people);

	if (!rc)
		rc = casebook_sql_participants(r, child, &guests);
	for (size_t i = 0; !rc && i < people.nrows; i++)
		add(p, *rows_cell(&people, i, "family") == '1' ? KNOWN_FAMILY :
		    KNOWN_STAFF, rows_cell(&people, i, "name"), NULL, NULL);
	for (size_t i = 0; !rc && i < guests.nrows; i++) {
		struct meeting_participant m;

		if (record_load(r, &meeting_participant_record, &guests, i, &m))
			add(p, KNOWN_STAFF, m.name, NULL, NULL);
	}
	return rc;
}

static enum result
add_agencies(struct request *r, struct pseudonyms *p)
{
	struct rows rows = { 0 };
	enum result rc = casebook_sql_agencies(r, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		add(p, KNOWN_AGENCY, rows_cell(&rows, i, "name"),
		    rows_cell(&rows, i, "kana"),
		    agency_suffix(rows_cell(&rows, i, "kind")));
		add(p, KNOWN_PLACE, rows_cell(&rows, i, "address"), NULL,
		    "（住所）");
	}
	return rc;
}

static void
add_places(struct request *r, struct pseudonyms *p)
{
	static const char *const kinds[][2] = { { "市", "ある市" },
	    { "町", "ある町" }, { "村", "ある村" } };
	size_t n;
	const struct municipality *all = codes_municipalities(r->codes, &n);

	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(all[i].name), k = 0;

		while (k < COUNT(kinds) - 1 && (len < strlen("市") ||
		    strcmp(all[i].name + len - strlen("市"), kinds[k][0])))
			k++;
		add(p, KNOWN_PLACE, all[i].name, NULL, kinds[k][1]);
	}
}

/* Other children, where a text calls somebody by a name only one has. */
static enum result
add_called(struct request *r, struct pseudonyms *p, const char *child,
    const char *text)
{
	size_t n;
	const char *const *called = pseudonyms_called(r->mem, text, &n);
	enum result rc = OK;

	for (size_t i = 0; !rc && i < n && i < MAX_CALLED; i++) {
		struct search_hits hits;

		if (text_length(called[i]) < MIN_CALLED)
			continue;
		rc = search_find(r, r->site->children, called[i], NULL, 0, 1,
		    &hits);
		if (!rc && hits.total == 1 && strcmp(hits.ids[0], child) != 0)
			pseudonyms_add(p, &(struct known){
			    .kind = KNOWN_CHILD, .name = called[i],
			    .whole = true });
	}
	return rc;
}

enum result
casebook_names(struct request *r, const char *child,
    const struct casebook_sources *sources, struct pseudonyms **out)
{
	struct pseudonyms *p = pseudonyms_new(r->mem);
	enum result rc = add_child(r, p, child);

	if (!rc)
		rc = add_people(r, p, child);
	if (!rc)
		rc = add_agencies(r, p);
	add_places(r, p);
	for (size_t i = 0; !rc && i < sources->n; i++) {
		const struct casebook_source *s = &sources->at[i];

		if (s->chosen)
			rc = add_called(r, p, child, arena_fmt(r->mem,
			    "%s\n%s\n%s", s->what ? s->what : "", s->devised ?
			    s->devised : "", s->voice ? s->voice : ""));
	}
	*out = p;
	return rc;
}

#include <string.h>

#include "app/codes.h"
#include "features/directory/directory.h"
#include "public/hsds_private.h"

/* Services, and services at their locations. */

struct hsds_writer
hsds_writer(struct request *r, struct buffer *b)
{
	return (struct hsds_writer){ .r = r, .b = b, .terms = hsds_terms(r) };
}

enum result
hsds_writer_load(struct hsds_writer *w, const struct hsds_row *rows, size_t n)
{
	struct hsds_parts *p = &w->parts;
	enum result rc;

	*p = (struct hsds_parts){ 0 };
	rc = hsds_sql_answers(w->r, rows, n, &p->answers, &p->nanswers);
	return rc ? rc : hsds_sql_rooms(w->r, rows, n, w->r->today, &p->rooms,
	    &p->nrooms);
}

static const char *
kind_of(struct hsds_writer *w, const struct hsds_row *row)
{
	return codes_label(w->r->codes, "service_kind", row->s.kind);
}

static const char *
name_of(struct hsds_writer *w, const struct hsds_row *row)
{
	if (row->s.name && *row->s.name)
		return row->s.name;
	return arena_fmt(w->r->mem, "%s（%s）", row->p.name, kind_of(w, row));
}

static void
add_sentence(struct buffer *b, const char *what, const char *says)
{
	if (says && *says)
		buffer_fmt(b, "%s%s%s", b->len ? "\n" : "", what, says);
}

static const char *
description_of(struct hsds_writer *w, const struct hsds_row *row)
{
	struct buffer b = buffer_new(w->r->mem);

	add_sentence(&b, "", kind_of(w, row));
	add_sentence(&b, "", row->s.note);
	if (hsds_int(row->s.capacity))
		add_sentence(&b, "定員：", arena_fmt(w->r->mem, "%s人",
		    row->s.capacity));
	add_sentence(&b, "利用できる時間：", week_label(w->r->mem,
	    row->s.opening));
	add_sentence(&b, "", row->s.opening_note);
	add_sentence(&b, "看護職員のいる時間：", week_label(w->r->mem,
	    row->s.nurse_hours));
	return b.s;
}

static const char *
age_label(struct arena *mem, int64_t months)
{
	const char *years = months / 12 || !months ?
	    arena_fmt(mem, "%lld歳", (long long)months / 12) : "";

	return months % 12 ? arena_fmt(mem, "%s%lldか月", years,
	    (long long)months % 12) : years;
}

static const char *
eligibility_of(struct hsds_writer *w, const struct hsds_service *s)
{
	struct buffer b = buffer_new(w->r->mem);
	int64_t below = hsds_int(s->age_below), kg = hsds_int(s->weight_max);

	if (below)
		buffer_fmt(&b, "対象年齢：%sから%s。", age_label(w->r->mem,
		    hsds_int(s->age_from)), below >= AGE_NO_END ? "上限なし" :
		    arena_fmt(w->r->mem, "%sになるまで", age_label(w->r->mem,
		    below)));
	if (kg)
		buffer_fmt(&b, "体重：%s。", kg >= WEIGHT_ANY ? "制限なし" :
		    arena_fmt(w->r->mem, "%lldkgまで", (long long)kg));
	return b.s;
}

/* Whole years, as the standard counts: 18歳になるまで is 17 at most. */
static void
put_ages(struct hsds_writer *w, const struct hsds_service *s)
{
	int64_t from = hsds_int(s->age_from), below = hsds_int(s->age_below);

	if (!below)
		return;
	if (from % 12)
		hsds_plain(w->b, "minimum_age", arena_fmt(w->r->mem,
		    "%lld.%02lld", (long long)from / 12,
		    (long long)(from % 12) * 100 / 12));
	else
		hsds_number(w->b, "minimum_age", from / 12);
	if (below < AGE_NO_END)
		hsds_number(w->b, "maximum_age", (below - 1) / 12);
}

static const char *
status_of(const char *status)
{
	if (strcmp(status, "paused") == 0)
		return "temporarily closed";
	return strcmp(status, "closed") == 0 ? "defunct" : "active";
}

static void
put_flat(struct hsds_writer *w, const struct hsds_row *row)
{
	const struct hsds_service *s = &row->s;

	hsds_text(w->b, "id", s->id);
	hsds_text(w->b, "organization_id", s->organization);
	hsds_text(w->b, "name", name_of(w, row));
	hsds_text(w->b, "alternate_name", row->p.kana);
	hsds_text(w->b, "description", description_of(w, row));
	hsds_url(w->b, "url", row->p.url);
	hsds_mail(w->b, "email", s->mail && *s->mail ? s->mail : row->p.mail);
	hsds_text(w->b, "status", status_of(s->status));
	hsds_text(w->b, "eligibility_description", eligibility_of(w, s));
	put_ages(w, s);
	hsds_text(w->b, "assured_date", s->confirmed_on);
	hsds_text(w->b, "last_modified", s->modified_at);
}

static void
put_language(struct hsds_writer *w, const struct hsds_service *s)
{
	hsds_open(w->b, "languages", "[{");
	hsds_part_id(w->b, "language", s->id);
	hsds_text(w->b, "service_id", s->id);
	hsds_text(w->b, "name", "日本語");
	hsds_text(w->b, "code", "ja");
	hsds_close(w->b, "}]");
}

static void
put_contact(struct hsds_writer *w, const struct hsds_service *s)
{
	if (!s->contact || !*s->contact)
		return;
	hsds_open(w->b, "contacts", "[{");
	hsds_part_id(w->b, "contact", s->id);
	hsds_text(w->b, "service_id", s->id);
	hsds_text(w->b, "name", s->contact);
	hsds_close(w->b, "}]");
}

/* By the law that a kind is under: its file of WAM NET tells. */
static const char *
document_of(int64_t file)
{
	if (file >= 63 && file <= 67)
		return "通所受給者証（市町村が交付）";
	if (file == 68 || file == 69)
		return "障害児入所受給者証（県などが交付）";
	if (file == 130)
		return "訪問看護指示書（主治医が交付）";
	if (file >= 11 && file <= 62 && file != 52)
		return "障害福祉サービス等の受給者証（市町村が交付）";
	return NULL;
}

static void
put_document(struct hsds_writer *w, const struct hsds_service *s)
{
	const struct code *kind = codes_find(w->r->codes, "service_kind",
	    s->kind);
	const char *document = kind ? document_of(kind->min) : NULL;

	if (!document)
		return;
	hsds_open(w->b, "required_documents", "[{");
	hsds_part_id(w->b, "required_document", s->id);
	hsds_text(w->b, "service_id", s->id);
	hsds_text(w->b, "document", document);
	hsds_close(w->b, "}]");
}

void
hsds_service(struct hsds_writer *w, const char *key,
    const struct hsds_row *row, enum depth depth)
{
	hsds_open(w->b, key, "{");
	put_flat(w, row);
	if (depth == DEEP) {
		if (row->o.id) {
			hsds_organization_open(w, "organization", &row->o, DEEP);
			hsds_close(w->b, "}");
		}
		hsds_open(w->b, "service_at_locations", "[");
		hsds_service_at_location(w, row, DEEP, true);
		hsds_close(w->b, "]");
		hsds_phones(w, row->s.id, row->s.phone, NULL);
		hsds_schedules(w, &row->s);
		put_language(w, &row->s);
		put_contact(w, &row->s);
		put_document(w, &row->s);
		hsds_capacities(w, row);
		hsds_attributes(w, row);
	}
	hsds_close(w->b, "}");
}

void
hsds_minimal(struct hsds_writer *w, const struct hsds_row *row)
{
	hsds_open(w->b, NULL, "{");
	hsds_text(w->b, "id", row->s.id);
	hsds_text(w->b, "modified_date", row->s.modified_at);
	hsds_close(w->b, "}");
}

void
hsds_service_at_location(struct hsds_writer *w, const struct hsds_row *row,
    enum depth depth, bool inside)
{
	hsds_open(w->b, NULL, "{");
	hsds_text(w->b, "id", row->s.id);
	hsds_text(w->b, "service_id", row->s.id);
	hsds_text(w->b, "location_id", row->p.id);
	if (depth == DEEP)
		hsds_location(w, "location", &row->p, DEEP);
	if (depth == DEEP && !inside) {
		hsds_phones(w, row->s.id, row->s.phone, NULL);
		hsds_schedules(w, &row->s);
		put_contact(w, &row->s);
		hsds_service(w, "service", row, FLAT);
	}
	hsds_close(w->b, "}");
}

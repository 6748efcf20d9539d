#include <string.h>

#include "app/access.h"
#include "app/audit.h"
#include "app/deed.h"
#include "app/site.h"
#include "base/crypto.h"
#include "base/date.h"
#include "base/log.h"
#include "features/bundle/bundle_page.h"

/* What would go out now, what did, and the button that sends it. */

struct count_line {
	const char *label;
	int64_t now, added, changed, removed;
};

static const struct slot count_slots[] = {
	SLOT_TEXT(count_line, label),
	SLOT_NUMBER(count_line, now),
	SLOT_NUMBER(count_line, added),
	SLOT_NUMBER(count_line, changed),
	SLOT_NUMBER(count_line, removed),
};

struct news_line {
	const char *what, *kind, *label;
};

static const struct slot news_slots[] = {
	SLOT_TEXT(news_line, what),
	SLOT_TEXT(news_line, kind),
	SLOT_TEXT(news_line, label),
};

struct past_line {
	const char *at, *by, *services, *added, *altered, *removed;
};

static const struct slot past_slots[] = {
	SLOT_TEXT(past_line, at),
	SLOT_TEXT(past_line, by),
	SLOT_TEXT(past_line, services),
	SLOT_TEXT(past_line, added),
	SLOT_TEXT(past_line, altered),
	SLOT_TEXT(past_line, removed),
};

static const struct slot centre_slots[] = {
	SLOT_TEXT(bundle_centre_line, label),
	SLOT_TEXT(bundle_centre_line, text),
};

struct publish_page {
	const struct html *faults, *hidden;
	const char *before;
	int64_t answers, cells, trainings, nnews;
	bool may_publish, has_news, more, has_past;
	struct html_list counts, news, centre, past;
};

static const struct slot slots[] = {
	SLOT_HTML(publish_page, faults),
	SLOT_HTML(publish_page, hidden),
	SLOT_TEXT(publish_page, before),
	SLOT_NUMBER(publish_page, answers),
	SLOT_NUMBER(publish_page, cells),
	SLOT_NUMBER(publish_page, trainings),
	SLOT_NUMBER(publish_page, nnews),
	SLOT_FLAG(publish_page, may_publish),
	SLOT_FLAG(publish_page, has_news),
	SLOT_FLAG(publish_page, more),
	SLOT_FLAG(publish_page, has_past),
	SLOT_LIST(publish_page, counts, count_slots, struct count_line),
	SLOT_LIST(publish_page, news, news_slots, struct news_line),
	SLOT_LIST(publish_page, centre, centre_slots, struct bundle_centre_line),
	SLOT_LIST(publish_page, past, past_slots, struct past_line),
};

TEMPLATE(bundle_publish_page, "src/features/bundle/publish.html", slots);

static const char *const kinds[] = { "法人", "場所", "サービス",
	"空き状況の行" };

static struct html_list
counts_of(struct request *r, const struct bundle_told *told)
{
	struct count_line *lines = arena_array(r->mem, BUNDLE_KINDS,
	    sizeof(*lines));

	for (size_t i = 0; i < BUNDLE_KINDS; i++) {
		const struct bundle_count *c = &told->of[i];

		lines[i] = (struct count_line){ kinds[i], c->now, c->added,
		    c->changed, c->removed };
	}
	return (struct html_list){ lines, BUNDLE_KINDS };
}

static struct html_list
news_of(struct request *r, const struct bundle_told *told)
{
	struct news_line *lines = arena_array(r->mem, told->nnews + 1,
	    sizeof(*lines));

	for (size_t i = 0; i < told->nnews; i++) {
		const struct bundle_news *n = &told->news[i];

		lines[i] = (struct news_line){ strcmp(n->what, "added") == 0 ?
		    "加わる" : strcmp(n->what, "changed") == 0 ? "変わる" :
		    "消える", kinds[n->kind], n->label };
	}
	return (struct html_list){ lines, told->nnews };
}

static struct html_list
past_of(struct request *r, const struct rows *rows)
{
	struct past_line *lines = arena_array(r->mem, rows->nrows + 1,
	    sizeof(*lines));

	for (size_t i = 0; i < rows->nrows; i++) {
		const char *const *c = rows->cells + i * rows->ncols;

		lines[i] = (struct past_line){ date_instant_label(r->mem, c[0]),
		    c[1], c[2], c[3], c[4], c[5] };
	}
	return (struct html_list){ lines, rows->nrows };
}

static const char *
path_of(const struct request *r)
{
	return r->site->bundle ? r->site->bundle : "";
}

enum result
bundle_publish_get(struct request *r)
{
	struct crumb crumbs[] = { { "資源・受入れ先", "/services" },
	    { "公表", NULL } };
	struct page page = { "公表", "/services", crumbs, COUNT(crumbs),
	    false };
	struct bundle_told told;
	struct rows past = { 0 };
	struct publish_page p;
	enum result rc;

	if (!access_is_centre(r))
		return DENIED;
	rc = bundle_make(r, path_of(r), false, &told);
	if (!rc)
		rc = bundle_sql_past(r, &past);
	if (rc)
		return rc;
	p = (struct publish_page){ .faults = form_faults(r),
	    .hidden = form_hidden(r, 0),
	    .before = told.before ? date_instant_label(r->mem, told.before) :
	    NULL,
	    .answers = told.answers, .cells = told.cells,
	    .trainings = told.trainings,
	    .may_publish = r->site->bundle != NULL,
	    .has_news = told.before && told.nnews,
	    .nnews = (int64_t)told.nnews, .more = told.nnews == BUNDLE_NEWS,
	    .counts = counts_of(r, &told), .news = news_of(r, &told),
	    .centre = bundle_centre_lines(r),
	    .has_past = past.nrows > 0, .past = past_of(r, &past) };
	return page_show(r, &page, &bundle_publish_page, &p);
}

/* Whoever published stands in the log before anything is public: the file takes
 * its place when that is kept. */
static enum result
publish(struct request *r, struct bundle_told *told, const char *see)
{
	const char *id = crypto_uuid(r->mem);
	enum result rc;

	deed_begin(r);
	(void)bundle_sql_published(r, id, told);
	(void)audit_note_plain(r, "publish", "bundle", id, arena_fmt(r->mem,
	    "services=%lld", (long long)told->of[BUNDLE_SERVICE].now));
	rc = deed_commit(r, see);
	if (rc)
		db_file_drop(told->file);
	return rc ? rc : db_file_put(told->file);
}

enum result
bundle_publish_post(struct request *r)
{
	const char *see = request_saying(r, "/publish", "published");
	struct bundle_told told;
	enum result rc;

	if (!access_is_centre(r))
		return DENIED;
	if (!r->site->bundle)
		return MISSING;
	rc = bundle_make(r, r->site->bundle, true, &told);
	return rc ? rc : request_see(r, publish(r, &told, see), see);
}

/* What was approved for a day that has come goes out by itself: in a bundle
 * somebody once published, or not at all. */
enum result
bundle_daily(struct request *r)
{
	struct bundle_told told;
	int64_t due = 0;
	enum result rc = OK;

	if (r->site->bundle)
		rc = bundle_sql_due(r, &due);
	if (rc || !due)
		return rc;
	rc = bundle_make(r, r->site->bundle, true, &told);
	return rc ? rc : publish(r, &told, NULL);
}

static enum result
renew(struct request *r)
{
	struct bundle_told told;
	const char *last;
	enum result rc = bundle_sql_last(r, &last);

	if (rc || !last)
		return rc;
	db_snapshot(r->db);
	rc = bundle_make(r, r->site->bundle, true, &told);
	db_unsnapshot(r->db);
	return rc ? rc : publish(r, &told, NULL);
}

void
bundle_renew(struct request *r)
{
	const char *once = r->once;
	enum result rc = OK;

	r->once = NULL;		/* spent by the deed before */
	if (r->site->bundle)
		rc = renew(r);
	r->once = once;
	if (rc)
		log_error("bundle", "what was opened is not outside: publish it");
}

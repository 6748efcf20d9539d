#include <string.h>

#include "app/access.h"
#include "app/deed.h"
#include "app/mail.h"
#include "app/record_page.h"
#include "base/date.h"
#include "features/exchange/exchange_private.h"
#include "features/exchange/exchange_sql.h"

/*
 * Who has a place. Decided inside the deed that takes or frees it, behind the
 * change counter of parties, which one deed at a time holds: of two who take the
 * last place at the same instant, the later sees the earlier.
 */

bool
exchange_party_is(const struct exchange_party *p, const char *state)
{
	return strcmp(p->state, state) == 0;
}

void
exchange_check(struct request *r, const void *obj)
{
	const struct exchange *e = obj;
	const char *says = "「13:30」のように入力してください。";

	if (e->from_at && !date_is_time(e->from_at))
		request_fault(r, "from_at", says);
	if (e->to_at && !date_is_time(e->to_at))
		request_fault(r, "to_at", says);
	if (e->from_at && e->to_at && !r->nfaults &&
	    strcmp(e->to_at, e->from_at) <= 0)
		request_fault(r, "to_at", "始まる時刻より後にしてください。");
	if (e->online_url && (strncmp(e->online_url, "https://", 8) != 0 ||
	    strpbrk(e->online_url, " \"'<>\\")))
		request_fault(r, "online_url",
		    "https:// から始まるリンクを入力してください。");
}

void
exchange_party_check(struct request *r, const void *obj)
{
	const struct exchange_party *p = obj;

	if (p->mail && !mail_address_fits(p->mail))
		request_fault(r, "mail", "メールアドレスを確かめてください。");
}

enum result
exchange_coming(struct request *r, const char *id, struct exchange *e)
{
	enum result rc = record_stored(r, &exchange_record, id, e);

	if (!rc && (e->cancelled_on ||
	    strcmp(e->on_day, r->today) < 0))
		rc = MISSING;
	return rc;
}

enum result
exchange_all_coming(struct request *r, struct rows *out)
{
	return exchange_sql_coming(r, out);
}

enum result
exchange_party_of(struct request *r, const char *exchange,
    const char *child, struct exchange_party *p)
{
	struct rows rows = { 0 };
	enum result rc = exchange_sql_party_of(r, exchange, child, &rows);

	if (rc || !rows.nrows)
		return rc ? rc : MISSING;
	return record_get(r, &exchange_party_record, rows.cells[0], p);
}

/* Whether this child's family is in already. */
static enum result
is_in(struct request *r, const struct exchange_party *p, bool *in)
{
	struct rows rows = { 0 };
	enum result rc = OK;

	if (p->child)
		rc = exchange_sql_party_of(r, p->exchange, p->child, &rows);
	*in = rows.nrows > 0;
	return rc;
}

/* They gave an address, and have waited for this. */
static enum result
tell(struct request *r, const char *party)
{
	struct exchange_party p;
	enum result rc = record_stored(r, &exchange_party_record, party, &p);

	if (rc || !p.mail)
		return rc;
	return mail_queue(r, &(struct mail){
		.to = p.mail,
		.subject = "キャンセル待ちの集まりに参加できます",
		.body = "キャンセル待ちをしていた集まりに、席ができました。くわしくは、支援"
		    "センターにおたずねください。来られなくなったときも、お知らせくださ"
		    "い。\n",
		.record = exchange_party_record.name,
		.record_id = p.id,
		.once = arena_fmt(r->mem, "exchange:%s:moved", p.id),
	});
}

/* Inside the deed: as long as there is room, whoever has waited longest. */
static enum result
move_up(struct request *r, const struct exchange *e)
{
	struct rows rows;
	int64_t seated = 0;
	enum result rc = exchange_sql_seated(r, e->id, &seated);

	if (e->cancelled_on || strcmp(e->on_day, r->today) < 0)
		return rc;
	for (; !rc && (!e->capacity || seated < e->capacity); seated++) {
		rows = (struct rows){ 0 };
		rc = exchange_sql_first_waiting(r, e->id, &rows);
		if (rc || !rows.nrows)
			return rc;
		rc = exchange_sql_move_up(r, rows.cells[0]);
		if (!rc)
			rc = tell(r, rows.cells[0]);
	}
	return rc;
}

enum result
exchange_follow(struct request *r, const void *old, const void *now)
{
	const struct exchange *was = old, *e = now;

	if (was->capacity == e->capacity)
		return OK;
	(void)deed_changed(r, exchange_party_record.name);
	return move_up(r, e);
}

/* The event as it stands behind the change counter of parties: seats were added,
 * or it was called off, since the page was read. */
static enum result
hold(struct request *r, const struct exchange *e, struct exchange *now)
{
	(void)deed_changed(r, exchange_party_record.name);
	return record_stored(r, &exchange_record, e->id, now);
}

enum result
exchange_apply(struct request *r, const struct exchange *e,
    struct exchange_party *p, const char *photo)
{
	struct exchange now;
	struct exchange_guest first = { .child = p->child, .name = p->name,
		.kind = "adult", .photo = photo };
	int64_t seated = 0;
	bool in = false;
	enum result rc = hold(r, e, &now);

	p->exchange = e->id;
	if (!rc)
		rc = is_in(r, p, &in);
	if (!rc && (in || now.cancelled_on))
		rc = CONFLICT;
	if (!rc)
		rc = move_up(r, &now);	/* there may be more room by now */
	if (!rc)
		rc = exchange_sql_seated(r, e->id, &seated);
	p->state = !rc && now.capacity && seated >= now.capacity ?
	    "waiting" : "accepted";
	if (!rc)
		rc = record_add(r, &exchange_party_record, p);
	first.party = p->id;
	if (!rc)
		rc = record_add(r, &exchange_guest_record, &first);
	if (rc)
		db_fail(r->db, rc);
	return rc;
}

enum result
exchange_cancel(struct request *r, const struct exchange *e,
    const struct exchange_party *old)
{
	struct exchange_party p = *old;
	struct exchange now;
	enum result rc = hold(r, e, &now);

	p.state = "cancelled";
	if (!rc)
		rc = record_change(r, &exchange_party_record, old, &p);
	if (!rc)
		rc = move_up(r, &now);
	if (rc)
		db_fail(r->db, rc);
	return rc;
}

static const char *
page_of(struct request *r, const char *id, const char *saying)
{
	return request_saying(r, arena_fmt(r->mem, "/exchanges/%s", id),
	    saying);
}

/* POST /exchanges/ID/parties: told by telephone, or on the day. */
enum result
exchange_party_post(struct request *r)
{
	struct exchange e;
	struct exchange_party p = { .source = "staff" };
	const char *see;
	bool in = false;
	enum result rc = exchange_open(r, r->arg[0], &e);

	if (!rc && e.cancelled_on)
		rc = CONFLICT;
	if (rc)
		return rc;
	p.exchange = e.id;
	rc = record_read(r, &exchange_party_record, &p);
	if (!rc)
		rc = is_in(r, &p, &in);
	if (!rc && in) {
		request_fault(r, "child", "この家族はもう申し込んでいます。");
		rc = INVALID;
	}
	if (rc)
		return rc == INVALID ? exchange_show_again(r, &e, &p, rc) : rc;
	see = page_of(r, e.id, "added");
	deed_begin(r);
	(void)exchange_apply(r, &e, &p, "unasked");
	return request_see(r, deed_commit(r, see), see);
}

/* The party of the address with its event, for the centre. */
enum result
exchange_open_party(struct request *r, struct exchange_party *p, struct exchange *e)
{
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_get(r, &exchange_party_record, r->arg[0], p);
	return rc ? rc : exchange_open(r, p->exchange, e);
}

/* GET /exchange-parties/ID: among the others. */
enum result
exchange_party_get(struct request *r)
{
	struct exchange_party p;
	struct exchange e;
	enum result rc = exchange_open_party(r, &p, &e);

	return rc ? rc : request_see(r, OK, arena_fmt(r->mem,
	    "/exchanges/%s", e.id));
}

/* POST /exchange-parties/ID/cancellation */
enum result
exchange_party_cancel_post(struct request *r)
{
	struct exchange_party p;
	struct exchange e;
	const char *see;
	enum result rc = exchange_open_party(r, &p, &e);

	if (!rc && (exchange_party_is(&p, "cancelled") || p.attended))
		rc = CONFLICT;
	if (rc)
		return rc;
	form_version(r, &p);
	see = page_of(r, e.id, "changed");
	deed_begin(r);
	(void)exchange_cancel(r, &e, &p);
	return request_see(r, deed_commit(r, see), see);
}

/* POST /exchange-parties/ID/guests: one more who comes along. */
enum result
exchange_guest_post(struct request *r)
{
	struct exchange_guest g = { 0 };
	struct exchange_party p;
	struct exchange e;
	const char *see;
	enum result rc = exchange_open_party(r, &p, &e);

	if (!rc && exchange_party_is(&p, "cancelled"))
		rc = CONFLICT;
	if (rc)
		return rc;
	rc = record_read(r, &exchange_guest_record, &g);
	if (rc)
		return exchange_show_again(r, &e, NULL, rc);
	g.party = p.id;
	g.child = p.child;
	see = page_of(r, e.id, "added");
	deed_begin(r);
	(void)record_add(r, &exchange_guest_record, &g);
	return request_see(r, deed_commit(r, see), see);
}

/* POST /exchange-guests/ID/photo with `photo`. */
enum result
exchange_photo_post(struct request *r)
{
	struct exchange_guest old, g;
	struct exchange_party p;
	const char *see;
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_get(r, &exchange_guest_record, r->arg[0], &old);
	if (!rc)
		rc = record_get(r, &exchange_party_record, old.party, &p);
	if (rc)
		return rc;
	g = old;
	rc = record_read(r, &exchange_guest_record, &g);
	if (rc) {
		struct exchange e;
		enum result got = exchange_open(r, p.exchange, &e);

		return got ? got : exchange_show_again(r, &e, NULL, rc);
	}
	g.name = old.name;
	g.kind = old.kind;
	see = page_of(r, p.exchange, "changed");
	deed_begin(r);
	(void)record_change(r, &exchange_guest_record, &old, &g);
	return request_see(r, deed_commit(r, see), see);
}

#include "features/training/training_mail.h"

#include "app/codes.h"
#include "app/mail.h"
#include "base/date.h"
#include "features/guest/guest.h"
#include "features/training/training_private.h"
#include "features/training/training_sql.h"

enum { DAY_SECONDS = 24 * 60 * 60 };

static const char *const subjects[] = {
	[TRAINING_ANSWER] = "研修の申込を受け付けました",
	[TRAINING_AGAIN] = "研修の申込の確認",
	[TRAINING_SEAT] = "研修の席があきました",
	[TRAINING_REMINDER] = "研修の日が近づきました",
	[TRAINING_STILL_WAITING] = "研修のキャンセル待ちについて",
	[TRAINING_CANCELLED] = "研修の申込を取り消しました",
	[TRAINING_MOVED] = "研修の日時か場所が変わりました",
	[TRAINING_MATERIALS] = "研修の資料ができました",
};

static const char *
waiting_words(struct request *r, const struct training_applicant *a,
    const char *before)
{
	int64_t place = 0;

	if (training_sql_place_in_line(r, a, &place) || !place)
		return before;
	return arena_fmt(r->mem, "%sいっぱいのため、キャンセル待ちの%lld番目です。"
	    "\n席があくと、順にメールでお知らせします。", before, (long long)place);
}

static const char *
words_of(struct request *r, const struct training_session *s,
    const struct training_applicant *a, enum training_notice n)
{
	bool waits = training_is(a, "waiting");

	switch (n) {
	case TRAINING_ANSWER:
		return waits ? waiting_words(r, a, "申込を受け付けました。") :
		    "申込を受け付けました。席があります。";
	case TRAINING_AGAIN:
		return waits ? waiting_words(r, a, "もう申し込まれています。") :
		    "もう申し込まれています。席があります。";
	case TRAINING_SEAT:
		return "キャンセル待ちの申込に、席があきました。参加できます。";
	case TRAINING_REMINDER:
		return "申し込まれた研修の日が近づきました。";
	case TRAINING_STILL_WAITING:
		return "申し込まれた研修は、まだ席があいていません。\n席があけばメールで"
		    "お知らせします。知らせがないときは、参加できません。";
	case TRAINING_CANCELLED:
		return "申込を取り消しました。";
	case TRAINING_MOVED:
		return waits ? "キャンセル待ちの研修の日時か場所が、次のように変わりました。" :
		    "申し込まれた研修の日時か場所が、次のように変わりました。\n参加できなく"
		    "なったときは、取り消してください。";
	case TRAINING_MATERIALS:
		return arena_fmt(r->mem, "研修の資料を、次のリンクで%sまで見られます。",
		    date_long(r->mem, training_materials_until(r, s)));
	}
	return "";
}

const char *
training_materials_until(struct request *r, const struct training_session *s)
{
	return date_add_days(r->mem, s->on_day, TRAINING_LINK_DAYS);
}

/* How to get in is for those alone who have a seat, before the day is over. */
static bool
shows_way_in(const struct training_applicant *a, enum training_notice n)
{
	return training_seated(a) && n != TRAINING_MATERIALS &&
	    n != TRAINING_CANCELLED;
}

static void
add_session(struct request *r, struct buffer *b,
    const struct training_session *s, const struct training *t, bool way_in)
{
	buffer_fmt(b, "%s\n%s\n日時：%s\n場所：%s\n", t->title,
	    training_session_title(r, s), training_when(r, s),
	    training_where(r, s));
	if (way_in && s->online_url)
		buffer_fmt(b, "オンラインのリンク：%s\n", s->online_url);
}

static void
add_link(struct request *r, struct buffer *b, const struct training_session *s,
    const struct training_applicant *a, enum training_notice n)
{
	int64_t days = date_days_between(r->today, s->on_day) +
	    TRAINING_LINK_DAYS + 1;

	buffer_fmt(b, "\n%s：\n%s\n", n == TRAINING_MATERIALS ?
	    "資料" : "申込の確認と取り消し", guest_link_make(r,
	    &guest_training, a->id, days * DAY_SECONDS));
	buffer_add(b, "このリンクは、はじめに開いた端末でだけ使えます。\n");
}

static const char *
body_of(struct request *r, const struct training_session *s,
    const struct training *t, const struct training_applicant *a,
    enum training_notice n)
{
	const char *centre = codes_setting(r->codes, "centre_name");
	const char *phone = codes_setting(r->codes, "centre_phone");
	struct buffer b = buffer_new(r->mem);

	buffer_fmt(&b, "%s\n\n", words_of(r, s, a, n));
	add_session(r, &b, s, t, shows_way_in(a, n));
	if (n != TRAINING_CANCELLED)
		add_link(r, &b, s, a, n);
	buffer_fmt(&b, "\n%s%s%s\n", centre, *phone ? "　電話 " : "", phone);
	return b.s;
}

static const char *
once_of(struct request *r, const struct training_applicant *a,
    enum training_notice n)
{
	/* They may wait, get a seat and lose it several times; ask once a day. */
	if (n == TRAINING_AGAIN)
		return arena_fmt(r->mem, "training:%s:again:%s", a->id,
		    r->today);
	/* It may move more than once. */
	if (n == TRAINING_MOVED)
		return arena_fmt(r->mem, "training:%s:moved:%s", a->id, r->now);
	return arena_fmt(r->mem, "training:%s:%d", a->id, (int)n);
}

/* Who came is also written down afterwards; then nobody is told of a seat. */
static bool
is_too_late(struct request *r, const struct training_session *s,
    enum training_notice n)
{
	int days = date_days_between(s->on_day, r->today);

	return n == TRAINING_MATERIALS ? days > TRAINING_LINK_DAYS : days > 0;
}

enum result
training_mail(struct request *r, const struct training_session *s,
    const struct training_applicant *a, enum training_notice n)
{
	struct training t;
	enum result rc;

	if (!a->mail || !mail_is_on(r) || is_too_late(r, s, n))
		return OK;
	rc = record_get(r, &training_record, s->training, &t);
	if (rc)
		return rc;
	return mail_queue(r, &(struct mail){ .to = a->mail,
	    .subject = subjects[n], .body = body_of(r, s, &t, a, n),
	    .record = training_applicant_record.name, .record_id = a->id,
	    .once = once_of(r, a, n) });
}

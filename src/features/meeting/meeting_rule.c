#include <string.h>

#include "app/codes.h"
#include "base/date.h"
#include "base/text.h"
#include "features/child/child.h"
#include "features/consent/consent.h"
#include "features/meeting/meeting_private.h"

/* What holds for meetings: times, titles, consents, roles. */

bool
meeting_is(const struct meeting *m, const char *state)
{
	return strcmp(m->state, state) == 0;
}

static void
check_title(struct request *r, const struct meeting *m)
{
	const char *name = m->child && m->title ? child_name(r, m->child) :
	    NULL;
	const char *key = name ? text_key(r->mem, name) : "";

	if (*key && strstr(text_key(r->mem, m->title), key))
		request_fault(r, "title", "招待された人にも見えるので、子どもの名前"
		    "は書かないでください。");
}

void
meeting_check(struct request *r, const void *obj)
{
	const struct meeting *m = obj;
	const char *says = "「13:30」のように入力してください。";

	if (m->from_at && !date_is_time(m->from_at))
		request_fault(r, "from_at", says);
	if (m->to_at && !date_is_time(m->to_at))
		request_fault(r, "to_at", says);
	if (m->from_at && m->to_at && !r->nfaults &&
	    strcmp(m->to_at, m->from_at) <= 0)
		request_fault(r, "to_at",
		    "始まる時刻より後にしてください。");
	if (m->online_url && (strncmp(m->online_url, "https://", 8) != 0 ||
	    strpbrk(m->online_url, " \"'<>\\")))
		request_fault(r, "online_url",
		    "https:// から始まるリンクを入力してください。");
	check_title(r, m);
}

const char *
meeting_title(struct request *r, const struct meeting *m)
{
	return m->title ? m->title : codes_label(r->codes, "meeting_kind",
	    m->kind);
}

const char *
meeting_when(struct request *r, const struct meeting *m)
{
	const char *day = date_long(r->mem, m->on_day);

	if (!m->from_at)
		return day;
	return arena_fmt(r->mem, "%s%s～%s", day, m->from_at,
	    m->to_at ? m->to_at : "");
}

const char *
meeting_where(struct request *r, const struct meeting *m)
{
	if (m->place)
		return m->place;
	return m->place_kind ? codes_label(r->codes, "meeting_place",
	    m->place_kind) : "";
}

enum result
meeting_shares(struct request *r, const char *child, const char *agency,
    const char *class)
{
	if (!child)
		return OK;
	return agency ? consent_lets(r, child, agency, "support", class) :
	    MISSING;
}

size_t
meeting_roles(struct request *r, const char *text,
    struct meeting_role rows[MEETING_MAX_ROLES])
{
	static const char colon[] = "：";
	size_t n = 0;

	while (text && *text && n < MEETING_MAX_ROLES) {
		size_t len = strcspn(text, "\n");
		const char *line = arena_bytes(r->mem, text, len);
		const char *at = strstr(line, colon);

		rows[n].who = at ? arena_bytes(r->mem, line,
		    (size_t)(at - line)) : "";
		rows[n++].what = at ? at + strlen(colon) : line;
		text += len + (text[len] == '\n');
	}
	return n;
}

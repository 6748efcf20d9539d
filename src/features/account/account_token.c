#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "app/session.h"
#include "base/crypto.h"
#include "base/date.h"
#include "base/text.h"
#include "features/account/account_private.h"
#include "features/account/account_sql.h"

/* Keys of programs that use the API. */

enum { MAX_LABEL = 60 };

struct token_row {
	const char *id, *label, *maker, *made_at, *revoked_at;
	bool writes;
	const struct html *hidden;
};

struct tokens {
	const char *label, *label_fault;
	bool writes;
	const struct html *faults, *hidden;
	struct html_list tokens;
};

static const struct slot row_slots[] = {
	SLOT_TEXT(token_row, id),
	SLOT_TEXT(token_row, label),
	SLOT_TEXT(token_row, maker),
	SLOT_TEXT(token_row, made_at),
	SLOT_TEXT(token_row, revoked_at),
	SLOT_FLAG(token_row, writes),
	SLOT_HTML(token_row, hidden),
};

static const struct slot slots[] = {
	SLOT_TEXT(tokens, label),
	SLOT_TEXT(tokens, label_fault),
	SLOT_FLAG(tokens, writes),
	SLOT_HTML(tokens, faults),
	SLOT_HTML(tokens, hidden),
	SLOT_LIST(tokens, tokens, row_slots, struct token_row),
};

TEMPLATE(account_tokens_page, "src/features/account/tokens.html", slots);

static enum result
tokens_load(struct request *r, struct html_list *list)
{
	struct rows rows = { 0 };
	struct token_row *t;
	enum result rc = account_sql_tokens(r, &rows);

	if (rc)
		return rc;
	t = arena_array(r->mem, rows.nrows, sizeof(*t));
	for (size_t i = 0; i < rows.nrows; i++) {
		const char *revoked = rows_cell(&rows, i, "revoked_at");

		t[i].id = rows_cell(&rows, i, "id");
		t[i].label = rows_cell(&rows, i, "label");
		t[i].maker = rows_cell(&rows, i, "maker");
		t[i].writes = strcmp(rows_cell(&rows, i, "writes"), "1") == 0;
		t[i].made_at = date_instant_label(r->mem,
		    rows_cell(&rows, i, "made_at"));
		if (revoked)
			t[i].revoked_at = date_instant_label(r->mem, revoked);
		t[i].hidden = account_hidden(r);
	}
	*list = (struct html_list){ t, rows.nrows };
	return OK;
}

static enum result
show(struct request *r, const struct token *typed)
{
	struct crumb crumbs[] = { { "自分の設定", "/account" },
	    { "プログラム用の鍵", NULL } };
	struct page page = { .title = "プログラム用の鍵（API）",
	    .crumbs = crumbs, .ncrumbs = COUNT(crumbs) };
	struct tokens p = {
		.label = typed->label,
		.writes = typed->writes,
		.label_fault = request_fault_of(r, "label"),
		.faults = form_faults(r),
		.hidden = form_hidden(r, 0),
	};
	enum result rc = tokens_load(r, &p.tokens);

	return rc ? rc : page_show(r, &page, &account_tokens_page, &p);
}

enum result
account_tokens_get(struct request *r)
{
	return show(r, &(struct token){ .label = "" });
}

static void
token_read(struct request *r, struct token *t)
{
	const char *label = request_form(r, "label");
	const char *writes = request_form(r, "writes");

	t->label = text_tidy(r->mem, label ? label : "");
	t->writes = writes && strcmp(writes, "1") == 0;
	if (!*t->label)
		request_fault(r, "label", "required");
	else if (text_length(t->label) > MAX_LABEL)
		request_fault(r, "label", "60文字までにしてください。");
	else if (strchr(t->label, '\n'))
		request_fault(r, "label", "one_line");
}

/* The key itself is in this answer and nowhere else. */
enum result
account_token_add_post(struct request *r)
{
	struct token t = { .id = crypto_uuid(r->mem) };
	struct secret s = {
		.title = "新しい鍵",
		.secret = arena_fmt(r->mem, "tsunagu_%s",
		    crypto_token(r->mem, 32)),
		.says = "使うプログラムの設定に写してください。",
		.back = "/tokens",
	};
	enum result rc;

	token_read(r, &t);
	if (r->nfaults) {
		(void)show(r, &t);
		return INVALID;
	}
	deed_begin(r);
	(void)account_sql_add_token(r, &t, session_hash(r->mem, s.secret));
	audit_note_plain(r, "add", "api_token", t.id,
	    t.writes ? "label,writes" : "label");
	rc = deed_commit(r, "/tokens");
	s.label = arena_fmt(r->mem, "%s（%s）", t.label,
	    t.writes ? "読み書き" : "読むだけ");
	return rc ? rc : account_secret_show(r, &s);
}

enum result
account_token_revocation_post(struct request *r)
{
	const char *see = request_saying(r, "/tokens", "revoked");
	enum result rc;

	deed_begin(r);
	(void)account_sql_revoke_token(r, r->arg[0]);
	audit_note_plain(r, "revoke", "api_token", r->arg[0], "revoked_at");
	rc = deed_commit(r, see);
	return request_see(r, rc == CONFLICT && !r->repeated ? MISSING : rc,
	    see);
}

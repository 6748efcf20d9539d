#ifndef PUBLIC_WORDS_H
#define PUBLIC_WORDS_H

#include "app/page.h"
#include "features/directory/directory.h"
#include "features/vacancy/vacancy.h"

/* What pages of the public site say in the same words. */

/* 「令和8年3月20日に確認」, or that nobody confirmed it. */
const char *public_confirmed(struct request *, const char *day);
/* 「八戸市（八戸）」, 「不明」. */
/* 「0歳から18歳になるまで」; "" when not told. */
const char *public_ages(struct request *, int64_t from, int64_t below);
/* The service's own name before that of its place. */
const char *public_name(struct request *, const char *name,
    const char *place);
int64_t	public_number(const struct rows *, size_t i, const char *column);
/* 可, 条件付き, 不可, 未確認. */
const char *public_answer(enum answered);
const char *public_answer_class(enum answered);	/* of a chip */

/* The board: days as heads, rooms as rows. */

struct board_view {
	const char *days[BOARD_DAYS];
	struct html_list heads, rows;
};

/* `rooms` as public_sql_rooms gives them, from today on. */
enum result board_view_of(struct request *, const struct rows *rooms,
    struct board_view *) MUST_CHECK;
/* The table, as a piece of a page; "" without rows. `alone`: one service's. */
const struct html *board_table(struct request *, const struct board_view *,
    bool alone);
extern const struct template board_table_part;

#endif
